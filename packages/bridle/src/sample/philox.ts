// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011). Number i of stream s is a function of the
// seed, s and i alone, so that it does not depend on what was drawn before, in which order, or on which thread. Integer
// arithmetic only: the same numbers on every engine.

import type { Random } from '../core/random.ts';

/** A source of uniform numbers in [0, 1), multiples of 2⁻⁵³; a call gives the next one, `at(i)` number i. */
export type CounterRandom = Random & {
  /** Number i, counted from 0, whatever was drawn before; it moves nothing. */
  at(i: number): number;
};

/**
 * The source that a whole number ≥ 0 names, and as many more as are wanted: `stream(k)` is another for each k, such as
 * one for each row of a batch. The source itself is stream 0.
 *
 * @throws RangeError for a seed, stream or index that is not a whole number from 0 to 2⁵³ − 1.
 * @example
 * ```ts
 * import { philox } from 'bridle/sample';
 * const rng = philox(7);
 * [rng(), rng()]; // → [0.9545971285563127, 0.11417736176891524]
 * philox(7).at(1); // → 0.11417736176891524
 * rng.stream(3).at(1_000_000); // → 0.6673587883689026
 * ```
 */
export function philox(seed: number): CounterRandom & { stream(k: number): CounterRandom } {
  whole('seed', seed);
  return Object.assign(sourceOf(seed, 0), {
    stream: (k: number) => {
      whole('stream', k);
      return sourceOf(seed, k);
    },
  });
}

function sourceOf(seed: number, stream: number): CounterRandom {
  const key: Pair = [seed >>> 0, Math.floor(seed / 2 ** 32)];
  const words = new Uint32Array(4);
  let block = -1;
  let next = 0;
  /** Each block of four words is two numbers. */
  const numberAt = (i: number): number => {
    const wanted = Math.floor(i / 2);
    if (wanted !== block) {
      words[0] = wanted;
      words[1] = wanted / 2 ** 32;
      words[2] = stream;
      words[3] = stream / 2 ** 32;
      philoxBlock(words, key);
      block = wanted;
    }
    const at = i % 2 === 0 ? 0 : 2;
    return ((words[at] >>> 5) * 67108864 + (words[at + 1] >>> 6)) / 9007199254740992;
  };
  const random = () => {
    next += 1;
    return numberAt(next - 1);
  };
  return Object.assign(random, {
    at: (i: number) => {
      whole('index', i);
      return numberAt(i);
    },
  });
}

type Pair = readonly [number, number];

/** Ten rounds in place: the counter becomes four random words. */
export function philoxBlock(counter: Uint32Array, [k0, k1]: Pair): void {
  let c0 = counter[0];
  let c1 = counter[1];
  let c2 = counter[2];
  let c3 = counter[3];
  for (let round = 0; round < 10; round += 1) {
    const high0 = upperProduct(0xd2511f53, c0);
    const high1 = upperProduct(0xcd9e8d57, c2);
    const low0 = Math.imul(0xd2511f53, c0);
    const low1 = Math.imul(0xcd9e8d57, c2);
    c0 = (high1 ^ c1 ^ (k0 + Math.imul(round, 0x9e3779b9))) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ (k1 + Math.imul(round, 0xbb67ae85))) >>> 0;
    c3 = low0 >>> 0;
  }
  counter[0] = c0;
  counter[1] = c1;
  counter[2] = c2;
  counter[3] = c3;
}

/** The upper 32 bits of the product of two words. */
function upperProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = (a >>> 16) * bLow + ((Math.imul(aLow, bLow) >>> 0) >>> 16); // below 2³²
  const other = aLow * bHigh + (middle & 0xffff);
  return ((a >>> 16) * bHigh + (middle >>> 16) + (other >>> 16)) >>> 0;
}

function whole(what: string, x: number): void {
  if (!(Number.isSafeInteger(x) && x >= 0)) throw new RangeError(`philox: expected a whole ${what} ≥ 0, got ${x}`);
}
