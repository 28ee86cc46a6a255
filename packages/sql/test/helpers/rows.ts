// Rows for comparing an engine with `predict`: the cells as an engine stores them, and the table that they mean.

import { type Column, columnsOf, type Model, type Table } from 'bridle/learn';
import type { EngineColumn } from './engine.ts';

type Cell = number | string | null;
export type Row = Record<string, Cell>;

/** The rows of a table as cells. */
export function rowsOf(table: Table): Row[] {
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column.name, cellOf(column, row)])),
  );
}

function cellOf(column: Column, row: number): Cell {
  if (column.kind === 'numeric') return Number.isNaN(column.values[row]) ? null : column.values[row];
  return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
}

/** For each feature a row of its own with each kind of cell that training may not have seen. */
export function hardRows(model: Model, base: Row): Row[] {
  const hard = {
    numeric: [null, Number.NaN, 0, -1e9, 123456.789],
    categorical: [null, '', ' NA ', '  ', "제주 'x\\", 'na'],
  };
  const all = columnsOf(model.recipe).flatMap(({ name, kind }) =>
    hard[kind as 'numeric'].map((cell): Row => ({ ...base, [name]: cell })),
  );
  const nothing = Object.fromEntries(columnsOf(model.recipe).map(({ name }) => [name, null]));
  return [...all, nothing];
}

/** The columns that an engine loads: the model's features and a key, the number of the row. */
export function engineColumns(model: Model, rows: readonly Row[], key = 'row key'): EngineColumn[] {
  const features = columnsOf(model.recipe).map(
    ({ name, kind }): EngineColumn => ({
      name,
      type: kind === 'numeric' ? 'number' : 'text',
      cells: rows.map((row) => row[name]),
    }),
  );
  return [{ name: key, type: 'number', cells: rows.map((_, i) => i) }, ...features];
}

/** What the cells mean: NULL, NaN, blanks and NA are missing, and spaces around a text do not count. */
export function meant(model: Model, rows: readonly Row[]): Table {
  const columns = columnsOf(model.recipe).map(({ name, kind }): Column => {
    const cells = rows.map((row) => row[name]);
    if (kind === 'numeric')
      return { kind, name, values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))) };
    const texts = cells.map((cell) =>
      cell === null || ['', 'NA'].includes(String(cell).trim()) ? null : String(cell).trim(),
    );
    const levels = [...new Set(texts.filter((text) => text !== null))];
    return {
      kind: 'categorical',
      name,
      levels,
      codes: Int32Array.from(texts, (text) => (text === null ? -1 : levels.indexOf(text))),
    };
  });
  return { rows: rows.length, columns };
}
