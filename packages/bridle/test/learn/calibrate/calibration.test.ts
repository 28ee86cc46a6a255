import { describe, expect, test } from 'vitest';
import { softmax } from '../../../src/core/softmax.ts';
import { applyCalibration, heightOf } from '../../../src/learn/calibrate/calibration.ts';

describe('applyCalibration', () => {
  test('without a calibration it is softmax', () => {
    expect([...applyCalibration(null, [1, 1, 3, 0, 0, 0], 3)]).toEqual([...softmax([1, 1, 3]), 1 / 3, 1 / 3, 1 / 3]);
  });

  test('vector scaling maps each logit, Dirichlet calibration the log-probabilities', () => {
    const vector = applyCalibration({ method: 'vector', scale: [2, 1], shift: [0, 1] }, [1, 3], 2);
    expect([...vector]).toEqual(softmax([2, 4]));
    const identity = { method: 'dirichlet' as const, weights: [1, 0, 0, 1], intercepts: [0, 0] };
    const p = applyCalibration(identity, [1000, 998], 2);
    expect(p[0]).toBeCloseTo(softmax([2, 0])[0], 15);
  });

  test('isotonic: a row that becomes 0 in every class is uniform', () => {
    const never = { x: [0, 1], y: [0, 0] };
    expect([...applyCalibration({ method: 'isotonic', curves: [never, never] }, [1, 2], 2)]).toEqual([0.5, 0.5]);
  });

  test('a curve is straight between its points, constant beyond them, and NaN at NaN', () => {
    const curve = { x: [0.25, 0.5, 1], y: [0, 0.5, 0.75] };
    expect([0, 0.25, 0.375, 0.5, 0.75, 1, 2].map((x) => heightOf(curve, x))).toEqual([
      0, 0, 0.25, 0.5, 0.625, 0.75, 0.75,
    ]);
    expect(heightOf(curve, Number.NaN)).toBeNaN();
    expect(heightOf({ x: [0.5], y: [0.3] }, 0.7)).toBe(0.3);
  });

  test('rows with NaN are NaN, other rows are not', () => {
    const p = applyCalibration({ method: 'vector', scale: [1, 1], shift: [0, 0] }, [Number.NaN, 0, 0, 0], 2);
    expect([...p]).toEqual([Number.NaN, Number.NaN, 0.5, 0.5]);
  });

  test('refuses logits that are not whole rows', () => {
    expect(() => applyCalibration(null, [1, 2, 3], 2)).toThrow('expected rows of 2 logits, got 3 logits');
  });
});
