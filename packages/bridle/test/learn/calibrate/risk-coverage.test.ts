import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { rejectThreshold } from '../../../src/learn/calibrate/reject-threshold.ts';
import { riskCoverage } from '../../../src/learn/calibrate/risk-coverage.ts';

/** Two classes: the probability of class 0 in each row, all above 0.5, so that label 0 is correct. */
const rowsOf = (confidences: readonly number[]) => confidences.flatMap((p) => [p, 1 - p]);

/** By the definition: the mean over k of the error rate of the k first rows. */
function areaOf(wrong: readonly number[]): number {
  let errors = 0;
  let sum = 0;
  wrong.forEach((error, i) => {
    errors += error;
    sum += errors / (i + 1);
  });
  return sum / wrong.length;
}

describe('riskCoverage', () => {
  const random = seededRandom(3);
  const confidences = Array.from({ length: 400 }, (_, i) => 0.999 - i / 1000);
  const labels = confidences.map((p) => (random() < p ? 0 : 1));

  test('is the mean error rate of the k most certain rows, whatever order the rows stand in', () => {
    const { aurc, optimalAurc } = riskCoverage(rowsOf(confidences), labels, 2);
    expect(aurc).toBeCloseTo(areaOf(labels), 14);
    expect(optimalAurc).toBeCloseTo(areaOf([...labels].sort()), 14);
    expect(optimalAurc).toBeLessThan(aurc);
    expect(riskCoverage(rowsOf(confidences.toReversed()), labels.toReversed(), 2).aurc).toBeCloseTo(aurc, 14);
  });

  test('takes rows of equal probability as in the mean of their orders', () => {
    const same = rowsOf([0.9, 0.7, 0.7, 0.7]);
    const orders = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ].map((wrong) => areaOf([0, ...wrong]));
    const mean = orders.reduce((sum, area) => sum + area, 0) / 3;
    expect(orders[0] - orders[2]).toBeGreaterThan(0.2); // so an order that happens to stand in the table would decide
    expect(riskCoverage(same, [0, 1, 0, 0], 2).aurc).toBeCloseTo(mean, 14);
    const third = Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    expect(riskCoverage(rowsOf(Array(5000).fill(0.6)), third, 2).aurc).toBeCloseTo(1667 / 5000, 12);
  });

  test('of the curve, each point is a threshold with the rows that it keeps', () => {
    const { curve } = riskCoverage(rowsOf(confidences), labels, 2);
    expect(curve.length).toBeLessThanOrEqual(101);
    expect(curve.at(-1)).toMatchObject({ coverage: 1, rows: 400, threshold: confidences[399] });
    for (const { threshold, rows, coverage, accuracy } of curve) {
      const kept = labels.filter((_, i) => confidences[i] >= threshold);
      expect([rows, coverage]).toEqual([kept.length, kept.length / 400]);
      expect(accuracy).toBe(kept.filter((label) => label === 0).length / kept.length);
    }
    const whole = riskCoverage(rowsOf(confidences), labels, 2, { points: 400 }).curve;
    expect(whole).toHaveLength(400);
    const reject = rejectThreshold(rowsOf(confidences), labels, 2, 0.9);
    expect(whole).toContainEqual(reject);
    expect(reject?.accuracy).toBe(whole.findLast(({ accuracy }) => accuracy >= 0.9)?.accuracy);
  });

  test('whole weights are equal rows; other weights count as shares', () => {
    const weights = labels.map((_, i) => i % 4);
    const repeated = (list: readonly number[]) => list.flatMap((x, i) => Array<number>(weights[i]).fill(x));
    const weighed = riskCoverage(rowsOf(confidences), labels, 2, { sampleWeights: weights, points: 50 });
    const rows = riskCoverage(rowsOf(repeated(confidences)), repeated(labels), 2, { points: 50 });
    expect(weighed.aurc).toBeCloseTo(rows.aurc, 14);
    expect(weighed.curve.map(({ coverage }) => coverage)).toEqual(rows.curve.map(({ coverage }) => coverage));
    const halves = (by: number) =>
      riskCoverage(rowsOf(confidences), labels, 2, { sampleWeights: labels.map(() => by) });
    expect(halves(0.3).aurc).toBeCloseTo(riskCoverage(rowsOf(confidences), labels, 2).aurc, 12);
    expect(halves(1e-9).aurc).toBeCloseTo(halves(0.3).aurc, 12);
  });

  test('is 0 for a model without errors, and leaves rows without a label out', () => {
    expect(riskCoverage(rowsOf([0.9, 0.6]), [0, 0], 2)).toMatchObject({ aurc: 0, optimalAurc: 0 });
    expect(riskCoverage(rowsOf([0.9, 0.8, 0.6]), [0, -1, 1], 2).curve).toHaveLength(2);
  });

  test('refuses what does not fit', () => {
    expect(() => riskCoverage([1, 0, 1], [0], 2)).toThrow('riskCoverage: expected 2 probabilities, got 3');
    expect(() => riskCoverage([1, 0], [-1], 2)).toThrow('expected at least one row with a label, got none');
    expect(() => riskCoverage([1, 0], [0], 2, { points: 0 })).toThrow('riskCoverage: expected points ≥ 1, got 0');
  });
});
