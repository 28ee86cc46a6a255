// The JSON that CENSO writes for each of its parts: the conformers under "results" or "data" by name, each with its energies
// in hartree. S. Grimme et al., J. Phys. Chem. A 125, 4039 (2021).

import { LevelsError, shown } from './levels-error.ts';
import type { Level } from './read-levels.ts';
import type { Reading } from './reading.ts';

/** Conformers and what was read as their energies. */
export type CensoLevels = { levels: Level[]; reading: Reading };

/**
 * Whether a text begins as one part of CENSO does.
 *
 * @example
 * ```ts
 * import { isCensoHead } from 'bridle/boltzmann';
 * isCensoHead('{ "partname": "screening", "results": {} }'); // → true
 * ```
 */
export function isCensoHead(head: string): boolean {
  return /^\s*\{/.test(head) && /"part_?name"\s*:/.test(head);
}

/**
 * The conformers of one part of CENSO, in hartree. The energy is the free energy `gtot`, or the field `energy` (`sp.energy` for
 * a field in a field).
 *
 * @throws LevelsError for a text that is no JSON of this kind, and for a conformer without the field.
 * @example
 * ```ts
 * import { censoLevels } from 'bridle/boltzmann';
 * const part = { part_name: 'screening', data: { CONF1: { energy: -40.5, gtot: -40.4 } } };
 * censoLevels(JSON.stringify(part)).levels; // → [{ name: 'CONF1', energy: -40.4, degeneracy: 1 }]
 * ```
 */
export function censoLevels(text: string, energy = 'gtot'): CensoLevels {
  const conformers = conformersOf(text);
  const levels = Object.entries(conformers).map(([name, conformer]) => {
    const value = energy
      .split('.')
      .reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined), conformer);
    if (typeof value === 'number' && Math.abs(value) <= 1e150) return { name, energy: value, degeneracy: 1 };
    const found = value === undefined ? fieldsOf(conformer) : shown(String(value));
    throw new LevelsError('no-field', `expected a number '${shown(energy)}' of ${shown(name)}, found ${found}`, {
      ...{ field: shown(energy), conformer: shown(name), found },
    });
  });
  if (levels.length === 0) throw new LevelsError('no-levels', 'expected at least one conformer, found none');
  const names = { in: 'field' as const, field: '' };
  return { levels, reading: { energies: { in: 'field', field: energy }, unit: 'hartree', degeneracies: null, names } };
}

function conformersOf(text: string): Record<string, unknown> {
  let part: unknown;
  try {
    part = JSON.parse(text);
  } catch {
    throw new LevelsError('not-json', 'expected valid JSON; the file may be cut off');
  }
  const conformers = isObject(part) ? (part.results ?? part.data) : undefined;
  if (isObject(conformers)) return conformers;
  throw new LevelsError('not-json', "expected conformers under 'results' or 'data', found none");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields that could be meant, those in fields by their path. */
function fieldsOf(conformer: unknown): string {
  if (!isObject(conformer)) return 'no fields';
  const numbers = Object.entries(conformer).flatMap(([key, value]) => {
    if (typeof value === 'number') return [key];
    return isObject(value)
      ? Object.keys(value)
          .filter((inner) => typeof value[inner] === 'number')
          .map((inner) => `${key}.${inner}`)
      : [];
  });
  return shown(numbers.join(', ')) || 'no numbers';
}
