// ExoMol's .states files: a level a line, blanks between id, energy in cm⁻¹, total degeneracy (nuclear spins included), J,
// and quantum numbers that do not matter here. J. Tennyson et al., J. Mol. Spectrosc. 327, 73 (2016).

import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { degeneracyOf, halfIntegerOf, numberOf } from './read-numbers.ts';

/** A reader of ExoMol states, each named by its id. */
export function exomolReader(): LevelReader {
  let lineNumber = 0;
  let found = 0;
  return {
    unit: 'cm-1',
    skipped: 0,
    line: (text) => {
      lineNumber += 1;
      const [id, energyText, g, J] = text.trim().split(/\s+/, 4);
      if (id === '') return null;
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
