// The name that a person most likely meant: the same in another case, the start of a longer name, or a slip of a few
// letters. Where none is that near there is no answer: a wrong guess costs the reader more than none.

import { editDistance } from './edit-distance.ts';

/** Longer names are compared by their beginnings: a name of a hostile file may be a megabyte. */
const COMPARED = 64;

/**
 * The name nearest to the given one, the first of equals; '' where none is near. Near is a name that differs in case
 * alone or begins with the given one, or else within one edit for each three letters, at most 3 (see `editDistance`).
 * Names are compared by their first 64 code units.
 *
 * @example
 * ```ts
 * import { nearestName } from 'bridle/learn';
 * nearestName('specie', ['sex', 'species']); // → 'species'
 * nearestName('weight', ['sex', 'species']); // → ''
 * ```
 */
export function nearestName(name: string, names: readonly string[]): string {
  let nearest = '';
  let least = Infinity;
  for (const candidate of names) {
    if (candidate === name) return candidate;
    const distance = distanceBetween(folded(name), folded(candidate));
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

/** Edits, or less than one where the candidate begins with the name; infinite where they are too many to be a slip. */
function distanceBetween(name: string, candidate: string): number {
  const added = candidate.length - name.length;
  if (name.length > 1 && candidate.startsWith(name)) return added / COMPARED;
  const most = Math.min(3, Math.ceil(name.length / 3));
  if (Math.abs(added) > most) return Infinity;
  const edits = editDistance(name, candidate);
  // Names with no letter in common are not near, however short.
  return edits <= most && edits < Math.max(name.length, candidate.length) ? edits : Infinity;
}

function folded(name: string): string {
  return name.slice(0, COMPARED).toLowerCase();
}
