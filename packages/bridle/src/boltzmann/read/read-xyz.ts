// Conformers from a multi-frame XYZ file: the number of atoms, a comment with the energy, the atoms; and again. As CREST,
// xtb and ORCA write it, the energy in hartree unless the comment says another unit.

import type { EnergyUnit } from '../units.ts';
import { type LevelUnit, outputUnit } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { numberOf } from './read-numbers.ts';
import { energyOnComment } from './xyz-comment.ts';

const MOST_ATOMS = 1_000_000;

/** The unit where comments do not say it, the key of the energy, and the temperature in kelvin for energies in kT. */
export type XyzOptions = {
  unit?: LevelUnit | undefined;
  energy?: string | undefined;
  temperature?: number | undefined;
};

/**
 * A reader of XYZ frames, one level of degeneracy 1 for each, named 1, 2, 3 …
 *
 * The energy on the comment line is the number after a word for an energy (`E =`, `Epot =`, `energy:`, `dE=` …), or else
 * the number that the line begins with; a unit behind it or in brackets counts, without one it is hartree. `energy` is the
 * key to take where there are several. In extended XYZ (`Properties=`), whose programs differ, the unit has to be given.
 * Every frame must have the atoms of the first in the same order: else they are no conformers.
 *
 * @example
 * ```ts
 * import { readLevels, xyzReader } from 'bridle/boltzmann';
 * const frames = ['2', '-1.1745', 'H 0 0 0', 'H 0 0 0.74', '2', 'E = -1.1700', 'H 0 0 0', 'H 0 0 0.80'];
 * [...readLevels(frames, xyzReader())].map(({ energy }) => energy); // → [-1.1745, -1.17]
 * ```
 */
export function xyzReader({ unit, energy: wanted, temperature }: XyzOptions = {}): LevelReader {
  let lineNumber = 0;
  let frame = 0;
  let atoms = 0; // of this frame
  let left = -2; // lines of this frame to come after the next one; −2 between frames, −1 at the comment
  let energy = 0;
  let written: LevelUnit | null = unit ?? null;
  const elements: string[] = [];
  const line = (text: string) => {
    lineNumber += 1;
    const facts = { line: lineNumber, frame: frame + 1 };
    if (left === -2) {
      if (text.trim() === '') return null;
      atoms = atomCount(text, facts);
      if (frame > 0 && atoms !== elements.length) throw differ(String(atoms), String(elements.length), facts);
      left = -1;
      return null;
    }
    if (left === -1) {
      const found = energyOnComment(text, wanted, facts);
      written = unitOn(text, found.unit, written, facts);
      const { unit: own, factor } = outputUnit(written, temperature, lineNumber);
      reader.unit = own;
      reader.reading ??= {
        energies: { in: 'comment', key: found.key },
        unit: written,
        degeneracies: null,
        names: null,
      };
      energy = found.energy * factor;
      left = atoms;
      return null;
    }
    const element = elementOn(text, facts);
    const index = atoms - left;
    if (frame === 0) elements.push(element);
    else if (elements[index].toLowerCase() !== element.toLowerCase())
      throw differ(element, elements[index], { ...facts, atom: index + 1 });
    left -= 1;
    if (left > 0) return null;
    left = -2;
    frame += 1;
    return { name: String(frame), energy, degeneracy: 1 };
  };
  const end = () => {
    if (left !== -2) {
      const missing = left === -1 ? 'the energy' : `${left} of ${atoms} atoms`;
      throw new LevelsError('truncated', `expected ${missing} of frame ${frame + 1} before the end of the file`, {
        line: lineNumber,
        frame: frame + 1,
      });
    }
    if (frame === 0)
      throw new LevelsError('no-levels', 'expected at least one frame, found none', { line: lineNumber });
  };
  const known: EnergyUnit | null = unit === undefined || unit === 'kT' ? null : unit;
  const reader: LevelReader = { unit: known, hasDegeneracies: false, skipped: 0, reading: null, notes: [], line, end };
  return reader;
}

type Facts = { line: number; frame: number };

function atomCount(text: string, facts: Facts): number {
  const count = /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_ATOMS) return count;
  throw new LevelsError(
    'bad-atom-count',
    `expected the number of atoms of frame ${facts.frame}, found '${shown(text)}'`,
    { ...facts, found: shown(text) },
  );
}

/** The unit of this frame's energy, which must be that of the file; extended XYZ is in eV by its programs' habit, not by rule. */
function unitOn(comment: string, own: LevelUnit | null, unit: LevelUnit | null, facts: Facts): LevelUnit {
  if (own && unit && own !== unit) {
    throw new LevelsError('mixed-units', `expected every energy in ${unit}, found '${shown(comment)}'`, {
      ...facts,
      unit,
      other: own,
      found: shown(comment),
    });
  }
  const known = own ?? unit;
  if (known) return known;
  if (!/\bProperties=/i.test(comment)) return 'hartree';
  throw new LevelsError('no-unit', 'expected a unit for the energies of extended XYZ, often eV, found none', facts);
}

/** The element of an atom's line, whose three coordinates must be there. */
function elementOn(text: string, facts: Facts): string {
  const [element, ...rest] = text.trim().split(/\s+/, 4);
  if (/^[A-Za-z0-9]{1,4}$/.test(element) && rest.length === 3 && !rest.some((cell) => Number.isNaN(numberOf(cell)))) {
    return element;
  }
  throw new LevelsError(
    'bad-atom',
    `expected an element and three coordinates in frame ${facts.frame}, found '${shown(text)}'`,
    { ...facts, found: shown(text) },
  );
}

/** Another number of atoms than in the first frame or, where `atom` says which, another element. */
function differ(found: string, expected: string, facts: Facts & { atom?: number }): LevelsError {
  const [first, here] =
    facts.atom === undefined ? [`${expected} atoms`, `${found}`] : [`${expected} as atom ${facts.atom}`, found];
  return new LevelsError('frames-differ', `expected ${first}, as in frame 1, found ${here} in frame ${facts.frame}`, {
    ...facts,
    found,
    expected,
  });
}
