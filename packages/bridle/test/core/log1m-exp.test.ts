import { log1mExp } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32 } from '../helpers/mpfr.ts';
import { largestError, spread } from '../helpers/pointwise.ts';

describe('log1mExp', () => {
  test('is −∞ at 0, 0 at −∞, and NaN above 0', () => {
    const nan = Number.NaN;
    expect(log1mExp([0, -0, -Infinity, -746, 1e-300, nan])).toEqual([-Infinity, -Infinity, 0, 0, nan, nan]);
  });

  const random = seededRandom(4);
  const points = [
    ...spread(random, 1200, -5e-324, -746),
    ...spread(random, 800, -1e-6, -40),
    ...Array.from({ length: 500 }, () => -Math.LN2 * (1 + (random() - 0.5) * 2 ** -20)),
    ...Array.from({ length: 500 }, () => -700 - 46 * random()),
    ...[0.001, Math.LN2, 0.1053605156578263, 600].flatMap((x) => [-x, -x * (1 + 2 ** -52), -x * (1 - 2 ** -52)]),
  ].filter((x) => x < 0);

  test('is within 0.51 ulp of MPFR, beside 0 and −ln 2 and in subnormal results too', () => {
    const oracle = (x: Big) => x.exp().sub(1).neg().ln();
    expect(largestError(log1mExp, oracle, points)).toBeLessThanOrEqual(0.51);
    const singles = points
      .filter((_, k) => k % 4 === 0)
      .map(Math.fround)
      .filter((x) => x < 0 && x > -103);
    expect(largestError((x) => log1mExp(Float32Array.of(x))[0], oracle, singles, float32)).toBeLessThanOrEqual(0.51);
    // A few of the same points break both plain formulas.
    const few = points.filter((_, k) => k % 20 === 0);
    expect(largestError((x) => Math.log(1 - Math.exp(x)), oracle, few)).toBe(Infinity);
    expect(largestError((x) => Math.log1p(-Math.exp(x)), oracle, few)).toBe(Infinity);
  });
});
