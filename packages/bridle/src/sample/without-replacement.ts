// Draws without replacement: the k largest of log pᵢ + Gumbel noise are k draws, each from what the ones before it have
// left (Gumbel 1954; Efraimidis & Spirakis 2006; Kool, van Hoof & Welling 2019). One number for each entry, no
// renormalising, and one draw is Gumbel-max.

import { log } from '../core/arithmetic/log.ts';
import { refuse } from '../core/arrays/refuse.ts';
import type { RowOptions } from '../core/arrays/row-call.ts';
import { mapRows, type Row } from '../core/arrays/rows.ts';
import { type Scores, view } from '../core/arrays/tensor.ts';
import { gumbel } from './gumbel-softmax.ts';
import { largest } from './largest.ts';
import { type RandomOption, randomOf } from './random-option.ts';

type Options = Pick<RowOptions, 'axis' | 'mask' | 'segments' | 'temperature'> & RandomOption;

/**
 * `count` different entries of each row of probabilities, in the order in which they are drawn: the first with probability
 * pᵢ/Σp, each later one from what is left. The result has `count` indices for each row, counted within it; −1 where no
 * entry above 0 is left, or where the row has an entry that is negative, NaN or infinite.
 *
 * @throws TypeError unless exactly one of `seed` and `rng` is given; RangeError for a count that is not whole and ≥ 0;
 * TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { withoutReplacement } from 'bridle/sample';
 * withoutReplacement([0.5, 0, 0.5], 3, { seed: 1 }); // → Int32Array [2, 0, -1]
 * ```
 */
export function withoutReplacement(p: Scores, count: number, options: Omit<Options, 'temperature'>): Int32Array {
  refuse('withoutReplacement', options, 'temperature');
  return drawRows('withoutReplacement', p, count, options, ({ values, n }) => {
    for (let i = 0; i < n; i += 1) if (!(values[i] >= 0 && values[i] < Infinity)) return false;
    for (let i = 0; i < n; i += 1) values[i] = log(values[i]);
    return true;
  });
}

/**
 * The same from the softmax of each row of logits at a temperature above 0. −∞ is never drawn; a row with NaN or +∞ gives −1.
 *
 * @example
 * ```ts
 * import { withoutReplacement } from 'bridle/sample';
 * withoutReplacement.fromLogits([0, -Infinity, 50], 2, { seed: 1 }); // → Int32Array [2, 0]
 * ```
 */
withoutReplacement.fromLogits = (x: Scores, count: number, options: Options): Int32Array => {
  const name = 'withoutReplacement.fromLogits';
  const { temperature = 1 } = options;
  if (!(temperature > 0 && temperature < Infinity)) {
    throw new RangeError(`${name}: expected a temperature above 0, got ${temperature}`);
  }
  return drawRows(name, x, count, options, ({ values, n }) => {
    for (let i = 0; i < n; i += 1) {
      values[i] /= temperature;
      if (!(values[i] < Infinity)) return false;
    }
    return true;
  });
};

/**
 * One draw from the softmax of each row by Gumbel-max: the place of the largest xᵢ/T + Gumbel noise. A flat input gives a
 * number, anything else one index for each row; −1 for a row with NaN or +∞, of −∞ only, or empty.
 *
 * @throws as `withoutReplacement`.
 * @example
 * ```ts
 * import { gumbelMax } from 'bridle/sample';
 * gumbelMax([0, -Infinity, -Infinity], { seed: 5 }); // → 0
 * ```
 */
export function gumbelMax(x: Scores, options: Options): number | Int32Array {
  const drawn = withoutReplacement.fromLogits(x, 1, options);
  const { kind, dims } = view('gumbelMax', x);
  return kind !== 'tensor' && dims.length === 1 && !options.segments ? drawn[0] : drawn;
}

/** Puts noise on the log-probabilities that `toLogs` leaves in each row, unless it says that there are none. */
function drawRows(name: string, x: Scores, count: number, options: Options, toLogs: (row: Row) => boolean): Int32Array {
  const random = randomOf(name, options);
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`${name}: expected a whole count ≥ 0, got ${count}`);
  }
  const { axis, mask, segments } = options;
  const drawn: number[] = [];
  const out = new Float64Array(view(name, x).size);
  mapRows(name, x, { ...(axis !== undefined && { axis }), mask, segments, out }, 0, (row) => {
    const places = toLogs(row) ? noisiest(row, count, random) : [];
    for (let d = 0; d < count; d += 1) {
      const place = places[d] ?? -1;
      drawn.push(place < 0 || !row.kept ? place : row.kept[place]);
    }
  });
  return Int32Array.from(drawn);
}

function noisiest({ values, n }: Row, count: number, random: () => number): ArrayLike<number> {
  for (let i = 0; i < n; i += 1) {
    const noise = gumbel(random);
    values[i] = values[i] === -Infinity ? Number.NaN : values[i] + noise;
  }
  return largest(values, n, count);
}
