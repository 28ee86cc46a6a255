import { softmax, softmin } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { type Big, withBig } from '../helpers/mpfr.ts';

describe('softmax', () => {
  test('gives the vectors of the mathematics, correctly rounded', () => {
    expect(softmax([1, 1, 3])).toEqual([0.10650697891920075, 0.10650697891920075, 0.7869860421615985]);
    expect(softmax([0, 1, 3])).toEqual([0.04201006613406605, 0.11419519938459448, 0.8437947344813395]);
    expect(softmax([0, 0])).toEqual([0.5, 0.5]);
    expect(softmax([7])).toEqual([1]);
  });

  test('keeps probabilities down to the smallest subnormal number', () => {
    expect(softmax([0, -740, -745, -746])).toEqual([1, 4.2e-322, 5e-324, 0]);
  });

  test('does not see where a row lies, not even at the ends of float64', () => {
    expect(softmax([1e308, 1e308])).toEqual([0.5, 0.5]);
    expect(softmax([-1.7e308, -1.7e308, 1.7e308])).toEqual([0, 0, 1]);
    expect(softmax([2 ** 60, 2 ** 60 + 256])).toEqual([6.616261056709485e-112, 1]);
  });

  test('takes differences that overflow, where the temperature brings them back', () => {
    const two = softmax([0, -2]);
    expect(softmax([1e308, -1e308], { temperature: 1e308 })).toEqual(two);
    expect(softmax([0, -(2 ** 1000)], { temperature: 2 ** 999 })).toEqual(two);
    expect(softmax([0, -(2 ** -1073)], { temperature: 2 ** -1074 })).toEqual(two);
    const weights = [2 ** 1000, 2 ** -1000];
    expect(softmax([-1.5e308, 1.5e308], { temperature: 2.16e305, weights })[1]).toBeGreaterThan(0.9);
  });

  test('weighs entries by their degeneracies: 1 and 2 states at one energy', () => {
    expect(softmax([5, 5], { weights: [1, 2] })).toEqual([0.3333333333333333, 0.6666666666666666]);
    expect(softmax([0, 700], { weights: [1e304, 1] })[0]).toBeGreaterThan(0.4);
  });

  test('runs along the axis that is asked', () => {
    const x = [
      [1, 2],
      [3, 4],
    ];
    const columns = [0.11920292202211756, 0.8807970779778824];
    expect(softmax(x, { axis: 0 })).toEqual(columns.map((p) => [p, p]));
    expect(softmax(x, { axis: -1 })).toEqual(x.map(() => [0.2689414213699951, 0.7310585786300049]));
  });

  test('rounds once into what the result is held in', () => {
    const p = softmax([0, 1, 3]);
    expect(softmax(Float32Array.from([0, 1, 3]))).toEqual(Float32Array.from(p));
    expect(softmax([0, 1, 3], { out: new Float32Array(3) })).toEqual(Float32Array.from(p));
  });
});

describe('softmin', () => {
  test('is the softmax of the negated scores', () => {
    expect(softmin([0, Math.LN2])).toEqual([0.6666666666666666, 0.3333333333333333]);
    expect(softmin([1, 2, 3])).toEqual(softmax([-1, -2, -3]));
  });

  test('at temperature 0 gives the minima all, and at a negative one is softmax', () => {
    expect(softmin([1, 2, 1], { temperature: 0 })).toEqual([0.5, 0, 0.5]);
    expect(softmin([1, 2, 3], { temperature: -1 })).toEqual(softmax([1, 2, 3]));
  });
});

describe('softmax.vjp and softmax.jvp', () => {
  test('are p∘(v − ⟨p, v⟩)/T', () => {
    expect(softmax.vjp([0, 0], [1, 0])).toEqual([0.25, -0.25]);
    expect(softmax.jvp([0, 0], [1, 0], { temperature: 2 })).toEqual([0.125, -0.125]);
    expect(softmax.jvp([0, 0], [1, 0], { temperature: -2 })).toEqual([-0.125, 0.125]);
  });

  test('are 0 where softmax is a limit, and NaN where it is NaN', () => {
    expect(softmax.vjp([1, 2], [3, 4], { temperature: 0 })).toEqual([0, 0]);
    expect(softmax.vjp([1, 2], [3, 4], { temperature: Infinity })).toEqual([0, 0]);
    expect(softmax.vjp([1, Infinity], [3, 4])).toEqual([0, 0]);
    expect(softmax.vjp([1, Number.NaN], [3, 4])).toEqual([Number.NaN, Number.NaN]);
    expect(softmax.vjp([1, 2], [3, 4], { mask: [0, 0] })).toEqual([0, 0]);
  });

  test('take no notice of directions where the probability is 0, and need as many as there are scores', () => {
    expect(softmax.vjp([0, -Infinity, 0], [1, Infinity, 0])).toEqual([0.25, 0, -0.25]);
    expect(softmax.vjp([0, 9, 0], [1, Number.NaN, 0], { mask: [1, 0, 1] })).toEqual([0.25, 0, -0.25]);
    expect(() => softmax.vjp([0, 0], [1])).toThrow(new RangeError('softmax.vjp: expected 2 entries, got 1'));
  });

  test('divide by a temperature whose reciprocal overflows', () => {
    expect(softmax.jvp([0, 0], [2 ** -1070, 0], { temperature: 2 ** -1074 })).toEqual([4, -4]);
  });

  test('err by at most 4·2⁻⁵³·max|v|/|T|, at 10⁵ entries too', () => {
    const random = seededRandom(5);
    for (const [n, rows] of [
      [2, 300],
      [5, 300],
      [1000, 3],
      [100_000, 1],
    ] as const) {
      for (let k = 0; k < rows; k += 1) {
        const temperature = 4 ** (4 * random() - 2);
        const x = Float64Array.from({ length: n }, () => 40 * random());
        const v = Float64Array.from({ length: n }, () => 2 * random() - 1);
        const got = softmax.vjp(x, v, { temperature });
        const bound = (4 * 2 ** -53 * v.reduce((max, w) => Math.max(max, Math.abs(w)), 0)) / temperature;
        const places = Array.from({ length: Math.min(n, 50) }, (_, i) => (n <= 50 ? i : Math.floor(random() * n)));
        withBig((big) => {
          const e = Array.from(x, (s) => big(s).sub(40).div(temperature).exp());
          const sum = e.reduce((a: Big, b) => a.add(b), big(0));
          const mean = e.reduce((a: Big, b, i) => a.add(b.mul(v[i])), big(0)).div(sum);
          for (const i of places) {
            const want = e[i].div(sum).mul(big(v[i]).sub(mean)).div(temperature);
            expect(Math.abs(want.sub(got[i]).toNumber())).toBeLessThanOrEqual(bound);
          }
        }, 128);
      }
    }
  });
});
