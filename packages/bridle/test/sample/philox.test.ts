import { categorical, philox } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import { philoxBlock } from '../../src/sample/philox.ts';

const hex = (words: ArrayLike<number>) => Array.from(words, (word) => word.toString(16).padStart(8, '0')).join(' ');
const words = (text: string) => text.split(' ').map((word) => Number.parseInt(word, 16));

describe('philox', () => {
  // The known answers of Random123 1.14.0 (tests/kat_vectors) for philox4x32 with 10 rounds.
  test.each([
    ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('of counter %s and key %s', (counter, key, answer) => {
    const block = Uint32Array.from(words(counter));
    const [k0, k1] = words(key);
    philoxBlock(block, [k0, k1]);
    expect(hex(block)).toBe(answer);
  });

  test('number i is the same whatever was drawn before, from every stream', () => {
    const rng = philox(2 ** 40 + 5);
    const drawn = Array.from({ length: 7 }, () => rng());
    for (let i = 6; i >= 0; i -= 1) expect(philox(2 ** 40 + 5).at(i)).toBe(drawn[i]);
    expect(rng.at(2)).toBe(drawn[2]);
    expect(rng()).toBe(philox(2 ** 40 + 5).at(7));
    expect(rng.stream(0).at(3)).toBe(drawn[3]);
    const firsts = [philox(1).at(0), philox(2).at(0), philox(1).stream(1).at(0), philox(1).stream(2 ** 33).at(0), philox(1).at(2 ** 34)]; // biome-ignore format: one line
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test('is uniform: mean, variance and neighbours of 200,000 numbers', () => {
    const rng = philox(3);
    const x = Array.from({ length: 200_000 }, () => rng());
    const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    expect(x.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(mean(x)).toBeCloseTo(0.5, 2);
    expect(mean(x.map((u) => (u - 0.5) ** 2))).toBeCloseTo(1 / 12, 3);
    expect(mean(x.slice(1).map((u, i) => (u - 0.5) * (x[i] - 0.5)))).toBeCloseTo(0, 3);
  });

  test('is an rng of every function that draws, one number for each row', () => {
    const rng = philox(9);
    const p = { data: new Float64Array(12).fill(1), dims: [3, 4] };
    const third = categorical([1, 1, 1, 1], { rng: () => philox(9).at(2) });
    expect(categorical(p, { rng })[2]).toBe(third);
  });

  test('refuses what is not a whole number from 0 to 2⁵³ − 1', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => philox(bad)).toThrow(RangeError);
      expect(() => philox(1).at(bad)).toThrow(RangeError);
      expect(() => philox(1).stream(bad)).toThrow(RangeError);
    }
  });
});
