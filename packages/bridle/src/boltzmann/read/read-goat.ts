// The table of conformers in ORCA's output of a GOAT search: below `# Final ensemble info #` the columns Conformer, Energy (its
// unit in the line below), Degen. and populations. ORCA 6 manual, GOAT.

import type { EnergyUnit } from '../units.ts';
import { outputUnit, unitOf } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { degeneracyOf, numberOf } from './read-numbers.ts';

/**
 * Whether a line begins the table.
 *
 * @example
 * ```ts
 * import { isGoatTitle } from 'bridle/boltzmann';
 * isGoatTitle('# Final ensemble info #'); // → true
 * ```
 */
export function isGoatTitle(line: string): boolean {
  return /#\s*Final ensemble info\s*#/.test(line);
}

/**
 * A reader of ORCA's output of a GOAT search, with the degeneracies that it lists. Levels are named by their number.
 *
 * @example
 * ```ts
 * import { goatReader, readLevels } from 'bridle/boltzmann';
 * const lines = ['# Final ensemble info #', 'Conformer Energy Degen. % total', '(kcal/mol)', '-----', '0 0.000 1 69', '1 0.900 2 31'];
 * [...readLevels(lines, goatReader())][1]; // → { name: '1', energy: 0.9, degeneracy: 2 }
 * ```
 */
export function goatReader(): LevelReader {
  let at: 'before' | 'head' | 'rows' | 'after' = 'before';
  let lineNumber = 0;
  let found = 0;
  const refuse = (code: 'not-a-number' | 'no-unit' | 'many-tables', message: string, text: string) => {
    return new LevelsError(code, message, { line: lineNumber, found: shown(text.trim()) });
  };
  const reader: LevelReader = {
    unit: null,
    hasDegeneracies: true,
    skipped: 0,
    reading: null,
    notes: [],
    line: (text) => {
      lineNumber += 1;
      if (isGoatTitle(text)) {
        if (at !== 'before') throw refuse('many-tables', 'expected one table of conformers, found another', text);
        at = 'head';
        return null;
      }
      if (at === 'head') {
        const [, unit] = /^\s*\(([^()]+)\)\s*$/.exec(text) ?? [];
        if (unit !== undefined) reader.unit = outputUnit(unitOf(unit, lineNumber), undefined, lineNumber).unit;
        if (/^\s*-{5,}/.test(text)) at = 'rows';
        return null;
      }
      if (at !== 'rows') return null;
      const cells = text.trim().split(/\s+/);
      if (!/^\d+$/.test(cells[0])) {
        if (found > 0) at = 'after';
        return null;
      }
      if (reader.unit === null)
        throw refuse('no-unit', 'expected the unit of the energies in the header, found none', text);
      const energy = numberOf(cells[1] ?? '');
      if (Number.isNaN(energy))
        throw refuse('not-a-number', `expected an energy, found '${shown(cells[1] ?? '')}'`, cells[1] ?? '');
      reader.reading ??= reading(reader.unit);
      found += 1;
      return { name: cells[0], energy, degeneracy: degeneracyOf(cells[2] ?? '', lineNumber) };
    },
    end: () => {
      if (found === 0)
        throw new LevelsError('no-levels', 'expected at least one conformer, found none', { line: lineNumber });
    },
  };
  return reader;
}

function reading(unit: EnergyUnit) {
  return {
    energies: { in: 'column' as const, column: 2, header: 'Energy' },
    unit,
    degeneracies: { in: 'column' as const, column: 3, header: 'Degen.', from: 'g' as const },
    names: { in: 'column' as const, column: 1, header: 'Conformer' },
  };
}
