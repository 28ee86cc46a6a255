// Which column is the energy, in which unit, which the degeneracy, which the name? Told by the headers that people write
// (see header-words.ts, header-unit.ts), or chosen by name or number. What cannot be decided is asked.

import { findEnergyUnit } from '../units.ts';
import { type Header, isUnit, splitHeader } from './header-unit.ts';
import { mayNameDegeneracy, namesDegeneracy, namesEnergy, namesNames, namesNoEnergy, wordOf } from './header-words.ts';
import { type LevelUnit, unitOf } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';

/** Indices of columns, −1 for one that is not there. At most one of `degeneracy` and `J` is. */
export type LevelColumns = {
  energy: number;
  degeneracy: number;
  J: number;
  name: number;
  /** Of the energies as they are written, which may be multiples of kT. */
  unit: LevelUnit | null;
  /** A column that may be a degeneracy, such as `multiplicity`: it has to be chosen unless all of it is 1. */
  unsure: number;
};

/** What is known beforehand, where the table leaves it open. Columns are chosen by their header or by their number from 1. */
export type ColumnOptions = {
  unit?: LevelUnit | undefined;
  energy?: string | undefined;
  /** 'none' takes every level once. */
  degeneracy?: string | undefined;
  name?: string | undefined;
};

/**
 * Finds the columns of a table of levels by their headers.
 *
 * @throws LevelsError: no energy column, more than one, or a unit that does not exist or contradicts the one given.
 * @example
 * ```ts
 * import { levelColumns } from 'bridle/boltzmann';
 * const columns = levelColumns(['conformer', 'E (kcal/mol)', 'g']);
 * columns; // → { energy: 1, degeneracy: 2, J: -1, name: 0, unit: 'kcal/mol', unsure: -1 }
 * ```
 */
export function levelColumns(headers: readonly string[], options: ColumnOptions = {}, line = 1): LevelColumns {
  const parts = headers.map(splitHeader);
  const energy = energyColumn(headers, parts, options, line);
  const free = parts.map(({ name }, i) => (i === energy ? '' : name));
  const name = options.name === undefined ? free.findIndex(namesNames) : chosen(headers, options.name, line);
  const { degeneracy, J } = degeneracyColumn(headers, free, options.degeneracy, line);
  const told = degeneracy >= 0 || J >= 0 || options.degeneracy !== undefined;
  return {
    ...{ energy, degeneracy, J, name },
    unit: unitFor(headers[energy], parts[energy].unit, options.unit, line),
    unsure: told ? -1 : free.findIndex(mayNameDegeneracy),
  };
}

/** The index of the column with that header, that name before its unit, or that number from 1. */
export function chosen(headers: readonly string[], wanted: string, line: number): number {
  const text = wanted.trim();
  const matches = (test: (header: string) => boolean) => headers.flatMap((header, i) => (test(header) ? [i] : []));
  const exact = matches((header) => header.trim() === text);
  const found = exact.length > 0 ? exact : matches((header) => splitHeader(header).name === text);
  if (found.length > 1) {
    const [first, second] = found.map((i) => String(i + 1));
    throw new LevelsError(
      'same-columns',
      `expected one column '${shown(text)}', found columns ${first} and ${second}`,
      {
        ...{ line, column: shown(text), first, second },
      },
    );
  }
  if (found.length === 1) return found[0];
  const number = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= headers.length) return number - 1;
  const among = shown(headers.map((header) => shown(header.trim())).join(', '));
  throw new LevelsError('no-such-column', `expected a column '${shown(text)}' among ${among}`, {
    ...{ line, column: shown(text), found: among },
  });
}

function degeneracyColumn(headers: readonly string[], names: string[], wanted: string | undefined, line: number) {
  if (wanted?.trim().toLowerCase() === 'none') return { degeneracy: -1, J: -1 };
  if (wanted !== undefined) {
    const at = chosen(headers, wanted, line);
    return isJ(splitHeader(headers[at]).name) ? { degeneracy: -1, J: at } : { degeneracy: at, J: -1 };
  }
  const [first = -1, second] = names.flatMap((name, i) => (namesDegeneracy(name) ? [i] : []));
  if (second !== undefined) throw twoColumns('two-degeneracy-columns', 'degeneracies', headers, [first, second], line);
  return { degeneracy: first, J: first < 0 ? names.findIndex(isJ) : -1 };
}

const isJ = (name: string) => wordOf(name) === 'j';

function energyColumn(headers: readonly string[], parts: Header[], options: ColumnOptions, line: number): number {
  if (options.energy !== undefined) return chosen(headers, options.energy, line);
  const all = parts.map((_, i) => i);
  const isLevel = (i: number) => wordOf(parts[i].name) === 'level';
  const hasUnit = (i: number) => parts[i].unit !== null && isUnit(parts[i].unit as string);
  const named = all.filter((i) => namesEnergy(parts[i].name) || (isLevel(i) && hasUnit(i)));
  const withUnit = all.filter((i) => hasUnit(i) && !namesNoEnergy(parts[i].name));
  const candidates = [named, withUnit, all.filter(isLevel)].find((some) => some.length > 0) ?? [];
  // The unit that was asked for tells E (hartree) from Erel (kcal/mol).
  const fitting = candidates.filter((i) => options.unit && findEnergyUnit(parts[i].unit ?? '') === options.unit);
  const [first, second] = fitting.length === 1 ? fitting : candidates;
  if (second !== undefined) throw twoColumns('two-energy-columns', 'energies', headers, [first, second], line);
  if (first !== undefined) return first;
  const found = shown(headers.join(', '));
  throw new LevelsError('no-energy-column', `expected a column of energies, such as 'E (kJ/mol)', found ${found}`, {
    ...{ line, found },
  });
}

function twoColumns(
  code: 'two-energy-columns' | 'two-degeneracy-columns',
  what: string,
  headers: readonly string[],
  pair: number[],
  line: number,
): LevelsError {
  const [first, second] = pair.map((i) => shown(headers[i].trim()));
  return new LevelsError(code, `expected one column of ${what}, found '${first}' and '${second}'`, {
    ...{ line, first, second },
  });
}

/** The header's unit, which must be the given one if both are; a bracket that is no unit matters only without a given one. */
function unitFor(header: string, own: string | null, given: LevelUnit | undefined, line: number): LevelUnit | null {
  if (own === null) return given ?? null;
  if (!given) return unitOf(own, line);
  if (!isUnit(own)) return given;
  const unit = unitOf(own, line);
  if (unit === given) return given;
  throw new LevelsError('mixed-units', `expected energies in ${given}, found '${shown(header.trim())}'`, {
    ...{ line, unit: given, other: unit, found: shown(header.trim()) },
  });
}
