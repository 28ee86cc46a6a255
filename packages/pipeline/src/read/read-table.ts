// Reads a table from a CSV, TSV, JSON, JSONL or Parquet file, text also with .gz, into typed columns without an object per
// row. The first pass decides the kind of each column over all of its cells; the second fills arrays of the right size.

import { type Column, nearestName, type Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { withUtf8 } from './as-utf8.ts';
import { batches, cellsOf } from './cells.ts';
import { type Database, withDatabase } from './database.ts';
import { translated } from './duckdb-errors.ts';
import { judge, type Wish } from './kinds.ts';
import { longFormOf } from './long-form.ts';
import { type Relation, relationOf } from './relation.ts';
import { openSource, type Source, unchanged } from './source.ts';
import { refuseSurplusCells } from './surplus-cells.ts';

/** The progress of reading. */
export type ReadProgress = { phase: 'read'; rows: number; total: number };

export type ReadOptions = {
  /** Cells with one of these texts are missing. Default: the empty cell and NA. */
  missing?: readonly string[];
  /** Columns to read as categories even if they contain numbers. */
  categorical?: readonly string[];
  /** Columns that are not read. */
  exclude?: readonly string[];
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ReadProgress) => void) | undefined;
};

const MISSING = ['', 'NA'];

/**
 * Reads a table into typed columns: float64 with NaN for "missing", or codes into levels in the order of their first
 * appearance, with −1 for "missing". Numbers are rounded once, to the nearest float64.
 *
 * A column is numeric if every present cell is a number. The delimiter of CSV is the comma, semicolon, tab or bar that
 * splits the first lines most evenly; with semicolons, 3,5 is a number. Dates, times and Boolean values are categories.
 * Rows keep the order of the file.
 *
 * @throws InputError with one sentence that names the file, the row and the column, what was found, and what to do; see
 * `inputCodes`.
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Table> {
  const wishes = new Map<string, Wish>();
  for (const name of options.categorical ?? []) wishes.set(name, 'categorical');
  for (const name of options.exclude ?? []) wishes.set(name, 'skip');
  return readWished(path, wishes, 'infer', options);
}

/** Reads the columns named in `wishes` accordingly, and the others as `others`. */
export async function readWished(
  path: string,
  wishes: ReadonlyMap<string, Wish>,
  others: Wish,
  { missing = MISSING, signal, onProgress }: ReadOptions = {},
): Promise<Table> {
  const source = await openSource(path);
  return unchanged(path, () =>
    withUtf8(source, (text) => readSource(text, wishes, others, missing, signal, onProgress)),
  );
}

function readSource(
  source: Source,
  wishes: ReadonlyMap<string, Wish>,
  others: Wish,
  missing: readonly string[],
  signal: ReadOptions['signal'],
  onProgress: ReadOptions['onProgress'],
): Promise<Table> {
  return withDatabase([source.path], signal, async (database) => {
    try {
      const relation = await relationOf(database, source);
      checkNames(relation, [...wishes.keys()]);
      const each = relation.columns.map(({ name }) => wishes.get(name) ?? others);
      const read = each.flatMap((wish, i) => (wish === 'skip' ? [] : i));
      const long = await longFormOf(database, relation, read);
      const { rows, kinds } = await judge(database, relation, long, each, missing);
      await refuseSurplusCells(relation);
      const cells = long ? { long, read } : null;
      return await fill(database, relation, cells, kinds, rows, missing, (done) => {
        onProgress?.({ phase: 'read', rows: done, total: rows });
        signal?.throwIfAborted();
      });
    } catch (error) {
      throw await translated(error, source);
    }
  });
}

function checkNames({ source, columns }: Relation, wished: string[]): void {
  const names = columns.map(({ name }) => name);
  const known = new Set(names);
  const column = wished.find((name) => !known.has(name));
  if (column === undefined) return;
  throw inputError('no-such-column', { file: source.file, column, nearest: nearestName(column, names) });
}

/** A column, and the function that stores one cell. */
type Made = { column: Column; put: (row: number, cell: unknown) => void };

async function fill(
  database: Database,
  relation: Relation,
  cells: { long: Relation; read: readonly number[] } | null,
  kinds: readonly ('numeric' | 'categorical' | 'skip')[],
  rows: number,
  missing: readonly string[],
  onRows: (done: number) => void,
): Promise<Table> {
  const made = kinds.map((kind, i) => {
    if (kind === 'skip') return undefined;
    const { name } = relation.columns[i];
    return kind === 'numeric' ? numericColumn(name, rows) : categoricalColumn(name, rows);
  });
  if (cells) await fillFromLong(database, cells.long, cells.read, made, rows, missing, onRows);
  else await fillInBatches(database, relation, made, rows, missing, onRows);
  return { rows, columns: made.flatMap((column) => column?.column ?? []) };
}

async function fillInBatches(
  database: Database,
  relation: Relation,
  made: readonly (Made | undefined)[],
  rows: number,
  missing: readonly string[],
  onRows: (done: number) => void,
): Promise<void> {
  const parts = batches(made.flatMap((column, i) => (column ? i : [])));
  for (const [p, part] of parts.entries()) {
    // NaN instead of NULL: a vector without NULLs is read without its validity bits, which are BigInts.
    const selected = part.map((i) => (made[i]?.column.kind === 'numeric' ? `coalesce(n${i}, 'nan'::DOUBLE)` : `t${i}`));
    if (selected.length === 0) break;
    const result = await database.stream(`SELECT ${selected.join(', ')} FROM ${cellsOf(relation, part, missing)}`);
    let done = 0;
    for await (const chunk of result) {
      if (done + chunk.rowCount > rows) throw inputError('changed', { file: relation.source.file });
      for (const [at, i] of part.entries()) {
        const vector = chunk.getColumnVector(at);
        const put = made[i]?.put;
        for (let row = 0; put && row < chunk.rowCount; row += 1) put(done + row, vector.getItem(row));
      }
      done += chunk.rowCount;
      onRows(Math.floor((p * rows + done) / parts.length));
    }
    if (done !== rows) throw inputError('changed', { file: relation.source.file });
  }
}

/** The cells come row by row. */
async function fillFromLong(
  database: Database,
  long: Relation,
  read: readonly number[],
  made: readonly (Made | undefined)[],
  rows: number,
  missing: readonly string[],
  onRows: (done: number) => void,
): Promise<void> {
  const selected = "CAST(row AS INTEGER), CAST(i AS INTEGER), coalesce(n0, 'nan'::DOUBLE), t0";
  const result = await database.stream(`SELECT ${selected} FROM ${cellsOf(long, [0], missing)}`);
  let done = 0;
  for await (const chunk of result) {
    const [row, place, number, text] = [0, 1, 2, 3].map((at) => chunk.getColumnVector(at));
    for (let at = 0; at < chunk.rowCount; at += 1) {
      const column = made[read[place.getItem(at) as number]];
      column?.put(row.getItem(at) as number, (column.column.kind === 'numeric' ? number : text).getItem(at));
    }
    done += chunk.rowCount;
    onRows(Math.floor(done / read.length));
  }
  if (done !== rows * read.length) throw inputError('changed', { file: long.source.file });
}

function numericColumn(name: string, rows: number): Made {
  const values = new Float64Array(rows);
  return {
    column: { kind: 'numeric', name, values },
    put: (row, cell) => {
      values[row] = cell as number;
    },
  };
}

function categoricalColumn(name: string, rows: number): Made {
  const codes = new Int32Array(rows);
  const levels: string[] = [];
  const known = new Map<string, number>();
  return {
    column: { kind: 'categorical', name, codes, levels },
    put: (row, cell) => {
      const level = cell === null ? undefined : String(cell);
      let code = level === undefined ? -1 : known.get(level);
      if (code === undefined) {
        code = levels.push(level as string) - 1;
        known.set(level as string, code);
      }
      codes[row] = code;
    },
  };
}
