import { entropy, softmax } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, float32, type MakeBig, ulpError, withBig } from '../helpers/mpfr.ts';

const nan = Number.NaN;

/** −Σ p·ln(p/g) of big numbers. */
function bigEntropy(big: MakeBig, p: Big[], g: readonly number[]): Big {
  return p.reduce((sum, x, i) => (x.toNumber() === 0 && x.isZero() ? sum : sum.sub(x.div(g[i]).ln().mul(x))), big(0));
}

describe('entropy', () => {
  test('takes 0·ln 0 as 0 (tfp#241, numpyro#2276): p = [.25, 0, .75]', () => {
    expect(entropy([0.25, 0, 0.75])).toBe(0.5623351446188084); // 0.56233514461880835028…
    expect(entropy([1, 0])).toBe(0);
    expect(entropy([])).toBe(0);
  });

  test('is NaN where an entry is negative, NaN or infinite', () => {
    for (const wrong of [-0.1, nan, Infinity, -Infinity]) expect(entropy([0.5, wrong])).toBe(nan);
  });

  test('spreads each probability over its weight, and leaves out what is masked or weightless', () => {
    expect(entropy([1], { weights: [8] })).toBe(Math.log(8));
    expect(entropy([0.5, 0.5], { weights: [2, 2] })).toBe(entropy([0.25, 0.25, 0.25, 0.25]));
    expect(entropy([0.5, nan, 0.5], { mask: [1, 0, 1] })).toBe(Math.LN2);
    expect(entropy([0.5, nan, 0.5], { weights: [1, 0, 1] })).toBe(Math.LN2);
  });

  test('goes along any axis, over strides and segments, and into out', () => {
    expect(
      entropy(
        [
          [0.5, 1],
          [0.5, 0],
        ],
        { axis: 0 },
      ),
    ).toEqual([Math.LN2, 0]);
    const column = { data: Float32Array.of(0.5, 1, 0.5, 0), dims: [2, 2], strides: [1, 2] };
    expect(entropy(column)).toEqual({ data: Float32Array.of(Math.LN2, 0), dims: [2] });
    expect(entropy([1, 0.5, 0.5], { segments: [0, 1, 3] })).toEqual([0, Math.LN2]);
    const out = new Float64Array(2);
    expect(
      entropy(
        [
          [0.5, 0.5],
          [1, 0],
        ],
        { out },
      ),
    ).toBe(out);
    expect(out).toEqual(Float64Array.of(Math.LN2, 0));
    expect(() => entropy([1], { temperature: 2 } as object)).toThrow('entropy: expected no temperature, got 2');
  });

  test('is within 0.51 ulp of MPFR, of confident and subnormal probabilities too', () => {
    const random = seededRandom(40);
    let worst = 0;
    let worstSingle = 0;
    for (let trial = 0; trial < 4000; trial += 1) {
      const g = [1, 2, 3, 4].map((k) => (trial % 4 ? 1 : k));
      const scale = 4 ** Math.floor(random() * 6);
      const shrink = trial % 5 ? 1 : 2 ** (-1000 - 74 * random());
      const p = softmax(g.map(() => scale * random())).map((value) => value * shrink);
      if (trial % 7 === 0) p[0] = 5e-324 * Math.floor(1 + 9 * random());
      const weights = trial % 4 ? undefined : g;
      withBig((big) => {
        const want = bigEntropy(big, p.map(big), g);
        worst = Math.max(worst, ulpError(entropy(p, { weights }), want));
        worstSingle = Math.max(
          worstSingle,
          ulpError(entropy([p], { weights, out: new Float32Array(1) })[0], want, float32),
        );
      });
    }
    expect(worst).toBeLessThanOrEqual(0.51);
    expect(worstSingle).toBeLessThanOrEqual(0.51);
  });

  test('of probabilities just below their weights is within 0.52 ulp, where a difference of logarithms is not', () => {
    const random = seededRandom(44);
    const worst = { ours: 0, naive: 0 };
    for (let trial = 0; trial < 1000; trial += 1) {
      const weights = Array.from({ length: 3 }, () => 10 ** (-3 * random()));
      const p = weights.map((g) => g * (1 - 10 ** (-1 - (trial % 14)) * random()));
      withBig((big) => {
        const want = bigEntropy(big, p.map(big), weights);
        worst.ours = Math.max(worst.ours, ulpError(entropy(p, { weights }), want));
        const naive = p.reduce((sum, x, i) => sum + x * (Math.log(weights[i]) - Math.log(x)), 0);
        worst.naive = Math.max(worst.naive, ulpError(naive, want));
      }, 400);
    }
    expect(worst.ours).toBeLessThanOrEqual(0.52);
    expect(worst.naive).toBeGreaterThan(1e6);
  });

  test('with terms of both signs errs by 2⁻⁵⁸·Σ|p·ln(p/g)| at most before the last rounding', () => {
    const random = seededRandom(42);
    for (let trial = 0; trial < 1000; trial += 1) {
      const p = Array.from({ length: 4 }, () => 3 * random());
      const weights = p.map(() => 0.01 + 2 * random());
      withBig((big) => {
        const terms = p.map((x, i) => big(x).div(weights[i]).ln().mul(x));
        const want = terms.reduce((sum, term) => sum.sub(term), big(0));
        const scale = terms.reduce((sum, term) => sum + Math.abs(term.toNumber()), 0);
        const got = entropy(p, { weights });
        const lastRounding = 2 ** -53 * Math.abs(got);
        expect(Math.abs(want.sub(got).toNumber())).toBeLessThanOrEqual(2 ** -58 * scale + lastRounding);
      });
    }
  });

  test('is largest, ln n, for the uniform distribution, and never negative', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 1, maxLength: 9 }), (x) => {
        const h = entropy(softmax(x));
        expect(h).toBeGreaterThanOrEqual(0);
        expect(h).toBeLessThanOrEqual(Math.log(x.length) + 1e-14);
      }),
      { seed: 40 },
    );
  });
});

describe('entropy.fromLogits', () => {
  test('is that of softmax([0, 0, −∞]) (pytorch#40553), and of a row so confident that its winner rounds to 1', () => {
    expect(entropy.fromLogits([0, 0, -Infinity])).toBe(Math.LN2);
    expect(entropy.fromLogits([0, -40])).toBe(1.7418252446695514e-16);
    expect(entropy(softmax([0, -40]))).toBeLessThan(1.7e-16); // the winner's part is lost
    expect(entropy.fromLogits([0, -740])).toBeGreaterThan(0);
  });

  test('follows the table of edges', () => {
    const h = entropy.fromLogits;
    expect([h([1, nan]), h([-Infinity, -Infinity]), h([])]).toEqual([nan, nan, 0]);
    expect([h([Infinity, 1]), h([Infinity, 1, Infinity])]).toEqual([0, Math.LN2]);
    expect([h([1, 3, 3], { temperature: 0 }), h([1, 3], { temperature: Infinity })]).toEqual([Math.LN2, Math.LN2]);
    expect([h([nan, 1, 1], { mask: [0, 1, 1] }), h([1, 2], { mask: [0, 0] })]).toEqual([Math.LN2, 0]);
    expect(h([5], { weights: [8] })).toBe(Math.log(8));
    expect(h([0, 3, 1], { temperature: -2 })).toBe(h([0, -3, -1], { temperature: 2 }));
    expect(
      h([
        [0, 0],
        [Infinity, 0],
      ]),
    ).toEqual([Math.LN2, 0]);
  });

  test('is within 0.51 ulp of MPFR (1 where T ≠ 1), down to subnormal entropies', () => {
    const random = seededRandom(41);
    const worst = { plain: 0, heated: 0, fromProbabilities: 0 };
    for (let trial = 0; trial < 1600; trial += 1) {
      const n = 2 + Math.floor(random() * 4);
      const scale = [1, 30, 300, 745][trial % 4];
      const x = Array.from({ length: n }, () => scale * (random() - (trial % 8 < 4 ? 0 : 1)));
      if (trial % 8 >= 4) x[0] = 0;
      const temperature = trial % 5 ? 1 : 0.1 + 3 * random();
      const g = x.map((_, k) => (trial % 3 ? 1 : k + 1));
      const weights = trial % 3 ? undefined : g;
      withBig((big) => {
        const terms = x.map((value, i) => big(value).div(temperature).exp().mul(g[i]));
        const total = terms.reduce((sum, term) => sum.add(term));
        const want = bigEntropy(
          big,
          terms.map((term) => term.div(total)),
          g,
        );
        const error = ulpError(entropy.fromLogits(x, { temperature, weights }), want);
        const key = temperature === 1 ? 'plain' : 'heated';
        worst[key] = Math.max(worst[key], error);
        const twoSteps = entropy(softmax(x, { temperature, weights }), { weights });
        worst.fromProbabilities = Math.max(worst.fromProbabilities, ulpError(twoSteps, want));
      }, 1300);
    }
    expect(worst.plain).toBeLessThanOrEqual(0.51);
    expect(worst.heated).toBeLessThanOrEqual(1);
    expect(worst.fromProbabilities).toBeGreaterThan(1e12);
  });

  test('with weights below 1 errs by 2⁻⁵⁸·max|ln g| at most before the last rounding', () => {
    const random = seededRandom(43);
    for (let trial = 0; trial < 1000; trial += 1) {
      const x = Array.from({ length: 4 }, () => 8 * random());
      const weights = x.map(() => 2 ** (-10 * random()));
      withBig((big) => {
        const terms = x.map((value, i) => big(value).exp().mul(weights[i]));
        const total = terms.reduce((sum, term) => sum.add(term));
        const want = bigEntropy(
          big,
          terms.map((term) => term.div(total)),
          weights,
        );
        const got = entropy.fromLogits(x, { weights });
        const bound = 2 ** -58 * Math.max(...weights.map((g) => Math.abs(Math.log(g)))) + 2 ** -53 * Math.abs(got);
        expect(Math.abs(want.sub(got).toNumber())).toBeLessThanOrEqual(bound);
      });
    }
  });
});
