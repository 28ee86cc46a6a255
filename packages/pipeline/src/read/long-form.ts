// Text tables of very many columns. DuckDB plans a query in some 4 ms for each column, whatever the number of rows, so a
// wide table is kept with each row as one list, and its cells become rows (row, i, cell): one expression for all columns.

import { BATCH, sqlOf } from './cells.ts';
import type { Database } from './database.ts';
import type { Relation } from './relation.ts';

/** Bytes of the largest file that is kept in memory in this form; wider ones are read in batches of columns. */
const LARGEST = 1 << 28;

/** The cells of the columns `read` as rows (row, i, c0), i being a place in `read`; and the SQL after FROM of their rows. */
export type Long = { cells: Relation; rows: string; read: readonly number[] };

/** The columns `read` in long form, or null for a table that needs no other form. */
export async function longFormOf(
  database: Database,
  relation: Relation,
  read: readonly number[],
): Promise<Long | null> {
  const { source, from, columns } = relation;
  // Parquet stores columns apart, and of several types.
  if (read.length <= BATCH || source.format === 'parquet' || source.size > LARGEST) return null;
  const list = read.map((i) => sqlOf(relation, i)).join(', ');
  await database.rows(`CREATE TABLE wide AS SELECT [${list}] AS cells FROM ${from}`);
  const cells = 'SELECT rowid AS row, generate_subscripts(cells, 1) - 1 AS i, unnest(cells) AS c0 FROM wide';
  const { name, stored } = columns[read[0]];
  return {
    cells: { ...relation, from: `(${cells})`, columns: [{ name, stored }], keys: ['row', 'i'] },
    rows: 'wide',
    read,
  };
}
