// The columns of text that may be numbers in another form than plain digits: which they are, and how they are written. Plain
// columns never come here, so a scan in JavaScript costs only where it is needed.

import type { NumberFormat } from 'bridle/learn';
import { batches, cellsOf } from './cells.ts';
import { type FormatFault, type FormatVerdict, type FormatWish, formatOf } from './column-format.ts';
import { type ColumnScan, emptyScan, type Seen, scanCell } from './column-scan.ts';
import type { Database } from './database.ts';
import type { Long } from './long-form.ts';
import type { OnNote } from './notes.ts';
import { isNoValue, numberOf, numberParts } from './number-format.ts';
import type { Relation } from './relation.ts';

/** A column to look at; `kept`: how its numbers are written by the model. */
export type TextColumn = { i: number; wish: FormatWish['wish']; kept: NumberFormat | undefined; typed: boolean };

/** How the numbers of each column are written, null for categories; columns that are clearly no numbers are not in it. */
export type TextFormats = Map<number, NumberFormat | null>;

/** The number of a cell, or NaN for a word for "no value" or what is not a number of the format. */
export function numberIn(text: string, { decimal, prefix, suffix }: NumberFormat): number {
  const parts = numberParts(text);
  return parts && parts.prefix === prefix && parts.suffix === suffix ? numberOf(parts, decimal) : Number.NaN;
}

export type Fault = {
  i: number;
  seen: Seen;
  code: FormatFault['fault'] | 'other-format';
  facts: Record<string, string>;
};

/** The formats of the columns; a Fault for the first column that cannot be decided. */
export async function textFormats(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  columns: readonly TextColumn[],
  missing: readonly string[],
  options: { decimal: '.' | ',' | undefined; elsewhere: boolean; onNote: OnNote },
): Promise<TextFormats | Fault> {
  const hopeless = await hopelessOf(database, relation, longs, columns, missing);
  const scanned = columns.filter(({ i }) => !hopeless.has(i));
  const formats: TextFormats = new Map();
  const scans = new Map<number, ColumnScan>();
  const strange = new Map<number, Seen>();
  for (const column of scanned) scans.set(column.i, emptyScan());
  const kept = new Map(columns.flatMap((column) => (column.kept ? [[column.i, column.kept]] : [])));
  await eachText(database, relation, longs, scanned, missing, null, (i, text, row) => {
    const format = kept.get(i);
    if (format && Number.isNaN(numberIn(text, format)) && !isNoValue(text) && !strange.has(i))
      strange.set(i, { text, row });
    scanCell(scans.get(i) as ColumnScan, text, row);
  });
  const shown = new Set(
    [...scans.values()].flatMap(({ marks }) => (['.', ','] as const).filter((mark) => marks[mark])),
  );
  if (options.elsewhere) shown.add('.');
  const notes = noteTaker(relation, options.onNote);
  for (const { i, wish, typed } of scanned) {
    const scan = scans.get(i) as ColumnScan;
    const format = kept.get(i);
    const odd = strange.get(i);
    if (format && odd) return { i, seen: odd, code: 'other-format', facts: format };
    const elsewhere = shown.size === 1 ? [...shown][0] : undefined;
    const delimiter = relation.csv?.delimiter ?? null;
    const asked = { wish, given: format?.decimal ?? options.decimal, elsewhere, delimiter };
    const verdict = format ? { kind: 'numeric' as const, format, unsure: null } : formatOf(scan, asked);
    if ('fault' in verdict) return faultOf(i, verdict);
    formats.set(i, notes.take(i, scan, verdict, { typed: typed && wish === 'infer', isKept: format !== undefined }));
  }
  notes.end();
  return formats;
}

function faultOf(i: number, fault: FormatFault): Fault {
  const facts: Record<string, string> = 'other' in fault ? { other: fault.other.text } : {};
  return { i, seen: fault.at, code: fault.fault, facts };
}

const SAMPLE = 2000;

/** Columns of plain numbers among whose first cells one has decimals after a point, so that the point is no group's mark. */
export async function withDecimals(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  columns: readonly number[],
  missing: readonly string[],
): Promise<Set<number>> {
  const found = new Set<number>();
  const looked = columns.map((i): TextColumn => ({ i, wish: 'infer', kept: undefined, typed: false }));
  await eachText(database, relation, longs, looked, missing, SAMPLE, (i, text) => {
    if (!found.has(i) && numberParts(text)?.shows === '.') found.add(i);
  });
  return found;
}

/** Columns to infer whose first cells are mostly neither numbers nor words for "no value": they are categories. */
async function hopelessOf(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  columns: readonly TextColumn[],
  missing: readonly string[],
): Promise<Set<number>> {
  const inferred = columns.filter(({ wish, kept }) => wish === 'infer' && kept === undefined);
  const counts = new Map(inferred.map(({ i }) => [i, { cells: 0, others: 0 }]));
  await eachText(database, relation, longs, inferred, missing, SAMPLE, (i, text) => {
    const count = counts.get(i) as { cells: number; others: number };
    count.cells += 1;
    if (numberParts(text) === null && !isNoValue(text)) count.others += 1;
  });
  return new Set([...counts].flatMap(([i, { cells, others }]) => (2 * others > cells ? [i] : [])));
}

/** Hands over the texts of the columns, of the first `limit` rows or of all. */
async function eachText(
  database: Database,
  relation: Relation,
  longs: readonly Long[],
  columns: readonly TextColumn[],
  missing: readonly string[],
  limit: number | null,
  take: (i: number, text: string, row: number) => void,
): Promise<void> {
  const wanted = new Set(columns.map(({ i }) => i));
  for (const { cells, read } of longs) {
    if (!read.some((i) => wanted.has(i))) continue;
    const first = limit === null ? '' : ` WHERE row < ${limit}`;
    const selected = 'CAST(row AS INTEGER), CAST(i AS INTEGER), t0';
    const result = await database.stream(`SELECT ${selected} FROM ${cellsOf(cells, [0], missing)}${first}`);
    for await (const chunk of result) {
      const [row, place, text] = [0, 1, 2].map((at) => chunk.getColumnVector(at));
      const count = chunk.rowCount;
      for (let at = 0; at < count; at += 1) {
        const i = read[place.getItem(at) as number];
        const cell = text.getItem(at);
        if (cell !== null && wanted.has(i)) take(i, String(cell), (row.getItem(at) as number) + 1);
      }
    }
    for (const i of read) wanted.delete(i);
  }
  for (const part of wanted.size === 0 ? [] : batches([...wanted])) {
    const selected = part.map((i) => `t${i}`).join(', ');
    const first = limit === null ? '' : ` LIMIT ${limit}`;
    const result = await database.stream(`SELECT ${selected} FROM ${cellsOf(relation, part, missing)}${first}`);
    let done = 0;
    for await (const chunk of result) {
      const count = chunk.rowCount; // a call into DuckDB
      for (const [at, i] of part.entries()) {
        const vector = chunk.getColumnVector(at);
        for (let row = 0; row < count; row += 1) {
          const text = vector.getItem(row);
          if (text !== null) take(i, String(text), done + row + 1);
        }
      }
      done += count;
    }
  }
}

/** Collects the notes of columns that are written alike into one. */
function noteTaker({ columns }: Relation, onNote: OnNote) {
  type Group = { code: 'number-format' | 'decimal-assumed'; columns: string[]; found: string; value: number };
  const groups = new Map<string, Group>();
  const texts: string[] = [];
  const noted: Parameters<OnNote>[0][] = [];
  const group = (code: Group['code'], i: number, { text }: Seen, format: NumberFormat) => {
    const key = JSON.stringify([code, format]);
    const known = groups.get(key);
    if (known) known.columns.push(columns[i].name);
    else groups.set(key, { code, columns: [columns[i].name], found: text, value: numberIn(text, format) });
  };
  return {
    /** The format of a column by its verdict, null for categories. */
    take(
      i: number,
      scan: ColumnScan,
      verdict: Exclude<FormatVerdict, FormatFault>,
      { typed, isKept }: { typed: boolean; isKept: boolean },
    ): NumberFormat | null {
      if (verdict.kind === 'categorical') return null;
      const { format, unsure } = verdict;
      if (typed && (scan.styled === null || scan.words.size > 0)) {
        if (scan.styled === null && scan.words.size === 0 && scan.numbers > 0) texts.push(columns[i].name);
        return null;
      }
      const telling = format.decimal === ',' ? scan.marks['dot-unclear'] : scan.marks['comma-unclear'];
      const example = telling ?? scan.styled;
      if (unsure) group('decimal-assumed', i, unsure, format);
      else if (example && !isKept) group('number-format', i, example, format);
      for (const [word, { count }] of scan.words) {
        noted.push({ code: 'no-value', column: columns[i].name, word, cells: count, rows: scan.present });
      }
      return format;
    },
    end(): void {
      for (const note of [...groups.values(), ...noted]) onNote(note);
      if (texts.length > 0) onNote({ code: 'numbers-as-text', columns: texts });
    },
  };
}
