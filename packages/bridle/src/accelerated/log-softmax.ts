// logSoftmax by the fastest arithmetic that the level allows.

import type { Options } from '../core/arrays/row-call.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import { logSoftmaxRows } from '../core/log-softmax.ts';
import { alongAxis } from './dispatch.ts';
import { NONE, plainCall } from './plain-call.ts';

/**
 * The logarithm of softmax along an axis: ln pᵢ = xᵢ/T + ln gᵢ − ln Σⱼ gⱼ·e^(xⱼ/T).
 *
 * Shapes, options and errors as in `softmax`. Error ≤ 0.51 ulp of the result's type, by the kernels ≤ 0.6 ulp
 * (float32; 2.75 at 'fast') and ≤ 4 ulp (float64), also where the largest log-probability is −1e−300. Entries that are masked or −∞ give −∞; a
 * NaN makes its row NaN; of several +∞ each gives −ln(count).
 *
 * @example
 * ```ts
 * import { logSoftmax } from 'bridle';
 * logSoftmax([0, -40]); // → [-4.248354255291589e-18, -40]
 * logSoftmax([1000, 1]); // → [0, -999]
 * ```
 */
export function logSoftmax<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function logSoftmax<X extends Scores>(x: X, options?: Options): Like<X>;
export function logSoftmax(x: Scores, options: Options = NONE): unknown {
  return (
    plainCall('logSoftmax', x, options, logSoftmaxRows) ??
    alongAxis('logSoftmax', 'logSoftmax', x, options, logSoftmaxRows)
  );
}
