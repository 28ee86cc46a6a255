// Writes predictions as CSV, TSV, JSON, JSONL or Parquet. Numbers have the fewest digits that give back the same float64,
// so that a reader gets the computed bits.

import { DOUBLE, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import { inputError } from '../messages.ts';
import { quoted, withDatabase } from '../read/database.ts';
import type { OutputColumn, Predictions } from './predictions.ts';
import { type Writer, writeWhole } from './write-whole.ts';

const ROWS_AT_ONCE = 2048;

type Kind = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet';

const kinds: [extension: string, kind: Kind][] = [
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.json', 'json'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.parquet', 'parquet'],
];

/** The kind of an output file, by its extension. */
export function outputKind(file: string): Kind {
  const found = kinds.find(([extension]) => file.toLowerCase().endsWith(extension));
  if (found) return found[1];
  throw inputError('unknown-output', { file, accepted: kinds.map(([extension]) => extension).join(', ') });
}

/** Writes the predictions in the format of the path's extension. */
export async function writePredictions(path: string, result: Predictions, signal?: AbortSignal): Promise<void> {
  const kind = outputKind(path);
  const content = kind === 'parquet' ? parquetWriter(path, result, signal) : textWriter(textParts(kind, result));
  await writeWhole([{ path, content }], signal);
}

/** The text of a file in parts of a few thousand rows. */
export function* textParts(
  kind: Exclude<Kind, 'parquet'>,
  { rows, columns }: Pick<Predictions, 'rows' | 'columns'>,
): Generator<string> {
  const writeRow = kind === 'csv' || kind === 'tsv' ? delimitedRow(columns, kind) : jsonRow(columns);
  if (kind === 'json') yield '[';
  if (kind === 'csv' || kind === 'tsv') {
    const delimiter = delimiters[kind];
    yield `${columns.map(({ name }) => field(name, delimiter)).join(delimiter)}\n`;
  }
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    let text = '';
    for (let row = start; row < Math.min(start + ROWS_AT_ONCE, rows); row += 1) {
      if (kind === 'json') text += row === 0 ? '\n' : ',\n';
      text += writeRow(row);
      if (kind !== 'json') text += '\n';
    }
    yield text;
  }
  if (kind === 'json') yield '\n]\n';
}

const delimiters = { csv: ',', tsv: '\t' };

function delimitedRow(columns: readonly OutputColumn[], kind: 'csv' | 'tsv'): (row: number) => string {
  const delimiter = delimiters[kind];
  return (row) =>
    columns
      .map((column) => (column.kind === 'text' ? field(column.at(row) ?? '', delimiter) : String(column.at(row))))
      .join(delimiter);
}

function field(text: string, delimiter: string): string {
  const plain = !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}

function jsonRow(columns: readonly OutputColumn[]): (row: number) => string {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  return (row) => `{${columns.map((column, i) => keys[i] + JSON.stringify(column.at(row))).join(',')}}`;
}

function textWriter(parts: Iterable<string>): Writer {
  return async (write) => {
    for (const part of parts) await write(part);
  };
}

function parquetWriter(file: string, { rows, columns }: Predictions, signal?: AbortSignal): Writer {
  // DuckDB renames columns that differ only in case; a renamed class would be wrong.
  const folded = new Map<string, string>();
  for (const { name } of columns) {
    const other = folded.get(name.toLowerCase());
    if (other !== undefined) throw inputError('parquet-names', { file, column: other, other: name });
    folded.set(name.toLowerCase(), name);
  }
  return (_, temporary) =>
    withDatabase([temporary], signal, async ({ connection }) => {
      const types = columns.map(({ kind }) => (kind === 'text' ? VARCHAR : DOUBLE));
      await connection.run(`CREATE TABLE result (${types.map((type, i) => `c${i} ${type}`).join(', ')})`);
      const appender = await connection.createAppender('result');
      for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
        const count = Math.min(ROWS_AT_ONCE, rows - start);
        const chunk = DuckDBDataChunk.create(types);
        chunk.setColumns(columns.map(({ at }) => Array.from({ length: count }, (_, i) => at(start + i))));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
      const names = columns.map(({ name }, i) => `c${i} AS "${name.replaceAll('"', '""')}"`);
      const options = '(FORMAT parquet, USE_TMP_FILE false)';
      await connection.run(`COPY (SELECT ${names.join(', ')} FROM result) TO ${quoted(temporary)} ${options}`);
    });
}
