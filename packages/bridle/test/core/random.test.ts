import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';

describe('seededRandom', () => {
  test('gives the same numbers for the same seed, others for another, on every engine', () => {
    const draw = (seed: number) => Array.from({ length: 4 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(new Set([...draw(0), ...draw(1), ...draw(2), ...draw(2 ** 32), ...draw(2 ** 53 - 1)]).size).toBe(20);
    expect(draw(1)).toEqual([0.10286284344689667, 0.38285007170415275, 0.2516580285559511, 0.6663308374574778]);
  });

  test('is uniform in [0, 1): 100,000 draws fill 100 bins evenly, and each of the top 20 bits is fair', () => {
    const random = seededRandom(7);
    const bins = new Array<number>(100).fill(0);
    const bits = new Array<number>(20).fill(0);
    for (let i = 0; i < 100_000; i += 1) {
      const u = random();
      expect(u >= 0 && u < 1).toBe(true);
      bins[Math.floor(u * 100)] += 1;
      for (let bit = 0; bit < 20; bit += 1) bits[bit] += Math.floor(u * 2 ** (bit + 1)) % 2;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(149); // the 99.9th percentile for 99 degrees of freedom
    for (const ones of bits) expect(Math.abs(ones - 50_000)).toBeLessThan(630); // 4 standard deviations
  });

  test('refuses what is not a whole number ≥ 0', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => seededRandom(seed)).toThrow(RangeError);
  });
});
