// logSumExp and its gradient by the fastest arithmetic that the level allows.

import { foldAxes, type ReduceOptions } from '../core/arrays/fold-axes.ts';
import type { Reduced } from '../core/arrays/reduced.ts';
import type { Options } from '../core/arrays/row-call.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import { logSumExpRows } from '../core/log-sum-exp.ts';
import { signedLogSumExp } from '../core/log-sum-exp-signed.ts';
import { softmaxRows } from '../core/softmax.ts';
import { alongAxis } from './dispatch.ts';
import { NONE, plainCall } from './plain-call.ts';

/**
 * The log-sum-exp along an axis: T·ln Σᵢ gᵢ·e^(xᵢ/T), with T = `temperature` and gᵢ = `weights`.
 *
 * A flat input gives a number, a tensor a tensor without the axis, nested arrays one level less, `segments` an array.
 * `axis` may be a list of dimensions; with `keepDims` they remain, with length 1.
 * Error ≤ 0.51 ulp of the result's type, by the kernels ≤ 0.6 ulp (float32; 2.75 at 'fast') and ≤ 4 ulp (float64), also where the sum is nearly 1
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
 * logSumExp([[0, 0], [0, 0]], { axis: [0, 1] }); // → 1.3862943611198906
 * logSumExp([[0, 0], [1, 1]], { keepDims: true }); // → [[0.6931471805599453], [1.6931471805599454]]
 * ```
 */
export function logSumExp<O extends Out>(x: Scores, options: ReduceOptions & { out: O }): O;
export function logSumExp<X extends Scores, const O extends ReduceOptions>(x: X, options?: O): Reduced<X, O>;
export function logSumExp(x: Scores, options: ReduceOptions = NONE): unknown {
  const plain = plainCall('logSumExp', x, options, logSumExpRows);
  if (plain !== undefined) return plain;
  const folded = foldAxes('logSumExp', x, options);
  return folded.unfold(alongAxis('logSumExp', 'logSumExp', folded.x, folded.options, logSumExpRows));
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

/**
 * The log-sum-exp with weights of any sign: logAbs = T·ln |Σᵢ wᵢ·e^(xᵢ/T)| and the sign of the sum, −1, 0 or 1, as
 * SciPy's `logsumexp(x, b=w, return_sign=True)` gives them. Both in the shape that `logSumExp` has.
 *
 * Error of logAbs ≤ 0.51 ulp of the result's type, however much cancels: rows whose terms nearly cancel are summed in
 * whole numbers and take some 10 µs an entry. Terms that cancel exactly give logAbs = −∞ and sign 0, as do an empty row
 * and one of −∞ only. A NaN gives NaN for both, and so do +∞ scores of both signs; +∞ of one sign gives ∞ and that sign.
 * T = 0 gives the largest score whose weights do not cancel; T = ∞ the limit, ±∞ unless |Σw| = 1, where it is Σw·x/Σw.
 * Options as `logSumExp` (several axes and `keepDims` too), without `out`.
 *
 * @throws TypeError for what is not numbers, or for an out; RangeError for weights that are not finite and for options
 * that do not fit.
 * @example
 * ```ts
 * import { logSumExp } from 'bridle';
 * logSumExp.signed([1, 2], { weights: [1, -1] }); // → { logAbs: 1.5413248546129181, sign: -1 }
 * logSumExp.signed([3, 3], { weights: [1, -1] }); // → { logAbs: -Infinity, sign: 0 }
 * ```
 */
logSumExp.signed = signedLogSumExp;
