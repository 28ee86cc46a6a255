import { describe, expect, test } from 'vitest';
import { parseNumber, shieldNegatives, splitWords } from '../../src/input/numbers.ts';

describe('parseNumber', () => {
  test('reads numbers as people write them', () => {
    const words = ['3', '-1', '+2', '.5', '5.', '1e3', '-2.5E-3', '−4', '–4', ' 7 '];
    expect(words.map(parseNumber)).toEqual([3, -1, 2, 0.5, 5, 1000, -0.0025, -4, -4, 7]);
  });

  test('reads infinities and NaN by name', () => {
    expect(['inf', '-inf', 'Infinity', '-∞', '+inf'].map(parseNumber)).toEqual([
      Infinity,
      -Infinity,
      Infinity,
      -Infinity,
      Infinity,
    ]);
    expect(parseNumber('NaN')).toBeNaN();
  });

  test('reads no number in anything else', () => {
    for (const word of ['', ' ', '1,5', '0x10', '1e', '--1', '1_000', 'one', '1 2', '.', 'e5', '１']) {
      expect(parseNumber(word), word).toBeUndefined();
    }
  });

  // A pattern that could cut the digits in two ways would take hours for these.
  test('refuses a word of a million digits as fast as it reads it', () => {
    expect(parseNumber(`${'9'.repeat(1e6)}x`)).toBeUndefined();
    expect(parseNumber('9'.repeat(1e6))).toBe(Infinity);
  });
});

describe('splitWords', () => {
  test('splits lists pasted from anywhere', () => {
    expect(splitWords('1 1 3')).toEqual(['1', '1', '3']);
    expect(splitWords('[1.5, -2; 3]\n(4)\t5,')).toEqual(['1.5', '-2', '3', '4', '5']);
    expect(splitWords(' ,; ')).toEqual([]);
  });
});

describe('shieldNegatives', () => {
  const none = () => false;

  test('makes words of negative numbers readable to the argument parser, and keeps their value', () => {
    const shielded = shieldNegatives(['-1', '-inf', '-1,-2', '-.5', '3'], none);
    expect(shielded.every((word) => !word.startsWith('-'))).toBe(true);
    expect(shielded.flatMap(splitWords).map(parseNumber)).toEqual([-1, -Infinity, -1, -2, -0.5, 3]);
  });

  test('leaves options, the lone hyphen, and everything after -- as they are', () => {
    const words = ['--json', '-h', '-', '-V', '--', '-1'];
    expect(shieldNegatives(words, none)).toEqual(words);
  });

  test('leaves the value of an option as it is', () => {
    const words = ['train', '--missing', '-999', '--target', '-1', 'x.csv'];
    expect(shieldNegatives(words, (word) => word === '--missing' || word === '--target')).toEqual(words);
  });
});
