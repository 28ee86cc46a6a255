// The largest error of a function of one number over given points, against MPFR with bits enough for 1 + 2⁻¹⁰⁷⁴.

import { type Big, type Format, float64, ulpError, withBig } from './mpfr.ts';

export function largestError(
  f: (x: number) => number,
  oracle: (x: Big) => Big,
  points: Iterable<number>,
  format: Format = float64,
): number {
  let worst = 0;
  for (const x of points) {
    const error = withBig((big) => ulpError(f(x), oracle(big(x)), format), 1300);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

/** `count` numbers from `from` to `to`, even in magnitude (both of one sign), from uniform draws. */
export function spread(random: () => number, count: number, from: number, to: number): number[] {
  const sign = Math.sign(from);
  const low = Math.log2(Math.abs(from));
  const high = Math.log2(Math.abs(to));
  return Array.from({ length: count }, () => sign * 2 ** (low + (high - low) * random()) * (1 - random() * 2 ** -20));
}
