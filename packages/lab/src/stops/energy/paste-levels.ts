// Energy levels pasted from a spreadsheet, a CSV file or the output of a program: a line for each, with a name if there is
// one, the energy, and the degeneracy if there is one. A unit may stand in the header or after an energy.

import { type Line, linesOf, numberIn, unclearIn } from '../../ui/paste.ts';
import type { properties } from './properties.ts';

type EnergyUnit = (typeof properties.unit.values)[number];

export type PastedLevels =
  | {
      kind: 'levels';
      energies: number[];
      degeneracies: number[];
      names: string[];
      /** Undefined where no unit stands in the text. */
      unit: EnergyUnit | undefined;
      /** How many columns after the degeneracy were left out. */
      unused: number;
    }
  | { kind: 'empty' }
  | { kind: 'wrong'; line: number; found: string }
  | { kind: 'unclear'; line: number; found: string }
  | { kind: 'units'; line: number; found: string; before: string }
  | { kind: 'many'; found: number };

type Range = { min: number; max: number };
type Limits = { energy: Range; degeneracy: Range; most: number; longest: number };

/** How people write the units, in small letters without spaces. */
const UNITS: Record<string, EnergyUnit> = {
  'cm-1': 'cm-1',
  'cm⁻¹': 'cm-1',
  'cm^-1': 'cm-1',
  'cm−1': 'cm-1',
  ev: 'eV',
  mev: 'meV',
  k: 'K',
  j: 'J',
  'j/mol': 'J/mol',
  'kj/mol': 'kJ/mol',
  'kcal/mol': 'kcal/mol',
  hartree: 'hartree',
  hartrees: 'hartree',
  eh: 'hartree',
  'a.u.': 'hartree',
};

const unitOf = (text: string): EnergyUnit | undefined => {
  const key = text.toLowerCase().replaceAll(/[()[\]]|\s/g, '');
  return Object.hasOwn(UNITS, key) ? UNITS[key] : undefined;
};

/** A header such as "E/kJ/mol", "energy (cm-1)" or "energy", "kJ/mol"; J and K alone are names of columns there. */
function unitInHeader(cells: readonly string[]): EnergyUnit | undefined {
  const inBrackets = cells.flatMap((cell) => /[([](.*)[)\]]/.exec(cell)?.[1] ?? []);
  const afterSlash = cells.flatMap((cell) => /^[^/]*\/\s*(.+)$/.exec(cell)?.[1] ?? []);
  const alone = cells.filter((cell) => cell.length > 1);
  return [...inBrackets, ...afterSlash, ...alone].map(unitOf).find((unit) => unit !== undefined);
}

/** The cells without a unit that stands in a cell of its own or after a number, and that unit. */
function apart(cells: readonly string[]): { cells: string[]; unit: EnergyUnit | undefined } {
  let unit: EnergyUnit | undefined;
  const kept = cells.flatMap((cell, i) => {
    const [, number, after] = /^(\S+)\s+(\S+)$/.exec(cell) ?? [];
    const own = i > 0 && numberIn(cells[i - 1]) !== undefined ? unitOf(cell) : undefined;
    const joined = number !== undefined && numberIn(number) !== undefined ? unitOf(after) : undefined;
    unit ??= own ?? joined;
    return own ? [] : [joined ? number : cell];
  });
  return { cells: kept, unit };
}

export function readLevels(text: string, { energy, degeneracy, most, longest }: Limits): PastedLevels {
  const lines = linesOf(text);
  const read = { energies: [] as number[], degeneracies: [] as number[], names: [] as string[] };
  let unit: EnergyUnit | undefined;
  let unused = 0;
  if (lines.length > 1 && lines[0].cells.every((cell) => numberIn(cell) === undefined)) {
    unit = unitInHeader(lines.shift()!.cells);
  }
  for (const { number, line, cells: all } of lines satisfies Line[]) {
    const unclear = unclearIn(line);
    if (unclear) return { kind: 'unclear', line: number, found: unclear };
    const { cells, unit: here } = apart(all);
    if (here && unit && here !== unit) return { kind: 'units', line: number, found: here, before: unit };
    unit ??= here;
    const first = cells.findIndex((cell) => numberIn(cell) !== undefined);
    if (first < 0) return { kind: 'wrong', line: number, found: cells[0].slice(0, 30) };
    const [e, g = '1', ...more] = cells.slice(first);
    const [level, states] = [numberIn(e)!, numberIn(g)];
    if (level < energy.min || level > energy.max) return { kind: 'wrong', line: number, found: e.slice(0, 30) };
    if (states === undefined || states < degeneracy.min || states > degeneracy.max) {
      return { kind: 'wrong', line: number, found: g.slice(0, 30) };
    }
    unused = Math.max(unused, more.length);
    read.energies.push(level);
    read.degeneracies.push(states);
    read.names.push(cells.slice(0, first).join(' ').slice(0, longest));
  }
  if (read.energies.length === 0) return { kind: 'empty' };
  return read.energies.length > most
    ? { kind: 'many', found: read.energies.length }
    : { kind: 'levels', ...read, unit, unused };
}
