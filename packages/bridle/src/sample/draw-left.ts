// One draw from what the steps have left. A few entries: the inverse of the cumulative weights. Many: rejection by blocks.
// A block of 64 entries has at most 64 times the weight of its largest; a block is drawn by these bounds, an entry of it
// at random, and accepted with the quotient of its weight and the block's largest. At least one try in 64 is accepted,
// and the draw is exact, with one exponential for each block and try instead of one for each entry.

import { exp } from '../core/arithmetic/exp.ts';
import type { Random } from '../core/random.ts';
import { type Left, weightsOf } from './steps.ts';

const BLOCK = 64;
/** One draw in e⁶⁴ needs more; a source that always gives the same number would never end. */
const MOST_TRIES = 4096;
/** Below this the exponentials of all entries are cheaper. */
const FEW = 2048;

/** The place in the whole row of one draw. An entry whose weight is 0 is never drawn. */
export function drawLeft(left: Left, random: Random): number {
  const i = left.x.length <= FEW ? byInversion(left, random()) : byBlocks(left, random);
  return left.places ? left.places[i] : i;
}

function byInversion(left: Left, u: number): number {
  const { weights, total } = weightsOf(left);
  const goal = u * total;
  let sum = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i += 1) {
    if (weights[i] === 0) continue;
    last = i;
    sum += weights[i];
    if (sum > goal) return i;
  }
  return last; // rounding alone can lead here, and only from u near 1
}

function byBlocks(left: Left, random: Random): number {
  const { x, max, temperature } = left;
  const n = x.length;
  const count = Math.ceil(n / BLOCK);
  const tops = new Float64Array(count);
  const sums = new Float64Array(count);
  let sum = 0;
  for (let b = 0; b < count; b += 1) {
    const end = Math.min(n, (b + 1) * BLOCK);
    let top = x[b * BLOCK];
    for (let i = b * BLOCK + 1; i < end; i += 1) if (x[i] > top) top = x[i];
    tops[b] = top;
    // The last block may be shorter; places beyond its end are tried and refused.
    sum += exp((top - max) / temperature);
    sums[b] = sum;
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const b = firstAbove(sums, random() * sum);
    const i = b * BLOCK + Math.floor(random() * BLOCK);
    if (i < n && random() < exp((x[i] - tops[b]) / temperature)) return i;
  }
  return byInversion(left, random());
}

/** The first place whose sum exceeds the goal, and which adds to the sum. */
function firstAbove(sums: Float64Array, goal: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > goal) high = middle;
    else low = middle + 1;
  }
  return low;
}
