import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { change, fit, plain, probability } from '../../src/ui/format.ts';

describe('numbers on the page', () => {
  test('a probability has six decimals, or a form that does not round it away', () => {
    expect(probability(0.7869860421615985)).toBe('0.786986');
    expect(probability(0.6)).toBe('0.600000');
    expect(probability(0)).toBe('0');
    expect(probability(1)).toBe('1');
    expect(probability(4.12e-9)).toBe('4.12e−9');
    expect(probability(1 - 2 ** -30)).toBe('1 − 9.31e−10');
    expect(probability(Number.NaN)).toBe('NaN');
  });

  test('no probability between 0 and 1 looks like 0 or 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: 1 - 2 ** -53, noNaN: true }), (p) => {
        expect(probability(p)).not.toMatch(/^(0|1|0\.0+|1\.0+)$/);
      }),
    );
  });

  test('any other number has up to four decimals and a true minus', () => {
    expect(plain(3)).toBe('3');
    expect(plain(-2.5)).toBe('−2.5');
    expect(plain(1.8204784532536746)).toBe('1.8205');
    expect(plain(0)).toBe('0');
    expect(plain(1e-9)).toBe('1.00e−9');
    expect(plain(-1e12)).toBe('−1.00e+12');
    expect(plain(Number.POSITIVE_INFINITY)).toBe('∞');
    expect(plain(Number.NEGATIVE_INFINITY)).toBe('−∞');
    expect(plain(Number.NaN)).toBe('NaN');
  });

  test('a change has its sign, and none is 0', () => {
    expect(change(0.12245722)).toBe('+0.122457');
    expect(change(-0.1)).toBe('−0.100000');
    expect(change(0)).toBe('0');
    expect(change(-1e-9)).toBe('−1.00e−9');
  });

  test('a name is cut to its room, Hangul counted twice as wide', () => {
    expect(fit('초등학생', 100, 15)).toBe('초등학생');
    expect(fit('초등학생', 50, 15)).toBe('초등…');
    expect(fit('elementary school', 80, 15)).toMatch(/^elemen.*…$/);
  });
});
