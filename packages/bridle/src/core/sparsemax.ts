// sparsemax: the point of the simplex that is nearest to the scores, so that low scores get exactly 0.
// pᵢ = max(zᵢ − τ, 0), τ found by sorting. Martins & Astudillo 2016, "From softmax to sparsemax".

import { addPairs, dividePairs, tail } from './arithmetic/double-double.ts';
import type { Options } from './arrays/row-call.ts';
import { mapRows } from './arrays/rows.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';
import { type Moments, type Rule, thresholdRow } from './threshold.ts';

const rule: Rule = { slope: 1, threshold, density };

/**
 * Sparsemax along an axis: argmin over probabilities p of Σᵢ pᵢ²/(2gᵢ) − pᵢ·xᵢ/T, that is pᵢ = gᵢ·max(xᵢ/T − τ, 0)
 * with the τ at which they sum to 1. A weight g counts an entry g times, as in `softmax`.
 *
 * Shapes, options, edges and errors as in `softmax`. Error ≤ 0.51 ulp of the result's type where p ≥ 2⁻⁴⁰,
 * ≤ 2⁻⁹³ absolute below (for weights from 0.1 to 10; far beyond, some digits less).
 *
 * @example
 * ```ts
 * import { sparsemax } from 'bridle';
 * sparsemax([1, 1.25, 3]); // → [0, 0, 1]
 * sparsemax([1, 1.25, 1.5]); // → [0.08333333333333333, 0.3333333333333333, 0.5833333333333334]
 * ```
 */
export function sparsemax<O extends Out>(x: Scores, options: Options & { out: O }): O;
export function sparsemax<X extends Scores>(x: X, options?: Options): Like<X>;
export function sparsemax(x: Scores, options: Options = {}): unknown {
  return mapRows('sparsemax', x, options, 0, (row, out) => thresholdRow(row, out, rule));
}

/** Σg·(z − τ) = 1, so τ = (Σg·z − 1)/Σg. */
function threshold({ weight, first }: Moments): number {
  const numerator = addPairs(first.hi, first.lo, -1, 0);
  return dividePairs(numerator, tail[0], weight.hi, weight.lo);
}

function density(hi: number, lo: number): number {
  tail[0] = lo;
  return hi;
}
