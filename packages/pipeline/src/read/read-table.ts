// Reads a table from a CSV, TSV, JSON, JSONL or Parquet file, text also with .gz, or from several of them, into typed
// columns without an object per row. CSV of plain cells takes one pass (plain-csv.ts). Else the first pass decides the kind of
// each column over all of its cells, unless Parquet says it; the second fills arrays of the right size.

import { type Column, type NumberFormat, nearestName, type Reading, type Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { type Encodings, withUtf8 } from './as-utf8.ts';
import { batches, cellsOf } from './cells.ts';
import { checkColumnOptions } from './column-options.ts';
import { type Database, withDatabase } from './database.ts';
import { copyNumbers, readDirectly } from './direct-columns.ts';
import { translated } from './duckdb-errors.ts';
import { filesOf } from './files.ts';
import { withRecords } from './json-records.ts';
import { type Judged, judge, type Wish } from './kinds.ts';
import { type Long, longFormOf } from './long-form.ts';
import type { OnNote } from './notes.ts';
import { readPlainCsv } from './plain-csv.ts';
import { csvRelation, type Relation, type RelationColumn, relationOf } from './relation.ts';
import { type ReadResult, readSeveral } from './several-files.ts';
import { type FormatName, openSource, type Source, unchanged } from './source.ts';
import { refuseSurplusCells } from './surplus-cells.ts';
import { numberIn } from './text-columns.ts';
import { withoutUnnamed } from './unnamed-columns.ts';
import { withVectors } from './vectors.ts';

/** The progress of reading. Of CSV that is read in one pass, `total` is an estimate by the bytes read so far. */
export type ReadProgress = { phase: 'read'; rows: number; total: number };

/** How a table is read (missing texts: by default the empty cell and NA), and how the reading is followed. */
export type ReadOptions = Omit<Reading, 'embedding'> & {
  /** The format of the file, whatever its name. Default: by its name. */
  format?: FormatName | undefined;
  /** Receives what was decided about the file. */
  onNote?: OnNote | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ReadProgress) => void) | undefined;
};

/** The texts that mean "no value" unless others are given. */
export const MISSING: readonly string[] = ['', 'NA'];

/**
 * Reads a table into typed columns: float64 with NaN for "missing", or codes into levels in the order of their first
 * appearance, with −1 for "missing". Numbers are rounded once, to the nearest float64.
 *
 * In the file's name `*` is any text and `?` any character: the rows of all files that match are one table, in the order of
 * the names, their columns matched by name.
 *
 * A column is numeric if every present cell is a number or a word for "no value". The delimiter of CSV is the comma,
 * semicolon, tab or bar that splits the first lines most evenly. Dates, times and Boolean values are categories. Rows keep
 * the order of the file.
 *
 * @throws InputError with one sentence that names the file, the row and the column, what was found, and what to do; see
 * `inputCodes`.
 * @example
 * ```ts
 * import { readTable } from '@bridle/pipeline';
 * const { rows, columns } = await readTable('examples/iris/iris.csv');
 * rows; // → 150
 * columns.map(({ kind }) => kind); // → ['numeric', 'numeric', 'numeric', 'numeric', 'categorical']
 * ```
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Table> {
  return (await readWithFacts(path, options)).table;
}

/** As `readTable`, with what was found about the file. */
export function readWithFacts(path: string, options: ReadOptions & Elsewhere): Promise<ReadResult> {
  const wishes = new Map<string, Wish>();
  checkColumnOptions(options);
  for (const name of options.categorical ?? []) wishes.set(name, 'categorical');
  for (const name of options.text ?? []) wishes.set(name, 'categorical');
  for (const name of options.numeric ?? []) wishes.set(name, 'declared');
  for (const name of options.id ?? []) wishes.set(name, 'skip');
  for (const name of options.exclude ?? []) wishes.set(name, 'skip');
  return readWished(path, wishes, 'infer', options);
}

/** Reads the columns named in `wishes` accordingly, and the others as `others`. */
export async function readWished(
  path: string,
  wishes: ReadonlyMap<string, Wish>,
  others: Wish,
  options: WishedOptions = {},
): Promise<ReadResult> {
  const files = await filesOf(path);
  const asked = { ...options, wishes, others, onNote: once(options.onNote) };
  if (files.length === 1) return readFile(files[0], asked);
  return readSeveral(files, options.formats ?? {}, (file, texts, formats) =>
    readFile(file, { ...asked, formats, wishes: settled(wishes, texts, Object.keys(formats)) }),
  );
}

/** Columns that would be inferred are read as text, or as numbers of a known format; those with a wish keep it. */
function settled(
  wishes: ReadonlyMap<string, Wish>,
  texts: readonly string[],
  numbers: readonly string[],
): Map<string, Wish> {
  const known = [
    ...numbers.map((name): [string, Wish] => [name, 'numeric']),
    ...texts.map((name): [string, Wish] => [name, 'categorical']),
  ];
  return new Map([...wishes, ...known.filter(([name]) => (wishes.get(name) ?? 'infer') === 'infer')]);
}

function readFile(path: string, asked: Asked): Promise<ReadResult> {
  return withSource(path, asked, (source) => readSource(source, asked));
}

/** Runs `work` on a file as DuckDB can read it, and refuses its result where the file was changed meanwhile. */
export async function withSource<T>(path: string, asked: Asked, work: (source: Source) => Promise<T>): Promise<T> {
  const source = await openSource(path, asked.format);
  const { onNote } = asked;
  return unchanged(path, () =>
    withUtf8(source, asked, onNote, (text) => withRecords(text, onNote, (records) => work(records))),
  );
}

/** Reads the cells of the judged columns. */
export type Fill = typeof fill;

/** Where the cells are to go instead of into memory, and how much of it DuckDB may take. */
export type Elsewhere = { fill?: Fill; databaseMemory?: number };

export type WishedOptions = Omit<ReadOptions, 'encoding'> & Encodings & Elsewhere;
export type Asked = WishedOptions & { wishes: ReadonlyMap<string, Wish>; others: Wish; onNote: OnNote };

/** A file that is read again in another encoding gives the same notes again. */
export function once(onNote: OnNote = () => {}): OnNote {
  const given = new Set<string>();
  return (note) => {
    const text = JSON.stringify(note);
    if (!given.has(text)) onNote(note);
    given.add(text);
  };
}

async function readSource(source: Source, asked: Asked): Promise<ReadResult> {
  const plain = await readPlain(source, asked);
  if (plain !== null) return plain;
  const { missing = MISSING, signal, onProgress } = asked;
  const read = async (database: Database): Promise<ReadResult> => {
    try {
      const { relation, longs, judged } = await judgedSource(database, source, asked);
      const table = await (asked.fill ?? fill)(database, relation, longs, judged, missing, (done) => {
        onProgress?.({ phase: 'read', rows: done, total: judged.rows });
        signal?.throwIfAborted();
      });
      return { table, facts: factsOf(relation, judged.formats) };
    } catch (error) {
      throw await translated(error, source);
    }
  };
  return withDatabase([source.path], signal, read, { memory: asked.databaseMemory });
}

/** A CSV file of plain cells; null for any other, and where the cells go elsewhere. */
async function readPlain(source: Source, asked: Asked): Promise<ReadResult | null> {
  const { wishes, others, missing = MISSING, decimal, formats = {}, signal, onProgress } = asked;
  if ((source.format !== 'csv' && source.format !== 'tsv') || asked.fill !== undefined) return null;
  const relation = await csvRelation(source, asked, asked.onNote);
  const names = relation.columns.map(({ name }) => name);
  const known = new Set(names);
  const isKept = (name: string) => Object.hasOwn(formats, name);
  if ([...wishes.keys()].some((name) => !known.has(name)) || names.some(isKept)) return null;
  const each = names.map((name) => wishes.get(name) ?? others);
  const onRows = (done: number, total: number) => {
    onProgress?.({ phase: 'read', rows: done, total });
    signal?.throwIfAborted();
  };
  const table = await readPlainCsv(relation, { wishes: each, missing, decimal, onRows });
  return table && { table, facts: factsOf(relation, new Map()) };
}

/** A source whose every cell was looked at: its columns, those in long form, and how each is read. */
export type JudgedSource = { relation: Relation; longs: Long[]; judged: Judged };

/** The first pass over a source. */
export async function judgedSource(database: Database, source: Source, asked: Asked): Promise<JudgedSource> {
  const { wishes, others, missing = MISSING, onNote } = asked;
  const whole = await relationOf(database, source, asked, onNote);
  const stored = await withoutUnnamed(database, whole, others === 'skip', onNote);
  const { relation, longs } = await withVectors(database, stored, wishes, others, missing);
  checkNames(source.file, [...stored.columns, ...relation.columns], [...wishes.keys()]);
  const each = relation.columns.map(({ name }) => wishes.get(name) ?? others);
  const skipped = (i: number) => each[i] === 'skip';
  const apart = new Set(longs.flatMap(({ read }) => read));
  const plain = each.flatMap((_, i) => (skipped(i) || apart.has(i) ? [] : i));
  const wide = await longFormOf(database, relation, plain);
  if (wide) longs.push(wide);
  const writing = { decimal: asked.decimal, formats: asked.formats ?? {}, onNote };
  const judged = await judge(database, relation, longs, each, missing, writing);
  await refuseSurplusCells(relation);
  return { relation, longs, judged };
}

/** What a later table needs to be read alike. */
export function factsOf({ columns, csv }: Relation, formats: Judged['formats']): Reading {
  const styled = [...formats].filter(([, { decimal, prefix, suffix }]) => decimal !== '.' || prefix + suffix !== '');
  const named = Object.fromEntries(styled.map(([i, format]) => [columns[i].name, format]));
  return { ...(csv?.header === false && { header: false }), ...(styled.length > 0 && { formats: named }) };
}

function checkNames(file: string, columns: readonly RelationColumn[], wished: string[]): void {
  const names = columns.map(({ name }) => name);
  const known = new Set(names);
  const column = wished.find((name) => !known.has(name));
  if (column === undefined) return;
  throw inputError('no-such-column', { file, column, nearest: nearestName(column, names) });
}

/** A column, and the function that stores one cell: the number that DuckDB reads, or the text. */
export type Made = { column: Column; from: 'number' | 'text'; put: (row: number, cell: unknown) => void };

async function fill(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  { kinds, rows, formats, known }: Judged,
  missing: readonly string[],
  onRows: (done: number) => void,
): Promise<Table> {
  const made = kinds.map((kind, i) => {
    if (kind === 'skip' || known.has(i)) return undefined;
    const { name } = relation.columns[i];
    return kind === 'numeric' ? numericColumn(name, rows, formats.get(i)) : categoricalColumn(name, rows);
  });
  const read = kinds.flatMap((kind, i) => (kind === 'skip' ? [] : i));
  let cells = 0;
  const onCells = (count: number) => {
    cells += count;
    onRows(Math.min(rows, Math.floor(cells / read.length)));
  };
  for (const long of longs) await fillFromLong(database, long, made, rows, missing, onCells);
  const apart = new Set(longs.flatMap((long) => long.read));
  const direct = await readDirectly(database, relation, [...known], rows, missing, onCells);
  const plain = read.filter((i) => !apart.has(i) && !known.has(i));
  if (plain.length > 0) await fillInBatches(database, relation, plain, made, rows, missing, onCells);
  return { rows, columns: made.flatMap((column, i) => direct.get(i) ?? column?.column ?? []) };
}

async function fillInBatches(
  database: Database,
  relation: Relation,
  read: readonly number[],
  made: readonly (Made | undefined)[],
  rows: number,
  missing: readonly string[],
  onCells: (count: number) => void,
): Promise<void> {
  for (const part of batches(read)) {
    // NaN instead of NULL: a vector without NULLs is read without its validity bits, which are BigInts.
    const selected = part.map((i) => (made[i]?.from === 'number' ? `coalesce(n${i}, 'nan'::DOUBLE)` : `t${i}`));
    const result = await database.stream(`SELECT ${selected.join(', ')} FROM ${cellsOf(relation, part, missing)}`);
    let done = 0;
    for await (const chunk of result) {
      const count = chunk.rowCount; // a call into DuckDB
      if (done + count > rows) throw inputError('changed', { file: relation.source.file });
      for (const [at, i] of part.entries()) {
        const vector = chunk.getColumnVector(at);
        const column = made[i];
        if (!column) continue;
        if (column.column.kind === 'numeric' && copyNumbers(vector, count, column.column.values, done)) continue;
        for (let row = 0; row < count; row += 1) column.put(done + row, vector.getItem(row));
      }
      done += count;
      onCells(count * part.length);
    }
    if (done !== rows) throw inputError('changed', { file: relation.source.file });
  }
}

/** The cells come row by row. */
async function fillFromLong(
  database: Database,
  { cells, read }: Long,
  made: readonly (Made | undefined)[],
  rows: number,
  missing: readonly string[],
  onCells: (count: number) => void,
): Promise<void> {
  const selected = "CAST(row AS INTEGER), CAST(i AS INTEGER), coalesce(n0, 'nan'::DOUBLE), t0";
  const result = await database.stream(`SELECT ${selected} FROM ${cellsOf(cells, [0], missing)}`);
  let done = 0;
  for await (const chunk of result) {
    const [row, place, number, text] = [0, 1, 2, 3].map((at) => chunk.getColumnVector(at));
    for (let at = 0, count = chunk.rowCount; at < count; at += 1) {
      const column = made[read[place.getItem(at) as number]];
      column?.put(row.getItem(at) as number, (column.from === 'number' ? number : text).getItem(at));
    }
    done += chunk.rowCount;
    onCells(chunk.rowCount);
  }
  if (done !== rows * read.length) throw inputError('changed', { file: cells.source.file });
}

export function numericColumn(name: string, rows: number, format: NumberFormat | undefined): Made {
  const values = new Float64Array(rows);
  const column: Column = { kind: 'numeric', name, values };
  if (format) {
    const put = (row: number, cell: unknown) => {
      values[row] = cell === null ? Number.NaN : numberIn(String(cell), format);
    };
    return { column, from: 'text', put };
  }
  const put = (row: number, cell: unknown) => {
    values[row] = cell as number;
  };
  return { column, from: 'number', put };
}

export function categoricalColumn(name: string, rows: number): Made {
  const codes = new Int32Array(rows);
  const levels: string[] = [];
  const known = new Map<string, number>();
  return {
    column: { kind: 'categorical', name, codes, levels },
    from: 'text',
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
