// The source of random numbers: a seed, which gives the same draw each time, or an `rng`, which continues from draw to
// draw. One of the two is required, so that every draw can be repeated.

import { type Random, seededRandom } from '../core/random.ts';

/** Where random numbers come from: a seed or a source, one of them. */
export type RandomOption = {
  /** A whole number ≥ 0: the same seed, the same result. */
  seed?: number;
  /** A source of uniform numbers in [0, 1), as `seededRandom` gives, which goes on from call to call. */
  rng?: Random;
};

/** The source that the options name; TypeError unless exactly one of `seed` and `rng` is given. */
export function randomOf(name: string, { seed, rng }: RandomOption): Random {
  if ((seed === undefined) === (rng === undefined)) {
    throw new TypeError(`${name}: expected seed or rng, got ${seed === undefined ? 'neither' : 'both'}`);
  }
  return rng ?? seededRandom(seed as number);
}
