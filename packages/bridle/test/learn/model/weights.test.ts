import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { softmax } from '../../../src/core/softmax.ts';
import { calibrationErrors } from '../../../src/learn/calibrate/calibration-errors.ts';
import { rejectThreshold } from '../../../src/learn/calibrate/reject-threshold.ts';
import { evaluate } from '../../../src/learn/model/evaluate.ts';

const random = seededRandom(5);
const rows = 120;
const classes = 3;
const scores = Float64Array.from({ length: rows * classes }, () => Math.round(8 * random()) / 2);
const p = softmax({ data: scores, dims: [rows, classes] }).data;
const labels = Int32Array.from({ length: rows }, () => Math.floor(4 * random()) - 1);
const weights = Int32Array.from({ length: rows }, () => Math.floor(4 * random()));

/** The rows as often as their weights say. */
const places = Array.from(weights, (weight, row) => Array.from({ length: weight }, () => row)).flat();
const repeated = {
  p: Float64Array.from(places.flatMap((row) => [...p.subarray(row * classes, (row + 1) * classes)])),
  labels: Int32Array.from(places, (row) => labels[row]),
};

/** Every number of a result, in the order of its keys. */
const numbersOf = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : Object.values(value as object).flatMap(numbersOf);

describe('a whole weight w gives the figures of w equal rows', () => {
  test('evaluate', () => {
    const { rows: kept, weight, ...weighted } = evaluate(p, labels, classes, { sampleWeights: weights });
    const { rows: all, ...plain } = evaluate(repeated.p, repeated.labels, classes);
    expect(weight).toBe(all);
    expect(kept).toBe(labels.filter((label, row) => label >= 0 && weights[row] > 0).length);
    expect(weighted).toEqual(plain);
  });

  test('calibrationErrors', () => {
    const weighted = calibrationErrors(p, labels, classes, { sampleWeights: weights, draws: 50 });
    const plain = calibrationErrors(repeated.p, repeated.labels, classes, { draws: 50 });
    expect(Object.keys(weighted)).toEqual(Object.keys(plain));
    const [a, b] = [numbersOf(weighted), numbersOf(plain)];
    a.forEach((x, i) => {
      expect(Math.abs(x - b[i])).toBeLessThan(1e-13);
    });
  });

  test('rejectThreshold', () => {
    const weighted = rejectThreshold(p, labels, classes, 0.3, { sampleWeights: weights });
    const plain = rejectThreshold(repeated.p, repeated.labels, classes, 0.3);
    expect(weighted).toMatchObject({
      threshold: plain?.threshold,
      coverage: plain?.coverage,
      accuracy: plain?.accuracy,
    });
    expect(weighted?.rows).toBeLessThan(plain?.rows ?? 0);
  });
});

test('weights of 1 give the same bits as none, and the scale of weights changes no share', () => {
  const ones = new Float64Array(rows).fill(1);
  const { weight, ...weighted } = evaluate(p, labels, classes, { sampleWeights: ones });
  expect(weight).toBe(weighted.rows);
  expect(weighted).toEqual(evaluate(p, labels, classes));
  expect(calibrationErrors(p, labels, classes, { sampleWeights: ones, draws: 9 })).toEqual(
    calibrationErrors(p, labels, classes, { draws: 9 }),
  );
  const tiny = Float64Array.from(weights, (w) => w / 1024);
  const scaled = evaluate(p, labels, classes, { sampleWeights: tiny });
  expect(scaled.logLoss).toBeCloseTo(evaluate(p, labels, classes, { sampleWeights: weights }).logLoss, 14);
  const errors = calibrationErrors(p, labels, classes, { sampleWeights: tiny, draws: 0 });
  expect(numbersOf({ ...errors, intervals: 0 }).every(Number.isFinite)).toBe(true);
});

test.each([
  [[1], /sampleWeights.length 120, got 1$/],
  [new Float64Array(rows).fill(-1), /finite sampleWeights ≥ 0, got -1$/],
  [new Float64Array(rows).fill(Number.NaN), /got NaN$/],
  [new Float64Array(rows), /at least one row/],
])('weights that do not fit are refused', (sampleWeights, message) => {
  expect(() => evaluate(p, labels, classes, { sampleWeights })).toThrow(message);
  expect(() => calibrationErrors(p, labels, classes, { sampleWeights })).toThrow(message);
  expect(() => rejectThreshold(p, labels, classes, 0.5, { sampleWeights })).toThrow(message);
});
