// A column of lists of numbers, all of one length L, becomes the L numeric columns NAME[0] … NAME[L−1]. A missing list is
// missing in each of them. The cells of one list column are read as rows (row, i, cell), in time linear in their number,
// because DuckDB takes some milliseconds of planning for each column of a query.

import type { Table } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { cellsOf } from './cells.ts';
import type { Database } from './database.ts';
import { shown, type Wish } from './kinds.ts';
import { lineOfRecord } from './line-of-record.ts';
import type { Long } from './long-form.ts';
import { checkWidth, type Relation, type RelationColumn, storedAs } from './relation.ts';

/** The parts of one list column, and where its lists are. */
type Vector = { parts: RelationColumn[]; cells: Relation; rows: string };

/** The relation with parts in place of the list columns that are read, and the cells of each of those in long form. */
export async function withVectors(
  database: Database,
  relation: Relation,
  wishes: ReadonlyMap<string, Wish>,
  others: Wish,
  missing: readonly string[],
): Promise<{ relation: Relation; longs: Long[] }> {
  const { file } = relation.source;
  if (!relation.columns.some(({ list }) => list)) return { relation, longs: [] };
  const named = [...wishes.keys()];
  const columns: RelationColumn[] = [];
  const longs: Long[] = [];
  for (const [i, column] of relation.columns.entries()) {
    const { name, list } = column;
    const wish = wishes.get(name);
    if (list && wish !== undefined && wish !== 'skip') throw inputError('list-column', { file, column: name });
    const partly = others !== 'skip' || named.some((part) => part.startsWith(`${name}[`));
    if (!list || wish === 'skip' || !partly) {
      columns.push({ ...column, sql: `c${i}` });
      continue;
    }
    const { parts, cells, rows } = await vectorOf(database, relation, i, missing);
    longs.push({ cells, rows, read: parts.map((_, k) => columns.length + k) });
    for (const part of parts) columns.push(part);
  }
  checkWidth(file, columns.length);
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) throw inputError('duplicate-column', { file, column: name });
    seen.add(name);
  }
  return { relation: { ...relation, columns }, longs };
}

/** Refuses a column, such as a target, that is not in the table but whose parts are. */
export function refuseList(file: string, { columns }: Table, column: string): void {
  const has = (name: string) => columns.some((other) => other.name === name);
  if (!has(column) && has(`${column}[0]`)) throw inputError('list-column', { file, column });
}

async function vectorOf(database: Database, relation: Relation, i: number, missing: readonly string[]) {
  const { name, stored } = relation.columns[i];
  const length = await commonLength(database, relation, i, missing);
  const vector =
    typeof stored === 'object' ? fromParquet(relation, i, length) : fromJson(database, relation, i, length);
  const { lists, rows, element, sql } = await vector;
  const parts = Array.from(
    { length },
    (_, k): RelationColumn => ({ name: `${name}[${k}]`, stored: element, sql: sql(k) }),
  );
  const from = `(SELECT row, generate_subscripts(list, 1) - 1 AS i, unnest(list) AS c0 FROM ${lists})`;
  const cells: Relation = { ...relation, from, columns: [{ name, stored: element }], keys: ['row', 'i'] };
  return { parts, cells, rows } satisfies Vector;
}

/** Missing lists as lists of missing elements, so that every row has as many cells. */
const whole = (list: string, type: string, length: number) =>
  `coalesce(${list}, list_resize([]::${type}[], ${length}))`;

async function fromParquet({ from, columns }: Relation, i: number, length: number) {
  const type = elementOf(columns[i]);
  const list = whole(`CAST(c${i} AS ${type}[])`, type, length);
  const lists = `(SELECT row_number() OVER () - 1 AS row, ${list} AS list FROM ${from})`;
  return { lists, rows: from, element: storedAs(type), sql: (k: number) => `CAST(c${i} AS ${type}[])[${k + 1}]` };
}

/** The lists are kept, so that their text is parsed once; as text if there may be integers that float64 cannot represent. */
async function fromJson(database: Database, { from }: Relation, i: number, length: number) {
  const table = `vector${i}`;
  const keep = (type: string) => {
    const list = `CASE WHEN json_type(c${i}) = 'ARRAY' THEN CAST(c${i} AS ${type}[]) END`;
    return database.rows(
      `CREATE OR REPLACE TABLE ${table} AS SELECT ${whole(list, type, length)} AS list FROM ${from}`,
    );
  };
  await keep('DOUBLE');
  const most = `max(greatest(abs(list_max(list)), abs(list_min(list))))`;
  const [[large]] = await database.rows(`SELECT ${most} >= 9007199254740992 FROM ${table}`);
  if (large) await keep('VARCHAR');
  const lists = `(SELECT rowid AS row, list FROM ${table})`;
  const element = large ? 'untyped' : 'real';
  const value = (k: number) => `(c${i} ->> '$[${k}]')`;
  const sql = (k: number) => (large ? value(k) : `CAST(${value(k)} AS DOUBLE)`);
  return { lists, rows: table, element, sql } as const;
}

/** The element type of a list in Parquet, as DuckDB names it. */
function elementOf({ stored }: RelationColumn): string {
  return typeof stored === 'object' ? stored.unsupported.replace(/\[\d*\]$/, '') : '';
}

/** The length of all lists; an InputError names the first row that has something else than a list of so many numbers. */
async function commonLength(
  database: Database,
  relation: Relation,
  i: number,
  missing: readonly string[],
): Promise<number> {
  const { source, columns, lines } = relation;
  const { file } = source;
  const { name, stored } = columns[i];
  const lists = stored === 'json' ? jsonLists(relation, i, missing) : parquetLists(relation, i);
  const cells = `(SELECT row_number() OVER () AS row, * FROM (${lists}))`;
  const first = await database.rows(`SELECT length FROM ${cells} WHERE length IS NOT NULL ORDER BY row LIMIT 1`);
  if (first.length === 0) throw inputError('no-lists', { file, column: name });
  const length = Number(first[0][0]);
  checkWidth(file, length);
  const fault = `text IS NOT NULL AND (length IS NULL OR length = 0 OR length <> ${length} OR odd IS NOT NULL)`;
  const found = await database.rows(
    `SELECT row, length, odd, CASE WHEN odd IS NULL THEN text ELSE element END FROM ${cells} WHERE ${fault} ORDER BY row LIMIT 1`,
  );
  if (found.length === 0) return length;
  const [row, size, odd, text] = found[0];
  const line = lines ? await lineOfRecord(source, Number(row), false) : 0;
  const cell = { file, row: Number(row), line, column: name };
  if (size === null) throw inputError('not-a-list', { ...cell, found: shown(String(text)) });
  if (Number(size) === 0) throw inputError('empty-list', cell);
  if (odd !== null) throw inputError('list-element', { ...cell, index: Number(odd) - 1, found: shown(String(text)) });
  throw inputError('uneven-lists', { ...cell, found: Number(size), expected: length });
}

/** Per row: text, NULL if missing; length, NULL if no list; odd, the place of the first element that is not a number; it. */
function jsonLists(relation: Relation, i: number, missing: readonly string[]): string {
  const length = `CASE WHEN json_type(c${i}) = 'ARRAY' THEN json_array_length(c${i}) END`;
  const fit = `[x IN ('UBIGINT', 'BIGINT', 'DOUBLE') FOR x IN json_type(c${i}, '$[*]')]`;
  const rows = `SELECT t${i} AS text, c${i}, ${length} AS length, list_position(${fit}, false) AS odd FROM ${cellsOf(relation, [i], missing)}`;
  return `SELECT text, length, odd, CAST(json_extract(c${i}, CAST(odd - 1 AS BIGINT)) AS VARCHAR) AS element FROM (${rows})`;
}

function parquetLists({ from, columns }: Relation, i: number): string {
  const fit = `[x IS NOT NULL FOR x IN CAST(c${i} AS ${elementOf(columns[i])}[])]`;
  const text = `CASE WHEN c${i} IS NOT NULL THEN '' END`;
  return `SELECT ${text} AS text, len(c${i}) AS length, list_position(${fit}, false) AS odd, 'null' AS element FROM ${from}`;
}
