import { logit, sigmoid } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32 } from '../helpers/mpfr.ts';
import { largestError, spread } from '../helpers/pointwise.ts';

describe('logit', () => {
  test('is −∞ at 0, 0 at ½, ∞ at 1, and NaN outside', () => {
    const nan = Number.NaN;
    expect(logit([0, 0.5, 1, nan, -1e-300, 1.0000000000000002])).toEqual([-Infinity, 0, Infinity, nan, nan, nan]);
  });

  test('undoes sigmoid', () => {
    for (const x of [-700, -1, -1e-9, 0, 1e-9, 1]) expect(logit(sigmoid(x))).toBeCloseTo(x, 12);
  });

  const random = seededRandom(3);
  const nearHalf = spread(random, 1500, 2 ** -53, 0.2);
  const points = [
    ...spread(random, 1500, 5e-324, 0.5),
    ...spread(random, 1500, 2 ** -53, 0.5).map((u) => 1 - u),
    ...nearHalf.map((u) => 0.5 + u),
    ...nearHalf.map((u) => 0.5 - u / 2),
    ...Array.from({ length: 1000 }, random),
    ...[1, 2, 3].flatMap((k) => [0.5 + k * 2 ** -53, 0.5 - k * 2 ** -54, 1 - k * 2 ** -53, k * 5e-324]),
    ...[0.3, 0.7, 1e-20, 0.25, 0.75].flatMap((p) => [p, p * (1 + 2 ** -52), p * (1 - 2 ** -52)]),
  ].filter((p) => p > 0 && p < 1 && p !== 0.5);

  test('is within 0.51 ulp of MPFR, beside 0, ½ and 1 too', () => {
    const oracle = (p: Big) => p.div(p.sub(1).neg()).ln();
    expect(largestError(logit, oracle, points)).toBeLessThanOrEqual(0.51);
    const singles = points.map(Math.fround).filter((p) => p > 0 && p < 1 && p !== 0.5);
    expect(largestError((p) => logit(Float32Array.of(p))[0], oracle, singles, float32)).toBeLessThanOrEqual(0.51);
    // The same points break the formula as it is written.
    expect(largestError((p) => Math.log(p / (1 - p)), oracle, points)).toBeGreaterThan(1e10);
  });
});
