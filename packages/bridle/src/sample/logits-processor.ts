// A logits processor for transformers.js, whose own top-p, min-p and typical have no effect in `generate`: a function of
// the tokens so far and the logits of the next, which it changes in place. It needs nothing of transformers.js.

import { rowOf } from './draw.ts';
import { drawLeft } from './draw-left.ts';
import { SLACK } from './nucleus.ts';
import { philox } from './philox.ts';
import type { RandomOption } from './random-option.ts';
import type { Step } from './steps.ts';

/** The tensor of transformers.js, as far as it is used: logits of float32, one row for each sequence. */
type Logits = { readonly data: unknown; readonly dims: readonly number[] };

/**
 * A function for the `logits_processor` of transformers.js' `generate`, which takes a list of them. It applies the steps
 * in their order to the logits of each sequence, `repetitionPenalty` to the tokens of that sequence.
 *
 * Without `seed` and `rng` it leaves the logits (over the temperature) of what is kept, and −∞ elsewhere: the library
 * draws. With one of them it draws itself, and leaves 0 at the token drawn and −∞ elsewhere, so that greedy decoding
 * (`do_sample: false`) takes it; with a `seed`, token t of sequence b comes from a stream of its own. A row from which
 * nothing can be drawn is left as it is.
 *
 * @throws TypeError for a step that is none, or for logits that are not float32; RangeError for a number that does not fit.
 * @example
 * ```ts
 * import { logitsProcessor } from 'bridle/sample';
 * const processor = logitsProcessor([{ temperature: 0.5 }, { topP: 0.9 }]);
 * const logits = { data: new Float32Array([1, 2, -3]), dims: [1, 3] };
 * processor([[0n]], logits).data; // → Float32Array [2, 4, -Infinity]
 * // await generator(prompt, { logits_processor: [processor] });
 * ```
 */
export function logitsProcessor(
  steps: readonly Step[],
  { seed, rng }: RandomOption = {},
): <L extends Logits>(inputIds: readonly (readonly (number | bigint)[])[], logits: L) => L {
  if (seed !== undefined && rng !== undefined) throw new TypeError('logitsProcessor: expected seed or rng, got both');
  const row = rowOf('logitsProcessor', steps);
  const streams = seed === undefined ? null : philox(seed);
  return (inputIds, logits) => {
    const { data, dims } = logits;
    if (!(data instanceof Float32Array)) throw new TypeError('logitsProcessor: expected logits of float32');
    const n = dims[dims.length - 1];
    for (let r = 0; r * n < data.length; r += 1) {
      const past = inputIds[r] ?? [];
      const x = data.subarray(r * n, (r + 1) * n);
      const left = row(x, new Set(Array.from(past, Number)), SLACK.float32);
      if (!left) continue;
      const random = streams ? streams.stream(past.length * 65536 + r) : rng;
      const { places, temperature } = left;
      const values = Float32Array.from(left.x, (value) => value / temperature);
      const token = random ? drawLeft(left, random) : -1;
      if (random || places) x.fill(-Infinity);
      if (random) x[token] = 0;
      else if (places) for (let i = 0; i < places.length; i += 1) x[places[i]] = values[i];
      else x.set(values);
    }
    return logits;
  };
}
