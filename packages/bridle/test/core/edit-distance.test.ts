import { expect, test } from 'vitest';
import { editDistance } from '../../src/core/edit-distance.ts';

test('counts insertions, deletions, replacements and swaps of neighbours, each as one', () => {
  expect(editDistance('species', 'species')).toBe(0);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('abc', '')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('trian', 'train')).toBe(1);
  expect(editDistance('ab', 'ba')).toBe(1);
  expect(editDistance('abcd', 'badc')).toBe(2);
  expect(editDistance('품종', '품명')).toBe(1);
});

test('is the same both ways, and never more than the longer word', () => {
  const words = ['', 'a', 'ab', 'ba', 'abc', 'cab', 'abab', 'xyz'];
  for (const a of words) {
    for (const b of words) {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      for (const c of words) expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }
  }
});
