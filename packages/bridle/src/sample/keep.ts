// Masks that keep the most probable entries of each row. As the `mask` of softmax or categorical they leave the rest
// out, and softmax normalises what is kept. Entries are taken in descending order, ties in order of their index, and
// NaN never. What reaches a border but for the rounding of the probabilities reaches it.

import { addPairs, tail } from '../core/arithmetic/double-double.ts';
import { log } from '../core/arithmetic/log.ts';
import type { RowOptions } from '../core/arrays/row-call.ts';
import { mapRows, type Row } from '../core/arrays/rows.ts';
import { isTensor, type Scores, view } from '../core/arrays/tensor.ts';
import { largest } from './largest.ts';
import { nucleus, SLACK } from './nucleus.ts';

/** Options of the functions that keep the most probable items of a row. */
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
  return keep('topK', x, options, ({ values, n }) => largest(values, n, k === 0 ? n : k));
}

/**
 * A mask of the smallest set of entries of each row of probabilities whose sum reaches `mass`, the largest first: the
 * entry that crosses is kept. A sum that is short of `mass` by no more than the rounding of the probabilities reaches it:
 * by 2⁻⁵⁰ of it in float64, 2⁻²³ in float32, 2⁻¹⁰ in float16. `mass` = 1 keeps every entry above 0; a row that never
 * reaches it, too.
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
  return keep('topP', p, options, ({ values, n }, slack) =>
    nucleus(values, values, n, mass === 1 ? Infinity : mass, slack),
  );
}

/**
 * A mask of the entries of each row of probabilities that are at least `ratio` times the row's largest, up to
 * their rounding as in `topP`.
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
  return keep('minP', p, options, ({ values, n }, slack) => {
    const [top] = largest(values, n, 1);
    const least = top === undefined ? 0 : ratio * values[top] * (1 - slack);
    return places(n).filter((i) => values[i] >= least);
  });
}

/**
 * A mask of the locally typical entries of each row of probabilities: those whose information −ln pᵢ is nearest to the
 * row's entropy, as few as reach `mass`, the entry that crosses included.
 * Meister et al. 2023, "Locally typical sampling".
 *
 * @throws RangeError for a mass outside (0, 1]; TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { typical } from 'bridle/sample';
 * typical([0.5, 0.2, 0.2, 0.1], 0.3); // → Uint8Array [0, 1, 1, 0]
 * ```
 */
export function typical(p: Scores, mass: number, options: KeepOptions = {}): Uint8Array {
  if (!(mass > 0 && mass <= 1)) throw new RangeError(`typical: expected a mass above 0, at most 1, got ${mass}`);
  return keep('typical', p, options, ({ values, n }, slack) =>
    nucleus(typicality(values, n), values, n, mass === 1 ? Infinity : mass, slack),
  );
}

/** −|−ln pᵢ − H| of each probability, NaN where it is 0. */
export function typicality(p: Float64Array, n: number): Float64Array {
  const near = new Float64Array(n);
  let entropy = 0;
  let low = 0;
  for (let i = 0; i < n; i += 1) {
    near[i] = p[i] > 0 ? -log(p[i]) : Number.NaN;
    if (!(p[i] > 0)) continue;
    entropy = addPairs(entropy, low, p[i] * near[i], 0);
    low = tail[0];
  }
  for (let i = 0; i < n; i += 1) near[i] = -Math.abs(near[i] - entropy);
  return near;
}

function places(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** The slack of the type that the probabilities came in. */
export function slackOf(data: ArrayLike<number>, x: Scores): number {
  if (isTensor(x) && x.type === 'float16') return SLACK.float16;
  if (Object.prototype.toString.call(data) === '[object Float16Array]') return SLACK.float16;
  return data instanceof Float32Array ? SLACK.float32 : SLACK.float64;
}

/** The mask of the places that `kept` names in each row. */
function keep(
  name: string,
  x: Scores,
  options: KeepOptions,
  kept: (row: Row, slack: number) => ArrayLike<number>,
): Uint8Array {
  const { axis, mask, segments } = options;
  const source = view(name, x);
  const slack = slackOf(source.data, x);
  const out = new Float64Array(source.size);
  mapRows(name, x, { ...(axis !== undefined && { axis }), mask, segments, out }, 0, (row, places) => {
    places.fill(0, 0, row.n);
    const chosen = kept(row, slack);
    for (let i = 0; i < chosen.length; i += 1) places[chosen[i]] = 1;
  });
  return Uint8Array.from(out);
}
