// Text tables of very many columns. DuckDB plans a query in some 4 ms for each column, whatever the number of rows, so a
// wide table is kept with each row as one list, and its cells become rows (row, i, cell): one expression for all columns.

import { BATCH } from './cells.ts';
import type { Database } from './database.ts';
import type { Relation } from './relation.ts';

/** Bytes of the largest file that is kept in memory in this form; wider ones are read in batches of columns. */
const LARGEST = 1 << 28;

/** The relation of the cells of the columns `read`, or null for a table that needs no other form. */
export async function longFormOf(
  database: Database,
  { source, from, columns, ...rest }: Relation,
  read: readonly number[],
): Promise<Relation | null> {
  // Parquet stores columns apart, and of several types.
  if (read.length <= BATCH || source.format === 'parquet' || source.size > LARGEST) return null;
  await database.rows(`CREATE TABLE wide AS SELECT [${read.map((i) => `c${i}`).join(', ')}] AS cells FROM ${from}`);
  const cells = 'SELECT rowid AS row, generate_subscripts(cells, 1) - 1 AS i, unnest(cells) AS c0 FROM wide';
  return { ...rest, source, from: `(${cells})`, columns: [columns[read[0]]], keys: ['row', 'i'] };
}
