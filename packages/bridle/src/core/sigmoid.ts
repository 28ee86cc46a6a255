// sigmoid: σ(x) = 1/(1 + e^(−x)), the softmax of the two scores x and 0. Only e^(−|x|) is computed, so nothing
// overflows, and as a double-double, so that the quotient is rounded once.

import { addPairs, dividePairs, tail } from './arithmetic/double-double.ts';
import { exp, expPair } from './arithmetic/exp.ts';
import { type ElementwiseOptions, mapEach } from './arrays/elementwise.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';

/**
 * The logistic function of a number, or of every entry: σ(x) = 1/(1 + e^(−x)), the inverse of `logit`.
 *
 * Error ≤ 0.51 ulp of the result's type, subnormal results included. σ(−∞) = 0, σ(∞) = 1, NaN gives NaN.
 *
 * @throws TypeError for what is not numbers; RangeError for an out that does not fit.
 * @example
 * ```ts
 * import { sigmoid } from 'bridle';
 * sigmoid(0); // → 0.5
 * sigmoid([-740, 1, 40]); // → [4.2e-322, 0.7310585786300049, 1]
 * ```
 */
export function sigmoid(x: number): number;
export function sigmoid<O extends Out>(x: Scores, options: ElementwiseOptions & { out: O }): O;
export function sigmoid<X extends Scores>(x: X, options?: ElementwiseOptions): Like<X>;
export function sigmoid(x: number | Scores, options: ElementwiseOptions = {}): unknown {
  return mapEach('sigmoid', x, options, sigmoidOf);
}

function sigmoidOf(x: number): number {
  if (!(Math.abs(x) < 600)) return x > 0 ? 1 : exp(x); // e^(−600) is far below the last place of 1
  const e = expPair(-Math.abs(x), 0, 0);
  const eLow = tail[0];
  const total = addPairs(1, 0, e, eLow);
  return x < 0 ? dividePairs(e, eLow, total, tail[0]) : dividePairs(1, 0, total, tail[0]);
}
