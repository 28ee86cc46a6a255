// A table of one's own from pasted or opened text: comma, tab or semicolon, quoted cells as in RFC 4180, a header first.
// A column of numbers is numeric, any other is categorical; an empty cell and NA are missing, as `bridle train` reads
// them. What cannot be read is told by its row.

import type { Column, Table } from 'bridle/learn';
import { parseNumber } from '../state/numbers.ts';

export const LIMITS = { characters: 10_000_000, rows: 50_000, columns: 200 };
export const MISSING: readonly string[] = ['', 'NA'];

export type Read =
  | { kind: 'table'; table: Table }
  | { kind: 'empty' }
  | { kind: 'large'; what: keyof typeof LIMITS; found: number }
  | { kind: 'ragged'; row: number; found: number; expected: number }
  | { kind: 'quote'; row: number }
  | { kind: 'names'; found: string };

export function readCsv(text: string): Read {
  if (text.length > LIMITS.characters) return { kind: 'large', what: 'characters', found: text.length };
  const cells = cellsOf(text.replace(/^\uFEFF/, ''));
  if ('quote' in cells) return { kind: 'quote', row: cells.quote };
  const [header, ...rows] = cells.rows;
  if (!header || rows.length === 0) return { kind: 'empty' };
  if (header.length > LIMITS.columns) return { kind: 'large', what: 'columns', found: header.length };
  if (rows.length > LIMITS.rows) return { kind: 'large', what: 'rows', found: rows.length };
  const names = header.map((name) => name.trim());
  const wrong = names.find((name, i) => name === '' || names.indexOf(name) !== i);
  if (wrong !== undefined) return { kind: 'names', found: wrong };
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged >= 0) return { kind: 'ragged', row: ragged + 2, found: rows[ragged].length, expected: names.length };
  const columns = names.map((name, i) => columnOf(name, rows, i));
  return { kind: 'table', table: { rows: rows.length, columns } };
}

function columnOf(name: string, rows: readonly (readonly string[])[], i: number): Column {
  const texts = rows.map((row) => row[i].trim());
  const numbers = texts.map((text) => (MISSING.includes(text) ? Number.NaN : parseNumber(text)));
  if (numbers.every((x) => x !== undefined && Math.abs(x) !== Number.POSITIVE_INFINITY)) {
    return { kind: 'numeric', name, values: Float64Array.from(numbers as number[]) };
  }
  const levels = [...new Set(texts.filter((text) => !MISSING.includes(text)))].sort();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  return { kind: 'categorical', name, codes: Int32Array.from(texts, (text) => codeOf.get(text) ?? -1), levels };
}

/** All cells, or the row of a quote that is not closed. Lines without a character are no rows. */
function cellsOf(text: string): { rows: string[][] } | { quote: number } {
  const separator = separatorOf(text.slice(0, text.search(/[\r\n]|$/)));
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let opened = -1;
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || row[0] !== '' || quoted) rows.push(row);
    row = [];
    cell = '';
    quoted = false;
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (opened >= 0) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else opened = -1;
    } else if (c === '"' && cell.trim() === '') {
      opened = rows.length + 1;
      quoted = true;
      cell = '';
    } else if (c === separator) {
      row.push(cell);
      cell = '';
    } else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
    else if (text[i + 1] !== '\n') endRow();
  }
  if (opened >= 0) return { quote: opened };
  endRow();
  return { rows };
}

/** Whichever is most often in the header. */
function separatorOf(header: string): string {
  const count = (separator: string) => header.split(separator).length;
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
