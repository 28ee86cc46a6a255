import { formats, klDivergence, log, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32, type MakeBig, ulpError, withBig } from '../helpers/mpfr.ts';

const nan = Number.NaN;

/** Σ p·ln(p/q). */
function bigDivergence(big: MakeBig, p: readonly number[], q: readonly number[]): Big {
  return p.reduce((sum, x, i) => (x === 0 ? sum : sum.add(big(x).div(q[i]).ln().mul(x))), big(0));
}

/** Σ p·ln(p/q) − p + q: what the error is measured by. */
function bigBregman(big: MakeBig, p: readonly number[], q: readonly number[]): Big {
  return p.reduce((sum, x, i) => sum.sub(x).add(q[i]), bigDivergence(big, p, q));
}

describe('klDivergence', () => {
  test('takes 0·ln 0 as 0, and is ∞ where p has what q has not', () => {
    expect(klDivergence([0.5, 0.5, 0], [0.25, 0.25, 0.5])).toBe(Math.LN2);
    expect(klDivergence([0.5, 0.5], [1, 0])).toBe(Infinity);
    expect(klDivergence([0, 1], [0, 1])).toBe(0);
    expect(klDivergence([], [])).toBe(0);
    expect(klDivergence([5e-324, 1], [1, 5e-324])).toBe(744.4400719213812);
  });

  test('is NaN where an entry is negative, NaN or infinite', () => {
    for (const wrong of [-0.1, nan, Infinity]) {
      expect(klDivergence([0.5, wrong], [0.5, 0.5])).toBe(nan);
      expect(klDivergence([0.5, 0.5], [0.5, wrong])).toBe(nan);
    }
    expect(klDivergence([0.5, nan, 0.5], [0.25, nan, 0.75], { mask: [1, 0, 1] })).toBe(
      klDivergence([0.5, 0.5], [0.25, 0.75]),
    );
  });

  test('goes along any axis, over strides and segments, and into out', () => {
    const one = klDivergence([0.5, 0.5], [0.25, 0.75]);
    expect(
      klDivergence(
        [
          [0.5, 1],
          [0.5, 0],
        ],
        [
          [0.25, 1],
          [0.75, 0],
        ],
        { axis: 0 },
      ),
    ).toEqual([one, 0]);
    const p = { data: [0.5, 1, 0.5, 0], dims: [2, 2], strides: [1, 2] };
    expect(
      klDivergence(p, [
        [0.25, 0.75],
        [1, 0],
      ]),
    ).toEqual({ data: [one, 0], dims: [2] });
    expect(klDivergence([1, 0.5, 0.5], [1, 0.25, 0.75], { segments: [0, 1, 3] })).toEqual([0, one]);
    const out = new Float64Array(1);
    expect(klDivergence([[0.5, 0.5]], [[0.25, 0.75]], { out })).toBe(out);
    expect(out[0]).toBe(one);
    expect(() => klDivergence([1], [1, 2])).toThrow(new RangeError('klDivergence: expected 1 entries, got 2'));
    expect(() => klDivergence([1], [1], { weights: [1] } as object)).toThrow(TypeError);
  });

  test('is within 0.6 ulp of MPFR where p and q are far, near, and nearer than rounding, where the plain sum is noise', () => {
    const random = seededRandom(50);
    const worst = { far: 0, near: 0, single: 0, plain: 0 };
    for (let trial = 0; trial < 4000; trial += 1) {
      const distance = 10 ** (1 - (trial % 17));
      // Multiples of 2⁻⁵² that sum to 1 exactly: equal sums, so that the whole is as well defined as its parts.
      const x = Array.from({ length: 5 }, () => 4 * random());
      const p = onGrid(softmax(x));
      const q = onGrid(softmax(x.map((value) => value + distance * (random() - 0.5))));
      withBig((big) => {
        const want = bigDivergence(big, p, q);
        const got = klDivergence(p, q);
        if (want.isZero()) {
          expect(got).toBe(0);
          return;
        }
        const key = distance > 0.1 ? 'far' : 'near';
        worst[key] = Math.max(worst[key], ulpError(got, want));
        worst.single = Math.max(
          worst.single,
          ulpError(klDivergence([p], [q], { out: new Float32Array(1) })[0], want, float32),
        );
        const plain = p.reduce((sum, value, i) => sum + value * Math.log(value / q[i]), 0);
        worst.plain = Math.max(worst.plain, ulpError(plain, want));
      }, 400);
    }
    expect(worst.far).toBeLessThanOrEqual(0.51);
    expect(worst.near).toBeLessThanOrEqual(0.6);
    expect(worst.single).toBeLessThanOrEqual(0.51);
    expect(worst.plain).toBeGreaterThan(1e12);
  });

  test('of any p and q errs by at most 0.6 ulp and 2⁻⁵⁷·Σ (p·ln(p/q) − p + q), subnormal ones too', () => {
    const random = seededRandom(51);
    for (let trial = 0; trial < 3000; trial += 1) {
      const scale = trial % 3 ? 1 : 2 ** (-1000 - 74 * random());
      const p = Array.from({ length: 1 + (trial % 9) }, () => scale * random() * 2 ** (-40 * random()));
      const q = p.map((value) => value * (1 + (random() - 0.5) * 10 ** (1 - (trial % 12))) || scale).map(Math.abs);
      withBig((big) => {
        const want = bigDivergence(big, p, q);
        const got = klDivergence(p, q);
        const beyond = Math.abs(want.sub(got).toNumber()) - 2 ** -57 * bigBregman(big, p, q).toNumber();
        expect(beyond).toBeLessThanOrEqual(0.6 * Math.max(2 ** -52 * Math.abs(want.toNumber()), 2 ** -1074));
      }, 1500);
    }
  });

  test('is within 0.6 ulp of the worst that hill climbing found: both ratios just within or just beyond 1/16', () => {
    const random = seededRandom(52);
    let worst = 0;
    for (let trial = 0; trial < 3000; trial += 1) {
      const p = 0.25 + 0.5 * random();
      const q = p * (1 + (trial % 2 ? 1 : -1) * (0.05 + 0.02 * random()));
      const [first, second] = [onGrid([p, 1 - p]), onGrid([q, 1 - q])];
      withBig((big) => {
        worst = Math.max(worst, ulpError(klDivergence(first, second), bigDivergence(big, first, second)));
      }, 200);
    }
    const found = [onGrid([0.5879662098487755, 0.4120337901512245]), onGrid([0.5625078981179482, 0.4374921018820518])];
    withBig((big) => {
      worst = Math.max(worst, ulpError(klDivergence(found[0], found[1]), bigDivergence(big, found[0], found[1])));
    }, 200);
    expect(worst).toBeLessThanOrEqual(0.6);
  });

  test('of softmaxes in float64, float32 and float16 is never below 0, where the plain sum often is', () => {
    const half = (x: readonly number[]) => x.map(formats.f16.round);
    const rounded = [
      { to: (x: readonly number[]) => Float64Array.from(x), spacing: 1e-14, digits: Infinity },
      { to: (x: readonly number[]) => Float32Array.from(x), spacing: 1e-5, digits: 0.5 },
      { to: (x: readonly number[]) => Array.from(Float32Array.from(x)), spacing: 1e-5, digits: 0.5 },
      { to: half, spacing: 0.01, digits: 0.5 },
    ];
    for (const { to, spacing, digits } of rounded) {
      let naiveBelow = 0;
      for (let t = 0; t < 500; t += 1) {
        const x = Array.from({ length: 20 }, (_, i) => Math.sin(t + 7 * i) * 3);
        const y = x.map((v, i) => v + spacing * Math.cos(i * ((t % 3) + 1)));
        const [p, q] = [to(softmax(x)), to(softmax(y))];
        const got = klDivergence(p, q);
        expect(got).toBeGreaterThanOrEqual(0);
        // The divergence of the unrounded softmaxes, which rounding moves little.
        const truth = withBig((big) => {
          const [bigP, bigQ] = [x, y].map((scores) => {
            const terms = scores.map((score) => big(score).exp());
            const total = terms.reduce((sum, term) => sum.add(term));
            return terms.map((term) => term.div(total));
          });
          return bigP.reduce((sum, value, i) => sum.add(value.mul(value.div(bigQ[i]).ln())), big(0)).toNumber();
        }, 160);
        expect(Math.abs(got / truth - 1)).toBeLessThan(digits);
        const plain = Array.from(p).reduce(
          (sum, value, i) => sum + (value === 0 ? 0 : value * Math.log(value / q[i])),
          0,
        );
        naiveBelow += Number(plain < 0);
      }
      expect(naiveBelow, `below 0 of 500, spacing ${spacing}`).toBeGreaterThan(100);
    }
  });

  test('takes sums that are not 1 as given', () => {
    expect(klDivergence([2], [1])).toBe(2 * Math.LN2);
    expect(klDivergence([1], [2])).toBe(-Math.LN2);
    expect(klDivergence([1, 0], [0.9999, 0.00005])).toBe(-log(0.9999));
    expect(klDivergence([0], [1e-9])).toBe(0);
  });

  test('is never negative, 0 only for equals, and not symmetric', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        // Dyadic probabilities of equal sums.
        const p = onGrid(a.map((k) => k / 4096));
        const q = onGrid(b.map((k) => k / 4096));
        const d = klDivergence(p, q);
        expect(d).toBeGreaterThanOrEqual(0);
        expect(d === 0).toBe(String(p) === String(q));
      }),
      { seed: 50 },
    );
    expect(klDivergence([0.5, 0.5], [0.25, 0.75])).not.toBe(klDivergence([0.25, 0.75], [0.5, 0.5]));
  });
});

/** Probabilities rounded to multiples of 2⁻⁵², the last one making their sum 1. */
function onGrid(p: readonly number[]): number[] {
  const rounded = p.map((value) => Math.max(Math.round(value * 2 ** 52), 1) / 2 ** 52);
  rounded[rounded.length - 1] = 0;
  rounded[rounded.length - 1] = 1 - rounded.reduce((sum, value) => sum + value, 0);
  return rounded;
}
