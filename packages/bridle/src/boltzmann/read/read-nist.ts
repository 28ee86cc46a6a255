// Atomic energy levels as the NIST Atomic Spectra Database gives them out: a table in bars, tabs or commas, whose columns
// are found by their headers (Configuration, Term, J or g, Level). J is `2`, `7/2`, or `7/2,9/2` for levels that are not
// resolved; configuration and term are empty where they are those of the line above.

import type { EnergyUnit } from '../units.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { degeneracyOf, degeneracyOfJ, numberOf, unitOf } from './read-numbers.ts';
import { splitCells } from './read-table.ts';

type Columns = {
  delimiter: string;
  level: number;
  suffix: number;
  J: number;
  g: number;
  configuration: number;
  term: number;
};

/**
 * A reader of NIST ASD levels. The energy's brackets (interpolated), parentheses (theoretical), question marks and
 * footnote letters are taken off.
 *
 * Passed over and counted in `skipped`: ionisation limits, levels without J or with one in doubt (`1/2 or 3/2`), and those
 * known only up to an offset (`+x`).
 *
 * @example
 * ```ts
 * import { nistReader, readLevels } from 'bridle/boltzmann';
 * const lines = ['Term | J       | Level (cm-1) |', '2D*  | 5/2,3/2 | 19224.464    |'];
 * [...readLevels(lines, nistReader())]; // → [{ name: '2D* 5/2,3/2', energy: 19224.464, degeneracy: 10 }]
 * ```
 */
export function nistReader(): LevelReader {
  let columns: Columns | null = null;
  let lineNumber = 0;
  let found = 0;
  let configuration = '';
  let term = '';
  const reader: LevelReader = {
    unit: null,
    hasDegeneracies: true,
    skipped: 0,
    line: (text) => {
      lineNumber += 1;
      if (text.trim() === '' || /^[\s|-]*$/.test(text)) return null;
      if (!columns) {
        columns = header(text, lineNumber);
        if (columns) reader.unit = levelUnit(cellsOf(text, columns.delimiter, lineNumber)[columns.level], lineNumber);
        return null;
      }
      const cells = cellsOf(text, columns.delimiter, lineNumber);
      const cell = (index: number) => (index >= 0 && index < cells.length ? cells[index] : '');
      if (!reader.unit) {
        reader.unit = levelUnit(cell(columns.level), lineNumber); // a header of two lines has its unit in the second
        if (reader.unit) return null;
        throw new LevelsError('no-unit', "expected a unit in the header 'Level'", { line: lineNumber });
      }
      if (cell(columns.configuration)) {
        configuration = cell(columns.configuration);
        term = '';
      }
      if (cell(columns.term)) term = cell(columns.term);
      const level = cell(columns.level);
      const J = cell(columns.J).replace(/^-+$/, '');
      const g = cell(columns.g).replace(/^-+$/, '');
      if (level === '' && cell(columns.J) === '' && cell(columns.g) === '') return null;
      const energy = plainLevel(level, cell(columns.suffix), lineNumber);
      const unknown = g === '' && (J === '' || /\bor\b/i.test(J));
      if (energy === null || unknown || /limit/i.test(term)) {
        reader.skipped += 1;
        return null;
      }
      found += 1;
      const name = [configuration, term, J].filter((part) => part !== '').join(' ');
      return { name, energy, degeneracy: g === '' ? degeneracyOfJ(J, lineNumber) : degeneracyOf(g, lineNumber) };
    },
    end: () => {
      if (!columns)
        throw new LevelsError('no-header', "expected a header with 'Level' and 'J' or 'g', found none", {
          line: lineNumber,
        });
      if (found === 0)
        throw new LevelsError('no-levels', 'expected at least one level, found none', { line: lineNumber });
    },
  };
  return reader;
}

function header(text: string, line: number): Columns | null {
  const delimiter = ['|', '\t', ','].find((mark) => text.includes(mark));
  if (!delimiter) return null;
  const words = cellsOf(text, delimiter, line).map((cell) => cell.toLowerCase());
  const level = words.findIndex((word) => word.startsWith('level'));
  const J = words.indexOf('j');
  const g = words.indexOf('g');
  if (level < 0 || (J < 0 && g < 0)) return null;
  const [suffix, configuration, term] = ['suffix', 'configuration', 'term'].map((word) => words.indexOf(word));
  return { delimiter, level, suffix, J, g, configuration, term };
}

/** Cells without their blanks, and without the ="…" that keeps spreadsheets from reading 1/2 as a date. */
function cellsOf(text: string, delimiter: string, line: number): string[] {
  const cells = delimiter === '|' ? text.split('|') : splitCells(text, delimiter, line);
  return cells.map((cell) => cell.trim().replace(/^="?/, '').replace(/^"|"$/g, '').trim());
}

/** The unit in `Level (cm-1)`, null without one. */
function levelUnit(text: string, line: number): EnergyUnit | null {
  const [, unit] = /\(([^()]+)\)/.exec(text) ?? [];
  return unit === undefined ? null : unitOf(unit, line);
}

/** The number in a level's cell; null where it has only an offset or nothing. */
function plainLevel(level: string, suffix: string, line: number): number | null {
  if (level === '' || /\+\s*[a-z]/i.test(level + suffix)) return null;
  const bare = level
    .replace(/[[\]()?†*]/g, '')
    .replace(/\s+/g, '')
    .replace(/(?<![a-z])[a-z]+$/i, ''); // the lookbehind: one try for each run of letters
  const energy = numberOf(bare);
  if (!Number.isNaN(energy)) return energy;
  throw new LevelsError('not-a-number', `expected a level, found '${shown(level)}'`, { line, found: shown(level) });
}
