// categorical: one index at random from each row of probabilities, by inversion: the first index whose cumulative sum
// exceeds u·Σp. The sum grows only at entries above 0, so an entry of probability 0 is never drawn, whatever u is.

import { addPairs, tail } from '../core/arithmetic/double-double.ts';
import { refuse } from '../core/arrays/refuse.ts';
import type { RowOptions } from '../core/arrays/row-call.ts';
import { type Row, reduceRows } from '../core/arrays/rows.ts';
import { rowMajorData, type Scores, view } from '../core/arrays/tensor.ts';
import { softmaxRow } from '../core/softmax.ts';
import { type RandomOption, randomOf } from './random-option.ts';

/** Options of draws: those of rows, and the source of randomness. */
export type DrawOptions = RowOptions & RandomOption;

/** A flat input without segments gives one index, anything else one for each row, in row-major order. */
type Drawn<X, O> = O extends { segments: ArrayLike<number> }
  ? Int32Array
  : X extends { readonly dims: readonly number[] } | readonly (readonly unknown[])[]
    ? Int32Array
    : number;

/**
 * One draw from each row of probabilities along an axis: index i with probability gᵢpᵢ/Σgp, gᵢ = `weights`.
 *
 * A flat input gives a number, a matrix, tensor or `segments` an Int32Array with one index for each row, counted within
 * it. Probabilities need not sum to 1. An entry that is 0 or masked is never drawn; a row without any probability
 * (empty, all 0, all masked) or with an entry that is negative, NaN or infinite gives −1.
 *
 * @throws TypeError unless exactly one of `seed` and `rng` is given; TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { categorical, seededRandom } from 'bridle/sample';
 * categorical([0, 1, 0], { seed: 7 }); // → 1
 * const rng = seededRandom(1);
 * categorical([[0.5, 0.5], [0, 1]], { rng }); // → Int32Array [0, 1]
 * ```
 */
export function categorical<X extends Scores, O extends Omit<DrawOptions, 'temperature'>>(
  p: X,
  options: O,
): Drawn<X, O> {
  refuse('categorical', options, 'temperature');
  return draw('categorical', p, options, drawFrom) as Drawn<X, O>;
}

/**
 * One draw from the softmax of each row of logits: index i with probability `softmax(x, options)`ᵢ, whose temperature,
 * mask, weights and limits it shares: at T = 0 one of the maxima, at T = ∞ any entry above −∞. A row of NaN, of −∞ only
 * or without entries gives −1. As `categorical` otherwise.
 *
 * @example
 * ```ts
 * import { categorical } from 'bridle/sample';
 * categorical.fromLogits([1, 5, 3], { temperature: 0, seed: 1 }); // → 1
 * ```
 */
categorical.fromLogits = <X extends Scores, O extends DrawOptions>(x: X, options: O): Drawn<X, O> => {
  let probabilities = new Float64Array(0);
  return draw('categorical.fromLogits', x, options, (row, u) => {
    if (probabilities.length < row.n) probabilities = new Float64Array(row.n);
    softmaxRow(row, probabilities);
    return drawFrom({ ...row, values: probabilities, weights: null }, u);
  }) as Drawn<X, O>;
};

/** Draws once for each row; `pick` gives the place among the row's kept entries, or −1. */
function draw(name: string, x: Scores, options: DrawOptions, pick: (row: Row, u: number) => number) {
  const random = randomOf(name, options);
  const { dims, kind } = view(name, x);
  // In float64, so that every index is exact, whatever the type of the scores.
  const scores = { data: Float64Array.from(rowMajorData(name, x)), dims };
  const drawn = reduceRows(name, scores, options, (row) => {
    const place = pick(row, random());
    return place < 0 || !row.kept ? place : row.kept[place];
  }) as { data: Float64Array };
  const flat = kind !== 'tensor' && dims.length === 1 && !options.segments;
  return flat ? drawn.data[0] : Int32Array.from(drawn.data);
}

/** The place that u in [0, 1) falls on, −1 for a row that is not a distribution. */
function drawFrom({ n, values, weights }: Row, u: number): number {
  let total = 0;
  let totalLow = 0;
  for (let i = 0; i < n; i += 1) {
    if (!(values[i] >= 0 && values[i] < Infinity)) return -1;
    total = addPairs(total, totalLow, weights ? weights[i] * values[i] : values[i], 0);
    totalLow = tail[0];
  }
  const goal = u * total;
  let sum = 0;
  let sumLow = 0;
  let last = -1;
  for (let i = 0; i < n; i += 1) {
    const part = weights ? weights[i] * values[i] : values[i];
    if (part === 0) continue;
    last = i;
    sum = addPairs(sum, sumLow, part, 0);
    sumLow = tail[0];
    if (sum > goal) return i;
  }
  return last; // rounding alone can lead here, and only from u near 1
}
