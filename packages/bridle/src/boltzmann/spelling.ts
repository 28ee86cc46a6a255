// Units as people write them: `kcal·mol⁻¹`, `cm^-1`, `kJ mol-1`, `E_h`. One normal form, and the nearest known spelling
// for the sentence that refuses an unknown one.

import { nearestName } from '../core/nearest-name.ts';

/** Canonical names with their other spellings. */
export type Spellings<Name extends string> = readonly (readonly [Name, ...string[]])[];

/** The unit that a text names, or null. */
export function findSpelling<Name extends string>(spellings: Spellings<Name>, text: string): Name | null {
  // The quick way first: a simulation converts an energy for each of its particles, nearly always by the canonical name.
  for (const [name] of spellings) if (name === text) return name;
  const wanted = normalForm(text);
  for (const [name, ...others] of spellings) {
    if ([name, ...others].some((known) => normalForm(known) === wanted)) return name;
  }
  return null;
}

/** The unit with the spelling nearest to the text (`kcal`: kcal/mol), or null where none is near. */
export function nearestSpelling<Name extends string>(spellings: Spellings<Name>, text: string): Name | null {
  const units = new Map(
    spellings.flatMap(([name, ...others]) => [name, ...others].map((known) => [normalForm(known), name])),
  );
  return units.get(nearestName(normalForm(text.slice(0, 40)), [...units.keys()])) ?? null;
}

/** Without case, spaces and signs of multiplication; but M for mega keeps its case, so that MeV is not read as meV. */
function normalForm(text: string): string {
  const plain = text
    .trim()
    .replace(/⁻/g, '-')
    .replace(/¹/g, '1')
    .replace(/[−–]/g, '-')
    .replace(/[\s·⋅*.^_{}()]/g, '');
  const mega = /^M[eE]?[vV]/.test(plain) ? 'M' : '';
  return mega + plain.slice(mega.length).toLowerCase();
}
