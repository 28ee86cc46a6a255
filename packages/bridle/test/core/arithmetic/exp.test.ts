import { exp } from 'bridle';
import { describe, expect, test } from 'vitest';
import { tail } from '../../../src/core/arithmetic/double-double.ts';
import { expm1Small, expPair } from '../../../src/core/arithmetic/exp.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { relativeError } from '../../helpers/mpfr.ts';

describe('exp', () => {
  test('e^±0 is 1, e^−∞ is 0, e^∞ is ∞, NaN stays NaN', () => {
    expect([0, -0, -Infinity, Infinity, Number.NaN].map(exp)).toEqual([1, 1, 0, Infinity, Number.NaN]);
  });

  test('overflows above ln of the largest number only, and underflows below ln of half the smallest only', () => {
    expect(exp(709.782712893384)).toBe(1.797693134862273e308);
    expect(exp(709.7827128933841)).toBe(Infinity);
    expect(exp(-745.1332191019411)).toBe(5e-324);
    expect(exp(-745.1332191019412)).toBe(0);
    expect(exp(Number.MAX_VALUE)).toBe(Infinity);
    expect(exp(-Number.MAX_VALUE)).toBe(0);
  });

  test('meets the subnormal numbers without a second rounding', () => {
    // The nearest double to e^x, scaled down, would round to the neighbour.
    expect(exp(-708.3964185322641)).toBe(2.2250738585072626e-308);
    expect(exp(-744.4400719213812)).toBe(5e-324);
  });

  test('takes numbers that are 0 beside 1', () => {
    expect(exp(5e-324)).toBe(1);
    expect(exp(-1e-17)).toBe(1);
    expect(exp(2 ** -52)).toBe(1 + 2 ** -52);
  });
});

test('expPair errs by at most 2⁻⁶⁷ of e^(hi + lo), low words to 2⁻⁴⁰ included', () => {
  const random = seededRandom(2);
  for (let k = 0; k < 20_000; k += 1) {
    const hi = (random() - 0.5) * [0.01, 1, 40, 1200][k % 4];
    const lo = (random() - 0.5) * 2 ** -39;
    const got = expPair(hi, lo, 0);
    expect(relativeError(got, tail[0], 'mpfr_exp', hi, lo)).toBeLessThanOrEqual(2 ** -67);
  }
});

test('expPair takes a power of two into its exponent', () => {
  const small = expPair(-600, 0, 0);
  const smallLow = tail[0];
  expect(expPair(-600, 0, 600)).toBe(small * 2 ** 600);
  expect(tail[0]).toBe(smallLow * 2 ** 600);
});

test('expm1Small errs by at most 2⁻⁶⁰ of e^(hi + lo) − 1', () => {
  const random = seededRandom(3);
  for (let k = 0; k < 20_000; k += 1) {
    const hi = (random() - 0.5) * 2 ** (-8 - (k % 40));
    const lo = (random() - 0.5) * 2 ** -54 * hi;
    const got = expm1Small(hi, lo);
    expect(relativeError(got, tail[0], 'mpfr_expm1', hi, lo)).toBeLessThanOrEqual(2 ** -60);
  }
});
