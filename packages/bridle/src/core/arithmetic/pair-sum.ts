// Double-double sums, multiples and quotients that infinities survive: twoSum of ∞ leaves NaN in the low word.

import { dividePairs, fastTwoSum, multiplyPairs, tail, twoSum } from './double-double.ts';

export type PairSum = { hi: number; lo: number };

/** sum += hi + lo. */
export function addTo(sum: PairSum, hi: number, lo: number): void {
  const next = twoSum(sum.hi, hi);
  const low = tail[0] + (sum.lo + lo);
  const finite = Math.abs(next) < Infinity;
  sum.hi = finite ? fastTwoSum(next, low) : next;
  sum.lo = finite ? tail[0] : 0;
}

/** factor·(hi + lo) as hi, low word in `tail[0]`. Beyond 1e270, where products cannot be split, in plain float64. */
export function scalePair(factor: number, hi: number, lo: number): number {
  const plain = factor * hi;
  if (Math.max(Math.abs(factor), Math.abs(hi), Math.abs(plain)) < 1e270) return multiplyPairs(factor, 0, hi, lo);
  tail[0] = 0;
  return plain;
}

/** sum += factor·(hi + lo). */
export function addScaled(sum: PairSum, factor: number, hi: number, lo: number): void {
  const product = scalePair(factor, hi, lo);
  addTo(sum, product, tail[0]);
}

/** a/b as hi, low word in `tail[0]`. Beyond 1e270 in plain float64. */
export function quotient(a: PairSum, b: PairSum): number {
  const plain = a.hi / b.hi;
  if (Math.max(Math.abs(a.hi), Math.abs(b.hi), Math.abs(plain)) < 1e270) return dividePairs(a.hi, a.lo, b.hi, b.lo);
  tail[0] = 0;
  return plain;
}
