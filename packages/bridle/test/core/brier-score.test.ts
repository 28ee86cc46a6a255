import { brierScore, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { ulpError, withBig } from '../helpers/mpfr.ts';

describe('brierScore', () => {
  const rain = [
    [0.75, 0.25],
    [0.5, 0.5],
  ];

  test('is 0 for the certain and right, 2 for the certain and wrong, the mean over rows between', () => {
    expect(brierScore([1, 0], 0)).toBe(0);
    expect(brierScore([1, 0], 1)).toBe(2);
    expect(brierScore(rain, [0, 1])).toBe(0.3125);
    expect(brierScore(rain, [0, 1], { reduction: 'sum' })).toBe(0.625);
    expect(brierScore(rain, [0, 1], { reduction: 'none' })).toEqual([0.125, 0.5]);
    expect(
      brierScore(rain, [
        [0.75, 0.25],
        [0, 1],
      ]),
    ).toBe(0.25);
  });

  test('weights rows, leaves out the ignored, and is NaN of no rows', () => {
    expect(brierScore(rain, [0, 1], { sampleWeights: [3, 1] })).toBe((3 * 0.125 + 0.5) / 4);
    expect(brierScore(rain, [0, -1], { ignoreIndex: -1 })).toBe(0.125);
    expect(brierScore(rain, [-1, -1], { ignoreIndex: -1 })).toBe(Number.NaN);
    expect(
      brierScore(
        [
          [0.5, Number.NaN],
          [1, 0],
        ],
        [0, 0],
        { sampleWeights: [0, 1] },
      ),
    ).toBe(0);
  });

  test('goes along any axis, over segments, and into out; NaN stays in its row', () => {
    expect(
      brierScore(
        [
          [0.75, 0.5],
          [0.25, 0.5],
        ],
        [0, 1],
        { axis: 0, reduction: 'none' },
      ),
    ).toEqual([0.125, 0.5]);
    expect(brierScore([1, 0.75, 0.25], [0, 0], { segments: [0, 1, 3], reduction: 'none' })).toEqual([0, 0.125]);
    const out = new Float32Array(2);
    expect(brierScore(rain, [0, 1], { reduction: 'none', out })).toBe(out);
    expect(out).toEqual(Float32Array.of(0.125, 0.5));
    expect(
      brierScore(
        [
          [Number.NaN, 1],
          [1, 0],
        ],
        [0, 0],
        { reduction: 'none' },
      ),
    ).toEqual([Number.NaN, 0]);
  });

  test('refuses what does not fit', () => {
    expect(() => brierScore(rain, [0, 2])).toThrow(
      new RangeError('brierScore: expected a class from 0 to 1, got 2 in row 1'),
    );
    expect(() => brierScore(rain, [0])).toThrow('brierScore: expected 2 classes or 4 probabilities, got 1');
    expect(() => brierScore(rain, [0, 1], { out: new Float64Array(2) } as object)).toThrow(TypeError);
    for (const key of ['temperature', 'mask', 'weights', 'classWeights', 'labelSmoothing']) {
      expect(() => brierScore(rain, [0, 1], { [key]: 1 } as object)).toThrow(`brierScore: expected no ${key}, got 1`);
    }
  });

  test('is within 0.51 ulp of MPFR, the mean over 50 weighted rows too', () => {
    const random = seededRandom(60);
    let worst = 0;
    for (let trial = 0; trial < 200; trial += 1) {
      const scale = 2 ** (trial % 8);
      const p = Array.from({ length: 50 }, () => softmax([1, 2, 3].map(() => scale * random())));
      const y = p.map((row) => (random() < 0.8 ? row.indexOf(Math.max(...row)) : Math.floor(3 * random())));
      const w = y.map(() => (trial % 2 ? 1 : random()));
      withBig((big) => {
        let sum = big(0);
        let norm = big(0);
        p.forEach((row, r) => {
          norm = norm.add(w[r]);
          row.forEach((value, i) => {
            const difference = big(value).sub(i === y[r] ? 1 : 0);
            sum = sum.add(difference.mul(difference).mul(w[r]));
          });
        });
        const got = brierScore(p, y, trial % 2 ? {} : { sampleWeights: w });
        worst = Math.max(worst, ulpError(got, sum.div(norm)));
      });
    }
    expect(worst).toBeLessThanOrEqual(0.51);
  });
});
