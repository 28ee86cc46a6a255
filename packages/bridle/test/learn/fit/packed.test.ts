import { afterEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { fit } from '../../../src/learn/fit/fit.ts';
import { type Problem, pointAt } from '../../../src/learn/fit/objective.ts';
import { gramsOf } from '../../../src/learn/fit/packed-gram.ts';
import { prepareProblem } from '../../../src/learn/fit/problem.ts';
import type { Design } from '../../../src/learn/table/design.ts';
import { type Arithmetic, setArithmetic } from '../../../src/runtime/arithmetic.ts';
import { distance, randomDesign, randomFloats } from '../../helpers/designs.ts';

const levels: Arithmetic[] = ['reproducible', 'auto'];
const rows = 4100; // 64 tiles and a part of one, eight bands and a part of one
const classes = 5;

/** A random design whose numbers are 0 in such a share of the rows, all but the first column, which never is. */
function designOf(zeros: number, numbers: number, levels: number[]): Design {
  const random = seededRandom(21);
  const design = randomDesign(random, rows, numbers, levels);
  for (const block of design.blocks) {
    if (block.kind === 'codes') continue;
    block.values.slice(1).forEach((x) => {
      x.forEach((_, i) => {
        if (random() < zeros) x[i] = 0;
      });
    });
  }
  return design;
}

/** The design with its numbers rounded to float32. */
function single(design: Design): Design {
  for (const block of design.blocks) {
    if (block.kind === 'numbers') for (const x of block.values) x.set(x.map(Math.fround));
  }
  return design;
}

function problemOf(design: Design, level: Arithmetic = 'auto'): Problem {
  setArithmetic(level);
  const random = seededRandom(22);
  const labels = Int32Array.from({ length: design.rows }, () => Math.floor(classes * random()));
  return prepareProblem(design, labels, classes, { l2: 0.1 }).problem;
}

/** The rows of a vector of scores, without what lies between the classes. */
function rowsOf({ packed, design }: Problem, vector: Float64Array): Float64Array {
  const stride = packed?.tiles.stride ?? design.rows;
  return Float64Array.from({ length: classes * design.rows }, (_, at) => {
    const k = Math.floor(at / design.rows);
    return vector[k * stride + at - k * design.rows];
  });
}

afterEach(() => setArithmetic('auto'));

describe.each(levels)('packed at level %s', (level) => {
  describe.each<[string, number, Design, boolean]>([
    ['numbers', 12, designOf(0, 12, []), false],
    ['an odd count of numbers and two groups of codes', 9, designOf(0.2, 9, [3, 2]), false],
    ['numbers that are mostly 0', 12, designOf(0.8, 12, []), true],
    ['numbers that are mostly 0 and a group of codes', 9, designOf(0.8, 9, [4]), true],
    ['float32 numbers', 12, single(designOf(0, 12, [])), false],
    ['float32 numbers that are mostly 0, an odd count, and a group of codes', 9, single(designOf(0.8, 9, [4])), true],
    ['codes alone', 0, designOf(0, 0, [3, 2, 4, 5, 3, 2, 3, 3, 3, 3]), false],
  ])('a problem of %s', (_, numbers, design, sparse) => {
    const problem = problemOf(design, level);
    const reference = { ...problem, packed: null };
    const random = seededRandom(23);
    const parameters = randomFloats(random, classes * problem.design.columns);

    test('is packed, as lists where most numbers are 0', () => {
      expect(problem.packed?.tiles.features).toBe(numbers);
      expect(problem.packed?.tiles.isSparse).toBe(sparse);
    });

    test('has the scores, the loss, the residuals and the gradient of the reference', () => {
      const [got, want] = [pointAt(problem, parameters), pointAt(reference, parameters)];
      expect(distance(rowsOf(problem, got.scores), want.scores)).toBeLessThan(1e-14);
      expect(Math.abs(got.objective - want.objective)).toBeLessThan(1e-13); // the reference adds 4,100 rows one by one
      expect(distance(rowsOf(problem, got.residuals), want.residuals)).toBeLessThan(1e-18);
      expect(distance(got.gradient, want.gradient)).toBeLessThan(1e-15);
    });

    test('has its Gram matrices, of all rows or of some, several at once', () => {
      for (const count of [rows, 200]) {
        const some = Int32Array.from({ length: count }, (__, i) => (i * 7) % rows);
        const vs = [randomFloats(random, count), randomFloats(random, count)];
        const [got, want] = [gramsOf(problem, some, vs), gramsOf(reference, some, vs)];
        got.forEach((gram, m) => {
          expect(distance(gram, want[m])).toBeLessThan(1e-10);
        });
      }
      const [one] = gramsOf(problem, new Int32Array(1), [new Float64Array(1)]);
      expect(one.every((x) => x === 0)).toBe(true);
    });
  });

  test.each(['newton', 'lbfgs'] as const)('reaches the optimum of the reference, by %s', (solver) => {
    const design = designOf(0.3, 12, [3]);
    const random = seededRandom(24);
    const labels = Int32Array.from({ length: rows }, (_, i) => (i < classes ? i : Math.floor(classes * random() ** 2)));
    const options = { C: 1e-3, solver, tolerance: 1e-14 };
    setArithmetic(level);
    const got = fit(design, labels, classes, options);
    setArithmetic('reference');
    const want = fit(design, labels, classes, options);
    expect(got.stop).toBe('optimum');
    expect(Math.abs(got.objective - want.objective)).toBeLessThan(1e-13);
    expect(distance(got.weights, want.weights)).toBeLessThan(1e-6);
  });
});

// What Node 20 on x64 gave; whoever runs this elsewhere compares with it.
test.each([
  ['newton' as const, 1.4355465265365919, -6.271121555443189],
  ['lbfgs' as const, 1.4355465265365919, -6.271124295747953],
])('a model trained at level reproducible by %s has the same bits on every engine', (solver, objective, sum) => {
  const random = seededRandom(25);
  const labels = Int32Array.from({ length: rows }, (_, i) => (i < classes ? i : Math.floor(classes * random() ** 2)));
  setArithmetic('reproducible');
  const got = fit(designOf(0.3, 6, [3]), labels, classes, { solver });
  expect(got.objective).toBe(objective);
  expect(got.weights.reduce((total, x, i) => total + x * (i + 1), 0)).toBe(sum);
});

test('among columns that are mostly 0, one that is not is centred before it is packed: 1e9 ± 2⁻¹⁰ keeps its digits', () => {
  const design = designOf(0.9, 12, []);
  const small = 2 ** -10;
  const [block] = design.blocks;
  if (block.kind !== 'numbers') throw new Error('no numbers');
  block.values[0].forEach((_, i, x) => {
    x[i] = 1e9 + (i % 2 === 0 ? small : -small);
  });
  block.scales[0] = small;
  const problem = problemOf(design);
  expect(problem.packed?.tiles.isSparse).toBe(true);
  const parameters = new Float64Array(classes * problem.design.columns);
  parameters[block.index[0]] = 0.3;
  const { scores } = pointAt(problem, parameters);
  expect(Math.abs(scores[0] - scores[1] - 0.6)).toBeLessThan(1e-15);
  const naive = (1e9 + small) * (0.3 / small) - (1e9 - small) * (0.3 / small);
  expect(Math.abs(naive - 0.6)).toBeGreaterThan(1e-6);
});

test('zeros without weight make no column a list: its center is far from them', () => {
  const design = designOf(0, 12, []);
  const [block] = design.blocks;
  if (block.kind !== 'numbers') throw new Error('no numbers');
  block.values.forEach((x) => {
    x.forEach((_, i) => {
      x[i] = i % 10 === 0 ? 1e9 + i / rows : 0;
    });
  });
  const labels = Int32Array.from({ length: rows }, (_, i) => Math.floor(i / 10) % classes);
  const weighOf = (zero: number) => labels.map((_, i) => (i % 10 === 0 ? 1 : zero));
  const packedWith = (zero: number) =>
    prepareProblem(design, labels, classes, { sampleWeights: weighOf(zero) }).problem.packed;
  expect(packedWith(1)?.tiles.isSparse).toBe(true);
  expect(packedWith(0)?.tiles.isSparse).toBe(false);
});

test('numbers that float32 holds are kept in it, unless one is not, or a column lies far from 0', () => {
  const bitsOf = (design: Design) => problemOf(design).packed?.tiles.bits;
  const columns = (design: Design) => (design.blocks[0].kind === 'numbers' ? design.blocks[0].values : []);
  expect(bitsOf(single(designOf(0, 12, [])))).toBe(32);
  expect(bitsOf(designOf(0, 12, []))).toBe(64);
  const double = single(designOf(0, 12, []));
  columns(double)[11][rows - 1] = 0.1;
  expect(bitsOf(double)).toBe(64);
  const far = single(designOf(0, 12, []));
  columns(far)[11].forEach((_, i, x) => {
    x[i] = 1e6 + (i % 2);
  });
  expect(bitsOf(far)).toBe(64);
});

test.each(['newton', 'lbfgs'] as const)('by %s, three threads train the model of one, bit by bit', (solver) => {
  const random = seededRandom(26);
  const many = 4 * rows;
  const sparse = randomDesign(random, many, 40, []);
  for (const block of sparse.blocks) {
    if (block.kind !== 'numbers') continue;
    for (const x of block.values) x.set(x.map((v) => (v < 1 ? 0 : Math.fround(v))));
  }
  const labels = Int32Array.from({ length: many }, (_, i) => (i < classes ? i : Math.floor(classes * random() ** 2)));
  const train = (threads: number) => fit(sparse, labels, classes, { solver, threads, maxIterations: 6 });
  const crew = prepareProblem(sparse, labels, classes, { threads: 3 }).problem.packed?.tiles.crew;
  expect(crew).not.toBe(null);
  crew?.close();
  expect(train(3)).toEqual(train(1));
  expect(() => train(0)).toThrow('fit: expected threads ≥ 1, got 0');
});

test('small problems are not packed, nor any at level reference', () => {
  expect(problemOf(randomDesign(seededRandom(1), 150, 4, [])).packed).toBe(null);
  expect(problemOf(designOf(0, 12, []), 'reference').packed).toBe(null);
});
