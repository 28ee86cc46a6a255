// The smallest set of entries whose mass reaches a goal, in an order of preference. The sum is a double-double, and it
// reaches the goal if it does so up to the rounding of the probabilities themselves: 0.6 + 0.3 reaches 0.9, although the
// float64 nearest to them are 5.6e−17 short of the one nearest to 0.9.

import { addPairs, tail } from '../core/arithmetic/double-double.ts';
import { largest } from './largest.ts';

/**
 * By how much a probability of a type may be below the real number that it stands for, relative to it: half a unit in the
 * last place of its own, and the error of the kernels of softmax (2.5 units of float64, 0.6 of float32).
 */
export const SLACK = { float64: 2 ** -50, float32: 2 ** -23, float16: 2 ** -10 };

/** So many are tried first: few entries hold most of the mass of most rows. */
const FEW = 64;

/**
 * The places, in no order, of the first entries by `preference`, largest first and ties by place, whose `masses` sum to
 * `goal`; all with a mass above 0 where they never do. Places of NaN are left out; entries of mass 0 must have NaN or the lowest preference.
 */
export function nucleus(
  preference: ArrayLike<number>,
  masses: ArrayLike<number>,
  n: number,
  goal: number,
  slack: number,
): Int32Array {
  const enough = goal * (1 - slack);
  const first = largest(preference, n, FEW);
  const sum: Sum = { hi: 0, lo: 0 };
  const count = walk(first, 0, first.length, masses, enough, sum);
  if (count < first.length || sum.hi >= enough || first.length < FEW) return first.subarray(0, count);
  return selected(preference, masses, n, enough);
}

type Sum = { hi: number; lo: number };

/** The same by a selection of which each round leaves out half: the side of a pivot that the border is not on. */
function selected(preference: ArrayLike<number>, masses: ArrayLike<number>, n: number, enough: number): Int32Array {
  const places = new Int32Array(n);
  let high = 0;
  for (let i = 0; i < n; i += 1) {
    if (!(masses[i] > 0) || Number.isNaN(preference[i])) continue;
    places[high] = i;
    high += 1;
  }
  let low = 0;
  let before: Sum = { hi: 0, lo: 0 };
  for (let round = 1; high - low > FEW; round += 1) {
    // The golden ratio spreads the pivots, so that no order of the entries is slow.
    const pivot = preference[places[low + Math.floor(((round * 0.6180339887498949) % 1) * (high - low))]];
    const { above, equal } = partition(places, low, high, preference, pivot);
    const sum = { ...before };
    addAll(sum, places, low, above, masses);
    if (sum.hi >= enough) high = above;
    else {
      addAll(sum, places, above, equal, masses);
      if (sum.hi < enough) {
        low = equal;
        before = sum;
      } else {
        addAll(before, places, low, above, masses);
        low = above;
        high = equal;
        break;
      }
    }
  }
  places.subarray(low, high).sort((a, b) => preference[b] - preference[a] || a - b);
  return places.subarray(0, walk(places, low, high, masses, enough, before));
}

/** Puts the places with a preference above the pivot first, then those of it, and gives where either end. */
function partition(places: Int32Array, low: number, high: number, preference: ArrayLike<number>, pivot: number) {
  let above = low;
  let equal = low;
  let below = high;
  while (equal < below) {
    const place = places[equal];
    const value = preference[place];
    if (value > pivot) {
      places[equal] = places[above];
      places[above] = place;
      above += 1;
      equal += 1;
    } else if (value === pivot) equal += 1;
    else {
      below -= 1;
      places[equal] = places[below];
      places[below] = place;
    }
  }
  return { above, equal };
}

/** Where the sum reaches `enough`, or the masses end. */
function walk(
  places: Int32Array,
  from: number,
  to: number,
  masses: ArrayLike<number>,
  enough: number,
  sum: Sum,
): number {
  for (let at = from; at < to; at += 1) {
    const mass = masses[places[at]];
    if (!(mass > 0) || sum.hi >= enough) return at;
    sum.hi = addPairs(sum.hi, sum.lo, mass, 0);
    sum.lo = tail[0];
  }
  return to;
}

function addAll(sum: Sum, places: Int32Array, from: number, to: number, masses: ArrayLike<number>): void {
  let { hi, lo } = sum;
  for (let at = from; at < to; at += 1) {
    hi = addPairs(hi, lo, masses[places[at]], 0);
    lo = tail[0];
  }
  sum.hi = hi;
  sum.lo = lo;
}
