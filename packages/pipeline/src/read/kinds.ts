// Decides over all cells of a column, in one pass, whether it is numeric or categorical, and finds cells at fault.
// A column is numeric if all present cells are numbers. If at least nine in ten are, the others are more likely typing
// errors than categories, and one such error would turn a measurement into thousands of levels: the cell is refused.

import type { NumberFormat } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { batches, cellsOf } from './cells.ts';
import type { Database } from './database.ts';
import { lineOfRecord } from './line-of-record.ts';
import type { Long } from './long-form.ts';
import type { OnNote } from './notes.ts';
import type { Relation } from './relation.ts';
import { type TextColumn, type TextFormats, textFormats, withDecimals } from './text-columns.ts';

/** How to read a column: as the kind that a model has, as numbers by declaration, by inference, or not at all. */
export type Wish = 'numeric' | 'categorical' | 'declared' | 'infer' | 'skip';

/** The kinds of the columns, how numbers are written in those that are not in plain digits, and the columns whose cells
 * were not looked at. */
export type Judged = {
  rows: number;
  kinds: ('numeric' | 'categorical' | 'skip')[];
  formats: Map<number, NumberFormat>;
  known: ReadonlySet<number>;
};

/** How numbers may be written: the decimal mark that was given, the formats that a model keeps, and who is told. */
export type Writing = {
  decimal: '.' | ',' | undefined;
  formats: Readonly<Record<string, NumberFormat>>;
  onNote: OnNote;
};

type Counts = Record<(typeof KEYS)[number], number>;

const KEYS = ['present', 'numbers', 'odd', 'large', 'nested', 'strings', 'points'] as const;
const LONGEST = 60;

/** The kinds of the columns, and how many rows there are; an InputError names the first cell that does not fit. */
export async function judge(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  wishes: readonly Wish[],
  missing: readonly string[],
  writing: Writing,
): Promise<Judged> {
  const read = wishes.flatMap((wish, i) => (wish === 'skip' ? [] : i));
  for (const i of read) {
    const { name, stored } = relation.columns[i];
    if (typeof stored === 'object') {
      throw inputError('unsupported-type', { file: relation.source.file, column: name, type: stored.unsupported });
    }
  }
  const kinds: Judged['kinds'] = wishes.map(() => 'skip');
  const apart = new Set(longs.flatMap((long) => long.read));
  const known = new Set(read.filter((i) => !apart.has(i) && isKnown(relation, i, wishes[i], missing)));
  const others = read.filter((i) => !apart.has(i) && !known.has(i));
  const parts = longs.map((long) => () => countsOfLong(database, long, missing));
  if (others.length > 0 || longs.length === 0) {
    parts.push(() => countsInBatches(database, relation, others, missing));
  }
  let rows = 0;
  const counts = new Map<number, Counts>();
  for (const part of parts) {
    const counted = await part();
    rows = counted.rows;
    for (const [i, count] of counted.counts) counts.set(i, count);
  }
  const texts = await formatsOf(database, relation, longs, counts, wishes, missing, writing);
  const formats = new Map<number, NumberFormat>();
  for (const i of read) {
    if (known.has(i)) {
      kinds[i] = 'numeric';
      continue;
    }
    const format = texts.get(i);
    if (format) formats.set(i, format);
    const verdict = format ? 'numeric' : verdictOn(relation, i, wishes[i], counts.get(i) ?? countsFrom([]));
    if (typeof verdict === 'object' && format === undefined) {
      throw await firstFault(database, relation, i, missing, verdict);
    }
    kinds[i] = typeof verdict === 'object' ? 'categorical' : verdict;
  }
  if (rows === 0) throw inputError('no-rows', { file: relation.source.file });
  return { rows, kinds, formats, known };
}

/** The formats of the text columns that need a look; an InputError names the first cell that does not fit. */
async function formatsOf(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  counts: ReadonlyMap<number, Counts>,
  wishes: readonly Wish[],
  missing: readonly string[],
  { decimal, formats, onNote }: Writing,
): Promise<TextFormats> {
  const columns: TextColumn[] = [];
  const pointed: number[] = [];
  for (const [i, { present, numbers, nested, strings, points }] of counts) {
    const { name, stored } = relation.columns[i];
    const wish = wishes[i];
    const isText = stored === 'untyped' || stored === 'json' || stored === 'text';
    if (!isText || nested > 0 || present === 0 || wish === 'categorical' || wish === 'skip') continue;
    const kept = Object.hasOwn(formats, name) ? { ...formats[name], ...(decimal && { decimal }) } : undefined;
    const typed = stored === 'text' || (stored === 'json' && strings === present);
    const column = { i, wish, kept: wish === 'numeric' ? kept : undefined, typed };
    if (column.kept || numbers < present || (typed && wish === 'infer') || (points > 0 && decimal === ',')) {
      columns.push(column);
    } else if (points > 0 && decimal === undefined) pointed.push(i);
  }
  const settled = await withDecimals(database, relation, longs, pointed, missing);
  for (const i of pointed) {
    if (!settled.has(i)) columns.push({ i, wish: wishes[i] as TextColumn['wish'], kept: undefined, typed: false });
  }
  const found = await textFormats(database, relation, longs, columns, missing, {
    decimal,
    elsewhere: settled.size > 0,
    onNote,
  });
  if (found instanceof Map) return found;
  const { row, text } = found.seen;
  const place = { file: relation.source.file, row, line: await lineOf(relation, row) };
  const cells = { column: relation.columns[found.i].name, found: shown(text) };
  throw inputError(found.code, { ...place, ...cells, ...found.facts } as Parameters<typeof inputError<'two-marks'>>[1]);
}

/** Whether the file says that a column is of numbers, and no number means "missing". */
function isKnown({ source, columns }: Relation, i: number, wish: Wish, missing: readonly string[]): boolean {
  const isNumber = (token: string) =>
    token.trim() !== '' && (token.trim().toLowerCase() === 'nan' || !Number.isNaN(Number(token)));
  const { stored } = columns[i];
  const isNumeric = source.format === 'parquet' && (stored === 'real' || stored === 'integer');
  return isNumeric && wish !== 'categorical' && !missing.some(isNumber);
}

type Counted = { rows: number; counts: Map<number, Counts> };

async function countsInBatches(
  database: Database,
  relation: Relation,
  read: readonly number[],
  missing: readonly string[],
): Promise<Counted> {
  const counts = new Map<number, Counts>();
  let rows = 0;
  for (const batch of batches(read)) {
    const selected = batch.flatMap((i) => countsOf(relation, i));
    const from = cellsOf(relation, batch, missing);
    const [row] = await database.rows(`SELECT ${['count(*)', ...selected].join(', ')} FROM ${from}`);
    rows = Number(row[0]);
    for (const [at, i] of batch.entries()) {
      counts.set(i, countsFrom(row.slice(1 + at * KEYS.length, 1 + (at + 1) * KEYS.length)));
    }
  }
  return { rows, counts };
}

async function countsOfLong(
  database: Database,
  { cells, rows: from, read }: Long,
  missing: readonly string[],
): Promise<Counted> {
  const [[rows]] = await database.rows(`SELECT count(*) FROM ${from}`);
  const numbered = cellsOf(cells, [0], missing);
  const found = await database.rows(`SELECT i, ${countsOf(cells, 0).join(', ')} FROM ${numbered} GROUP BY i`);
  return { rows: Number(rows), counts: new Map(found.map(([i, ...row]) => [read[Number(i)], countsFrom(row)])) };
}

function countsFrom(row: readonly unknown[]): Counts {
  return Object.fromEntries(KEYS.map((key, k) => [key, Number(row[k] ?? 0)])) as Counts;
}

function countsOf(relation: Relation, i: number): string[] {
  const text = relation.columns[i].stored !== 'real';
  const json = relation.columns[i].stored === 'json';
  const where = (condition: string) => `count(CASE WHEN ${condition} THEN 1 END)`;
  return [
    `count(t${i})`,
    `count(n${i})`,
    where(faults['not-finite'](i)),
    text ? where(faults['too-large-integer'](i)) : '0',
    json ? where(`json_type(c${i}) IN ('OBJECT', 'ARRAY')`) : '0',
    json ? where(`t${i} IS NOT NULL AND json_type(c${i}) = 'VARCHAR'`) : '0',
    relation.pointsUnclear ? where(`contains(t${i}, '.')`) : '0',
  ];
}

/** The condition under which a cell is at fault, by the code of the error. */
const faults = {
  'not-finite': (i: number) => `NOT isfinite(n${i})`,
  'too-large-integer': (i: number) => `abs(n${i}) >= 9007199254740992 AND regexp_full_match(t${i}, '[+-]?[0-9]+')`,
  'mixed-column': (i: number) => `t${i} IS NOT NULL AND n${i} IS NULL`,
  'not-declared': (i: number) => `t${i} IS NOT NULL AND n${i} IS NULL`,
  'not-a-number': (i: number) => `t${i} IS NOT NULL AND n${i} IS NULL`,
};

export type Fault = { fault: keyof typeof faults };

function verdictOn(relation: Relation, i: number, wish: Wish, counts: Counts): 'numeric' | 'categorical' | Fault {
  const { name, stored } = relation.columns[i];
  const { present, numbers } = counts;
  if (counts.nested > 0) {
    throw inputError('unsupported-type', { file: relation.source.file, column: name, type: 'object or array' });
  }
  if (wish === 'categorical') return stored === 'real' && counts.odd > 0 ? { fault: 'not-finite' } : 'categorical';
  if (wish === 'numeric' && numbers < present) return { fault: 'not-a-number' };
  if (wish === 'declared' && numbers < present) return { fault: 'not-declared' };
  if (wish === 'infer') {
    if (stored === 'text' || stored === 'printable') return 'categorical';
    if (present > 0 && counts.strings === present) return 'categorical';
    if (numbers < present) return 10 * numbers >= 9 * present ? { fault: 'mixed-column' } : 'categorical';
  }
  if (counts.odd > 0) return { fault: 'not-finite' };
  return counts.large > 0 ? { fault: 'too-large-integer' } : 'numeric';
}

/** The error of the first cell at fault, found by reading the one column again. */
export async function firstFault(
  database: Database,
  relation: Relation,
  i: number,
  missing: readonly string[],
  { fault }: Fault,
): Promise<Error> {
  const { source, columns } = relation;
  const result = await database.stream(
    `SELECT CAST(t${i} AS VARCHAR), ${faults[fault](i)} FROM ${cellsOf(relation, [i], missing)}`,
  );
  let row = 0;
  for await (const rows of result.yieldRows()) {
    for (const [text, guilty] of rows) {
      row += 1;
      if (!guilty) continue;
      const line = await lineOf(relation, row);
      return inputError(fault, { file: source.file, row, line, column: columns[i].name, found: shown(String(text)) });
    }
  }
  return inputError('changed', { file: source.file });
}

/** The line of a row, counted from 1; 0 where rows are not lines. */
async function lineOf({ source, csv, lines }: Relation, row: number): Promise<number> {
  return lines ? lineOfRecord(source, row + (csv?.records ?? 0), csv?.width === 1) : 0;
}

/** A cell on one line of a sentence. */
export function shown(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
