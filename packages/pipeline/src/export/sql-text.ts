// A model as SQL, checked on DuckDB: the dialect's own statement where it is DuckDB's, else the same statement in DuckDB's
// dialect.

import { type Dialect, probabilityColumns, scoring } from '@bridle/sql';
import { DOUBLE, DuckDBDataChunk, type DuckDBValue, VARCHAR } from '@duckdb/node-api';
import type { Column, Model, Table } from 'bridle/learn';
import { withDatabase } from '../read/database.ts';

/** The text of the file: one statement. */
export function sqlText(model: Model, dialect: Dialect, table: readonly string[], keep: readonly string[]): string {
  return `-- Written by bridle export for ${dialect}.\n${scoring(model, dialect, table, { keep })};\n`;
}

/** The probabilities that DuckDB computes; NULL and NaN stand for missing numbers in turn. */
export function sqlProbabilities(model: Model, table: Table, signal?: AbortSignal): Promise<Float64Array> {
  let key = 'row';
  while (table.columns.some(({ name }) => name.toLowerCase().startsWith(key))) key += '_';
  return withDatabase([], signal, async ({ connection, rows }) => {
    const types = table.columns.map(({ kind }) => (kind === 'numeric' ? 'DOUBLE' : 'VARCHAR'));
    const names = [key, ...table.columns.map(({ name }) => name)].map((name) => `"${name.replaceAll('"', '""')}"`);
    await connection.run(
      `CREATE TABLE sample (${['DOUBLE', ...types].map((type, i) => `${names[i]} ${type}`).join(', ')})`,
    );
    const appender = await connection.createAppender('sample');
    const chunk = DuckDBDataChunk.create([DOUBLE, ...types.map((type) => (type === 'DOUBLE' ? DOUBLE : VARCHAR))]);
    for (let start = 0; start < table.rows; start += 2048) {
      const count = Math.min(2048, table.rows - start);
      const cells = table.columns.map((column) => Array.from({ length: count }, (_, i) => cellOf(column, start + i)));
      chunk.setColumns([Array.from({ length: count }, (_, i) => start + i), ...cells]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    const found = await rows(`${scoring(model, 'duckdb', 'sample', { keep: [key] })} ORDER BY ${names[0]}`);
    const first = 1 + 2; // the key, the class and its probability
    const width = probabilityColumns(model, 'duckdb').length;
    return Float64Array.from(found.flatMap((row) => row.slice(first, first + width) as number[]));
  });
}

function cellOf(column: Column, row: number): DuckDBValue {
  if (column.kind === 'categorical') return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
  const value = column.values[row];
  return Number.isNaN(value) && row % 2 === 0 ? null : value;
}
