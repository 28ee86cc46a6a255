// hardmax: 1 for the largest score, 0 for the others: what softmax becomes as T → 0, with ties decided.

import { refuse } from './arrays/refuse.ts';
import type { Options } from './arrays/row-call.ts';
import { mapRows, type Row } from './arrays/rows.ts';
import type { Like, Out, Scores } from './arrays/tensor.ts';

type HardmaxOptions = Omit<Options, 'temperature' | 'weights'>;

/**
 * One-hot of the largest entry along an axis; of several largest the first. Exact.
 *
 * Shapes, mask, segments and out as in `softmax`. A row with a NaN, or of −∞ only, is NaN, as in softmax; a masked
 * entry is 0. (At temperature 0, `softmax` divides the mass equally among ties instead.)
 *
 * @throws TypeError for what is not numbers, or for a temperature or weights, which have no effect here; RangeError
 * for an axis, mask, segments or out that does not fit.
 * @example
 * ```ts
 * import { hardmax } from 'bridle';
 * hardmax([1, 3, 3]); // → [0, 1, 0]
 * hardmax([[1, 2], [4, 3]], { axis: 0 }); // → [[0, 0], [1, 1]]
 * ```
 */
export function hardmax<O extends Out>(x: Scores, options: HardmaxOptions & { out: O }): O;
export function hardmax<X extends Scores>(x: X, options?: HardmaxOptions): Like<X>;
export function hardmax(x: Scores, options: HardmaxOptions = {}): unknown {
  refuse('hardmax', options, 'temperature', 'weights');
  return mapRows('hardmax', x, options, 0, hardmaxRow);
}

function hardmaxRow(row: Row, out: Float64Array): void {
  let top = -1;
  let max = -Infinity;
  for (let i = 0; i < row.n; i += 1) {
    const x = row.values[i];
    if (Number.isNaN(x)) {
      out.fill(Number.NaN, 0, row.n);
      return;
    }
    if (x > max) {
      max = x;
      top = i;
    }
  }
  out.fill(top < 0 ? Number.NaN : 0, 0, row.n);
  if (top >= 0) out[top] = 1;
}
