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

/** Larger numbers cannot be split: a factor is then multiplied by DOWN, and the result divided by it. */
const LARGE = 1e270;
const DOWN = 2 ** -500;

/** factor·(hi + lo) as hi, low word in `tail[0]`. */
export function scalePair(factor: number, hi: number, lo: number): number {
  const plain = factor * hi;
  const size = Math.max(Math.abs(factor), Math.abs(hi));
  if (Math.max(size, Math.abs(plain)) < LARGE) return multiplyPairs(factor, 0, hi, lo);
  tail[0] = 0;
  if (!(Math.abs(plain) < Infinity)) return plain;
  const isFactor = Math.abs(factor) === size;
  const [f, h] = isFactor ? [DOWN, 1] : [1, DOWN];
  const product = multiplyPairs(factor * f, 0, hi * h, lo * h) / DOWN;
  tail[0] /= DOWN;
  return product;
}

/** sum += factor·(hi + lo). */
export function addScaled(sum: PairSum, factor: number, hi: number, lo: number): void {
  const product = scalePair(factor, hi, lo);
  addTo(sum, product, tail[0]);
}

/** a/b as hi, low word in `tail[0]`; in plain float64 where b is beyond 1e270. */
export function quotient(a: PairSum, b: PairSum): number {
  const plain = a.hi / b.hi;
  const scale = Math.max(Math.abs(a.hi), Math.abs(plain)) < LARGE ? 1 : DOWN;
  if (Math.abs(plain) < Infinity && Math.abs(b.hi) < LARGE) {
    const ratio = dividePairs(a.hi * scale, a.lo * scale, b.hi, b.lo) / scale;
    tail[0] /= scale;
    return ratio;
  }
  tail[0] = 0;
  return plain;
}
