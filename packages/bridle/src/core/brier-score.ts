// brierScore: the squared distance of a forecast from what happened. Brier 1950, "Verification of forecasts expressed in
// terms of probability": over all classes, from 0 to 2 (twice the value of those who count one class of two).

import { addPairs, multiplyPairs, tail, twoSum } from './arithmetic/double-double.ts';
import type { Reduced } from './arrays/reduced.ts';
import { refuse } from './arrays/refuse.ts';
import type { Options, RowOptions } from './arrays/row-call.ts';
import type { Row } from './arrays/rows.ts';
import { type LossOptions, type RowTarget, reduceLosses, type Target, targetReader } from './arrays/targets.ts';
import type { Out, Scores } from './arrays/tensor.ts';

type BrierOptions = Pick<RowOptions, 'axis' | 'segments'> & LossOptions;
type Each = BrierOptions & { reduction: 'none' };

/**
 * Brier score of probabilities against a target: Σᵢ (pᵢ − yᵢ)² for each row along `axis`, from 0 (certain and right) to
 * 2 (certain and wrong), with y the target's probabilities, or 1 at its class.
 *
 * Target, sample weights, ignoreIndex and reduction as in `crossEntropy`: a mean by default, NaN of no rows.
 * Error ≤ 0.51 ulp of float64, mean and sample weights included. A NaN or infinite entry gives NaN.
 *
 * @throws TypeError for what is not numbers, or for an option that has no meaning here; RangeError for a class, size or
 * option that does not fit.
 * @example
 * ```ts
 * import { brierScore } from 'bridle';
 * brierScore([[0.75, 0.25], [0.5, 0.5]], [0, 1]); // → 0.3125
 * brierScore([[1, 0], [1, 0]], [0, 1], { reduction: 'none' }); // → [0, 2]
 * ```
 */
export function brierScore<O extends Out>(p: Scores, target: Target, options: Each & { out: O }): O;
export function brierScore<X extends Scores, O extends Each>(p: X, target: Target, options: O): Reduced<X, O>;
export function brierScore(
  p: Scores,
  target: Target,
  options?: BrierOptions & { reduction?: 'mean' | 'sum' | undefined },
): number;
export function brierScore(p: Scores, target: Target, options: BrierOptions & Pick<Options, 'out'> = {}): unknown {
  const name = 'brierScore';
  refuse(name, options, 'temperature', 'mask', 'weights', 'classWeights', 'labelSmoothing');
  return reduceLosses(name, p, options, targetReader(name, p, target, options), squaredDistance);
}

/** Σ (p − y)² as a double-double (low word in `tail[0]`). */
function squaredDistance(row: Row, { q }: RowTarget): number {
  let sum = 0;
  let sumLow = 0;
  for (let i = 0; i < row.n; i += 1) {
    const difference = twoSum(row.values[i], -q[i]);
    const differenceLow = tail[0];
    const square = multiplyPairs(difference, differenceLow, difference, differenceLow);
    sum = addPairs(sum, sumLow, square, tail[0]);
    sumLow = tail[0];
  }
  tail[0] = sumLow;
  return sum;
}
