// The name that a person most likely meant: the one at the least edit distance, case put aside first.

import { editDistance } from './edit-distance.ts';

/** Longer names are compared by their beginnings: a name of a hostile file may be a megabyte. */
const COMPARED = 64;

/**
 * The nearest of the names, the first of equals; '' where there are none. Names are compared by 64 code units.
 *
 * @example
 * ```ts
 * import { nearestName } from 'bridle/learn';
 * nearestName('specie', ['sex', 'species']); // → 'species'
 * ```
 */
export function nearestName(name: string, names: readonly string[]): string {
  let nearest = '';
  let least = Infinity;
  for (const candidate of names) {
    // A difference of case alone counts less than any other, and still tells "Species" from "species".
    const distance = editDistance(folded(name), folded(candidate)) + (candidate === name ? 0 : 0.5);
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

function folded(name: string): string {
  return name.slice(0, COMPARED).toLowerCase();
}
