import { logSumExp } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32, type MakeBig, ulpError, withBig } from '../helpers/mpfr.ts';

const nan = Number.NaN;
const { signed } = logSumExp;

type Truth = { logAbs: Big; sign: number };

/** To as many bits as the context has; null where the sum is exactly 0. */
function truth(big: MakeBig, x: readonly number[], w: readonly number[], temperature = 1): Truth | null {
  const max = Math.max(...x);
  const terms = x.map((value, i) => big(value).sub(max).div(temperature).exp().mul(w[i]));
  const sum = terms.reduce((so, term) => so.add(term));
  if (sum.isZero()) return null;
  return { logAbs: sum.abs().ln().mul(temperature).add(max), sign: sum.greaterThan(0) ? 1 : -1 };
}

/** ln|Σ w·e^(x − max)| + max in float64, as SciPy computes it. */
function naive(x: readonly number[], w: readonly number[]): number {
  const max = Math.max(...x);
  return Math.log(Math.abs(x.reduce((sum, value, i) => sum + w[i] * Math.exp(value - max), 0))) + max;
}

describe('logSumExp.signed', () => {
  test("gives SciPy's documented values", () => {
    // scipy.special.logsumexp([1, 2], b=[1, -1], return_sign=True): (1.5413248546129181, -1.0)
    expect(signed([1, 2], { weights: [1, -1] })).toEqual({ logAbs: 1.5413248546129181, sign: -1 });
    // scipy.special.logsumexp(np.arange(10)): 9.4586297444267107
    expect(signed(Array.from({ length: 10 }, (_, i) => i))).toEqual({ logAbs: 9.45862974442671, sign: 1 });
    // a = np.arange(10); b = np.arange(10, 0, -1): 9.9170178533034665
    const a = Array.from({ length: 10 }, (_, i) => i);
    expect(signed(a, { weights: a.map((i) => 10 - i) })).toEqual({ logAbs: 9.917017853303467, sign: 1 });
  });

  test('is exactly nothing where the terms cancel, and only there', () => {
    const nothing = { logAbs: -Infinity, sign: 0 };
    expect(signed([3, 3], { weights: [1, -1] })).toEqual(nothing);
    expect(signed([7, -2, 7, -2, 7], { weights: [0.1, 3, 0.2, -3, -0.1 - 0.2] }).sign).toBe(-1);
    expect(signed([7, -2, 7, -2, 7], { weights: [0.25, 3, 0.5, -3, -0.75] })).toEqual(nothing);
    expect(signed([0, -0], { weights: [5e-324, -5e-324] })).toEqual(nothing);
    // 0.1 + 0.2 − 0.30000000000000004 as float64 are: the exact sum is −2⁻⁵⁵.
    const w = [0.1, 0.2, -0.30000000000000004];
    expect(w[0] + w[1] + w[2]).toBe(0);
    expect(signed([0, 0, 0], { weights: w })).toEqual({ logAbs: -38.123094930796995, sign: -1 });
  });

  test('of neighbours keeps its digits, where the naive difference has none', () => {
    const next = 1 + 2 ** -52;
    withBig((big) => {
      for (const [x, w] of [
        [
          [next, 1],
          [1, -1],
        ],
        [
          [5e-324, 0],
          [1, -1],
        ],
        [
          [0, 1e-200, 2e-200],
          [1, -2, 1],
        ],
        [
          [1e300, 1e300 - 1e284],
          [1, -1],
        ],
        [
          [-1e-300, 1e-300, 0],
          [1, 1, -2],
        ],
      ]) {
        const want = truth(big, x, w);
        const got = signed(x, { weights: w });
        expect(want && ulpError(got.logAbs, want.logAbs)).toBeLessThanOrEqual(0.51);
        expect(got.sign).toBe(want?.sign);
      }
    }, 6000);
    expect(naive([0, 1e-200, 2e-200], [1, -2, 1])).toBe(-Infinity);
  });

  test('is within 0.51 ulp of MPFR for terms that cancel in part, wholly but for rounding, and not at all', () => {
    const random = seededRandom(110);
    const worst = { ours: 0, single: 0, naive: 0, wrongSigns: 0 };
    for (let trial = 0; trial < 720; trial += 1) {
      const n = 2 + Math.floor(4 * random());
      const spread = 10 ** (2 - (trial % 18));
      const centre = [0, 1, -30, 700, 1e5][trial % 5] * random();
      const x = Array.from({ length: n }, () => centre + spread * random());
      const w = x.map(() => (random() - 0.5) * 2 ** (trial % 3 ? 0 : 60 * random()));
      // The last term cancels the others but for rounding, or the sum is nearly 1, so that its logarithm is nearly 0.
      const rest = (target: number) =>
        target - x.slice(1).reduce((sum, value, i) => sum + w[i + 1] * Math.exp(value - x[0]), 0) || 1;
      if (trial % 4 === 1) w[0] = rest(0);
      if (trial % 4 === 2 && Math.abs(x[0]) < 700) w[0] = rest(Math.exp(-x[0]) * (trial % 8 < 4 ? 1 : -1));
      const temperature = trial % 7 ? 1 : 0.1 + 3 * random();
      withBig((big) => {
        const want = truth(big, x, w, temperature);
        const got = signed(x, { weights: w, temperature });
        if (!want) return;
        worst.ours = Math.max(worst.ours, ulpError(got.logAbs, want.logAbs));
        worst.wrongSigns += Number(got.sign !== want.sign);
        const single = signed(Float64Array.from(x), { weights: w, temperature });
        expect(single).toEqual(got);
        const half = signed({ data: Float32Array.from(x), dims: [n] }, { weights: w, temperature });
        const wantHalf = truth(big, [...Float32Array.from(x)], w, temperature);
        if (wantHalf) worst.single = Math.max(worst.single, ulpError(half.logAbs.data[0], wantHalf.logAbs, float32));
        if (temperature === 1) worst.naive = Math.max(worst.naive, ulpError(naive(x, w), want.logAbs));
      }, 2000);
    }
    expect(worst.ours).toBeLessThanOrEqual(0.51);
    expect(worst.single).toBeLessThanOrEqual(0.51);
    expect(worst.wrongSigns).toBe(0);
    expect(worst.naive).toBeGreaterThan(1e9);
  });

  test('without negative weights is logSumExp with sign 1', () => {
    const random = seededRandom(111);
    for (let trial = 0; trial < 300; trial += 1) {
      const x = Array.from({ length: 1 + (trial % 5) }, () => 40 * random() - 20);
      const weights = trial % 2 ? undefined : x.map(() => random() + 0.01);
      expect(signed(x, { weights })).toEqual({ logAbs: logSumExp(x, { weights }), sign: 1 });
      const { logAbs, sign } = signed(x, { weights: (weights ?? x.map(() => 1)).map((w) => -w) });
      expect({ logAbs, sign }).toEqual({ logAbs: logSumExp(x, { weights }), sign: -1 });
    }
    const logProbabilities = [-Math.LN2, -Math.LN2];
    expect(signed(logProbabilities)).toEqual({ logAbs: logSumExp(logProbabilities), sign: 1 });
    expect(signed([0, -800], { weights: [1, -1] }).logAbs).toBe(-0);
  });

  test('follows the edges', () => {
    const weights = [1, -1];
    expect(signed([nan, 1], { weights })).toEqual({ logAbs: nan, sign: nan });
    expect(signed([Infinity, 1], { weights })).toEqual({ logAbs: Infinity, sign: 1 });
    expect(signed([1, Infinity], { weights })).toEqual({ logAbs: Infinity, sign: -1 });
    expect(signed([Infinity, Infinity], { weights })).toEqual({ logAbs: nan, sign: nan });
    expect(signed([-Infinity, -Infinity], { weights })).toEqual({ logAbs: -Infinity, sign: 0 });
    expect(signed([-Infinity, 5], { weights })).toEqual({ logAbs: 5, sign: -1 });
    expect(signed([])).toEqual({ logAbs: -Infinity, sign: 0 });
    expect(signed([nan, 5], { weights: [0, -1] })).toEqual({ logAbs: 5, sign: -1 });
    expect(signed([nan, 5], { weights, mask: [0, 1] })).toEqual({ logAbs: 5, sign: -1 });
    const tied = { weights: [1, -1, -2], temperature: 0 };
    expect(signed([3, 3, 1], tied)).toEqual({ logAbs: 1, sign: -1 });
    expect(signed([3, 2, 1], tied)).toEqual({ logAbs: 3, sign: 1 });
    expect(signed([4, 2], { weights: [2, -1], temperature: Infinity })).toEqual({ logAbs: 6, sign: 1 });
    expect(signed([4, 2], { weights: [-2, 1], temperature: Infinity })).toEqual({ logAbs: 6, sign: -1 });
    expect(signed([4, 2], { weights: [2, 2], temperature: Infinity })).toEqual({ logAbs: Infinity, sign: 1 });
    expect(signed([4, 2], { weights: [2, -2], temperature: Infinity })).toEqual({ logAbs: -Infinity, sign: 0 });
    const negative = signed([-1, -2], { weights, temperature: -2 });
    const positive = signed([1, 2], { weights, temperature: 2 });
    expect(negative).toEqual({ logAbs: -positive.logAbs, sign: positive.sign });
  });

  test('has the shapes of logSumExp, with weights for every entry or for every place', () => {
    const x = [
      [1, 2],
      [3, 3],
    ];
    const one = signed([1, 2], { weights: [1, -1] }).logAbs;
    expect(signed(x, { weights: [1, -1] })).toEqual({ logAbs: [one, -Infinity], sign: [-1, 0] });
    expect(
      signed(x, {
        weights: [
          [1, -1],
          [1, 0],
        ],
      }),
    ).toEqual({ logAbs: [one, 3], sign: [-1, 1] });
    expect(signed(x, { weights: [1, -1], axis: 0 }).sign).toEqual([-1, -1]);
    expect(signed(Float32Array.of(1, 2), { weights: [1, -1] }).logAbs).toBe(Math.fround(one));
    expect(signed({ data: [1, 3, 2, 3], dims: [2, 2], strides: [1, 2] }, { weights: [1, -1] })).toEqual({
      logAbs: { data: [one, signed([3, 3], { weights: [1, 0] }).logAbs].map((v, i) => (i ? -Infinity : v)), dims: [2] },
      sign: { data: [-1, 0], dims: [2] },
    });
    expect(signed([3, 3, 1, 2], { weights: [1, -1, 1, -1], segments: [0, 2, 4] })).toEqual({
      logAbs: [-Infinity, one],
      sign: [0, -1],
    });
  });

  test('refuses weights that are not finite, sizes that do not fit, and out', () => {
    expect(() => signed([1, 2], { weights: [1, nan] })).toThrow(
      new RangeError('logSumExp.signed: expected finite weights, got NaN at 1'),
    );
    expect(() => signed([1, 2], { weights: [1, -Infinity] })).toThrow('expected finite weights, got -Infinity at 1');
    expect(() => signed([1, 2], { weights: [1] })).toThrow(
      new RangeError('logSumExp.signed: expected weights of length 2, got 1'),
    );
    expect(() => signed([1, 2], { out: [0] } as object)).toThrow(TypeError);
    expect(() => signed('12' as never)).toThrow('logSumExp.signed: expected an array');
  });
});
