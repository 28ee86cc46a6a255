// Levels from a delimited table or one number a line, with or without a header (see table-layout.ts, level-columns.ts).

import type { EnergyUnit } from '../units.ts';
import { decimalReader } from './decimal-mark.ts';
import type { LevelColumns } from './level-columns.ts';
import { type LevelUnit, outputUnit } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { Level, LevelReader } from './read-levels.ts';
import { degeneracyOf, degeneracyOfJ, energyOf } from './read-numbers.ts';
import { columnPlace, type Reading } from './reading.ts';
import { splitCells } from './split-cells.ts';
import { layoutSearch, type TableLayout, type TableOptions } from './table-layout.ts';

/**
 * A reader of delimited tables: tabs, semicolons, bars, commas or blanks, whichever part the header and the first row alike;
 * quotes as in CSV; empty lines and lines that begin with # are passed over, as are lines before the header.
 *
 * The degeneracy is a column of that name (`g`, `degeneracy`, `2J+1`, …) or J (`7/2`, g = 2J + 1), never one by its place.
 * Without a header a row is an energy, a name and an energy, or a count from 1 and an energy; of more columns of numbers
 * `energy` chooses by number. The unit comes from the header, from the cells (`0.9 kcal/mol`) or from the option. A number
 * such as 1.234 between semicolons, or with a comma anywhere, is read where other cells or the option `decimal` have told
 * the decimal mark.
 *
 * @example
 * ```ts
 * import { readLevels, tableReader } from 'bridle/boltzmann';
 * [...readLevels(['anti,0', 'gauche,0.9'], tableReader({ unit: 'kcal/mol' }))][0]; // → { name: 'anti', energy: 0, degeneracy: 1 }
 * ```
 */
export function tableReader(options: TableOptions = {}): LevelReader {
  const search = layoutSearch(options);
  let layout: TableLayout | null = null;
  let number = decimalReader(options.decimal, '.');
  let written: LevelUnit | null = options.unit ?? null;
  let lineNumber = 0;
  let rows = 0;
  const reader: LevelReader = {
    unit: written === 'kT' ? null : written,
    hasDegeneracies: false,
    skipped: 0,
    reading: null,
    notes: [],
    line: (text) => {
      lineNumber += 1;
      const clean = text.includes('\uFEFF') ? text.replaceAll('\uFEFF', '') : text;
      if (clean.trim() === '') return null;
      if (layout === null) {
        layout = search.line(clean, lineNumber);
        if (layout === null) return null;
        number = decimalReader(options.decimal, layout.delimiter === ';' ? null : '.');
        written = layout.columns.unit ?? written;
        reader.hasDegeneracies = layout.columns.degeneracy >= 0 || layout.columns.J >= 0;
        if (layout.headerLine > 1) reader.notes?.push({ code: 'lines-before-header', line: layout.headerLine });
        if (layout.rowNumbers) reader.notes?.push({ code: 'row-numbers' });
      } else if (clean.startsWith('#')) return null;
      if (layout.delimiter === '|' && /^[\s|:+-]+$/.test(clean)) return null;
      rows += 1;
      const cells = cellsOf(clean, layout, rows, lineNumber);
      const { columns } = layout;
      for (const i of [columns.energy, columns.degeneracy]) if (i in cells) cells[i] = number(cells[i], lineNumber);
      const { level, unit } = levelOf(cells, columns, written, rows, lineNumber);
      const { unit: own, factor } = outputUnit(unit, options.temperature, lineNumber);
      if (written !== unit || reader.reading === null) reader.reading = readingOf(layout, unit);
      written = unit;
      reader.unit = own as EnergyUnit;
      return factor === 1 ? level : { ...level, energy: level.energy * factor };
    },
    end: () => {
      if (rows > 0) return;
      throw (
        search.reason() ?? new LevelsError('no-levels', 'expected at least one level, found none', { line: lineNumber })
      );
    },
  };
  return reader;
}

/** The cells of a row, a last empty one beyond the header left out. */
function cellsOf(text: string, layout: TableLayout, row: number, line: number): string[] {
  const cells = splitCells(text, layout.delimiter, line);
  const { width } = layout;
  if (cells.length === width + 1 && cells[width].trim() === '') cells.pop();
  // A decimal comma in a table of commas makes one cell too many, and would be read as another number.
  if (cells.length > width) {
    const where = layout.headerLine > 1 ? `line ${layout.headerLine}` : 'the first line';
    throw new LevelsError('too-many-cells', `expected ${width} cells, as in ${where}, found ${cells.length}`, {
      ...{ line, expected: width, found: cells.length },
    });
  }
  if (layout.rowNumbers && cells[0].trim() !== String(row)) {
    throw new LevelsError(
      'choose-columns',
      `expected ${row} in a column that counts the rows, found '${shown(cells[0])}'`,
      {
        ...{ line, found: '1, 2' },
      },
    );
  }
  return cells;
}

function levelOf(cells: string[], columns: LevelColumns, written: LevelUnit | null, row: number, line: number) {
  const cell = (index: number): string => {
    if (index < cells.length) return cells[index];
    throw new LevelsError('too-few-cells', `expected at least ${index + 1} cells, found ${cells.length}`, {
      ...{ line, expected: index + 1, found: cells.length },
    });
  };
  const { energy, unit } = energyOf(cell(columns.energy), written, line);
  if (!unit)
    throw new LevelsError('no-unit', `expected a unit in the header or beside '${shown(cell(columns.energy))}'`, {
      line,
    });
  let degeneracy = 1;
  if (columns.degeneracy >= 0) degeneracy = degeneracyOf(cell(columns.degeneracy), line);
  else if (columns.J >= 0) degeneracy = degeneracyOfJ(cell(columns.J), line);
  if (columns.unsure >= 0) checkUnsure(cell(columns.unsure), columns.unsure, line);
  const name = columns.name >= 0 ? cell(columns.name).trim() : '';
  const level: Level = { name: name || String(row), energy, degeneracy };
  return { level, unit };
}

/** A column that may be a degeneracy may be passed over as long as it is 1. */
function checkUnsure(text: string, index: number, line: number): void {
  if (/^\s*(1(\.0*)?)?\s*$/.test(text)) return;
  throw new LevelsError(
    'unsure-degeneracy',
    `expected to be told whether column ${index + 1} is a degeneracy, found '${shown(text.trim())}'`,
    {
      ...{ line, column: index + 1, found: shown(text.trim()) },
    },
  );
}

function readingOf({ columns, headers }: TableLayout, unit: LevelUnit): Reading {
  const { energy, degeneracy, J, name } = columns;
  const counted = degeneracy >= 0 ? degeneracy : J;
  return {
    energies: columnPlace(energy, headers),
    unit,
    degeneracies: counted < 0 ? null : { ...columnPlace(counted, headers), from: degeneracy >= 0 ? 'g' : 'J' },
    names: name < 0 ? null : columnPlace(name, headers),
  };
}
