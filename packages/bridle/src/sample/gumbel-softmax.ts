// gumbelSoftmax: the softmax of logits with Gumbel noise, a smooth stand-in for a draw: its largest entry is
// distributed as softmax(x) (Gumbel 1954; Luce & Suppes 1965), and at T → 0 it is that draw's one-hot vector. Jang, Gu
// & Poole 2017; Maddison, Mnih & Teh 2017.

import { log } from '../core/arithmetic/log.ts';
import type { Options } from '../core/arrays/row-call.ts';
import { mapRows } from '../core/arrays/rows.ts';
import type { Like, Scores } from '../core/arrays/tensor.ts';
import type { Random } from '../core/random.ts';
import { softmaxRow } from '../core/softmax.ts';
import { type RandomOption, randomOf } from './random-option.ts';

/**
 * One number from the standard Gumbel distribution, −ln(−ln u), finite for every u from a source of [0, 1): u = 0
 * is drawn again, and 1 does not occur.
 *
 * @example
 * ```ts
 * import { gumbel } from 'bridle/sample';
 * gumbel(() => 0.5); // → 0.36651292058166435
 * ```
 */
export function gumbel(rng: Random): number {
  let u = rng();
  while (u === 0) u = rng();
  return -log(-log(u));
}

/**
 * softmax((x + Gumbel noise)/T) along an axis: probabilities near a one-hot vector that is drawn from softmax(x).
 *
 * Shapes, options and edges as in `softmax`; the noise is drawn for every unmasked entry, in order.
 *
 * @throws TypeError unless exactly one of `seed` and `rng` is given; TypeError and RangeError as `softmax`.
 * @example
 * ```ts
 * import { gumbelSoftmax } from 'bridle/sample';
 * gumbelSoftmax([0, -Infinity], { seed: 3 }); // → [1, 0]
 * ```
 */
export function gumbelSoftmax<X extends Scores>(x: X, options: Options & RandomOption): Like<X> {
  const random = randomOf('gumbelSoftmax', options);
  return mapRows('gumbelSoftmax', x, options, 0, (row, out) => {
    for (let i = 0; i < row.n; i += 1) row.values[i] += row.sign * gumbel(random);
    softmaxRow(row, out);
  }) as Like<X>;
}
