import { softplus } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32 } from '../helpers/mpfr.ts';
import { largestError, spread } from '../helpers/pointwise.ts';

describe('softplus', () => {
  test('is 0 at −∞, ln 2 at 0, ∞ at ∞ and NaN at NaN', () => {
    expect(softplus([-Infinity, 0, Infinity, Number.NaN])).toEqual([0, Math.LN2, Infinity, Number.NaN]);
    expect([softplus(1.7e308), softplus(-1.7e308)]).toEqual([1.7e308, 0]);
  });

  const random = seededRandom(2);
  const points = [
    ...spread(random, 1200, -1e-20, -746),
    ...spread(random, 1200, 1e-20, 1e4),
    ...Array.from({ length: 1000 }, () => -700 - 46 * random()),
    ...[-600, -599.9999999999999, 599.9999999999999, -745.1332191019411, -708.3964185322641, -5e-324, 5e-324],
  ];

  test('is within 0.51 ulp of MPFR over the whole range, subnormal results included', () => {
    const oracle = (x: Big) => x.exp().add(1).ln();
    expect(largestError(softplus, oracle, points)).toBeLessThanOrEqual(0.51);
    const singles = points.map(Math.fround).filter((x) => x > -103);
    expect(largestError((x) => softplus(Float32Array.of(x))[0], oracle, singles, float32)).toBeLessThanOrEqual(0.51);
    // The same points break the formula as it is written.
    expect(largestError((x) => Math.log(1 + Math.exp(x)), oracle, points)).toBe(Infinity);
  });
});
