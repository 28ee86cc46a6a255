// Seeded uniform numbers: sfc32 (Chris Doty-Humphrey's PractRand, 2014), 128 bits of state of which 32 are a counter, so
// that no seed has a period under 2³². Integer arithmetic only: the same seed gives the same numbers on every engine.

/** A source of uniform numbers in [0, 1), multiples of 2⁻⁵³. */
export type Random = () => number;

/**
 * The source that a whole number ≥ 0, at most 2⁵³ − 1, names.
 *
 * @throws RangeError for another seed.
 * @example
 * ```ts
 * import { seededRandom } from 'bridle/sample';
 * const rng = seededRandom(1);
 * [rng(), rng()]; // → [0.10286284344689667, 0.38285007170415275]
 * ```
 */
export function seededRandom(seed: number): Random {
  if (!(Number.isSafeInteger(seed) && seed >= 0))
    throw new RangeError(`seed: expected a whole number ≥ 0, got ${seed}`);
  let a = seed | 0;
  let b = Math.floor(seed / 4294967296) | 0;
  let c = 0;
  let counter = 1;
  const next = (): number => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    return out >>> 0;
  };
  for (let i = 0; i < 12; i += 1) next(); // mixes the seed through the state
  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
}
