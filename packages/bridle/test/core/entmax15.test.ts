import { entmax15 } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { hardRow, thresholdErrors } from '../helpers/threshold-oracle.ts';

describe('entmax15', () => {
  test('gives exact zeros two apart, and is between softmax and sparsemax within', () => {
    expect(entmax15([0, 2])).toEqual([0, 1]);
    expect(entmax15([0, 0])).toEqual([0.5, 0.5]);
    expect(entmax15([1.36762051e8, 1.59594639e8])).toEqual([0, 1]);
    expect(entmax15([1e308, -1e308])).toEqual([1, 0]);
    const [low, high] = entmax15([0, 1]);
    expect(low).toBeGreaterThan(0); // sparsemax gives 0
    expect(high).toBeGreaterThan(0.7310585786300049); // softmax gives σ(1)
  });

  test('follows the table of edges', () => {
    const nan = Number.NaN;
    expect(entmax15([1, nan])).toEqual([nan, nan]);
    expect(entmax15([-Infinity, -Infinity])).toEqual([nan, nan]);
    expect(entmax15([Infinity, 1, Infinity])).toEqual([0.5, 0, 0.5]);
    expect(entmax15([-Infinity, 1])).toEqual([0, 1]);
    expect(entmax15([nan, 1, 1], { mask: [0, 1, 1] })).toEqual([0, 0.5, 0.5]);
    expect(entmax15([1, 2], { mask: [0, 0] })).toEqual([0, 0]);
    expect(entmax15([])).toEqual([]);
    expect(entmax15([1, 3, 3], { temperature: 0 })).toEqual([0, 0.5, 0.5]);
    expect(entmax15([1, 3, -5, 3], { temperature: Infinity })).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(entmax15([0, 1, 3], { temperature: -1 })).toEqual(entmax15([0, -1, -3]));
  });

  test('goes along any axis, over segments, and into out', () => {
    expect(
      entmax15(
        [
          [0, 9],
          [0, 1],
        ],
        { axis: 0 },
      ),
    ).toEqual([
      [0.5, 1],
      [0.5, 0],
    ]);
    expect(entmax15([0, 0, 4], { segments: [0, 2, 3] })).toEqual([0.5, 0.5, 1]);
    const out = new Float32Array(2);
    expect(entmax15([3, 3], { out })).toBe(out);
    expect(out).toEqual(Float32Array.of(0.5, 0.5));
  });

  test('is within 0.51 ulp of MPFR, weighted too, and 2⁻⁹⁴ below 2⁻⁴⁰, where plain float64 is not', () => {
    const random = seededRandom(31);
    const worst = { ulp: 0, tiny: 0, plain: 0 };
    for (let trial = 0; trial < 2500; trial += 1) {
      const x = hardRow(random);
      const temperature = [1, 1, 0.1, 3][trial % 4];
      const weights = x.map(() => (trial % 3 ? 1 : 10 ** (2 * random() - 1)));
      const row = { x, weights, temperature };
      const given = trial % 3 ? undefined : weights;
      const { ulp, tiny } = thresholdErrors(entmax15(x, { temperature, weights: given }), row, 2);
      worst.ulp = Math.max(worst.ulp, ulp);
      worst.tiny = Math.max(worst.tiny, tiny);
      if (!given) worst.plain = Math.max(worst.plain, thresholdErrors(plain(x, temperature), row, 2).ulp);
    }
    expect(worst.ulp).toBeLessThanOrEqual(0.51);
    expect(worst.tiny).toBeLessThanOrEqual(1);
    expect(worst.plain).toBeGreaterThan(1e6);
  });

  test('sums to 1 over 100,000 entries too, ignores a shift, and counts an entry by its weight', () => {
    const random = seededRandom(32);
    const long = entmax15(Float64Array.from({ length: 100_000 }, () => random() / 64));
    expect(Math.abs(long.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-12);
    const scores = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(scores, fc.integer({ min: -1000, max: 1000 }), (parts, shift) => {
        const x = parts.map((k) => k / 256);
        const p = entmax15(x);
        expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 14);
        expect(entmax15(x.map((value) => value + shift))).toEqual(p);
        const repeated = entmax15([x[0], x[0], ...x]);
        const weighted = entmax15(x, { weights: x.map((_, i) => (i === 0 ? 3 : 1)) });
        expect(weighted[0]).toBeCloseTo(3 * repeated[0], 14);
      }),
      { seed: 31 },
    );
  });
});

/** The paper's algorithm in float64. */
function plain(x: readonly number[], temperature: number): number[] {
  const z = x.map((value) => value / temperature / 2);
  const sorted = [...z].sort((a, b) => b - a);
  let sum = 0;
  let squares = 0;
  let tau = 0;
  sorted.forEach((value, k) => {
    sum += value;
    squares += value * value;
    const mean = sum / (k + 1);
    const candidate = mean - Math.sqrt(Math.max((1 - (squares - (k + 1) * mean * mean)) / (k + 1), 0));
    if (candidate <= value) tau = candidate;
  });
  return z.map((value) => Math.max(value - tau, 0) ** 2);
}
