// softplus: ln(1 + e^x) = max(x, 0) + ln(1 + e^(−|x|)), two terms of one sign, so that nothing overflows or cancels.

import { tail, twoSum } from './arithmetic/double-double.ts';
import { exp, expPair } from './arithmetic/exp.ts';
import { log1pPair } from './arithmetic/log.ts';
import { type ElementwiseOptions, mapEach } from './arrays/elementwise.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';

/**
 * The smooth positive part of a number, or of every entry: ln(1 + e^x), whose derivative is `sigmoid`.
 *
 * Error ≤ 0.51 ulp of the result's type, subnormal results included. 0 at −∞, ∞ at ∞, NaN gives NaN.
 *
 * @throws TypeError for what is not numbers; RangeError for an out that does not fit.
 * @example
 * ```ts
 * import { softplus } from 'bridle';
 * softplus(0); // → 0.6931471805599453
 * softplus([-40, 1000]); // → [4.248354255291589e-18, 1000]
 * ```
 */
export function softplus(x: number): number;
export function softplus<O extends Out>(x: Scores, options: ElementwiseOptions & { out: O }): O;
export function softplus<X extends Scores>(x: X, options?: ElementwiseOptions): Like<X>;
export function softplus(x: number | Scores, options: ElementwiseOptions = {}): unknown {
  return mapEach('softplus', x, options, softplusOf);
}

function softplusOf(x: number): number {
  if (!(Math.abs(x) < 600)) return x > 0 ? x : exp(x); // e^(−600) is below the last place of 1 and of 600
  const e = expPair(-Math.abs(x), 0, 0);
  const rest = log1pPair(e, tail[0]);
  if (x <= 0) return rest;
  const restLow = tail[0];
  const sum = twoSum(x, rest);
  return sum + (tail[0] + restLow);
}
