import { afterEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { softmax } from '../../../src/core/softmax.ts';
import { addScores, type Design } from '../../../src/learn/table/design.ts';
import { scoreRows } from '../../../src/learn/tiles/score-rows.ts';
import { setArithmetic } from '../../../src/runtime/arithmetic.ts';
import { denseOf, randomDesign, randomFloats } from '../../helpers/designs.ts';

const random = seededRandom(41);

function linearOf(design: Design, classes: number, size = 1) {
  const weights = randomFloats(random, classes * design.columns).map((w) => size * w);
  return { weights, intercepts: randomFloats(random, classes), classes };
}

function kernels(design: Design, linear: ReturnType<typeof linearOf>, kind: 'scores' | 'probabilities'): Float64Array {
  const result = scoreRows(design, linear, kind);
  if (!result) throw new Error('no kernels');
  return result;
}

/** The rows `from` on of a design. */
function rowsFrom(design: Design, from: number): Design {
  const blocks = design.blocks.map((block) =>
    block.kind === 'codes'
      ? { ...block, codes: block.codes.slice(from) }
      : { ...block, values: block.values.map((x) => x.slice(from)) },
  );
  return { ...design, rows: design.rows - from, blocks };
}

/** With a block of sparse features behind the others, so many entries in each row. */
function withSparse(design: Design, counts: readonly number[], width: number): Design {
  const offsets = new Int32Array(counts.length + 1);
  counts.forEach((count, i) => {
    offsets[i + 1] = offsets[i] + count;
  });
  const values = randomFloats(random, offsets[counts.length]);
  const indices = Int32Array.from(values, (_, e) => (e * 7919) % width);
  const sparse = [{ first: design.columns, width, offsets, indices, values }];
  return { ...design, columns: design.columns + width, sparse };
}

afterEach(() => setArithmetic('auto'));

// A probability errs by the rounding of its score's distance d from the largest, d·2⁻⁵³, by exp64, 2·2⁻⁵³, by the sum of c
// exponentials that err as much, and by the division.
describe.each(['reproducible', 'auto'] as const)('rows scored at %s', (level) => {
  // Odd and even classes and columns, lines of eight rows and their rest, more than a block of 2,048 rows, one row, codes
  // alone.
  test.each<[rows: number, numbers: number, levels: number[], classes: number]>([
    [1, 3, [], 2],
    [65, 4, [3], 3],
    [130, 1, [2, 5], 5],
    [2100, 7, [], 7],
    [70, 0, [4], 11],
    [70, 300, [], 10],
  ])(
    '%i rows of %i numbers and codes %j in %i classes have the scores and softmax of the definition',
    (rows, numbers, levels, classes) => {
      setArithmetic(level);
      const design = randomDesign(random, rows, numbers, levels);
      const linear = linearOf(design, classes);
      const scores = kernels(design, linear, 'scores');
      const byClass = Float64Array.from(
        { length: classes * rows },
        (_, at) => linear.intercepts[Math.floor(at / rows)],
      );
      addScores(design, linear.weights, classes, byClass);
      expect([...scores]).toEqual(
        Array.from(scores, (_, at) => byClass[(at % classes) * rows + Math.floor(at / classes)]),
      );
      denseOf(design).forEach((row, i) => {
        for (let k = 0; k < classes; k += 1) {
          const terms = row.map((x, j) => x * linear.weights[k * design.columns + j]);
          const want = terms.reduce((sum, term) => sum + term, linear.intercepts[k]);
          expect(Math.abs(scores[i * classes + k] - want)).toBeLessThan(1e-13);
        }
      });
      const want = softmax({ data: scores, dims: [rows, classes] }).data;
      if (level === 'reproducible') expect(kernels(design, linear, 'probabilities')).toEqual(want);
      if (level === 'reproducible') expect(kernels(design, linear, 'probabilities')).toEqual(want);
      kernels(design, linear, 'probabilities').forEach((p, at) => {
        const row = scores.subarray(at - (at % classes), at - (at % classes) + classes);
        expect(Math.abs(p / want[at] - 1)).toBeLessThan((Math.max(...row) - scores[at] + 2 * classes + 4) * 2 ** -53);
      });
    },
  );

  // Rows longer than what is in the memory at a time, an empty row, and rows of any number of entries by four.
  test.each([2, 5, 77])('sparse features beside others have the scores of the definition in %i classes', (classes) => {
    setArithmetic(level);
    const counts = [0, 1, 9000, 4, 7, 300, 0, 2];
    const design = withSparse(randomDesign(random, counts.length, 3, [4]), counts, 10_000);
    const linear = linearOf(design, classes);
    const scores = kernels(design, linear, 'scores');
    const { rows } = design;
    const byClass = Float64Array.from({ length: classes * rows }, (_, at) => linear.intercepts[Math.floor(at / rows)]);
    addScores(design, linear.weights, classes, byClass);
    expect(scores).toEqual(scores.map((_, at) => byClass[(at % classes) * rows + Math.floor(at / classes)]));
    const other = { ...linear, weights: linear.weights.map((w) => -w) };
    expect(kernels(design, other, 'scores')).not.toEqual(scores);
    expect(kernels(design, linear, 'scores')).toEqual(scores);
  });

  test.each([0.37, 3])('probabilities at temperature %d are the softmax at it', (temperature) => {
    setArithmetic(level);
    const [rows, classes] = [130, 7];
    const design = randomDesign(random, rows, 9, [2]);
    const linear = { ...linearOf(design, classes, 9), calibration: { method: 'temperature', temperature } };
    if (level === 'reproducible') return expect(scoreRows(design, linear, 'probabilities')).toBe(null);
    const scores = kernels(design, linear, 'scores');
    const want = softmax({ data: scores, dims: [rows, classes] }, { temperature }).data;
    const found = kernels(design, linear, 'probabilities');
    found.forEach((p, at) => {
      const row = scores.subarray(at - (at % classes), at - (at % classes) + classes);
      const distance = (Math.max(...row) - scores[at]) / temperature;
      expect(Math.abs(p / want[at] - 1)).toBeLessThan((2 * distance + 2 * classes + 4) * 2 ** -53);
    });
    expect(scoreRows(design, { ...linear, calibration: { method: 'isotonic' } }, 'probabilities')).toBe(null);
  });

  test('a row has the same bits at any place, in any company', () => {
    setArithmetic(level);
    const design = randomDesign(random, 2500, 5, [3]);
    const linear = linearOf(design, 4);
    for (const kind of ['scores', 'probabilities'] as const) {
      const all = kernels(design, linear, kind);
      for (const from of [1, 7, 8, 2048, 2499]) {
        expect(kernels(rowsFrom(design, from), linear, kind)).toEqual(all.slice(4 * from));
      }
    }
  });

  test('scores far apart keep their subnormal probabilities, and scores that overflow spoil their own row alone', () => {
    setArithmetic(level);
    const column = Float64Array.of(1, 720, 1e308, -3);
    const block = { kind: 'numbers' as const, index: [0], values: [column], centers: [0], scales: [1] };
    const design: Design = { rows: 4, columns: 1, blocks: [block] };
    const linear = { weights: Float64Array.of(0, 1, 1e10), intercepts: new Float64Array(3), classes: 3 };
    const two = { ...linear, weights: Float64Array.of(0, 1), intercepts: new Float64Array(2), classes: 2 };
    const p = kernels(design, two, 'probabilities');
    expect(p[2]).toBeGreaterThan(0);
    expect(p[2]).toBeLessThan(2 ** -1022); // e^−720, below what exp64 gives
    expect([...p.subarray(2, 4)]).toEqual([...softmax([0, 720])]);
    const q = kernels(design, linear, 'probabilities');
    expect(q.slice(0, 3).every(Number.isFinite)).toBe(true);
    if (level === 'auto') expect(q.slice(6, 9).every(Number.isNaN)).toBe(true);
    expect(q.slice(9).every(Number.isFinite)).toBe(true);
  });
});

test('probabilities at reproducible have these bits on every engine', () => {
  setArithmetic('reproducible');
  const column = Float64Array.of(1, 0.1, -3);
  const block = { kind: 'numbers' as const, index: [0], values: [column], centers: [0.3], scales: [0.7] };
  const linear = { weights: Float64Array.of(1, -1, 0.3), intercepts: Float64Array.of(0.1, 0, -0.2), classes: 3 };
  expect([...kernels({ rows: 3, columns: 1, blocks: [block] }, linear, 'probabilities')]).toEqual([
    ...[0.670989687972957, 0.08216700058375112, 0.24684331144329186],
    ...[0.28513432651304543, 0.45686546569146824, 0.2580002077954863],
    ...[0.00008868293242137103, 0.9981300727539726, 0.0017812443136060053],
  ]);
});

describe('of a table of numbers', () => {
  const rows = 2500; // more than a block
  const features = ['a', 'b'].map((name) => ({
    ...{ kind: 'numeric' as const, name, fill: 0, mean: 0.5, scale: 2, hasMissing: false },
  }));
  const linear = { weights: Float64Array.of(0.1, 1, 0, -1), intercepts: [0, 0.25], classes: 2 };
  const tableOf = (row: number, value: number) => ({
    rows,
    columns: [
      { kind: 'numeric' as const, name: 'b', values: new Float64Array(rows).fill(1).with(row, value) },
      { kind: 'numeric' as const, name: 'a', values: new Float32Array(rows).fill(-1) },
    ],
  });
  const scored = (row: number, value: number) =>
    scoreRows(tableOf(row, value), { ...linear, recipe: { features } }, 'scores');

  test.each([0, 7, 2047, 2048, 2499])('row %i with a number that is missing or too large gives null', (row) => {
    for (const value of [2e140, -2e140, Infinity, Number.NaN]) expect(scored(row, value)).toBe(null);
    expect(scored(row, 1e139)).toEqual(scoreRows(designOf(tableOf(row, 1e139)), linear, 'scores'));
    expect(scored(row, 1)?.every(Number.isFinite)).toBe(true);
  });

  test('a feature that is no number, was missing in training, or has no column gives null', () => {
    const table = tableOf(0, 1);
    for (const other of [
      { kind: 'categorical' as const, name: 'b', levels: ['x', 'y'], hasMissing: false },
      { ...features[1], hasMissing: true },
      { ...features[1], name: 'c' },
    ]) {
      expect(scoreRows(table, { ...linear, recipe: { features: [features[0], other] } }, 'scores')).toBe(null);
    }
    expect(
      scoreRows(
        { rows, columns: table.columns.map((one) => ({ ...one, values: one.values.slice(1) })) },
        { ...linear, recipe: { features } },
        'scores',
      ),
    ).toBe(null);
  });

  function designOf({ columns }: ReturnType<typeof tableOf>): Design {
    const values = [columns[1].values, columns[0].values];
    return {
      ...{ rows, columns: 2 },
      blocks: [{ kind: 'numbers', index: [0, 1], values, centers: [0.5, 0.5], scales: [2, 2] }],
    };
  }
});

test('at arithmetic reference there are no kernels', () => {
  setArithmetic('reference');
  const design = randomDesign(random, 3, 1, []);
  expect(scoreRows(design, linearOf(design, 2), 'scores')).toBe(null);
});
