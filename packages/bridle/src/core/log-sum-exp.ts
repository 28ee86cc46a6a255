// logSumExp: T·ln Σ gᵢ·e^(xᵢ/T), the logarithm of the partition function, a maximum made smooth.
// = m + T·(ln g + log1p(rest)), see shift.ts. Where the two terms cancel (the probabilities of a row of
// log-probabilities: their sum is 1, its logarithm nearly 0) whole numbers of as many bits as it takes decide.

import { multiplyPairs, tail, twoSum } from './double-double.ts';
import { exactLogSumExp } from './exact.ts';
import { logOnePlus } from './log-softmax.ts';
import { mapRows, type Options, type Row, reduceRows } from './rows.ts';
import { prepare, shift, sumExponentials } from './shift.ts';
import { softmaxRow } from './softmax.ts';
import type { Like, Nested, Out, Scores } from './tensor.ts';

/** A flat input gives a number; nested arrays and tensors lose their axis; segments give one number for each. */
type Reduced<X, O> = O extends { segments: ArrayLike<number> }
  ? Like<X>
  : X extends { readonly dims: readonly number[] }
    ? Like<X>
    : X extends readonly (readonly unknown[])[]
      ? Nested
      : number;

/**
 * The log-sum-exp along an axis: T·ln Σᵢ gᵢ·e^(xᵢ/T), with T = `temperature` and gᵢ = `weights`.
 *
 * A flat input gives a number, a tensor a tensor without the axis, nested arrays one level less, `segments` an array.
 * Error ≤ 0.51 ulp for T = 1, ≤ 1 ulp otherwise, also where the sum is nearly 1 and its logarithm nearly 0 (such rows
 * are summed in whole numbers and take some microseconds an entry). Empty or all −∞ gives −∞; a NaN gives NaN; a +∞
 * gives +∞; T = 0 the maximum; T = ∞ the limit, ±∞ unless Σg = 1, where it is the weighted mean. Errors as `softmax`.
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
  return reduceRows('logSumExp', x, options, logSumExpRow);
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
  mapRows('logSumExp.gradient', x, options, 0, (row, out) => {
    softmaxRow(row, out);
  }) as Like<X>;

/** The reference: one row's log-sum-exp. */
export function logSumExpRow(row: Row): number {
  const { values, n, temperature } = row;
  let max = -Infinity;
  for (let i = 0; i < n; i += 1) {
    if (Number.isNaN(values[i])) return Number.NaN;
    if (values[i] > max) max = values[i];
  }
  if (Math.abs(max) === Infinity || temperature === 0) return row.sign * max;
  if (temperature === Infinity) return row.sign * hotLimit(row);
  prepare(row);
  const s = sumExponentials(shift(row, 'regular'), n, true);
  const { total, totalLow } = logOnePlus(s.rest, s.restLow);
  const logSum = twoSum(s.topLogWeight, total);
  const logSumLow = tail[0] + (s.topLogWeightLow + totalLow);
  const plain = temperature * logSum;
  const scaled =
    temperature === 1 || Math.abs(plain) > 1e270 ? plain : multiplyPairs(temperature, 0, logSum, logSumLow);
  const scaledLow = temperature === 1 ? logSumLow : Math.abs(plain) > 1e270 ? 0 : tail[0];
  const top = values[s.top];
  const sum = twoSum(top, scaled);
  const result = Math.abs(sum) < Infinity ? sum + (tail[0] + scaledLow) : sum;
  const cancelled = Math.abs(result) < CANCELLED * Math.max(Math.abs(top), temperature * Math.abs(s.topLogWeight));
  return row.sign * (cancelled ? exactLogSumExp(row) : result);
}

/** Below this share of its largest term a result has lost too many of the 2⁻⁶⁰ that its terms are good to. */
const CANCELLED = 2 ** -6;

/** T → ∞: T·ln Σg + the weighted mean of the scores. */
function hotLimit(row: Row): number {
  let sum = 0;
  let mean = 0;
  for (let i = 0; i < row.n; i += 1) {
    if (row.values[i] === -Infinity) continue;
    const weight = row.weights ? row.weights[i] : 1;
    sum += weight;
    mean += weight * row.values[i];
  }
  return sum === 1 ? mean : sum > 1 ? Infinity : -Infinity;
}
