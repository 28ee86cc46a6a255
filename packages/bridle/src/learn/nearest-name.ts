// The name that a person most likely meant: the one at the least edit distance (Levenshtein 1966), case put aside first.

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

/** The least number of insertions, deletions and replacements that make b of a. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}
