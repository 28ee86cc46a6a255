import { describe, expect, test } from 'vitest';
import {
  addExponential,
  addSum,
  addWeighted,
  BINS,
  binSums,
  type ExponentialSum,
  emptySum,
  sumOfBins,
} from '../../../src/core/arithmetic/exponential-sum.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { withBig } from '../../helpers/mpfr.ts';

const state = (sum: ExponentialSum) => ({ top: sum.top, topShift: sum.topShift, sums: binSums(sum) });
const sumOf = (...scores: number[]): ExponentialSum => {
  const sum = emptySum();
  for (const x of scores) addExponential(sum, x);
  return sum;
};

describe('exponential sums', () => {
  test('hold e^0 exactly, and e^(8b) exactly in bin b', () => {
    expect(state(sumOf(0))).toEqual({ top: 0, topShift: 0, sums: [2n ** 77n] });
    expect(state(sumOf(-800, -800))).toEqual({ top: -100, topShift: 0, sums: [2n ** 78n] });
    expect(state(sumOf(-1e-300)).top).toBe(0);
  });

  test('hold each term within 2⁻⁶⁶ of its value, whatever the score and the weight', () => {
    const random = seededRandom(3);
    let worst = 0;
    for (let i = 0; i < 3000; i += 1) {
      const x = (random() - 0.5) * 10 ** (1 + 5 * random());
      const weight = i % 3 === 0 ? 1 : i % 3 === 1 ? Math.ceil(100 * random()) : 10 ** (600 * random() - 300);
      const sum = emptySum();
      addWeighted(sum, x, weight);
      const { top, sums } = state(sum);
      expect(sums.length).toBe(1);
      withBig((big) => {
        const want = big(x)
          .sub(8 * top)
          .exp()
          .mul(weight);
        const got = big(2).pow(-77).mul(big(sums[0].toString()));
        worst = Math.max(worst, got.div(want).sub(1).abs().toNumber());
      });
    }
    expect(worst).toBeGreaterThan(2 ** -80);
    expect(worst).toBeLessThan(2 ** -66);
  });

  test('keep the 128 bins from the highest down and nothing below, in whichever order they come', () => {
    const inside = -8 * (BINS - 1);
    const outside = -8 * BINS;
    expect(state(sumOf(0, inside)).sums.length).toBe(BINS);
    expect(state(sumOf(inside, 0))).toEqual(state(sumOf(0, inside)));
    expect(state(sumOf(outside, 0))).toEqual(state(sumOf(0)));
    expect(state(sumOf(0, outside))).toEqual(state(sumOf(0)));
    // A window that climbs step by step forgets the same bins as one that starts at the top.
    const climb = Array.from({ length: 400 }, (_, i) => 4 * i - 900);
    expect(state(sumOf(...climb))).toEqual(state(sumOf(...climb.toReversed())));
  });

  test('stay exact when more terms come than float64 adds without rounding', () => {
    const sum = emptySum();
    for (let i = 0; i < 100_000; i += 1) addExponential(sum, 3.9);
    const one = state(sumOf(3.9)).sums[0];
    expect(state(sum).sums[0]).toBe(one * 100_000n);
    // Proof that it is hard: the same additions in float64 do not give the 100,000-fold.
    const term = Number(one) / 2 ** 77;
    let naive = 0;
    for (let i = 0; i < 100_000; i += 1) naive += term;
    expect(naive).not.toBe(term * 100_000);
  });

  test('give a weight of 1 the bits of no weight, and a weight of 2^k the bin of x + k·ln 2', () => {
    const random = seededRandom(4);
    for (let i = 0; i < 1000; i += 1) {
      const x = (random() - 0.5) * 2000;
      const weighted = emptySum();
      addWeighted(weighted, x, 1);
      expect(state(weighted)).toEqual(state(sumOf(x)));
    }
    const far = emptySum();
    addWeighted(far, 0, 2 ** 1000);
    expect(far.top).toBe(Math.round((1000 * Math.LN2) / 8));
    const subnormal = emptySum();
    addWeighted(subnormal, 745, Number.MIN_VALUE);
    expect(subnormal.top).toBe(0);
    expect(Number(binSums(subnormal)[0]) / 2 ** 77).toBeCloseTo(Math.exp(745 - 1074 * Math.LN2), 12);
  });

  test('count bins exactly where a score is so large that float64 cannot: weights do not get lost', () => {
    const x = 2 ** 60;
    const [heavy, light] = [emptySum(), emptySum()];
    addWeighted(heavy, x, 2 ** 30);
    addWeighted(light, x, 1);
    expect([heavy.top, heavy.topShift]).toEqual([2 ** 57, 3]);
    expect([light.top, light.topShift]).toEqual([2 ** 57, 0]);
    const [up, down] = [emptySum(), emptySum()];
    for (const part of [heavy, light]) addSum(up, part);
    for (const part of [light, heavy]) addSum(down, part);
    expect(state(up)).toEqual(state(down));
    expect(state(up).sums.length).toBe(4);
  });

  test('come back from their bins', () => {
    const sum = sumOf(1, -30, -700, 4);
    const { top, topShift, sums } = state(sum);
    expect(state(sumOfBins(top, topShift, sums))).toEqual({ top, topShift, sums });
    expect(state(sumOfBins(0, 0, []))).toEqual(state(emptySum()));
  });
});
