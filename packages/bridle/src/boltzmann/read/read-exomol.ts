// ExoMol's .states files: a level a line, blanks between id, energy in cm⁻¹, total degeneracy (nuclear spins included), J,
// and quantum numbers that do not matter here. J. Tennyson et al., J. Mol. Spectrosc. 327, 73 (2016).

import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { degeneracyOf, halfIntegerOf, numberOf } from './read-numbers.ts';

const FIELDS = /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)/;

/**
 * A reader of ExoMol states, each named by its id.
 *
 * @example
 * ```ts
 * import { exomolReader, readLevels } from 'bridle/boltzmann';
 * const lines = ['1 0.000000 1 0 e 0', '2 3.845033 3 1 e 0'];
 * [...readLevels(lines, exomolReader())][1]; // → { name: '2', energy: 3.845033, degeneracy: 3 }
 * ```
 */
export function exomolReader(): LevelReader {
  let lineNumber = 0;
  let found = 0;
  return {
    unit: 'cm-1',
    hasDegeneracies: true,
    skipped: 0,
    line: (text) => {
      lineNumber += 1;
      if (text.trim() === '') return null;
      const [, id, energyText, g, J] = FIELDS.exec(text) ?? [];
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
      found += 1;
      return { name: id, energy, degeneracy: degeneracyOf(g, lineNumber) };
    },
    end: () => {
      if (found === 0)
        throw new LevelsError('no-levels', 'expected at least one state, found none', { line: lineNumber });
    },
  };
}
