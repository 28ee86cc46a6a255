import { exp, log, log1p } from 'bridle';
import { describe, expect, test } from 'vitest';
import { tail } from '../../../src/core/arithmetic/double-double.ts';
import { log1pPair, logPair } from '../../../src/core/arithmetic/log.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { relativeError } from '../../helpers/mpfr.ts';

describe('log', () => {
  test('ln 0 is −∞, ln ∞ is ∞, of a negative number or NaN it is NaN', () => {
    expect([0, -0, Infinity, -1, -Infinity, Number.NaN].map(log)).toEqual([
      -Infinity,
      -Infinity,
      Infinity,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });

  test('is 0 at 1 only, and keeps the neighbours of 1', () => {
    expect(log(1)).toBe(0);
    expect(log(1 + 2 ** -52)).toBe(2.2204460492503128e-16);
    expect(log(1 - 2 ** -53)).toBe(-1.1102230246251565e-16);
  });

  test('reaches both ends of float64', () => {
    expect(log(5e-324)).toBe(-744.4400719213812);
    expect(log(Number.MAX_VALUE)).toBe(709.782712893384);
    expect(log(2.2250738585072014e-308)).toBe(-708.3964185322641);
  });

  test('undoes exp to the last place where ln x is at least 1', () => {
    for (let k = 1; k < 700; k += 1) expect(log(exp(k))).toBe(k);
  });
});

describe('log1p', () => {
  test('is −∞ at −1, NaN below, ∞ at ∞, and keeps the sign of 0', () => {
    expect([-1, -1.5, -Infinity, Infinity, Number.NaN].map(log1p)).toEqual([
      -Infinity,
      Number.NaN,
      Number.NaN,
      Infinity,
      Number.NaN,
    ]);
    expect(log1p(0)).toBe(0);
    expect(log1p(-0)).toBe(-0);
  });

  test('is x itself for the smallest numbers, where ln(1 + x) is 0', () => {
    for (const x of [1e-20, -1e-20, 5e-324, -5e-324, 1e-310]) {
      expect(log1p(x)).toBe(x);
      expect(log(1 + x)).toBe(0);
    }
  });

  test('meets −1 and the largest numbers', () => {
    expect(log1p(-1 + 2 ** -53)).toBe(-36.7368005696771);
    expect(log1p(Number.MAX_VALUE)).toBe(709.782712893384);
  });
});

test('logPair and log1pPair err by at most 2⁻⁶⁰, near 1 too, and by 2⁻⁶⁷ where that is less', () => {
  const random = seededRandom(4);
  const error = (pair: (hi: number, lo: number) => number, name: 'mpfr_log' | 'mpfr_log1p', hi: number) => {
    const lo = (random() - 0.5) * 2 ** -53 * hi;
    const got = pair(hi, lo);
    const relative = relativeError(got, tail[0], name, hi, lo);
    expect(relative).toBeLessThanOrEqual(2 ** -60);
    expect(relative * Math.abs(got)).toBeLessThanOrEqual(2 ** -67);
  };
  for (let k = 0; k < 8_000; k += 1) {
    error(logPair, 'mpfr_log', 0.99 + 0.02 * random());
    error(logPair, 'mpfr_log', 0.5 + random());
    error(logPair, 'mpfr_log', (1 + random()) * 2 ** Math.floor(2040 * random() - 1020));
    error(log1pPair, 'mpfr_log1p', 0.01 * (2 * random() - 1) ** 3);
    error(log1pPair, 'mpfr_log1p', 1e4 * random() ** 5 - 0.9 * (k % 2));
  }
});
