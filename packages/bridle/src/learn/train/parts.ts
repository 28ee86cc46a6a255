// Selections of a table's rows, and errors that name a row by its place in the whole table.

import { RecipeError } from '../table/recipe-error.ts';
import { type Table, takeRows } from '../table/table.ts';

/** Rows by their places in the whole table, from 0, with their labels and, where there are any, their weights. */
export type Part = { table: Table; labels: Int32Array; rows: Int32Array; weights: Float64Array | null };

export function partOf(table: Table, labels: Int32Array, rows: Int32Array, weights: Float64Array | null): Part {
  return {
    table: takeRows(table, rows),
    labels: Int32Array.from(rows, (row) => labels[row]),
    rows,
    weights: weights && Float64Array.from(rows, (row) => weights[row]),
  };
}

/**
 * Runs work that sees only some rows of a table, and names the row of a RecipeError by its place in the whole table; `rows`
 * are their places, from 0, or how many rows come before.
 *
 * @example
 * ```ts
 * import { amongRows, learnFeature } from 'bridle/learn';
 * const column = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 1e200]) };
 * let message = '';
 * try {
 *   amongRows(new Int32Array([4, 7]), () => learnFeature(column));
 * } catch (error) {
 *   message = String(error).slice(0, 19);
 * }
 * message; // → 'RecipeError: Row 8 '
 * ```
 */
export function amongRows<T>(rows: Int32Array | number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    const { row } = error.facts;
    if (typeof row !== 'number') throw error;
    const inTable = typeof rows === 'number' ? rows + row : rows[row - 1] + 1;
    const message = error.message.replace(`Row ${row} `, `Row ${inTable} `).replace(`row ${row} `, `row ${inTable} `);
    throw new RecipeError(error.code, message, { ...error.facts, row: inTable });
  }
}
