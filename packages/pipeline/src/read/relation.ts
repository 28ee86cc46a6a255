// Every kind of file as a relation whose columns are c0, c1 … in SQL, with their real names kept separately, because
// DuckDB renames columns that differ only in case.

import { inputError } from '../messages.ts';
import { type CsvOptions, csvHeader } from './csv-header.ts';
import { type Database, quoted, quotedPath } from './database.ts';
import { checkJsonStructure } from './json-structure.ts';
import type { OnNote } from './notes.ts';
import { headOf, type Source } from './source.ts';

/** How the file stores a column: untyped text, JSON values, typed text, numbers, or values that have a text form. */
export type Stored =
  | 'untyped'
  | 'json'
  | 'text'
  | 'real'
  | 'integer'
  | 'decimal'
  | 'printable'
  | { unsupported: string };

export type RelationColumn = {
  name: string;
  stored: Stored;
  /** The SQL of a cell. Default `c<i>`. */
  sql?: string;
  /** Whether the cells are lists of numbers, or some cells of JSON are lists. */
  list?: boolean;
};

export type Relation = {
  source: Source;
  /** The SQL after FROM. */
  from: string;
  columns: RelationColumn[];
  /** Whether the point of 1.234 may group digits: in CSV that is not divided by commas, or where the decimal mark is a comma. */
  pointsUnclear: boolean;
  /**
   * Of CSV and TSV: what divides the cells, how many a record has, whether there is a header, the records before the rows,
   * and the lines before the header or, without one, before the rows.
   */
  csv?: { delimiter: string; width: number; header: boolean; records: number; skip: number };
  /** Columns beside the cells that stay as they are, in the long form of a wide table. */
  keys?: string[];
  /** Whether rows are lines of text, so that an error can name the line. */
  lines: boolean;
};

/** A row of the widest table, in bytes; DuckDB's default of 2 MB is kept for tables of fewer columns. */
const MANY_COLUMNS = 2000;
const LONGEST_LINE = 1 << 24;
/** Holds the header of the widest table. */
const HEAD = 1 << 24;
const MOST_COLUMNS = 200_000;

/** Inspects the head of the file (all of it for JSON) and returns how to select from it. */
export async function relationOf(
  database: Database,
  source: Source,
  options: CsvOptions = {},
  onNote: OnNote = () => {},
): Promise<Relation> {
  const relation = await readers[source.format](database, source, options, onNote);
  checkWidth(source.file, relation.columns.length);
  return relation;
}

/** Refuses a table of too many columns. */
export function checkWidth(file: string, found: number): void {
  if (found > MOST_COLUMNS) throw inputError('too-many-columns', { file, found, limit: MOST_COLUMNS });
}

const textRelation = (_: Database, ...rest: Parameters<typeof csvRelation>) => csvRelation(...rest);
const readers = { csv: textRelation, tsv: textRelation, json: jsonRelation, parquet: parquetRelation };

/** A CSV or TSV file by its head alone. */
export async function csvRelation(source: Source, given: CsvOptions, onNote: OnNote): Promise<Relation> {
  const format = source.format === 'tsv' ? 'tsv' : 'csv';
  const head = csvHeader(source.file, await headOf(source, HEAD), format, given, onNote);
  const { delimiter, names, header, skip, records } = head;
  checkWidth(source.file, names.length);
  // DuckDB allocates a multiple of the longest line.
  const longLines = names.length > MANY_COLUMNS ? `, max_line_size = ${LONGEST_LINE}` : '';
  const options = [
    quotedPath(source.path),
    `auto_detect = false, header = ${header}, strict_mode = true, null_padding = false, hive_partitioning = false`,
    `delim = ${quoted(delimiter)}, quote = '"', escape = '"', skip = ${skip}`,
    `compression = '${source.packed ?? 'none'}'${longLines}`,
    `columns = {${names.map((_, i) => `c${i}: 'VARCHAR'`).join(', ')}}`,
  ];
  return {
    source,
    from: `read_csv(${options.join(', ')})`,
    columns: names.map((name) => ({ name, stored: 'untyped' })),
    pointsUnclear: delimiter !== ',' || given.decimal === ',',
    csv: { delimiter, width: names.length, header, records, skip },
    lines: true,
  };
}

/** A .json file contains an array of objects or a sequence of objects; the first character tells which. */
async function jsonRelation(database: Database, source: Source): Promise<Relation> {
  const lines = !(await headOf(source, HEAD)).toString('latin1').trimStart().startsWith('[');
  const { lists } = await checkJsonStructure(source);
  const format = lines ? 'newline_delimited' : 'array';
  const options = `format = '${format}', compression = '${source.packed ?? 'uncompressed'}'`;
  const objects = `read_json_objects(${quotedPath(source.path)}, ${options})`;
  const names = await jsonKeys(database, source, objects);
  const listed = lists ? await keysOfLists(database, objects) : new Set();
  const types = names.map((name) => `${quoted(name)}: 'JSON'`).join(', ');
  const values = `read_json(${quotedPath(source.path)}, ${options}, hive_partitioning = false, columns = {${types}})`;
  return {
    source,
    from: `${values} AS t(${names.map((_, i) => `c${i}`).join(', ')})`,
    columns: names.map((name) => ({ name, stored: 'json', list: listed.has(name) })),
    pointsUnclear: false,
    lines,
  };
}

/** The keys of all objects in order of appearance; refuses values that are not objects, and keys that DuckDB renames. */
async function jsonKeys(database: Database, { file }: Source, objects: string): Promise<string[]> {
  const numbered = `SELECT json, row_number() OVER () AS row FROM ${objects}`;
  const keys = await database.stream(
    `SELECT CASE json_type(json) WHEN 'OBJECT' THEN ['k' || k FOR k IN json_keys(json)] END, min(row) FROM (${numbered}) GROUP BY 1 ORDER BY 2`,
  );
  const names = new Set<string>();
  const folded = new Map<string, string>();
  for await (const rows of keys.yieldRowsJs()) {
    for (const [row, first] of rows) {
      if (row === null) throw inputError('not-records', { file, row: Number(first), line: 0 });
      for (const name of (row as string[]).map((key) => key.slice(1))) {
        if (names.has(name)) continue;
        names.add(name);
        if (name.trim() === '') throw inputError('unnamed-column', { file, position: names.size });
        if (name.includes('\0')) throw inputError('not-text', { file });
        const other = folded.get(name.toLowerCase());
        if (other !== undefined) throw inputError('colliding-columns', { file, column: other, other: name });
        folded.set(name.toLowerCase(), name);
        checkWidth(file, names.size);
      }
    }
  }
  if (names.size === 0) throw inputError('no-rows', { file });
  return [...names];
}

/** The keys that have a list in some object. */
async function keysOfLists(database: Database, objects: string): Promise<Set<string>> {
  const pairs = `SELECT unnest(['k' || k FOR k IN json_keys(json)]) AS k, unnest(json_extract(json, '$.*')) AS v FROM ${objects}`;
  const keys = await database.rows(`SELECT DISTINCT k FROM (${pairs}) WHERE starts_with(CAST(v AS VARCHAR), '[')`);
  return new Set(keys.map(([key]) => String(key).slice(1)));
}

async function parquetRelation(database: Database, source: Source): Promise<Relation> {
  const path = quotedPath(source.path);
  const schema = await database.rows(`SELECT name, num_children FROM parquet_schema(${path})`);
  const names = topNames(schema.map(([name, children]) => [String(name), Number(children ?? 0)]));
  const from = `read_parquet(${path}, hive_partitioning = false)`;
  const described = await database.rows(`DESCRIBE SELECT * FROM ${from}`);
  if (described.length !== names.length) throw inputError('broken-parquet', { file: source.file });
  const columns = described.map(([, type], i): RelationColumn => {
    return { name: names[i], stored: storedAs(String(type)), list: isListOfNumbers(String(type)) };
  });
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) throw inputError('duplicate-column', { file: source.file, column: name });
    seen.add(name);
  }
  const aliases = columns.map((_, i) => `c${i}`).join(', ');
  return { source, from: `${from} AS t(${aliases})`, columns, pointsUnclear: false, lines: false };
}

/** The names below the root of a schema listed depth first, as pairs of name and number of children. */
function topNames(schema: [name: string, children: number][]): string[] {
  const names: string[] = [];
  const open: number[] = [];
  for (const [name, children] of schema.slice(1)) {
    if (open.length === 0) names.push(name);
    else open[open.length - 1] -= 1;
    if (children > 0) open.push(children);
    while (open.at(-1) === 0) open.pop();
  }
  return names;
}

/** How a column of this type of DuckDB is stored. */
export function storedAs(type: string): Stored {
  if (/^(FLOAT|DOUBLE)$/.test(type)) return 'real';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'integer';
  if (/^DECIMAL\(\d+,\d+\)$/.test(type)) return 'decimal';
  if (type === 'VARCHAR') return 'text';
  if (/^(BOOLEAN|DATE|TIME|TIMESTAMP|UUID|INTERVAL)|^ENUM\(.*\)$/.test(type) && !type.endsWith(']')) return 'printable';
  return { unsupported: type };
}

/** A list of lists is none. */
function isListOfNumbers(type: string): boolean {
  const element = /^(.+)\[\d*\]$/.exec(type)?.[1];
  return element !== undefined && ['real', 'integer', 'decimal'].some((stored) => stored === storedAs(element));
}
