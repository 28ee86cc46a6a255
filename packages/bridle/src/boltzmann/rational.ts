// Exact fractions of whole numbers: constants are decimals and conversions are their quotients, so both are exact until
// the one rounding into a double-double at the end. No conversion factor is written down.

import { powerOfTwo } from '../core/arithmetic/double-double.ts';

/** over/under, with under > 0. */
export type Rational = { over: bigint; under: bigint };

/** A number held as hi + lo (see core/double-double.ts). */
export type Pair = { hi: number; lo: number };

/** The exact value of a decimal such as `6.62607015e-34`. */
export function decimal(text: string): Rational {
  const [, whole, fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text) as RegExpExecArray;
  const digits = BigInt(whole + fraction);
  const power = Number(exponent) - fraction.length;
  return power < 0
    ? { over: digits, under: 10n ** BigInt(-power) }
    : { over: digits * 10n ** BigInt(power), under: 1n };
}

/** The product of fractions. */
export function times(...factors: Rational[]): Rational {
  return {
    over: factors.reduce((product, f) => product * f.over, 1n),
    under: factors.reduce((product, f) => product * f.under, 1n),
  };
}

/** a/b. */
export function divide(a: Rational, b: Rational): Rational {
  return { over: a.over * b.under, under: a.under * b.over };
}

/** The fraction as hi + lo, relative error ≤ 2⁻¹⁰⁵, for values between 10⁻²⁵⁰ and 10²⁵⁰. */
export function toPair({ over, under }: Rational): Pair {
  const shift = 170 - over.toString(2).length + under.toString(2).length;
  const quotient = shift >= 0 ? (over << BigInt(shift)) / under : over / (under << BigInt(-shift));
  const scale = powerOfTwo(-shift);
  const hi = Number(quotient);
  return { hi: hi * scale, lo: Number(quotient - BigInt(hi)) * scale };
}
