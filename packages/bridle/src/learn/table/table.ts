// A table for learning: named, typed columns of equal length, no object per row.
// Numeric cells are float64, or float32, with NaN for "missing"; categorical cells are codes into a list of levels, −1 for
// "missing". Readers of files (see @bridle/pipeline) refuse NaN and infinity in a cell, so NaN has one meaning here.

import { nearestName } from '../../core/nearest-name.ts';
import { RecipeError } from './recipe-error.ts';

export type Numbers = Float64Array | Float32Array;

/** A column of numbers; NaN marks a missing cell. Float32 where the file has it: half the memory, the same numbers. */
export type NumericColumn = { kind: 'numeric'; name: string; values: Numbers };

/** A column of categories: `levels[codes[row]]` is the cell's text; −1 marks a missing cell. */
export type CategoricalColumn = { kind: 'categorical'; name: string; codes: Int32Array; levels: string[] };

/** One named column; its `kind` says how to read it. */
export type Column = NumericColumn | CategoricalColumn;

/** Columns of equal length. */
export type Table = { rows: number; columns: Column[] };

/**
 * The table of the given rows, in their order; a row may stand more than once. Levels stay as they are. All rows in
 * their order are the table's own arrays, not copies.
 *
 * @example
 * ```ts
 * import { takeRows } from 'bridle/learn';
 * const table = { rows: 3, columns: [{ kind: 'numeric' as const, name: 'x', values: new Float64Array([5, 6, 7]) }] };
 * takeRows(table, [2, 0]).rows; // → 2
 * ```
 */
export function takeRows(table: Table, rows: ArrayLike<number>): Table {
  let isWhole = rows.length === table.rows;
  for (let i = 0; isWhole && i < rows.length; i += 1) isWhole = rows[i] === i;
  if (isWhole) return { rows: table.rows, columns: [...table.columns] };
  const columns = table.columns.map((column): Column => {
    if (column.kind === 'categorical')
      return { ...column, codes: takeInto(new Int32Array(rows.length), column.codes, rows) };
    const { values } = column;
    const out = values instanceof Float32Array ? new Float32Array(rows.length) : new Float64Array(rows.length);
    return { ...column, values: takeInto(out, values, rows) };
  });
  return { rows: rows.length, columns };
}

function takeInto<A extends Numbers | Int32Array>(out: A, from: ArrayLike<number>, rows: ArrayLike<number>): A {
  for (let i = 0; i < rows.length; i += 1) out[i] = from[rows[i]];
  return out;
}

/** The column of that name; throws RecipeError 'no-such-column', with the nearest name, where there is none. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const nearest = nearestName(
    name,
    table.columns.map((candidate) => candidate.name),
  );
  const hint = nearest === '' ? '' : `; the nearest is "${nearest}"`;
  throw new RecipeError('no-such-column', `There is no column "${name}"${hint}.`, { column: name, nearest });
}
