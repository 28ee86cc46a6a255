// logSumExp and its gradient by the fastest arithmetic that the level allows.

import type { Reduced } from '../core/arrays/reduced.ts';
import type { Options } from '../core/arrays/row-call.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import { logSumExpRows } from '../core/log-sum-exp.ts';
import { softmaxRows } from '../core/softmax.ts';
import { alongAxis } from './dispatch.ts';

/**
 * The log-sum-exp along an axis: T·ln Σᵢ gᵢ·e^(xᵢ/T), with T = `temperature` and gᵢ = `weights`.
 *
 * A flat input gives a number, a tensor a tensor without the axis, nested arrays one level less, `segments` an array.
 * Error ≤ 0.51 ulp of the result's type, by the kernels ≤ 0.7 ulp (float32) and ≤ 2 ulp, also where the sum is nearly 1
 * and its logarithm nearly 0 (such rows are summed in whole numbers and take some microseconds an entry); terms below
 * e⁻¹⁰⁰⁰ of the largest count as 0. Empty or all −∞ gives −∞; a NaN gives NaN; a +∞ gives +∞; T = 0 the maximum; T = ∞
 * the limit, ±∞ unless Σg = 1, where it is the weighted mean. Options and errors as `softmax`.
 *
 * @example
 * ```ts
 * import { logSumExp } from 'bridle';
 * logSumExp([0, -40]); // → 4.248354255291589e-18
 * logSumExp([1000, 1000]); // → 1000.6931471805599
 * logSumExp([]); // → -Infinity
 * ```
 */
export function logSumExp<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function logSumExp<X extends Scores, O extends Options>(x: X, options?: O): Reduced<X, O>;
export function logSumExp(x: Scores, options: Options = {}): unknown {
  return alongAxis('logSumExp', 'logSumExp', x, options, logSumExpRows);
}

/**
 * The gradient of logSumExp with respect to the scores, which is softmax. Error as `softmax`.
 *
 * @example
 * ```ts
 * import { logSumExp } from 'bridle';
 * logSumExp.gradient([0, 0]); // → [0.5, 0.5]
 * ```
 */
logSumExp.gradient = <X extends Scores>(x: X, options: Options = {}): Like<X> =>
  alongAxis('softmax', 'logSumExp.gradient', x, options, softmaxRows) as Like<X>;
