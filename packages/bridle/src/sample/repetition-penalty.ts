// The repetition penalty: logits of what has been drawn before are divided by it where they are positive, and multiplied
// where they are negative, once each (Keskar et al. 2019, CTRL).

/**
 * The logits with a penalty on the entries that `history` names, each once however often it is there; a penalty below 1
 * is a reward. Entries outside the logits are ignored.
 *
 * @throws RangeError for a penalty that is not above 0 and finite.
 * @example
 * ```ts
 * import { repetitionPenalty } from 'bridle/sample';
 * repetitionPenalty([2, -1, 0.5], [0, 1, 1], 2); // → Float64Array [1, -2, 0.5]
 * ```
 */
export function repetitionPenalty(
  logits: ArrayLike<number>,
  history: Iterable<number | bigint>,
  penalty: number,
): Float64Array {
  if (!(penalty > 0 && penalty < Infinity)) {
    throw new RangeError(`repetitionPenalty: expected a penalty above 0, got ${penalty}`);
  }
  const out = Float64Array.from(logits);
  for (const item of new Set(Array.from(history, Number))) {
    if (item >= 0 && item < out.length) out[item] = out[item] < 0 ? out[item] * penalty : out[item] / penalty;
  }
  return out;
}
