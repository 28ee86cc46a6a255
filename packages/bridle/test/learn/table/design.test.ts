import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { addScores, type Design, entriesPerRow, gradientOf } from '../../../src/learn/table/design.ts';
import { denseOf, distance, randomDesign, randomFloats } from '../../helpers/designs.ts';

// Odd and even numbers of columns and classes, none of either kind, and rows at, below and above a tile's length.
const shapes: [rows: number, numbers: number, levels: number[], classes: number][] = [
  [7, 1, [], 2],
  [7, 2, [], 3],
  [7, 0, [3], 2],
  [7, 3, [1, 4], 5],
  [511, 4, [2], 4],
  [512, 5, [], 3],
  [513, 2, [3, 1], 2],
  [1025, 3, [5], 7],
  [0, 2, [2], 2],
];

describe.each(shapes)('a design of %i rows, %i numbers, levels %j and %i classes', (rows, numbers, levels, classes) => {
  const random = seededRandom(1);
  const design = randomDesign(random, rows, numbers, levels);
  const dense = denseOf(design);
  const { columns } = design;

  test('adds W·Xᵀ to scores', () => {
    const weights = randomFloats(random, classes * columns);
    const before = randomFloats(random, classes * rows);
    const scores = before.slice();
    addScores(design, weights, classes, scores);
    const expected = before.map((score, at) => {
      const k = Math.floor(at / rows);
      return score + dense[at % rows].reduce((sum, x, j) => sum + weights[k * columns + j] * x, 0);
    });
    expect(distance(scores, expected)).toBeLessThan(1e-13);
  });

  test('gives R·X as the gradient, whatever it held before', () => {
    const residuals = randomFloats(random, classes * rows);
    const gradient = randomFloats(random, classes * columns);
    gradientOf(design, residuals, classes, gradient);
    const expected = gradient.map((_, at) => {
      const k = Math.floor(at / columns);
      return dense.reduce((sum, row, i) => sum + residuals[k * rows + i] * row[at % columns], 0);
    });
    expect(distance(gradient, expected)).toBeLessThan(1e-11);
  });
});

test('a row has the same scores to the bit alone and among others', () => {
  const random = seededRandom(2);
  const design = randomDesign(random, 700, 5, [3]);
  const weights = randomFloats(random, 3 * design.columns);
  const all = new Float64Array(3 * 700);
  addScores(design, weights, 3, all);
  for (const i of [0, 1, 511, 512, 699]) {
    const blocks = design.blocks.map((block) =>
      block.kind === 'codes'
        ? { ...block, codes: block.codes.slice(i, i + 1) }
        : { ...block, values: block.values.map((x) => x.slice(i, i + 1)) },
    );
    const one: Design = { ...design, rows: 1, blocks };
    const scores = new Float64Array(3);
    addScores(one, weights, 3, scores);
    expect([...scores]).toEqual([all[i], all[700 + i], all[1400 + i]]);
  }
});

test('centres before it multiplies: 1e9 ± 2⁻¹⁰ keeps its digits, which products of the raw numbers lose', () => {
  const small = 2 ** -10;
  const x = Float64Array.from([1e9 - small, 1e9 + small]);
  const design: Design = {
    rows: 2,
    columns: 1,
    blocks: [{ kind: 'numbers', index: [0], values: [x], centers: [1e9], scales: [small] }],
  };
  const scores = new Float64Array(2);
  addScores(design, new Float64Array([0.3]), 1, scores);
  expect([...scores]).toEqual([-0.3, 0.3]);
  const naive = x[1] * (0.3 / small) - 1e9 * (0.3 / small);
  expect(Math.abs(naive - 0.3)).toBeGreaterThan(1e-6);
});

test('a row costs one product for each number and one for each group of codes', () => {
  expect(entriesPerRow(randomDesign(seededRandom(1), 2, 3, [10, 100]))).toBe(5);
});
