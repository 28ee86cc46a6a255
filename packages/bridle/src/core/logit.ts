// logit: ln(p/(1 − p)), the log-odds. The odds are formed as a double-double, and near p = ½, where their logarithm is
// nearly 0, as 1 + (2p − 1)/(1 − p), whose numerator is exact.

import { dividePairs, tail, twoSum } from './arithmetic/double-double.ts';
import { log, log1pPair, logPair } from './arithmetic/log.ts';
import { type ElementwiseOptions, mapEach } from './arrays/elementwise.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';

/**
 * The log-odds of a probability, or of every entry: ln(p/(1 − p)), the inverse of `sigmoid`.
 *
 * Error ≤ 0.51 ulp of the result's type, also near p = ½ and p = 1. −∞ at 0, ∞ at 1, NaN outside [0, 1].
 *
 * @throws TypeError for what is not numbers; RangeError for an out that does not fit.
 * @example
 * ```ts
 * import { logit } from 'bridle';
 * logit(0.75); // → 1.0986122886681098
 * logit([0, 0.5, 1]); // → [-Infinity, 0, Infinity]
 * ```
 */
export function logit(p: number): number;
export function logit<O extends Out>(p: Scores, options: ElementwiseOptions & { out: O }): O;
export function logit<X extends Scores>(p: X, options?: ElementwiseOptions): Like<X>;
export function logit(p: number | Scores, options: ElementwiseOptions = {}): unknown {
  return mapEach('logit', p, options, logitOf);
}

function logitOf(p: number): number {
  if (p < 1e-20) return log(p); // ln(1 − p) is below its last place; for p < 0 log gives NaN
  if (!(p < 1)) return p === 1 ? Infinity : Number.NaN;
  const other = twoSum(1, -p);
  if (p > 0.3 && p < 0.7) {
    const excess = dividePairs(2 * p - 1, 0, other, tail[0]);
    return log1pPair(excess, tail[0]);
  }
  const odds = dividePairs(p, 0, other, tail[0]);
  return logPair(odds, tail[0]);
}
