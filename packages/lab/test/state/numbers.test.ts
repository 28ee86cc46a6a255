import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNumber, writeNumber } from '../../src/state/numbers.ts';

describe('numbers that people type', () => {
  test('are read in the forms that keyboards and spreadsheets give', () => {
    expect(parseNumber(' 3 ')).toBe(3);
    expect(parseNumber('−2.5')).toBe(-2.5);
    expect(parseNumber('–2')).toBe(-2);
    expect(parseNumber('.5')).toBe(0.5);
    expect(parseNumber('5.')).toBe(5);
    expect(parseNumber('1e-3')).toBe(0.001);
    expect(parseNumber('∞')).toBe(Number.POSITIVE_INFINITY);
    expect(parseNumber('-inf')).toBe(Number.NEGATIVE_INFINITY);
    expect(Object.is(parseNumber('-0'), 0)).toBe(true);
  });

  test('are nothing else: no hex, no words, no number too large to hold', () => {
    for (const text of ['', ' ', 'x', '1x', '0x10', '1e400', '-1e400', '1,2', '1 2', 'NaN', '--1', '1_000', '=1+1']) {
      expect(parseNumber(text), text).toBeUndefined();
    }
  });

  test('may be NaN where that is asked for, and have an exponent with a true minus', () => {
    expect(parseNumber('NaN', true)).toBeNaN();
    expect(parseNumber('nan')).toBeUndefined();
    expect(writeNumber(Number.NaN)).toBe('nan');
    expect(parseNumber('1e−7')).toBe(1e-7);
  });

  test('come back from what is written', () => {
    fc.assert(fc.property(fc.double({ noNaN: true }), (x) => parseNumber(writeNumber(x)) === x));
  });

  // A pattern that could cut the digits in two ways would take hours for this.
  test('are refused as fast as they are read, though they have a million digits', () => {
    expect(parseNumber(`${'9'.repeat(1e6)}x`)).toBeUndefined();
  });
});
