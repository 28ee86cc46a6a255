// softmax, logSoftmax and logSumExp by the reference alone: small, because no kernels come with them.

import type { Reduced } from './core/arrays/reduced.ts';
import type { Options } from './core/arrays/row-call.ts';
import type { Like, Out, Scores } from './core/arrays/tensor.ts';
import { logSoftmaxBy } from './core/log-softmax.ts';
import { logSumExpBy } from './core/log-sum-exp.ts';
import { softmaxBy } from './core/softmax.ts';

/**
 * Softmax along an axis, as `softmax` of 'bridle' with the arithmetic 'reference': options, errors and limits are the same,
 * the error ≤ 0.51 ulp.
 *
 * @example
 * ```ts
 * import { softmax } from 'bridle/reference';
 * softmax([1, 1, 3]); // → [0.10650697891920075, 0.10650697891920075, 0.7869860421615985]
 * ```
 */
export function softmax<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function softmax<X extends Scores>(x: X, options?: Options): Like<X>;
export function softmax(x: Scores, options: Options = {}): unknown {
  return softmaxBy('softmax', x, options);
}

/**
 * The logarithm of softmax along an axis, as `logSoftmax` of 'bridle' with the arithmetic 'reference'; error ≤ 0.51 ulp.
 *
 * @example
 * ```ts
 * import { logSoftmax } from 'bridle/reference';
 * logSoftmax([0, -40]); // → [-4.248354255291589e-18, -40]
 * ```
 */
export function logSoftmax<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function logSoftmax<X extends Scores>(x: X, options?: Options): Like<X>;
export function logSoftmax(x: Scores, options: Options = {}): unknown {
  return logSoftmaxBy('logSoftmax', x, options);
}

/**
 * The log-sum-exp along one axis, as `logSumExp` of 'bridle' with the arithmetic 'reference'; error ≤ 0.51 ulp.
 *
 * @example
 * ```ts
 * import { logSumExp } from 'bridle/reference';
 * logSumExp([1000, 1000]); // → 1000.6931471805599
 * ```
 */
export function logSumExp<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function logSumExp<X extends Scores, O extends Options>(x: X, options?: O): Reduced<X, O>;
export function logSumExp(x: Scores, options: Options = {}): unknown {
  return logSumExpBy('logSumExp', x, options);
}
