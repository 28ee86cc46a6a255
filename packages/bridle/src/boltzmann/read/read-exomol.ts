// ExoMol's .states files: a level a line, blanks between id, energy in cm⁻¹, total degeneracy (nuclear spins included) and J.
// The columns behind them differ by molecule (uncertainty, lifetime, Landé factor, quantum numbers) and do not matter here. J. Tennyson et al., J. Mol. Spectrosc. 327, 73 (2016).

import type { ColumnOptions } from './level-columns.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { degeneracyOf, halfIntegerOf, numberOf } from './read-numbers.ts';
import { columnPlace, type PassedOver, passedOverNotes, passOver } from './reading.ts';

const FIELDS = /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)/;

/**
 * A reader of ExoMol states, each named by its id. States of degeneracy 0, which nuclear spin forbids, are passed over and
 * counted in `skipped`.
 *
 * @example
 * ```ts
 * import { exomolReader, readLevels } from 'bridle/boltzmann';
 * const lines = ['1 0.000000 1 0 e 0', '2 3.845033 3 1 e 0'];
 * [...readLevels(lines, exomolReader())][1]; // → { name: '2', energy: 3.845033, degeneracy: 3 }
 * ```
 */
export function exomolReader(options: ColumnOptions = {}): LevelReader {
  const columns = {
    energy: indexOf(options.energy, 1),
    g: indexOf(options.degeneracy, 2),
    name: indexOf(options.name, 0),
  };
  const usual = columns.energy === 1 && columns.g === 2 && columns.name === 0;
  let lineNumber = 0;
  let found = 0;
  const passedOver: PassedOver = {};
  const reader: LevelReader = {
    unit: 'cm-1',
    hasDegeneracies: true,
    skipped: 0,
    reading: {
      energies: columnPlace(columns.energy),
      unit: 'cm-1',
      degeneracies: { ...columnPlace(columns.g), from: 'g' },
      names: columnPlace(columns.name),
    },
    notes: [],
    line: (text) => {
      lineNumber += 1;
      if (text.trim() === '') return null;
      const cells = usual ? (FIELDS.exec(text) ?? []).slice(1) : text.trim().split(/\s+/);
      const [id, energyText, g] = [cells[columns.name], cells[columns.energy], cells[columns.g]];
      const J = id === undefined || energyText === undefined || g === undefined ? undefined : cells[3];
      if (J === undefined) {
        throw new LevelsError('too-few-cells', `expected id, energy, g and J, found '${shown(text.trim())}'`, {
          line: lineNumber,
          found: shown(text.trim()),
        });
      }
      const energy = numberOf(energyText);
      if (Number.isNaN(energy)) {
        throw new LevelsError('not-a-number', `expected an energy in cm-1, found '${shown(energyText)}'`, {
          line: lineNumber,
          found: shown(energyText),
        });
      }
      if (Number.isNaN(halfIntegerOf(J))) {
        throw new LevelsError('bad-j', `expected J to be 0, 1/2, 1, 3/2 …, found '${shown(J)}'`, {
          line: lineNumber,
          found: shown(J),
        });
      }
      if (numberOf(g) === 0) {
        reader.skipped = passOver(passedOver, 'zeroDegeneracy');
        return null;
      }
      found += 1;
      return { name: id, energy, degeneracy: degeneracyOf(g, lineNumber) };
    },
    end: () => {
      if (found === 0)
        throw new LevelsError('no-levels', 'expected at least one state, found none', { line: lineNumber });
      reader.notes = passedOverNotes(passedOver);
    },
  };
  return reader;
}

/** The index of a column that is chosen by its number: the format has no headers. */
function indexOf(wanted: string | undefined, usual: number): number {
  if (wanted === undefined) return usual;
  if (/^\s*[1-9]\d?\s*$/.test(wanted)) return Number(wanted) - 1;
  throw new LevelsError(
    'no-such-column',
    `expected the number of a column of ExoMol states, found '${shown(wanted)}'`,
    {
      ...{ column: shown(wanted), found: '' },
    },
  );
}
