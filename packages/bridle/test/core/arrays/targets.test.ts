import { crossEntropy, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { type Big, type MakeBig, ulpError, withBig } from '../../helpers/mpfr.ts';

const CLASSES = 151_936; // the vocabulary of a large language model
const random = seededRandom(80);

const sumOf = (terms: readonly Big[]) => terms.reduce((sum, term) => sum.add(term));
const plainSum = (q: ArrayLike<number>) => Array.from(q).reduce((sum, value) => sum + value, 0);

/** Softmax of x. */
function bigSoftmax(big: MakeBig, x: ArrayLike<number>): Big[] {
  const terms = Array.from(x, (value) => big(value).exp());
  const total = sumOf(terms);
  return terms.map((term) => term.div(total));
}

/** w·((1 − s)·y + s/n). */
function bigTarget(big: MakeBig, y: readonly number[], s: number, w: readonly number[]): Big[] {
  const spread = big(s).div(y.length);
  return y.map((value, i) => big(1).sub(s).mul(value).add(spread).mul(w[i]));
}

describe('targets', () => {
  test('smoothed over 151,936 equal logits give the gradient (1 − s)/n within 0.51 ulp', () => {
    const n = CLASSES;
    const labelSmoothing = 0.1;
    const gradient = crossEntropy.gradient(new Float64Array(n), 7, { labelSmoothing });
    withBig((big) => {
      const others = big(1).sub(labelSmoothing).div(n);
      const own = big(1).sub(labelSmoothing).mul(big(1).div(n).sub(1));
      expect(ulpError(gradient[0], others)).toBeLessThanOrEqual(0.51);
      expect(ulpError(gradient[7], own)).toBeLessThanOrEqual(0.51);
      // The naive version: the smoothed target in float64, divided by its plain sum.
      const q = Float64Array.from({ length: n }, (_, i) => 0.9 * Number(i === 7) + labelSmoothing / n);
      expect(ulpError(1 / n - q[0] / plainSum(q), others)).toBeGreaterThan(100);
      expect(ulpError(plainSum(q) / n - q[0], others)).toBeGreaterThan(100);
    });
    expect(new Set(gradient)).toEqual(new Set([gradient[0], gradient[7]]));
  });

  test('of 151,936 probabilities give a gradient within 1 ulp of the larger of p and q', () => {
    const x = Float64Array.from({ length: CLASSES }, (_, i) => 1e-4 * (i % 3));
    const q = new Array<number>(CLASSES).fill(1 / CLASSES);
    const gradient = crossEntropy.gradient(x, q);
    withBig((big) => {
      const p = bigSoftmax(big, x);
      const mass = sumOf(q.map((value) => big(value)));
      const plain = plainSum(q);
      const worst = { ours: 0, naive: 0 };
      for (let i = 0; i < CLASSES; i += 97) {
        const ulp = 2 ** (Math.floor(Math.log2(Math.max(p[i].toNumber(), q[i]))) - 52);
        const want = p[i].mul(mass).sub(q[i]);
        const error = (got: number) => Math.abs(want.sub(got).toNumber()) / ulp;
        worst.ours = Math.max(worst.ours, error(gradient[i]));
        worst.naive = Math.max(worst.naive, error(plain * p[i].toNumber() - q[i]));
      }
      expect(worst.ours).toBeLessThanOrEqual(1);
      expect(worst.naive).toBeGreaterThan(5000);
    }, 160);
  });

  test('with class weights and smoothing: loss within 0.51 ulp, gradient within 0.51 ulp + 2⁻⁶⁰ of the larger of p and q', () => {
    const worst = { loss: 0, gradient: 0 };
    for (let trial = 0; trial < 300; trial += 1) {
      const n = 2 + Math.floor(random() * 30);
      const x = Array.from({ length: n }, () => 2 ** (trial % 6) * random());
      const classWeights = x.map(() => 0.01 + 3 * random());
      const labelSmoothing = trial % 7 ? random() : 2 ** (-60 * random());
      const label = Math.floor(random() * n);
      // A class, or probabilities near those of the logits, which cancel in p − q.
      const near = softmax(x.map((value) => value + 10 ** -(trial % 14) * random()));
      const y = trial % 2 ? x.map((_, i) => Number(i === label)) : near;
      const options = { classWeights: trial % 3 ? classWeights : undefined, labelSmoothing, reduction: 'sum' } as const;
      withBig((big) => {
        const q = bigTarget(big, y, labelSmoothing, options.classWeights ?? x.map(() => 1));
        const p = bigSoftmax(big, x);
        const mass = sumOf(q);
        const loss = sumOf(q.map((value, i) => value.mul(p[i].ln().neg())));
        worst.loss = Math.max(worst.loss, ulpError(crossEntropy(x, trial % 2 ? label : y, options), loss));
        crossEntropy.gradient(x, trial % 2 ? label : y, options).forEach((got, i) => {
          const want = p[i].mul(mass).sub(q[i]);
          const larger = Math.max(p[i].mul(mass).toNumber(), q[i].toNumber());
          const left = Math.abs(want.sub(got).toNumber()) - 2 ** -60 * larger;
          const ulp = 2 ** (Math.floor(Math.log2(Math.abs(want.toNumber()))) - 52);
          worst.gradient = Math.max(worst.gradient, left / ulp);
        });
      }, 400);
    }
    expect(worst.loss).toBeLessThanOrEqual(0.51);
    expect(worst.gradient).toBeLessThanOrEqual(0.51);
  });
});
