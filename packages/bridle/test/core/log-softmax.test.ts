import { logSoftmax, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';

describe('logSoftmax', () => {
  test('keeps the confident answer, which ln p and x − logSumExp lose', () => {
    const x = [0, -40];
    expect(logSoftmax(x)).toEqual([-4.248354255291589e-18, -40]);
    expect(Math.log(softmax(x)[0])).toBe(0);
    expect(x[0] - Math.log(Math.exp(x[0]) + Math.exp(x[1]))).toBe(0);
  });

  test('keeps it down to the last subnormal number', () => {
    expect(logSoftmax([0, -690.7755278982137])[0]).toBe(-1.0000000000000237e-300);
    expect(logSoftmax([100, -590.7755278982137])[0]).toBe(-1.0000000000000237e-300);
    expect(logSoftmax([0, -744])[0]).toBe(-1e-323);
  });

  test('keeps the tail, where the probability is 0', () => {
    expect(logSoftmax([1000, 1])).toEqual([0, -999]);
    expect(logSoftmax([0, -1e300])).toEqual([0, -1e300]);
    expect(softmax([1000, 1])[1]).toBe(0);
  });

  test('is finite where the difference overflows and the temperature brings it back', () => {
    expect(logSoftmax([1.7e308, -1.7e308], { temperature: 2 })).toEqual([0, -1.7e308]);
    expect(logSoftmax([1.7e308, -1.7e308], { temperature: 1 })).toEqual([0, -Infinity]);
    expect(logSoftmax([1e308, -1e308], { temperature: 1e308 })).toEqual(logSoftmax([0, -2]));
  });

  test('adds the logarithms of weights', () => {
    expect(logSoftmax([5, 5], { weights: [1, 3] })).toEqual([-1.3862943611198906, -0.2876820724517809]);
  });
});
