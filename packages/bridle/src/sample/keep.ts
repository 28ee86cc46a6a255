// Masks that keep the most probable entries of each row. As the `mask` of softmax or categorical they leave the rest
// out, and softmax normalises what is kept. Entries are taken in descending order, ties in order of their index, and
// NaN never.

import { addPairs, tail } from '../core/arithmetic/double-double.ts';
import type { RowOptions } from '../core/arrays/row-call.ts';
import { mapRows, type Row } from '../core/arrays/rows.ts';
import { type Scores, view } from '../core/arrays/tensor.ts';

export type KeepOptions = Pick<RowOptions, 'axis' | 'mask' | 'segments'>;

/**
 * A mask of the k largest entries of each row along an axis: exactly k of them, ties to the lowest index. k = 0 means
 * no limit; so does a k beyond the row's length. 1 is kept, 0 left out, in the row-major order of x.
 *
 * @throws RangeError for a k that is not a whole number ≥ 0; TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { topK } from 'bridle/sample';
 * topK([1, 2, 2, 2, 3], 3); // → Uint8Array [0, 1, 1, 0, 1]
 * ```
 */
export function topK(x: Scores, k: number, options: KeepOptions = {}): Uint8Array {
  if (!(Number.isInteger(k) && k >= 0)) throw new RangeError(`topK: expected a whole k ≥ 0, got ${k}`);
  return keep('topK', x, options, (order) => (k === 0 ? order.length : Math.min(k, order.length)));
}

/**
 * A mask of the smallest set of entries of each row of probabilities whose sum reaches `mass`, the largest first: the
 * entry that crosses is kept. `mass` = 1 keeps every entry above 0; a row that never reaches it, too.
 * Holtzman et al. 2020, "The curious case of neural text degeneration" (nucleus sampling).
 *
 * @throws RangeError for a mass outside (0, 1]; TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { topP } from 'bridle/sample';
 * topP([0.3, 0.1, 0.1, 0.5], 0.8); // → Uint8Array [1, 0, 0, 1]
 * ```
 */
export function topP(p: Scores, mass: number, options: KeepOptions = {}): Uint8Array {
  if (!(mass > 0 && mass <= 1)) throw new RangeError(`topP: expected a mass above 0, at most 1, got ${mass}`);
  return keep('topP', p, options, (order, { values }) => {
    let sum = 0;
    let low = 0;
    for (let count = 0; count < order.length; count += 1) {
      const part = values[order[count]];
      if (!(part > 0) || (mass < 1 && sum >= mass)) return count;
      sum = addPairs(sum, low, part, 0);
      low = tail[0];
    }
    return order.length;
  });
}

/**
 * A mask of the entries of each row of probabilities that are at least `ratio` times the row's largest.
 * Nguyen et al. 2024, "Turning up the heat: min-p sampling".
 *
 * @throws RangeError for a ratio outside [0, 1]; TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { minP } from 'bridle/sample';
 * minP([0.6, 0.3, 0.1], 0.5); // → Uint8Array [1, 1, 0]
 * ```
 */
export function minP(p: Scores, ratio: number, options: KeepOptions = {}): Uint8Array {
  if (!(ratio >= 0 && ratio <= 1)) throw new RangeError(`minP: expected a ratio from 0 to 1, got ${ratio}`);
  return keep('minP', p, options, (order, { values }) => {
    const least = order.length > 0 ? ratio * values[order[0]] : 0;
    const end = order.findIndex((i) => !(values[i] >= least));
    return end < 0 ? order.length : end;
  });
}

/** The mask of the first `count(order)` entries of each row, `order` being its places from the largest down. */
function keep(name: string, x: Scores, options: KeepOptions, count: (order: number[], row: Row) => number): Uint8Array {
  const { axis, mask, segments } = options;
  const out = new Float64Array(view(name, x).size);
  mapRows(name, x, { ...(axis !== undefined && { axis }), mask, segments, out }, 0, (row, kept) => {
    const order = Array.from({ length: row.n }, (_, i) => i).filter((i) => !Number.isNaN(row.values[i]));
    order.sort((a, b) => (row.values[a] === row.values[b] ? a - b : row.values[b] > row.values[a] ? 1 : -1));
    kept.fill(0, 0, row.n);
    for (const i of order.slice(0, count(order, row))) kept[i] = 1;
  });
  return Uint8Array.from(out);
}
