// Which column is the energy, in which unit, which the degeneracy, which the name? From the headers that people write:
// `E (kcal/mol)`, `energy [eV]`, `E / cm-1`, `level, K`.

import { type EnergyUnit, findEnergyUnit } from '../units.ts';
import { LevelsError, shown } from './levels-error.ts';
import { unitOf } from './read-numbers.ts';

/** Indices of columns, −1 for one that is not there. At most one of `degeneracy` and `J` is. */
export type LevelColumns = { energy: number; degeneracy: number; J: number; name: number; unit: EnergyUnit | null };

/** A unit that is known beforehand, and the header of the energies where more than one column could be. */
export type ColumnOptions = { unit?: EnergyUnit | undefined; energy?: string | undefined };

const ENERGIES = [
  'e',
  'energy',
  'energies',
  'level',
  'erel',
  'relativeenergy',
  'relenergy',
  'de',
  'δe',
  'deltae',
  'termvalue',
  'freeenergy',
  'dg',
  'δg',
  'deltag',
  'enthalpy',
  'dh',
  'δh',
  'deltah',
  'gibbsenergy',
  'gibbsfreeenergy',
  '에너지',
  '상대에너지',
  '자유에너지',
];
const DEGENERACIES = [
  'g',
  'gi',
  'gtot',
  'degeneracy',
  'degeneracies',
  'deg',
  'degen',
  '2j+1',
  'multiplicity',
  'weight',
  'statisticalweight',
  'statweight',
  '축퇴도',
];
const NAMES = [
  'name',
  'names',
  'label',
  'level',
  'state',
  'conformer',
  'conf',
  'id',
  'structure',
  'configuration',
  'species',
  '이름',
  '준위',
  '상태',
  '형태',
  '구조',
];

/**
 * Finds the columns of a table of levels by their headers.
 *
 * @throws LevelsError: no energy column, more than one, or a unit that does not exist or contradicts the one given.
 * @example
 * ```ts
 * import { levelColumns } from 'bridle/boltzmann';
 * levelColumns(['conformer', 'E (kcal/mol)', 'g']); // → { energy: 1, degeneracy: 2, J: -1, name: 0, unit: 'kcal/mol' }
 * ```
 */
export function levelColumns(headers: readonly string[], options: ColumnOptions = {}, line = 1): LevelColumns {
  const parts = headers.map(splitHeader);
  const words = parts.map(({ name }) => wordOf(name));
  const energy = energyColumn(headers, parts, words, options.energy, line);
  const find = (known: string[]) => words.findIndex((word, i) => i !== energy && known.includes(word));
  const degeneracy = find(DEGENERACIES);
  return {
    energy,
    degeneracy,
    J: degeneracy < 0 ? find(['j']) : -1,
    name: find(NAMES),
    unit: unitFor(headers[energy], parts[energy].unit, options.unit, line),
  };
}

type Header = { name: string; unit: string | null };

/** `E (kcal/mol)` into `E` and `kcal/mol`; a slash, comma or `in` only where a unit follows it. */
function splitHeader(header: string): Header {
  const text = header.trim().slice(0, 200);
  const [, name, round, square] = /^(.*?)\s*(?:\(([^()]+)\)|\[([^[\]]+)\])$/.exec(text) ?? [];
  if (name !== undefined) return { name, unit: round ?? square };
  for (const separator of [' in ', ',', '/']) {
    const at = text.indexOf(separator);
    if (at <= 0) continue;
    const unit = text.slice(at + separator.length).trim();
    if (findEnergyUnit(unit)) return { name: text.slice(0, at).trim(), unit };
  }
  return { name: text, unit: null };
}

/** What is compared: without case, blanks and stops, the sign of an increment as the Greek letter it stands for. */
function wordOf(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll('∆', 'Δ')
    .toLowerCase()
    .replace(/[\s_.-]/g, '');
}

function energyColumn(
  headers: readonly string[],
  parts: Header[],
  words: string[],
  wanted: string | undefined,
  line: number,
): number {
  if (wanted !== undefined) {
    const at = headers.findIndex((header, i) => header.trim() === wanted.trim() || parts[i].name === wanted.trim());
    if (at >= 0) return at;
    const among = headers.map(shown).join(', ');
    throw new LevelsError('no-such-column', `expected a column '${shown(wanted)}' among ${shown(among)}`, {
      line,
      column: shown(wanted),
    });
  }
  const withUnit = parts.flatMap(({ unit }, i) => (unit !== null && findEnergyUnit(unit) ? [i] : []));
  const byName = words.flatMap((word, i) => (ENERGIES.includes(word) ? [i] : []));
  // A unit or a name makes an energy; of `energy, T (K)` neither alone decides. A plain `level` is a name beside others.
  const either = [...new Set([...withUnit, ...byName])].sort((a, b) => a - b);
  const sure = either.filter((i) => words[i] !== 'level' || withUnit.includes(i));
  const candidates = sure.length > 0 ? sure : either;
  if (candidates.length === 1) return candidates[0];
  if (candidates.length === 0) {
    const found = shown(headers.join(', '));
    throw new LevelsError('no-energy-column', `expected a column of energies, such as 'E (kJ/mol)', found ${found}`, {
      line,
      found,
    });
  }
  const [first, second] = candidates.map((i) => shown(headers[i].trim()));
  throw new LevelsError('two-energy-columns', `expected one column of energies, found '${first}' and '${second}'`, {
    line,
    first,
    second,
  });
}

/** The header's unit, which must be the given one if both are; a bracket that is no unit matters only without a given one. */
function unitFor(header: string, own: string | null, given: EnergyUnit | undefined, line: number): EnergyUnit | null {
  if (own === null) return given ?? null;
  if (!given) return unitOf(own, line);
  const unit = findEnergyUnit(own);
  if (unit === null || unit === given) return given;
  throw new LevelsError('mixed-units', `expected energies in ${given}, found '${shown(header.trim())}'`, {
    line,
    unit: given,
    other: unit,
    found: shown(header.trim()),
  });
}
