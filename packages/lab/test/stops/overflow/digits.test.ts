import { exp, formats } from 'bridle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digits } from '../../../src/stops/overflow/digits.ts';

const { f16, bf16, f32, f64 } = formats;

/** The number that the digits name: 1.5×10⁻⁹ is 1.5e-9. */
function numberOf(text: string): number {
  const plain = text.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (letter) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(letter)));
  return Number(plain.replace('×10', 'e').replaceAll(/[−⁻]/g, '-'));
}

describe('the digits of a number', () => {
  test('are the fewest that name it in its format', () => {
    expect(digits(f16.round(0.1), f16.round(0.1), f16.round)).toEqual({ right: '0.1', wrong: '' });
    expect(digits(Math.fround(0.1), Math.fround(0.1), f32.round)).toEqual({ right: '0.1', wrong: '' });
    expect(digits(Math.fround(0.1), Math.fround(0.1), f64.round)).toEqual({ right: '0.10000000149011612', wrong: '' });
    expect(digits(80, 80, f32.round)).toEqual({ right: '80', wrong: '' });
    expect(digits(-110, -110, f32.round)).toEqual({ right: '−110', wrong: '' });
    expect(digits(-1.5e-9, -1.5e-9, f64.round)).toEqual({ right: '−1.5×10⁻⁹', wrong: '' });
  });

  test('are split where they leave the truth', () => {
    expect(digits(5000, 5001, f16.round)).toEqual({ right: '500', wrong: '0' });
    expect(digits(-4, -2, f16.round)).toEqual({ right: '', wrong: '−4' });
    expect(digits(f16.round(0.9644), 0.787, f16.round)).toEqual({ right: '', wrong: '0.9644' });
    expect(digits(0.01831, 0.0184, f64.round)).toEqual({ right: '0.018', wrong: '31' });
    expect(digits(exp(40), exp(40) * (1 + 1e-12), f64.round).right).toBe('2.35385266837');
  });

  test('of nothing, infinity and NaN are one piece', () => {
    for (const [x, text] of [
      [0, '0'],
      [-0, '0'],
      [Number.POSITIVE_INFINITY, '∞'],
      [Number.NEGATIVE_INFINITY, '−∞'],
      [Number.NaN, 'NaN'],
    ] as const) {
      expect(digits(x, 1, f32.round)).toEqual({ right: text, wrong: '' });
    }
  });

  test('name the number again, in every format', () => {
    for (const { round } of [f16, bf16, f32, f64]) {
      fc.assert(
        fc.property(fc.double({ min: -60000, max: 60000, noNaN: true }), fc.double({ noNaN: true }), (x, truth) => {
          const value = round(x);
          const { right, wrong } = digits(value, truth, round);
          expect(round(numberOf(right + wrong))).toBe(value + 0);
        }),
      );
    }
  });
});
