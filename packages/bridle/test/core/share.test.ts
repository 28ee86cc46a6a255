import { share, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { float32, ulpError, withBig } from '../helpers/mpfr.ts';

const seed = 20;

/** The largest error, in ulp, of given shares of v with weights g. */
function errorOf(got: ArrayLike<number>, v: readonly number[], g: readonly number[], format?: typeof float32): number {
  return withBig((big) => {
    const terms = v.map((x, i) => big(x).mul(g[i]));
    const total = terms.reduce((sum, term) => sum.add(term));
    return Math.max(...terms.map((term, i) => ulpError(got[i], term.div(total), format)));
  });
}

describe('share', () => {
  test('is the plain part of the whole: (1, 1, 3) is 0.2, 0.2, 0.6', () => {
    expect(share([1, 1, 3])).toEqual([0.2, 0.2, 0.6]);
    expect(share(Uint8Array.of(200, 200))).toEqual(Float64Array.of(0.5, 0.5));
    expect(share([0, 5])).toEqual([0, 1]);
    expect(share([])).toEqual([]);
  });

  test('refuses what has no shares, and says where', () => {
    expect(() => share([1, -1])).toThrow(new RangeError('share: expected finite values ≥ 0, got -1 in row 0 at 1'));
    expect(() =>
      share([
        [1, 2],
        [3, Number.NaN],
      ]),
    ).toThrow('share: expected finite values ≥ 0, got NaN in row 1 at 1');
    expect(() => share([1, Infinity])).toThrow('share: expected finite values ≥ 0, got Infinity in row 0 at 1');
    expect(() =>
      share([
        [1, 1],
        [0, 0],
      ]),
    ).toThrow('share: expected a sum above 0, got 2 zeros in row 1');
    expect(() => share([9, 1, -2], { mask: [0, 1, 1] })).toThrow('got -2 in row 0 at 2');
    expect(() => share([1, 2], { temperature: 1 } as object)).toThrow(
      new TypeError('share: expected no temperature, got 1'),
    );
  });

  test('takes masked and weightless entries out, whatever they hold; a whole masked row is 0', () => {
    expect(share([1, Number.NaN, 3], { mask: [1, 0, 1] })).toEqual([0.25, 0, 0.75]);
    expect(share([1, -4, 3], { weights: [3, 0, 1] })).toEqual([0.5, 0, 0.5]);
    expect(share([-1, -1], { mask: [0, 0] })).toEqual([0, 0]);
  });

  test('goes along any axis, over segments, and into out', () => {
    expect(
      share(
        [
          [1, 3],
          [3, 1],
        ],
        { axis: 0 },
      ),
    ).toEqual([
      [0.25, 0.75],
      [0.75, 0.25],
    ]);
    expect(share([1, 1, 5, 3, 1], { segments: [0, 2, 2, 5] })).toEqual([0.5, 0.5, 5 / 9, 3 / 9, 1 / 9]);
    const out = new Float32Array(2);
    expect(share([1, 3], { out })).toBe(out);
    expect(out).toEqual(Float32Array.of(0.25, 0.75));
  });

  test('is within 0.51 ulp of MPFR from 5e−324 to 1.8e308, where the plain quotient is not', () => {
    const random = seededRandom(seed);
    const anywhere = () => 2 ** (-1074 + 2097 * random()) * (1 + random());
    let worst = 0;
    let worstSingle = 0;
    let worstPlain = 0;
    for (let trial = 0; trial < 3000; trial += 1) {
      const n = 1 + Math.floor(random() * 6);
      const centre = anywhere();
      const near = () => Math.min(centre * 2 ** (60 * random() - 30), Number.MAX_VALUE) || 5e-324;
      const v = Array.from({ length: n }, trial % 2 ? near : () => Math.min(anywhere(), Number.MAX_VALUE));
      const g = v.map(() => (trial % 3 ? 1 : 2 ** (2000 * random() - 1000)));
      const weights = trial % 3 ? undefined : g;
      worst = Math.max(worst, errorOf(share(v, { weights }), v, g));
      worstSingle = Math.max(worstSingle, errorOf(share(v, { weights, out: new Float32Array(n) }), v, g, float32));
      const total = v.reduce((sum, x, i) => sum + g[i] * x, 0);
      worstPlain = Math.max(
        worstPlain,
        errorOf(
          v.map((x, i) => (g[i] * x) / total),
          v,
          g,
        ),
      );
    }
    expect(worst).toBeLessThanOrEqual(0.51);
    expect(worstSingle).toBeLessThanOrEqual(0.51);
    expect(worstPlain).toBe(Infinity);
  });

  test('ignores a common factor, where softmax ignores a common term, and repeats an entry by its weight', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(counts, fc.integer({ min: -40, max: 40 }), (v, k) => {
        fc.pre(v.some((x) => x > 0));
        expect(share(v.map((x) => x * 2 ** k))).toEqual(share(v));
        expect(softmax(v.map((x) => x + k))).toEqual(softmax(v));
        expect(share([1, ...v], { weights: [3, ...v.map(() => 1)] })[0]).toBeCloseTo(3 * share([1, 1, 1, ...v])[0], 15);
      }),
      { seed },
    );
  });
});
