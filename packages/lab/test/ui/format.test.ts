import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNumber } from '../../src/state/numbers.ts';
import { change, decade, fit, plain, points, powerOfTen, probability, twoLines, typed } from '../../src/ui/format.ts';

describe('numbers as they are shown', () => {
  test('a probability is in percent, and the extremes keep their digits', () => {
    expect(probability(0.786986)).toBe('78.7\u00A0%');
    expect(probability(0.6)).toBe('60.0\u00A0%');
    expect(probability(0)).toBe('0\u00A0%');
    expect(probability(1)).toBe('100\u00A0%');
    expect(probability(0.0000421)).toBe('0.0042\u00A0%');
    expect(probability(0.99999)).toBe('99.999\u00A0%');
    expect(probability(4.12e-9)).toBe('4.12×10⁻⁹');
    expect(probability(1e-9)).toBe('10⁻⁹');
    expect(probability(1 - 2 ** -30)).toBe('1 − 9.31×10⁻¹⁰');
    expect(probability(Number.NaN)).toBe('NaN');
  });

  test('no probability between 0 and 1 looks like 0 or 1', () => {
    const between = fc.double({ min: 5e-324, max: 1 - 2 ** -53, noNaN: true });
    fc.assert(
      fc.property(
        fc.oneof(
          between,
          between.map((p) => p * 1e-3),
          between.map((p) => 1 - p * 1e-3),
        ),
        (p) => {
          if (p > 0 && p < 1) expect(probability(p)).not.toMatch(/^(0|1|0\.0+|100|100\.0+)(\s%)?$/);
        },
      ),
    );
  });

  test('any other number has up to four decimals and a true minus', () => {
    expect(plain(3)).toBe('3');
    expect(plain(-2.5)).toBe('−2.5');
    expect(plain(1.8204784532536746)).toBe('1.8205');
    expect(plain(0)).toBe('0');
    expect(plain(1e-9)).toBe('10⁻⁹');
    expect(plain(-1.25e-9)).toBe('−1.25×10⁻⁹');
    expect(plain(10_000_000)).toBe('10,000,000');
    expect(plain(-12_345)).toBe('−12,345');
    expect(plain(1234)).toBe('1234');
    expect(plain(1.5e300)).toBe('1.5×10³⁰⁰');
    expect(plain(Number.POSITIVE_INFINITY)).toBe('∞');
    expect(plain(Number.NEGATIVE_INFINITY)).toBe('−∞');
    expect(plain(Number.NaN)).toBe('NaN');
  });

  test('a box shows what was typed whole, and what was computed in short; what it shows can be typed again', () => {
    expect(typed(-154.12345678)).toBe('−154.12345678');
    expect(typed(10_000_000)).toBe('10000000');
    expect(typed(1e-7)).toBe('1e−7');
    expect(typed(1.8204784532536746)).toBe('1.8205');
    for (const x of [-154.12345678, 1e-7, 10_000_000, 0.1, Number.POSITIVE_INFINITY])
      expect(parseNumber(typed(x))).toBe(x);
  });

  test('a change is in percentage points with its sign, and none is 0', () => {
    expect(change(0.12245722)).toBe('+12.2');
    expect(change(-0.1)).toBe('−10.0');
    expect(change(0)).toBe('0');
    expect(change(0.000158)).toBe('+0.016');
    expect(change(-1e-9)).toBe('−10⁻⁷');
    expect(points(0.12245722)).toBe('12.2');
  });

  test('powers of ten have real superscripts', () => {
    expect([0, 1, -5, 23].map(powerOfTen)).toEqual(['1', '10', '10⁻⁵', '10²³']);
    expect([1, 10, 1e-5, 1e23].map(decade)).toEqual(['1', '10', '10⁻⁵', '10²³']);
  });

  test('a name is cut to its room, Hangul counted twice as wide', () => {
    expect(fit('초등학생', 100, 15)).toBe('초등학생');
    expect(fit('초등학생', 50, 15)).toBe('초등…');
    expect(fit('elementary school', 80, 15)).toMatch(/^elemen.*…$/);
  });

  test('a longer one goes on in a second line, broken between words', () => {
    expect(twoLines('entropy', 170, 13)).toEqual(['entropy']);
    expect(twoLines('partition function, from the lowest level', 170, 13)).toEqual([
      'partition function,',
      'from the lowest level',
    ]);
    const [first, second] = twoLines('one two three four five six seven', 60, 13);
    expect(first).toBe('one two');
    expect(second).toMatch(/^three.*…$/);
    expect(twoLines('incomprehensibilities', 60, 13)).toHaveLength(1);
  });
});
