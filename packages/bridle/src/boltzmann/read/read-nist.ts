// Atomic energy levels as the NIST Atomic Spectra Database gives them out: a table in bars, tabs or commas, whose columns
// are found by their headers (Configuration, Term, J or g, Level). J is `2`, `7/2`, or `7/2,9/2` for levels that are not
// resolved; configuration and term are empty where they are those of the line above.

import type { EnergyUnit } from '../units.ts';
import { type ColumnOptions, chosen } from './level-columns.ts';
import { outputUnit, unitOf } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { LevelReader } from './read-levels.ts';
import { degeneracyOf, degeneracyOfJ, numberOf } from './read-numbers.ts';
import { columnPlace, type PassedOver, passedOverNotes, passOver, type Reading } from './reading.ts';
import { splitCells } from './split-cells.ts';

type Columns = {
  delimiter: string;
  headers: string[];
  level: number;
  suffix: number;
  J: number;
  g: number;
  configuration: number;
  term: number;
};

/**
 * A reader of NIST ASD levels. The energy's brackets (interpolated), parentheses (theoretical), question marks and
 * footnote letters are taken off; so is the question mark of a J (`3/2?`), whose levels are counted in the notes.
 *
 * Passed over and counted in `skipped`: ionisation limits, levels without J or with one of several (`1/2 or 3/2`), without an
 * energy, and those known only up to an offset (`+x`).
 *
 * @example
 * ```ts
 * import { nistReader, readLevels } from 'bridle/boltzmann';
 * const lines = ['Term | J       | Level (cm-1) |', '2D*  | 5/2,3/2 | 19224.464    |'];
 * [...readLevels(lines, nistReader())]; // → [{ name: '2D* 5/2,3/2', energy: 19224.464, degeneracy: 10 }]
 * ```
 */
export function nistReader(options: ColumnOptions = {}): LevelReader {
  let columns: Columns | null = null;
  let lineNumber = 0;
  let found = 0;
  let doubtful = 0;
  let configuration = '';
  let term = '';
  const passedOver: PassedOver = {};
  const skip = (reason: keyof PassedOver) => {
    reader.skipped = passOver(passedOver, reason);
    return null;
  };
  const reader: LevelReader = {
    unit: null,
    hasDegeneracies: true,
    skipped: 0,
    reading: null,
    notes: [],
    line: (text) => {
      lineNumber += 1;
      if (text.trim() === '' || /^[\s|-]*$/.test(text)) return null;
      if (!columns) {
        columns = header(text, lineNumber, options);
        if (columns) reader.unit = levelUnit(columns.headers[columns.level], lineNumber);
        return null;
      }
      const cells = cellsOf(text, columns.delimiter, lineNumber);
      const cell = (index: number) => (index >= 0 && index < cells.length ? cells[index] : '');
      if (!reader.unit) {
        reader.unit = levelUnit(cell(columns.level), lineNumber); // a header of two lines has its unit in the second
        if (reader.unit) return null;
        throw new LevelsError('no-unit', "expected a unit in the header 'Level'", { line: lineNumber });
      }
      reader.reading ??= readingOf(columns, reader.unit);
      if (cell(columns.configuration)) {
        configuration = cell(columns.configuration);
        term = '';
      }
      if (cell(columns.term)) term = cell(columns.term);
      const level = cell(columns.level);
      const marked = cell(columns.J).replace(/^-+$/, '');
      const g = cell(columns.g).replace(/^-+$/, '');
      if (level === '' && cell(columns.J) === '' && cell(columns.g) === '') return null;
      if (/limit/i.test(cell(columns.term))) return skip('limit');
      if (level === '') return skip('noEnergy');
      const energy = plainLevel(level, cell(columns.suffix), lineNumber);
      if (energy === null) return skip('offset');
      const J = marked.replace(/[?()[\]]/g, '').trim();
      if (g === '' && J === '') return skip('noJ');
      if (g === '' && /\bor\b/i.test(J)) return skip('severalJ');
      const degeneracy = g === '' ? degeneracyOfJ(J, lineNumber) : degeneracyOf(g, lineNumber);
      found += 1;
      if (g === '' && marked.includes('?')) doubtful += 1;
      return { name: [configuration, term, marked].filter((part) => part !== '').join(' '), energy, degeneracy };
    },
    end: () => {
      if (!columns)
        throw new LevelsError('no-header', "expected a header with 'Level' and 'J' or 'g', found none", {
          line: lineNumber,
        });
      if (found === 0) {
        const counted = reader.skipped === 0 ? '' : ` (${reader.skipped} passed over)`;
        throw new LevelsError('no-levels', `expected at least one level, found none${counted}`, {
          line: lineNumber,
          skipped: reader.skipped,
        });
      }
      reader.notes = [
        ...(doubtful > 0 ? [{ code: 'doubtful-j' as const, levels: doubtful }] : []),
        ...passedOverNotes(passedOver),
      ];
    },
  };
  return reader;
}

function header(text: string, line: number, options: ColumnOptions): Columns | null {
  const delimiter = ['|', '\t', ','].find((mark) => text.includes(mark));
  if (!delimiter) return null;
  const headers = cellsOf(text, delimiter, line);
  const words = headers.map((cell) => cell.toLowerCase());
  const levels = words.flatMap((word, i) => (word.startsWith('level') ? [i] : []));
  const fitting = levels.find((i) => options.unit && levelUnit(headers[i], line) === options.unit);
  const level = options.energy === undefined ? (fitting ?? levels[0] ?? -1) : chosen(headers, options.energy, line);
  let J = words.indexOf('j');
  let g = words.indexOf('g');
  if (level < 0 || (J < 0 && g < 0)) return null;
  if (options.degeneracy !== undefined) {
    const at = chosen(headers, options.degeneracy, line);
    [J, g] = words[at] === 'j' ? [at, -1] : [-1, at];
  }
  const [suffix, configuration, term] = ['suffix', 'configuration', 'term'].map((word) => words.indexOf(word));
  return { delimiter, headers, level, suffix, J, g, configuration, term };
}

function readingOf({ headers, level, J, g }: Columns, unit: EnergyUnit): Reading {
  const degeneracies = { ...columnPlace(g >= 0 ? g : J, headers), from: g >= 0 ? ('g' as const) : ('J' as const) };
  return { energies: columnPlace(level, headers), unit, degeneracies, names: null };
}

/** Cells without their blanks, and without the ="…" that keeps spreadsheets from reading 1/2 as a date. */
function cellsOf(text: string, delimiter: string, line: number): string[] {
  const cells = delimiter === '|' ? text.split('|') : splitCells(text, delimiter, line);
  return cells.map((cell) => cell.trim().replace(/^="?/, '').replace(/^"|"$/g, '').trim());
}

/** The unit in `Level (cm-1)`, null without one. */
function levelUnit(text: string, line: number): EnergyUnit | null {
  const [, unit] = /\(([^()]+)\)/.exec(text) ?? [];
  return unit === undefined ? null : outputUnit(unitOf(unit, line), undefined, line).unit;
}

/** The number in a level's cell; null where it is known only up to an offset. */
function plainLevel(level: string, suffix: string, line: number): number | null {
  if (/\+\s*[a-z]/i.test(level + suffix) || /^[a-z]$/i.test(level)) return null;
  const bare = level
    .replace(/[[\]()?†*]/g, '')
    .replace(/\s+/g, '')
    .replace(/(?<![a-z])[a-z]+$/i, ''); // the lookbehind: one try for each run of letters
  const energy = numberOf(bare);
  if (!Number.isNaN(energy)) return energy;
  throw new LevelsError('not-a-number', `expected a level, found '${shown(level)}'`, { line, found: shown(level) });
}
