// Rows of results as CSV, TSV, JSON, JSONL or Parquet, block by block. Numbers have the fewest digits that give back the same float64,
// so that a reader gets the computed bits.

import { inputError } from '../messages.ts';
import { dataPage } from './parquet/pages.ts';
import { type ParquetColumn, parquetFile } from './parquet/parquet-file.ts';
import type { OutputColumn } from './predictions.ts';

const ROWS_AT_ONCE = 2048;

export type Kind = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet';

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

/** How rows become the parts of a file: of a text its lines, of Parquet a page for each column, in parts. */
export type RowEncoder = (columns: readonly OutputColumn[], rows: number, first: number) => Uint8Array[][];

/** The encoder of a kind; `first` is how many rows of the file came before. */
export function rowEncoder(kind: Kind): RowEncoder {
  if (kind === 'parquet') return (columns, rows) => columns.map((column) => dataPage(column, rows));
  return (columns, rows, first) => [[Buffer.from(rowsText(kind, columns, rows, first))]];
}

/** What joins the parts to a file: the bytes to write as each part comes, and the last ones. */
export type Assembly = { add: (parts: Uint8Array[][], rows: number) => Uint8Array[]; end: () => Uint8Array[] };

/** The assembly of a file; an InputError names columns that readers of Parquet would rename. */
export function assemblyOf(kind: Kind, file: string, columns: readonly ParquetColumn[]): Assembly {
  if (kind !== 'parquet') {
    let head: Uint8Array[] = [Buffer.from(headText(kind, columns))];
    const begun = (parts: Uint8Array[][]) => {
      const all = [...head, ...parts.flat()];
      head = [];
      return all;
    };
    return { add: begun, end: () => begun([[Buffer.from(tailText(kind))]]) };
  }
  // DuckDB renames columns that differ only in case; a renamed class would be wrong.
  const folded = new Map<string, string>();
  for (const { name } of columns) {
    const other = folded.get(name.toLowerCase());
    if (other !== undefined) throw inputError('parquet-names', { file, column: other, other: name });
    folded.set(name.toLowerCase(), name);
  }
  return parquetFile(columns);
}

/** The text of a file in parts of a few thousand rows. */
export function* textParts(
  kind: TextKind,
  { rows, columns }: { rows: number; columns: readonly OutputColumn[] },
): Generator<string> {
  const head = headText(kind, columns);
  if (head !== '') yield head;
  yield* partsOfRows(kind, columns, rows, 0);
  const tail = tailText(kind);
  if (tail !== '') yield tail;
}

type TextKind = Exclude<Kind, 'parquet'>;

function headText(kind: TextKind, columns: readonly { name: string }[]): string {
  if (kind === 'json') return '[';
  if (kind === 'jsonl') return '';
  const delimiter = delimiters[kind];
  return `${columns.map(({ name }) => field(name, delimiter)).join(delimiter)}\n`;
}

function tailText(kind: TextKind): string {
  return kind === 'json' ? '\n]\n' : '';
}

function rowsText(kind: TextKind, columns: readonly OutputColumn[], rows: number, first: number): string {
  return [...partsOfRows(kind, columns, rows, first)].join('');
}

function* partsOfRows(
  kind: TextKind,
  columns: readonly OutputColumn[],
  rows: number,
  first: number,
): Generator<string> {
  const writeRow = kind === 'csv' || kind === 'tsv' ? delimitedRow(columns, kind) : jsonRow(columns);
  for (let start = 0; start < rows; start += ROWS_AT_ONCE) {
    let text = '';
    for (let row = start; row < Math.min(start + ROWS_AT_ONCE, rows); row += 1) {
      if (kind === 'json') text += first + row === 0 ? '\n' : ',\n';
      text += writeRow(row);
      if (kind !== 'json') text += '\n';
    }
    yield text;
  }
}

const delimiters = { csv: ',', tsv: '\t' };

function delimitedRow(columns: readonly OutputColumn[], kind: 'csv' | 'tsv'): (row: number) => string {
  const delimiter = delimiters[kind];
  const cells = columns.map((column) => cellOf(column, (text) => (text === null ? '' : field(text, delimiter))));
  return (row) => {
    let line = cells[0](row);
    for (let c = 1; c < cells.length; c += 1) line += delimiter + cells[c](row);
    return line;
  };
}

/** The text of a column's cells; a class is written once for all rows. */
function cellOf(column: OutputColumn, write: (text: string | null) => string): (row: number) => string {
  if (column.kind === 'text') return (row) => write(column.at(row));
  if (column.kind === 'number') return (row) => String(column.at(row));
  const [none, ...texts] = [null, ...column.levels].map(write);
  return (row) => texts[column.at(row)] ?? none;
}

function field(text: string, delimiter: string): string {
  const plain = !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** Numbers as JSON writes them: null where one is not finite. */
export function jsonRow(columns: readonly OutputColumn[]): (row: number) => string {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  const cells = columns.map((column) =>
    column.kind === 'number'
      ? (row: number) => JSON.stringify(column.at(row))
      : cellOf(column, (text) => JSON.stringify(text)),
  );
  return (row) => `{${cells.map((cell, i) => keys[i] + cell(row)).join(',')}}`;
}
