import { sigmoid } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32 } from '../helpers/mpfr.ts';
import { largestError, spread } from '../helpers/pointwise.ts';

describe('sigmoid', () => {
  test('is 0 at −∞, ½ at 0, 1 at ∞ and NaN at NaN', () => {
    expect(sigmoid([-Infinity, -0, 0, Infinity, Number.NaN])).toEqual([0, 0.5, 0.5, 1, Number.NaN]);
    expect([sigmoid(-1e308), sigmoid(1e308), sigmoid(37), sigmoid(-746)]).toEqual([0, 1, 1 - 2 ** -53, 0]);
  });

  const random = seededRandom(1);
  const points = [
    ...spread(random, 1200, -1e-20, -746),
    ...spread(random, 1200, 1e-20, 50),
    ...Array.from({ length: 1000 }, () => -700 - 46 * random()),
    ...[-600, -599.9999999999999, 599.9999999999999, -745.1332191019411, -708.3964185322641, -5e-324, 5e-324],
  ];

  test('is within 0.51 ulp of MPFR over the whole range, subnormal results included', () => {
    const oracle = (x: Big) => x.neg().exp().add(1).pow(-1);
    expect(largestError(sigmoid, oracle, points)).toBeLessThanOrEqual(0.51);
    const single = (x: number) => sigmoid(Float32Array.of(x))[0];
    const singles = points.map(Math.fround).filter((x) => x > -103);
    expect(largestError(single, oracle, singles, float32)).toBeLessThanOrEqual(0.51);
    // The same points break the formula as it is written.
    expect(largestError((x) => 1 / (1 + Math.exp(-x)), oracle, points)).toBeGreaterThan(1e3);
  });
});
