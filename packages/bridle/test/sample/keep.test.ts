import { softmax } from 'bridle';
import { minP, topK, topP } from 'bridle/sample';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const list = (mask: Uint8Array) => [...mask];

describe('topK', () => {
  test('keeps exactly k, ties to the lowest index, along any axis and in segments', () => {
    expect(list(topK([2, 1, 2, 2], 2))).toEqual([1, 0, 1, 0]);
    expect(list(topK([[1, 5], [3, 4], [2, 6]], 1, { axis: 0 }))).toEqual([0, 0, 1, 0, 0, 1]); // biome-ignore format: a matrix
    expect(list(topK([1, 2, 9, 8, 7], 1, { segments: [0, 2, 5] }))).toEqual([0, 1, 1, 0, 0]);
  });

  test('keeps neither NaN nor what a mask has left out', () => {
    expect(list(topK([Number.NaN, 1, 2, 3], 3))).toEqual([0, 1, 1, 1]);
    expect(list(topK([9, 1, 2, 3], 2, { mask: [0, 1, 1, 1] }))).toEqual([0, 0, 1, 1]);
  });

  test('is a mask of softmax, which shares all probability among the kept', () => {
    expect(softmax([1, 2, 2, 3], { mask: topK([1, 2, 2, 3], 1) })).toEqual([0, 0, 0, 1]);
  });

  test('refuses what is not a whole number ≥ 0', () => {
    for (const k of [-1, 1.5, Number.NaN]) expect(() => topK([1], k)).toThrow(`topK: expected a whole k ≥ 0, got ${k}`);
  });
});

describe('topP', () => {
  test('keeps the smallest set that reaches the mass: it does, and without its smallest entry it does not', () => {
    const logits = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(logits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (x, mass) => {
        const p = softmax(x);
        const mask = topP(p, mass);
        const kept = p.filter((_, i) => mask[i] === 1).sort((a, b) => b - a);
        const left = p.filter((_, i) => mask[i] === 0);
        const sum = (list: number[]) => list.reduce((total, x) => total + x, 0);
        expect(sum(kept)).toBeGreaterThan(mass - 1e-12);
        expect(sum(kept.slice(0, -1))).toBeLessThan(mass + 1e-12);
        expect(Math.max(0, ...left)).toBeLessThanOrEqual(Math.min(...kept));
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  test('keeps one entry of a mass below the largest, and every entry above 0 of mass 1', () => {
    expect(list(topP([0.3, 0.7], 1e-9))).toEqual([0, 1]);
    expect(list(topP([0.5, 0, 0.25, 0.25], 1))).toEqual([1, 0, 1, 1]);
    expect(list(topP([0.2, 0.2], 0.9))).toEqual([1, 1]);
    for (const mass of [0, 1.1, Number.NaN]) expect(() => topP([1], mass)).toThrow(RangeError);
  });
});

describe('minP', () => {
  test('keeps what is at least the ratio of the largest, in each row', () => {
    expect(list(minP([[0.5, 0.25, 0.25], [0.8, 0.1, 0.1]], 0.5))).toEqual([1, 1, 1, 1, 0, 0]); // biome-ignore format: a matrix
    expect(list(minP([0.5, 0.5, 0], 0))).toEqual([1, 1, 1]);
    for (const ratio of [-0.1, 1.1, Number.NaN]) expect(() => minP([1], ratio)).toThrow(RangeError);
  });
});
