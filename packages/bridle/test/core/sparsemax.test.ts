import { sparsemax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { hardRow, thresholdErrors } from '../helpers/threshold-oracle.ts';

describe('sparsemax', () => {
  test('gives exact zeros, and at large scores no NaN (sparsemax, tf-addons#2314)', () => {
    expect(sparsemax([1.36762051e8, 1.59594639e8])).toEqual([0, 1]);
    expect(sparsemax([0.5, 0])).toEqual([0.75, 0.25]);
    expect(sparsemax([1, 0])).toEqual([1, 0]);
    expect(sparsemax([2, 2])).toEqual([0.5, 0.5]);
    expect(sparsemax([1e308, -1e308])).toEqual([1, 0]);
    expect(sparsemax(Int32Array.of(7))).toEqual(Float64Array.of(1));
  });

  test('keeps a probability of 5e−301', () => {
    expect(sparsemax([1, 1e-300])).toEqual([1, 5e-301]);
  });

  test('follows the table of edges', () => {
    const nan = Number.NaN;
    expect(sparsemax([1, nan])).toEqual([nan, nan]);
    expect(sparsemax([-Infinity, -Infinity])).toEqual([nan, nan]);
    expect(sparsemax([Infinity, 1, Infinity])).toEqual([0.5, 0, 0.5]);
    expect(sparsemax([-Infinity, 1])).toEqual([0, 1]);
    expect(sparsemax([nan, 1, 1], { mask: [0, 1, 1] })).toEqual([0, 0.5, 0.5]);
    expect(sparsemax([1, 2], { mask: [0, 0] })).toEqual([0, 0]);
    expect(sparsemax([])).toEqual([]);
    expect(sparsemax([1, 3, 3], { temperature: 0 })).toEqual([0, 0.5, 0.5]);
    expect(sparsemax([1, 3, -5, 3], { temperature: Infinity })).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(sparsemax([1, 0.5], { temperature: -1 })).toEqual([0.25, 0.75]);
    expect(sparsemax([1, 0.5], { temperature: -2 })).toEqual([0.375, 0.625]);
  });

  test('goes along any axis, over segments, and into out', () => {
    expect(
      sparsemax(
        [
          [0.5, 9],
          [0, 1],
        ],
        { axis: 0 },
      ),
    ).toEqual([
      [0.75, 1],
      [0.25, 0],
    ]);
    expect(sparsemax([0.5, 0, 4], { segments: [0, 2, 3] })).toEqual([0.75, 0.25, 1]);
    const out = new Float32Array(2);
    expect(sparsemax([0.5, 0], { out })).toBe(out);
    expect(out).toEqual(Float32Array.of(0.75, 0.25));
  });

  test('is within 0.51 ulp of MPFR, weighted too, and 2⁻⁹⁴ below 2⁻⁴⁰, where plain float64 is not', () => {
    const random = seededRandom(30);
    const worst = { ulp: 0, tiny: 0, plain: 0 };
    for (let trial = 0; trial < 3000; trial += 1) {
      const x = hardRow(random);
      const temperature = [1, 1, 0.1, 3][trial % 4];
      const weights = x.map(() => (trial % 3 ? 1 : 10 ** (2 * random() - 1)));
      const row = { x, weights, temperature };
      const given = trial % 3 ? undefined : weights;
      const { ulp, tiny } = thresholdErrors(sparsemax(x, { temperature, weights: given }), row, 1);
      worst.ulp = Math.max(worst.ulp, ulp);
      worst.tiny = Math.max(worst.tiny, tiny);
      if (!given) worst.plain = Math.max(worst.plain, thresholdErrors(plain(x, temperature), row, 1).ulp);
    }
    expect(worst.ulp).toBeLessThanOrEqual(0.51);
    expect(worst.tiny).toBeLessThanOrEqual(1);
    expect(worst.plain).toBeGreaterThan(1e6);
  });

  test('sums to 1, keeps the order, ignores a shift, and counts an entry by its weight', () => {
    const scores = fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(scores, fc.integer({ min: -1000, max: 1000 }), (eighths, shift) => {
        const x = eighths.map((k) => k / 256);
        const p = sparsemax(x);
        expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 14);
        for (let i = 1; i < x.length; i += 1) {
          if (x[i] >= x[0]) expect(p[i]).toBeGreaterThanOrEqual(p[0]);
        }
        expect(sparsemax(x.map((value) => value + shift))).toEqual(p);
        const repeated = sparsemax([x[0], x[0], ...x]);
        const weighted = sparsemax(x, { weights: x.map((_, i) => (i === 0 ? 3 : 1)) });
        expect(weighted[0]).toBeCloseTo(3 * repeated[0], 14);
      }),
      { seed: 30 },
    );
  });
});

/** The textbook's algorithm in float64. */
function plain(x: readonly number[], temperature: number): number[] {
  const z = x.map((value) => value / temperature);
  const sorted = [...z].sort((a, b) => b - a);
  let sum = 0;
  let tau = 0;
  sorted.forEach((value, k) => {
    sum += value;
    if (1 + (k + 1) * value > sum) tau = (sum - 1) / (k + 1);
  });
  return z.map((value) => Math.max(value - tau, 0));
}
