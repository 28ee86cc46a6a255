// The caller's client as one function, and its rows read the same way whatever client it is.

import { SqlError } from './sql-error.ts';

/** Runs one statement and returns its rows; of a client that returns more, the rows of its result. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** A row by lower-case names: some clients give them in capitals. */
export type Row = ReadonlyMap<string, unknown>;

export async function ask(query: Query, sql: string): Promise<Row[]> {
  const rows = await query(sql);
  if (!Array.isArray(rows)) {
    throw new SqlError(
      'no-rows',
      'The function query must return an array of rows, each an object with a key for each column.',
    );
  }
  return rows.map((row) => new Map(Object.entries(row as object).map(([name, value]) => [name.toLowerCase(), value])));
}

/** A number, whatever type the client gives it: numbers, bigints and texts of numbers; NaN for NULL. */
export function numberIn(row: Row, name: string): number {
  const value = row.get(name);
  if (value === null || value === undefined) return Number.NaN;
  const number = Number(value);
  if (typeof value === 'object' && Number.isNaN(number)) {
    throw new SqlError(
      'not-a-number',
      `The client returned ${Object.prototype.toString.call(value)} for a sum; let it return numbers.`,
    );
  }
  return number;
}

/** A text; null for NULL. */
export function textIn(row: Row, name: string): string | null {
  const value = row.get(name);
  return value === null || value === undefined ? null : String(value);
}
