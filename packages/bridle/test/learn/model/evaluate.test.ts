import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { ulpError, withBig } from '../../helpers/mpfr.ts';

// Three classes, five rows; the last has no label.
const probabilities = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.5, 0.3, 0.2, 0.2, 0.3, 0.5, 1, 0, 0];
const labels = [0, 1, 1, 2, -1];

describe('evaluate', () => {
  const result = evaluate(probabilities, labels, 3);

  test('counts the rows that have a label, and who was taken for whom: true row, predicted column', () => {
    expect(result.rows).toBe(4);
    expect(result.confusion).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
    ]);
    expect(result.accuracy).toBe(0.75);
  });

  test('log-loss is the mean of −ln p of the truth; Brier the mean square over all classes', () => {
    expect(result.logLoss).toBeCloseTo(-(Math.log(0.7) + Math.log(0.8) + Math.log(0.3) + Math.log(0.5)) / 4, 15);
    expect(result.brier).toBeCloseTo((0.14 + 0.06 + 0.78 + 0.38) / 4, 15);
  });

  test('precision, recall and F1 of each class against the rest', () => {
    expect(result.perClass).toEqual([
      { precision: 0.5, recall: 1, f1: 2 / 3, support: 1 },
      { precision: 1, recall: 0.5, f1: 2 / 3, support: 2 },
      { precision: 1, recall: 1, f1: 1, support: 1 },
    ]);
  });

  test('a class that is never there and never predicted scores 0, not NaN', () => {
    expect(evaluate([1, 0, 1, 0], [0, 0], 2).perClass[1]).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
  });

  test('calibration: 15 equal bins of the top confidence, upper edges included, and their mean gap', () => {
    expect(result.bins.length).toBe(15);
    const used = result.bins.filter((bin) => bin.count > 0);
    expect(used.map((bin) => [bin.lower * 15, bin.count, bin.confidence, bin.accuracy])).toEqual([
      [7, 2, 0.5, 0.5],
      [10, 1, 0.7, 1],
      [11, 1, 0.8, 1],
    ]);
    expect(result.ece).toBeCloseTo((2 * 0 + 0.3 + 0.2) / 4, 15);
    expect(evaluate([1, 0], [0], 2).bins[14]).toMatchObject({ count: 1, confidence: 1, accuracy: 1, upper: 1 });
  });

  test('ties go to the first class', () => {
    expect(evaluate([0.5, 0.5], [1], 2).confusion).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  test('a truth of probability 0 costs as much as the least float64 above it: the figures stay finite', () => {
    expect(evaluate([1, 0], [1], 2).logLoss).toBeCloseTo(744.44, 2);
  });

  test('a perfectly calibrated forecaster has an ECE near 0, one that is sure and half wrong near 0.5', () => {
    const rows = 10_000;
    const truth = Int32Array.from({ length: rows }, (_, i) => (i % 10 < 7 ? 0 : 1));
    const honest = Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? 0.7 : 0.3));
    expect(evaluate(honest, truth, 2).ece).toBeLessThan(1e-12);
    const sure = Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? 1 : 0));
    expect(evaluate(sure, truth, 2).ece).toBeCloseTo(0.3, 12);
  });

  test('of 200,000 rows every figure is within 0.51 ulp of MPFR, where plain sums are not', () => {
    const rows = 200_000;
    const p = 0.9;
    const other = 0.1;
    const q = Float64Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? p : other));
    const got = evaluate(q, new Int32Array(rows), 2);
    withBig((big) => {
      const logLoss = big(p).ln().neg();
      const brier = big(1).sub(p).mul(big(1).sub(p)).add(big(other).mul(other));
      const ece = big(1).sub(p);
      expect(ulpError(got.logLoss, logLoss)).toBeLessThanOrEqual(0.51);
      expect(ulpError(got.brier, brier)).toBeLessThanOrEqual(0.51);
      expect(ulpError(got.ece, ece)).toBeLessThanOrEqual(0.51);
      expect(got.bins[13].confidence).toBe(p);
      const plainMean = (x: number) => q.subarray(0, rows).reduce((sum) => sum + x, 0) / rows;
      expect(ulpError(plainMean(-Math.log(p)), logLoss)).toBeGreaterThan(100);
      expect(ulpError(plainMean((1 - p) ** 2 + other ** 2), brier)).toBeGreaterThan(100);
      expect(ulpError(1 - plainMean(p), ece)).toBeGreaterThan(100);
    });
  });

  test('refuses sizes that differ, labels that are no class, what is no probability, and no labels at all', () => {
    expect(() => evaluate([1, 0], [0, 1], 2)).toThrow('evaluate: expected 4 probabilities, got 2');
    expect(() => evaluate([1, 0], [2], 2)).toThrow('evaluate: expected labels below 2, got 2');
    for (const p of [-0.1, 1.1, Number.NaN]) {
      expect(() => evaluate([p, 0], [0], 2)).toThrow('expected probabilities from 0 to 1');
    }
    expect(() => evaluate([1, 0], [-1], 2)).toThrow('at least one row with a label');
  });
});
