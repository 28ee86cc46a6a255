// Levels from CSV, TSV or one number a line, with or without a header (see level-columns.ts).

import { type ColumnOptions, type LevelColumns, levelColumns } from './level-columns.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { Level, LevelReader } from './read-levels.ts';
import { degeneracyOf, degeneracyOfJ, energyOf, isEnergy } from './read-numbers.ts';

/**
 * A reader of delimited tables: tab, semicolon or comma, whichever the first line has, or else blanks where it has no
 * header; quotes as in CSV; between semicolons numbers may have a decimal comma; empty lines and lines that begin with #
 * are passed over.
 *
 * Without a header a row is an energy; an energy and a degeneracy; a name and an energy; or all three. The unit comes
 * from the header, from the cells (`0.9 kcal/mol`) or from the option; J (`7/2`) gives g = 2J + 1 where there is no
 * degeneracy.
 *
 * @example
 * ```ts
 * import { readLevels, tableReader } from 'bridle/boltzmann';
 * [...readLevels(['anti,0', 'gauche,0.9'], tableReader({ unit: 'kcal/mol' }))][0]; // → { name: 'anti', energy: 0, degeneracy: 1 }
 * ```
 */
export function tableReader(options: ColumnOptions = {}): LevelReader {
  let columns: LevelColumns | null = null;
  let delimiter = '';
  let lineNumber = 0;
  let width = 0;
  let rows = 0;
  const reader: LevelReader = {
    unit: options.unit ?? null,
    hasDegeneracies: false,
    skipped: 0,
    line: (text) => {
      lineNumber += 1;
      const clean = lineNumber === 1 ? text.replace(/^\uFEFF/, '') : text;
      if (clean.trim() === '' || clean.startsWith('#')) return null;
      if (!columns) {
        delimiter = ['\t', ';', ','].find((mark) => clean.includes(mark)) ?? '';
        if (delimiter === '' && !isEnergy(clean) && headless(splitCells(clean, ' ', lineNumber))) delimiter = ' ';
        const cells = splitCells(clean, delimiter, lineNumber);
        width = cells.length;
        const bare = headless(delimiter === ';' ? cells.map(withPoint) : cells);
        columns = bare ?? levelColumns(cells, options, lineNumber);
        reader.unit = columns.unit ?? reader.unit;
        reader.hasDegeneracies = columns.degeneracy >= 0 || columns.J >= 0;
        if (!bare) return null;
      }
      rows += 1;
      const cells = splitCells(clean, delimiter, lineNumber);
      // A decimal comma in a table of commas makes one cell too many, and would be read as another number.
      if (cells.length > width) {
        throw new LevelsError(
          'too-many-cells',
          `expected ${width} cells, as in the first line, found ${cells.length}`,
          {
            line: lineNumber,
            expected: width,
            found: cells.length,
          },
        );
      }
      const { energy, degeneracy } = columns;
      if (delimiter === ';') for (const i of [energy, degeneracy]) if (i in cells) cells[i] = withPoint(cells[i]);
      return levelOf(cells, columns, reader, rows, lineNumber);
    },
    end: () => {
      if (rows === 0)
        throw new LevelsError('no-levels', 'expected at least one level, found none', { line: lineNumber });
    },
  };
  return reader;
}

/** The columns of a table whose first line is already a level; null where it is a header. */
function headless(cells: string[]): LevelColumns | null {
  const named = cells.length >= 3 || (cells.length === 2 && !isEnergy(cells[0]));
  const energy = named ? 1 : 0;
  if (!isEnergy(cells[energy])) return null;
  return { energy, degeneracy: energy + 1 < cells.length ? energy + 1 : -1, J: -1, name: named ? 0 : -1, unit: null };
}

function levelOf(cells: string[], columns: LevelColumns, reader: LevelReader, row: number, line: number): Level {
  const cell = (index: number): string => {
    if (index < cells.length) return cells[index];
    throw new LevelsError('too-few-cells', `expected at least ${index + 1} cells, found ${cells.length}`, {
      line,
      expected: index + 1,
      found: cells.length,
    });
  };
  const { energy, unit } = energyOf(cell(columns.energy), reader.unit, line);
  if (!unit)
    throw new LevelsError('no-unit', `expected a unit in the header or beside '${shown(cell(columns.energy))}'`, {
      line,
    });
  reader.unit = unit;
  let degeneracy = 1;
  if (columns.degeneracy >= 0) degeneracy = degeneracyOf(cell(columns.degeneracy), line);
  else if (columns.J >= 0) degeneracy = degeneracyOfJ(cell(columns.J), line);
  const name = columns.name >= 0 ? cell(columns.name).trim() : '';
  return { name: name || String(row), energy, degeneracy };
}

/** `0,9` as `0.9`: spreadsheets that write decimal commas part cells by semicolons. */
function withPoint(cell: string): string {
  return cell.replace(/^(\s*[+\-−]?\d*),(?=\d)/, '$1.');
}

/** The cells of one line; quoted ones may hold the delimiter, and "" for a quote. Several blanks part as one does. */
export function splitCells(text: string, delimiter: string, line: number): string[] {
  if (delimiter === '') return [text];
  if (delimiter === ' ') return text.trim().split(/\s+/);
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  if (quoted) throw new LevelsError('unclosed-quote', 'expected the quote to be closed on its line', { line });
  cells.push(cell);
  return cells;
}
