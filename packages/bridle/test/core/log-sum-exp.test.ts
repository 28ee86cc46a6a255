import { log, logSoftmax, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';

describe('logSumExp', () => {
  test('keeps what is added to a certain 0', () => {
    expect(logSumExp([0, -40])).toBe(4.248354255291589e-18);
    expect(Math.log(1 + Math.exp(-40))).toBe(0);
    expect(logSumExp([0, -744])).toBe(1e-323);
  });

  test('never overflows where its result does not', () => {
    expect(logSumExp([1000, 1000])).toBe(1000.6931471805599);
    expect(logSumExp([1.7e308, 1.7e308])).toBe(1.7e308);
    expect(logSumExp([-1e4, -1e4])).toBe(-9999.30685281944);
  });

  test('of one score is that score', () => {
    for (const x of [0, 5e-324, -3, 1e308, -1e308]) {
      expect(logSumExp([x])).toBe(x);
      expect(logSumExp([x], { temperature: 1e300 })).toBe(x);
      expect(logSumExp([x], { temperature: 1e-300 })).toBe(x);
      expect(logSumExp([x], { temperature: Infinity })).toBe(x);
    }
  });

  test('at T = ∞ with weights whose sum is exactly 1 is the weighted mean, rounded once', () => {
    const x = [1e17, 1, -1e17];
    const weights = [0.25, 0.5, 0.25];
    expect(logSumExp(x, { weights, temperature: Infinity })).toBe(0.5);
    expect(x.reduce((sum, value, i) => sum + weights[i] * value, 0)).toBe(0); // the naive mean
    const below = [2 ** -60, 0.5 - 2 ** -54, 0.5];
    expect(logSumExp([3, 3, 3], { weights: below, temperature: Infinity })).toBe(-Infinity);
    expect(below[0] + below[1] + below[2]).toBe(1); // the naive sum
    expect(logSumExp([3, 3, 3], { weights: [2 ** -200, 0.5, 0.5], temperature: Infinity })).toBe(Infinity);
  });

  test('gives a number for a flat row, and loses an axis otherwise', () => {
    expect(
      logSumExp([
        [0, 0],
        [1, 1],
      ]),
    ).toEqual([Math.LN2, 1.6931471805599454]);
    expect(logSumExp({ data: [0, 0, 1, 1], dims: [2, 2] }, { axis: 0 })).toEqual({
      data: [1.3132616875182228, 1.3132616875182228],
      dims: [2],
    });
    expect(logSumExp(Float32Array.from([0, 0]))).toBe(Math.fround(Math.LN2));
    expect(logSumExp([0, 0, 7], { segments: [0, 2, 2, 3] })).toEqual([Math.LN2, -Infinity, 7]);
    const out = new Float64Array(1);
    expect(logSumExp([0, 0], { out })).toBe(out);
    expect(out[0]).toBe(Math.LN2);
  });

  describe('where two large terms cancel', () => {
    test('is right to the last place for log-probabilities, whose sum is nearly 1', () => {
      expect(logSumExp([1e-20, log(1e-20)])).toBe(1.9999999999999993e-20);
      // −ln 2 is rounded: twice its exponential is 1 + 2⁻⁵⁴·0.835…, which max + ln(sum) cannot see.
      expect(logSumExp([-Math.LN2, -Math.LN2])).toBe(2.3190468138462996e-17);
      expect(-Math.LN2 + Math.log(1 + Math.exp(0))).toBe(0);
    });

    test('is right where the result is itself a subnormal number', () => {
      expect(logSumExp([-1e-310, -713.801378828154])).toBe(1e-323);
      expect(-1e-310 + Math.log(1 + Math.exp(-713.801378828154 + 1e-310))).toBe(-1e-310);
    });

    test('ends for large weights and small scores, and for results that are not small', () => {
      expect(logSumExp([-log(1e300)], { weights: [1e300] })).toBe(2.3747660028800243e-14);
      expect(logSumExp([-695], { weights: [1e304] })).toBe(4.985868270189888);
      expect(logSumExp([695], { weights: [1e-304] })).toBe(-4.985868270189888);
    });

    test('is right at every temperature', () => {
      for (const temperature of [2 ** -1000, 0.5, 2 ** 900, 2 ** 1000]) {
        const x = [-Math.LN2 * temperature, -Math.LN2 * temperature];
        expect(logSumExp(x, { temperature })).toBe(2.3190468138462996e-17 * temperature);
      }
    });
  });

  test('at temperature ∞ sums the weights exactly: ten of 0.1 exceed 1', () => {
    const tenths = new Array<number>(10).fill(0.1);
    const hot = { temperature: Infinity };
    expect(tenths.reduce((a, b) => a + b, 0)).toBeLessThan(1);
    expect(logSumExp(tenths, { ...hot, weights: tenths })).toBe(Infinity);
    expect(logSumExp([3, 5], { ...hot, weights: [0.5, 0.25] })).toBe(-Infinity);
    expect(logSumExp([3, 5], { ...hot, weights: [0.5, 0.5] })).toBe(4);
  });
});

test('logSumExp.gradient is softmax, with the same options', () => {
  const options = { temperature: 2, weights: [1, 2, 3], mask: [true, true, false] };
  expect(logSumExp.gradient([1, 2, 3], options)).toEqual(softmax([1, 2, 3], options));
  expect(logSumExp.gradient([1, 2, 3], options)).not.toEqual(logSoftmax([1, 2, 3], options));
});
