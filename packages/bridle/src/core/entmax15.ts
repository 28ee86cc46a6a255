// entmax15: halfway between softmax and sparsemax (Tsallis' α = 1.5): smooth, and yet exactly 0 for low scores.
// pᵢ = max(zᵢ/2 − τ, 0)², τ from a quadratic equation over the sorted scores.
// Peters, Niculae & Martins 2019, "Sparse sequence-to-sequence models", algorithm 2.

import { addPairs, dividePairs, fastTwoSum, multiplyPairs, tail, twoProduct } from './arithmetic/double-double.ts';
import type { Options } from './arrays/row-call.ts';
import { mapRows } from './arrays/rows.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';
import { type Moments, type Rule, thresholdRow } from './threshold.ts';

const rule: Rule = { slope: 0.5, threshold, density: (hi, lo) => multiplyPairs(hi, lo, hi, lo) };

/**
 * 1.5-entmax along an axis: pᵢ = gᵢ·max(xᵢ/(2T) − τ, 0)² with the τ at which they sum to 1. A weight g counts an entry
 * g times, as in `softmax`.
 *
 * Shapes, options, edges and errors as in `softmax`. Error ≤ 0.51 ulp of the result's type where p ≥ 2⁻⁴⁰,
 * ≤ 2⁻⁹³ absolute below (for weights from 0.1 to 10; far beyond, some digits less).
 *
 * @example
 * ```ts
 * import { entmax15 } from 'bridle';
 * entmax15([0, 0]); // → [0.5, 0.5]
 * entmax15([1, 1, 3]); // → [0, 0, 1]
 * ```
 */
export function entmax15<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function entmax15<X extends Scores>(x: X, options?: Options): Like<X>;
export function entmax15(x: Scores, options: Options = {}): unknown {
  return mapRows('entmax15', x, options, 0, (row, out) => thresholdRow(row, out, rule));
}

/** Σg·(z − τ)² = 1, so τ = M − √((1 − Σg·z² + M·Σg·z)/Σg) with the mean M = Σg·z/Σg. */
function threshold({ weight, first, second }: Moments): number {
  const mean = dividePairs(first.hi, first.lo, weight.hi, weight.lo);
  const meanLow = tail[0];
  const product = multiplyPairs(mean, meanLow, first.hi, first.lo);
  const sum = addPairs(product, tail[0], -second.hi, -second.lo);
  const numerator = addPairs(1, 0, sum, tail[0]);
  const square = dividePairs(numerator, tail[0], weight.hi, weight.lo);
  const squareLow = tail[0];
  // One Newton step from the rounded root; the radicand is at least 1/(number of entries)².
  const root = Math.sqrt(square);
  const again = twoProduct(root, root);
  const rootHigh = fastTwoSum(root, (square - again - tail[0] + squareLow) / (2 * root));
  return addPairs(mean, meanLow, -rootHigh, -tail[0]);
}
