import { describe, expect, test } from 'vitest';
import { fit } from '../../../src/learn/fit/fit.ts';
import { inferring } from '../../../src/learn/infer/inference.ts';
import { logits, probabilities } from '../../../src/learn/model/logits.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { designFrom, type Features, type SparseMatrix } from '../../../src/learn/table/matrix.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { scoreRows } from '../../../src/learn/tiles/score-rows.ts';
import { exampleTable } from '../../helpers/tables.ts';

const table = exampleTable('wine');
const target = 'cultivar';
const { classes, labels } = readLabels(table, target);
const columns = table.columns.flatMap((column) =>
  column.kind === 'numeric' && column.name !== target ? [column.values] : [],
);
const dims = [table.rows, columns.length];
const data = Float64Array.from(
  { length: dims[0] * dims[1] },
  (_, at) => columns[at % dims[1]][Math.floor(at / dims[1])],
);
const { recipe } = learnRecipe(table, { target, standardize: false });
const { design } = applyRecipe(recipe, table);

/** Compressed rows of a matrix, each row's entries from the last column to the first. */
function compressed(from: ArrayLike<number>, [rows, width]: number[]): SparseMatrix {
  const [values, indices, offsets]: number[][] = [[], [], [0]];
  for (let i = 0; i < rows; i += 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      const x = from[i * width + j];
      if (x === 0) continue;
      values.push(x);
      indices.push(j);
    }
    offsets.push(values.length);
  }
  return { values, indices, offsets, dims: [rows, width] };
}

describe('a matrix', () => {
  test('trains to the bits of the design of its columns', () => {
    const trained = fit({ data, dims }, labels, classes.length);
    expect(trained).toEqual(fit(design, labels, classes.length));
    expect(trained.stop).toBe('optimum');
  });

  test('of float32, by strides, or of plain numbers is the same matrix', () => {
    const small = [1, 2, 3, 4, 5, 6];
    const rows = designFrom({ data: small, dims: [2, 3] });
    expect(designFrom({ data: [9, 1, 4, 2, 5, 3, 6], dims: [2, 3], strides: [1, 2], offset: 1 })).toEqual(rows);
    const [block] = designFrom({ data: new Float32Array(small), dims: [2, 3] }).blocks;
    expect(block.kind === 'numbers' && block.values).toEqual(
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ].map((x) => new Float32Array(x)),
    );
  });

  test('of the same width is predicted by the fit, with the bits of the design and of the kernels', () => {
    const trained = fit({ data, dims }, labels, classes.length);
    const scores = logits(trained, { data, dims });
    expect(scores).toEqual(logits(trained, design));
    expect(scores).toEqual(logits(trained, { data, dims }, { scoreRows }));
    const p = probabilities(trained, { data, dims });
    const right = Array.from(labels).filter((label, i) => {
      const row = [...p.subarray(3 * i, 3 * i + 3)];
      return row.indexOf(Math.max(...row)) === label;
    });
    expect(right.length).toBeGreaterThan(0.95 * table.rows);
  });

  test('gives the inference of the design of its columns', () => {
    const two = { data: data.filter((_, at) => at % dims[1] < 2), dims: [table.rows, 2] };
    const own = designFrom(two);
    expect(inferring(two, labels, 3)).toEqual(inferring(own, labels, 3));
    expect(() => inferring(designFrom(compressed(two.data, two.dims)), labels, 3)).toThrow(
      'inferring: expected features that are not sparse, got compressed rows',
    );
  });
});

describe('compressed rows', () => {
  // Two thirds of the entries are 0: small counts in 40 columns.
  const sparseDims = [150, 40];
  const entries = Float64Array.from({ length: 6000 }, (_, at) => Math.max(0, ((at * 7919) % 31) - 21));
  const y = Int32Array.from({ length: 150 }, (_, i) => (entries[40 * i] + entries[40 * i + 1] > 3 ? 1 : i % 3));

  test('reach the optimum of the matrix', () => {
    const dense = fit({ data: entries, dims: sparseDims }, y, 3, { l2: 0.01 });
    const sparse = fit(compressed(entries, sparseDims), y, 3, { l2: 0.01, tolerance: 1e-12 });
    expect([dense.stop, sparse.stop]).toEqual(['optimum', 'optimum']);
    expect(Math.abs(sparse.objective - dense.objective)).toBeLessThan(2e-12);
    const apart = dense.weights.map((w, at) => Math.abs(w - sparse.weights[at]));
    expect(Math.max(...apart)).toBeLessThan(1e-5);
  });

  test('are predicted by the fit of the matrix', () => {
    const trained = fit({ data: entries, dims: sparseDims }, y, 3);
    const a = probabilities(trained, { data: entries, dims: sparseDims });
    const b = probabilities(trained, compressed(entries, sparseDims));
    expect(Math.max(...a.map((p, at) => Math.abs(p - b[at])))).toBeLessThan(1e-14);
  });

  test('are not copied where their arrays are those of a design', () => {
    const { values, indices, offsets, dims: own } = compressed(entries, sparseDims);
    const given = {
      values: Float64Array.from(values),
      indices: Int32Array.from(indices),
      offsets: Int32Array.from(offsets),
    };
    const [block] = designFrom({ ...given, dims: own }).sparse ?? [];
    expect([block.values, block.indices, block.offsets].every((array, i) => array === Object.values(given)[i])).toBe(
      true,
    );
  });
});

describe('what is no matrix is refused', () => {
  const csr = (change: Partial<SparseMatrix>): SparseMatrix => ({
    ...{ values: [1, 2, 3], indices: [0, 2, 1], offsets: [0, 2, 3], dims: [2, 3] },
    ...change,
  });
  test.each<[string, Features, string]>([
    ['dims', { data: [1, 2], dims: [2] }, 'fit: expected dims [rows, columns], got [2]'],
    ['a fractional shape', { data: [1, 2], dims: [2.5, 1] }, 'fit: expected dims [rows, columns], got [2.5,1]'],
    ['a short array', { data: [1, 2, 3], dims: [2, 2] }, 'fit: expected data.length 4 for dims [2,2], got 3'],
    [
      'NaN',
      { data: [1, 2, 3, Number.NaN], dims: [2, 2] },
      'fit: expected numbers within ±1e+140, got NaN in row 1, column 1, counted from 0',
    ],
    [
      'an infinity',
      { data: new Float32Array([1, Infinity]), dims: [2, 1] },
      'fit: expected numbers within ±1e+140, got Infinity in row 1, column 0, counted from 0',
    ],
    [
      'strides beyond the end',
      { data: [1, 2, 3, 4], dims: [2, 2], strides: [4, 1] },
      'fit: expected numbers within ±1e+140, got undefined in row 1, column 0, counted from 0',
    ],
    ['indices of another length', csr({ indices: [0, 1] }), 'fit: expected indices.length 3, as many as values, got 2'],
    ['offsets of another length', csr({ offsets: [0, 3] }), 'fit: expected offsets.length 3 for dims [2,3], got 2'],
    ['offsets that end early', csr({ offsets: [0, 1, 2] }), 'fit: expected offsets from 0 to 3, got 0 to 2'],
    ['offsets that fall', csr({ offsets: [0, 4, 3] }), 'fit: expected offsets that ascend, got 3 after row 1'],
    ['fractional offsets', csr({ offsets: [0, 1.5, 3] }), 'fit: expected whole offsets, got 1.5'],
    ['a column beyond the last', csr({ indices: [0, 3, 1] }), 'fit: expected columns below 3, got 3 in row 0'],
    ['a negative column', csr({ indices: [0, 2, -1] }), 'fit: expected columns below 3, got -1 in row 1'],
    [
      'a column that stands twice',
      csr({ indices: [2, 2, 1] }),
      'fit: expected each column once in a row, got column 2 twice in row 0',
    ],
    [
      'a value that is NaN',
      csr({ values: [1, Number.NaN, 3] }),
      'fit: expected numbers within ±1e+140, got NaN in row 0, column 2, counted from 0',
    ],
  ])('%s', (_, x, message) => {
    expect(() => fit(x, [0, 1], 2)).toThrow(new RangeError(message));
  });

  test('other widths than in training, and a table for a fit', () => {
    const trained = fit({ data, dims }, labels, 3);
    expect(() => probabilities(trained, { data: [1, 2], dims: [1, 2] })).toThrow(
      new RangeError('probabilities: expected 13 columns, as in training, got 2'),
    );
    expect(() => probabilities(trained, table as unknown as Features)).toThrow(
      new TypeError('probabilities: expected a model for a table'),
    );
    const model = { ...trained, classes, recipe, calibration: null };
    expect(() => logits(model as never, { data, dims } as never)).toThrow('logits: expected a fit for a matrix');
  });
});
