// The stated errors of training's plain sums, against double-double sums of the same terms.
import { crossEntropy } from 'bridle';
import { describe, expect, test } from 'vitest';
import { dividePairs, tail, twoSum } from '../../../src/core/arithmetic/double-double.ts';
import { addScaled, type PairSum, scalePair } from '../../../src/core/arithmetic/pair-sum.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { gramOf } from '../../../src/learn/fit/gram.ts';
import { lossAlong, type Problem } from '../../../src/learn/fit/objective.ts';
import { addScores, type Design, gradientOf } from '../../../src/learn/table/design.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { randomFloats } from '../../helpers/designs.ts';

const U = 2 ** -53;
const random = seededRandom(90);
const rows = 30_000;
const classes = 3;

/** Columns whose sums in float64 drift: all entries are alike. */
const values = [0.1, 1 / 3, 0.7].map((x) => Float64Array.from({ length: rows }, (_, i) => x + 1e-3 * (i % 7)));
const block = {
  kind: 'numbers' as const,
  index: [0, 1, 2],
  values,
  centers: [-0.3, 0.05, 0.11],
  scales: [0.7, 1.3, 0.9],
};
const design: Design = { rows, columns: 3, blocks: [block] };

/** (x − c)/s as a double-double. */
function entry(column: number, i: number): { hi: number; lo: number } {
  const centred = twoSum(values[column][i], -block.centers[column]);
  const hi = dividePairs(centred, tail[0], block.scales[column], 0);
  return { hi, lo: tail[0] };
}

/** Σ factor·entry over the rows, and the sum of the terms' sizes. */
function sumOver(column: number, factor: (i: number) => number, other = -1) {
  const sum: PairSum = { hi: 0, lo: 0 };
  let sizes = 0;
  for (let i = 0; i < rows; i += 1) {
    const x = entry(column, i);
    if (other >= 0) {
      const y = entry(other, i);
      const weighted = scalePair(factor(i), y.hi, y.lo);
      const low = tail[0];
      addScaled(sum, weighted, x.hi, x.lo);
      addScaled(sum, low, x.hi, x.lo);
      sizes += Math.abs(weighted * x.hi);
    } else {
      addScaled(sum, factor(i), x.hi, x.lo);
      sizes += Math.abs(factor(i) * x.hi);
    }
  }
  return { sum: sum.hi, sizes };
}

describe('the plain sums of training', () => {
  test('scores, gradients and Gram matrices err by no more than stated', () => {
    const weights = randomFloats(random, 3 * classes);
    const scores = new Float64Array(classes * rows);
    addScores(design, weights, classes, scores);
    for (let i = 0; i < rows; i += 1501) {
      const terms = [0, 1, 2].map((c) => entry(c, i));
      const sum: PairSum = { hi: 0, lo: 0 };
      terms.forEach(({ hi, lo }, c) => {
        addScaled(sum, weights[c], hi, lo);
      });
      const sizes = terms.reduce((so, { hi }, c) => so + Math.abs(weights[c] * hi), 0);
      expect(Math.abs(scores[i] - sum.hi)).toBeLessThanOrEqual((design.columns + 4) * U * sizes);
    }
    const residuals = new Float64Array(classes * rows).fill(1 / 7);
    const gradient = new Float64Array(3 * classes);
    gradientOf(design, residuals, classes, gradient);
    const all = Int32Array.from({ length: rows }, (_, i) => i);
    const gram = new Float64Array(9);
    gramOf(design, all, residuals.subarray(0, rows), gram);
    let largest = 0;
    for (let c = 0; c < 3; c += 1) {
      const { sum, sizes } = sumOver(c, () => 1 / 7);
      largest = Math.max(largest, Math.abs(gradient[c] - sum) / (U * sizes));
      for (let d = 0; d < 3; d += 1) {
        const pair = sumOver(c, () => 1 / 7, d);
        expect(Math.abs(gram[3 * c + d] - pair.sum)).toBeLessThanOrEqual((rows + 6) * U * pair.sizes);
      }
    }
    expect(largest).toBeLessThanOrEqual(rows + 4);
    expect(largest).toBeGreaterThan(10); // which is why it is stated
  });

  test('the loss errs by no more than stated', () => {
    const labels = Int32Array.from({ length: rows }, (_, i) => i % classes);
    const problem: Problem = { design, labels, weights: new Float64Array(rows).fill(1 / rows), classes, l2: 0 };
    const scores = Float64Array.from({ length: classes * rows }, (_, i) => 0.3 * Math.floor(i / rows));
    const { loss } = lossAlong(problem, scores, scores, 0, new Float64Array(scores.length));
    const want = crossEntropy({ data: scores, dims: [classes, rows] }, labels, {
      axis: 0,
      reduction: 'sum',
      sampleWeights: problem.weights,
    });
    expect(Math.abs(loss - want)).toBeLessThanOrEqual((rows + classes + 12) * U * want);
    expect(Math.abs(loss - want)).toBeGreaterThan(5 * U * want);
  });

  test('the mean and the deviation of a recipe err by no more than stated, where a plain mean does not', () => {
    const x = Float64Array.from({ length: rows }, (_, i) => 1e6 + 0.1 * (i % 7) ** 2);
    const y = { kind: 'categorical' as const, name: 'y', codes: new Int32Array(rows), levels: ['a'] };
    const table = { rows, columns: [{ kind: 'numeric' as const, name: 'x', values: x }, y] };
    const [feature] = learnRecipe(table, { target: 'y' }).recipe.features;
    if (feature.kind !== 'numeric') throw new Error('expected numbers');
    // Multiples of 2⁻³³ in whole numbers.
    const exact = [...x].map((value) => BigInt(value * 2 ** 33));
    const total = exact.reduce((sum, value) => sum + value);
    const mean = Number(total / BigInt(rows)) / 2 ** 33 + Number(total % BigInt(rows)) / rows / 2 ** 33;
    const off = exact.map((value) => value * BigInt(rows) - total);
    const variance = Number(off.reduce((sum, value) => sum + value * value, 0n) >> 66n) / rows ** 3;
    const spread = Number(off.reduce((sum, value) => sum + (value < 0n ? -value : value), 0n)) / rows ** 2 / 2 ** 33;
    const ulp = 2 ** (19 - 52);
    expect(Math.abs(feature.mean - mean)).toBeLessThanOrEqual(ulp + rows * U * spread);
    expect(Math.abs(feature.scale / Math.sqrt(variance) - 1)).toBeLessThanOrEqual(((rows + 6) * U) / 2);
    const plain = x.reduce((sum, value) => sum + value, 0) / rows;
    expect(Math.abs(plain - mean)).toBeGreaterThan(10 * ulp);
  });
});
