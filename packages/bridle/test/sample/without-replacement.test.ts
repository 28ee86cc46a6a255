import { gumbelMax, philox, seededRandom, withoutReplacement } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import { chiSquareDeviate } from '../helpers/chi-square.ts';

describe('withoutReplacement', () => {
  test('draws each ordered pair as often as drawing one after the other does', () => {
    const p = [0.5, 0.3, 0.2];
    const rng = seededRandom(2);
    const counts = new Float64Array(9);
    const rows = { data: Float64Array.from({ length: 90_000 }, (_, i) => p[i % 3]), dims: [30_000, 3] };
    const drawn = withoutReplacement(rows, 2, { rng });
    for (let r = 0; r < 30_000; r += 1) counts[3 * drawn[2 * r] + drawn[2 * r + 1]] += 1;
    const pairs = p.flatMap((a, i) => p.map((b, j) => (i === j ? 0 : (a * b) / (1 - a))));
    for (let i = 0; i < 3; i += 1) expect(counts[4 * i]).toBe(0);
    expect(Math.abs(chiSquareDeviate(counts, pairs))).toBeLessThan(4);
  });

  test('draws all there is once, never an entry of 0 or a masked one, and then gives −1', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const drawn = Array.from(withoutReplacement([1, 0, 1e-300, 5, 3], 5, { seed, mask: [1, 1, 1, 1, 0] }));
      expect(drawn.slice(0, 3).sort()).toEqual([0, 2, 3]);
      expect(drawn.slice(3)).toEqual([-1, -1]);
    }
    for (const p of [
      [1, -1],
      [1, Number.NaN],
      [1, Infinity],
    ]) {
      expect(Array.from(withoutReplacement(p, 2, { seed: 1 }))).toEqual([-1, -1]);
    }
  });

  test('from logits takes −∞ for 0, and a temperature above 0', () => {
    const x = [800, -Infinity, 799];
    expect(Array.from(withoutReplacement.fromLogits(x, 3, { seed: 1 })).sort()).toEqual([-1, 0, 2]);
    for (const temperature of [0, -1, Number.NaN, Infinity]) {
      expect(() => withoutReplacement.fromLogits(x, 1, { seed: 1, temperature })).toThrow(RangeError);
    }
    expect(() => withoutReplacement([1], 1.5, { seed: 1 })).toThrow(RangeError);
  });
});

describe('gumbelMax', () => {
  test('draws as often as the softmax at a temperature says', () => {
    const x = [0, 1, -2, 0.5, -Infinity];
    const weights = x.map((value) => Math.exp(value / 0.7));
    const data = Float64Array.from({ length: 5 * 40_000 }, (_, i) => x[i % 5]);
    const counts = new Float64Array(5);
    const drawn = gumbelMax({ data, dims: [40_000, 5] }, { rng: philox(8), temperature: 0.7 });
    for (const i of drawn as Int32Array) counts[i] += 1;
    expect(counts[4]).toBe(0);
    expect(Math.abs(chiSquareDeviate(counts, weights))).toBeLessThan(4);
  });

  test('gives a number for a flat row, and −1 where nothing can be drawn', () => {
    expect(gumbelMax([-Infinity, 3], { seed: 1 })).toBe(1);
    for (const x of [[], [-Infinity], [Number.NaN, 1], [Infinity, 1]]) expect(gumbelMax(x, { seed: 1 })).toBe(-1);
  });
});
