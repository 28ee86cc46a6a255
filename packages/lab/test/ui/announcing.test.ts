import { describe, expect, test } from 'vitest';
import { newSentences } from '../../src/ui/announcing.ts';

describe('what is announced of a caption', () => {
  test('is the sentences that are new, two at most', () => {
    expect(newSentences('T = 1.5 K. All is well. Pale.', 'T = 2.5 K. All is well. Pale.')).toBe('T = 2.5 K.');
    expect(newSentences('A. B. C.', 'D. E. F.')).toBe('D. E.');
  });

  test('is nothing where nothing is new', () => {
    expect(newSentences('A. B.', 'B. A.')).toBe('');
  });

  test('a point within a number ends no sentence', () => {
    expect(newSentences('손실은 0.4입니다. 끝.', '손실은 0.25입니다. 끝.')).toBe('손실은 0.25입니다.');
  });
});
