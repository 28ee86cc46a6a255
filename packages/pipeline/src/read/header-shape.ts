// Which line of a CSV file is the header, if any. Files have lines before it (`sep=;`, titles, # comments), headers without a
// name for the row names that R writes, and no header at all, when the first record would be lost.

import type { CsvRecord } from './csv-records.ts';

/** What the first records are: the place of the header (−1: there is none), and of the first row. */
export type Shape =
  | { kind: 'header'; at: number; hash: boolean; rowNames: boolean; trailing: boolean; numeric: string | null }
  | { kind: 'none'; at: number }
  | { kind: 'unclear'; expected: number };

/** A title, and the lines of a preamble, are at most so many. */
const PREAMBLE = 24;

/** Finds the header among the first records. With `wanted`, the first line after titles and comments is one, or none is. */
export function shapeOf(records: readonly CsvRecord[], wanted: boolean | undefined): Shape {
  const rows = records.map(({ cells }) => cells.map((cell) => cell.trim()));
  const first = firstWithoutHash(rows);
  if (wanted === false) return { kind: 'none', at: first };
  const hash = hashHeader(rows, first);
  if (hash >= 0) return { ...header(hash, rows, rows.slice(first)), hash: true };
  const width = agreedWidth(rows.slice(first + 1));
  const title = titlesEnd(rows, first, width);
  if (title > first) return header(title, rows, rows.slice(title + 1));
  if (title < 0) return { kind: 'unclear', expected: width };
  const below = rows.slice(first + 1).filter((cells) => cells.length > 0);
  if (wanted === undefined && isRow(rows[first] ?? [], below)) return { kind: 'none', at: first };
  return header(first, rows, below);
}

function header(at: number, rows: readonly string[][], below: readonly string[][]): Shape & { kind: 'header' } {
  const cells = rows[at] ?? [];
  const width = widthOf(below);
  const isShort = width > 2 && width === cells.length + 1 && below.length > 1 && allHave(below, width);
  const trailing = isShort && below.every((row) => row[width - 1] === '' || row.length === 0);
  const rowNames = isShort && !trailing && areRowNames(below.flatMap((row) => row.slice(0, 1)));
  const numeric = cells.find((cell, i) => isNumeric(cell) && !isCounting(cells, i)) ?? null;
  return { kind: 'header', at, hash: false, rowNames, trailing, numeric };
}

/** Row names are different texts, or count the rows. */
function areRowNames(names: readonly string[]): boolean {
  const counted = names.every((name, i) => Number(name) === Number(names[0]) + i);
  return counted || (distinct(names) && !names.some(isNumeric));
}

/** The first line that is neither blank nor a comment. A cell `#` alone is a name. */
function firstWithoutHash(rows: readonly string[][]): number {
  const at = rows.findIndex((cells) => cells.length > 0 && (!cells[0].startsWith('#') || cells[0] === '#'));
  return Math.max(0, at);
}

/** The last # line where it is the header of what follows: `#chrom pos`, or names before numbers. Else −1. */
function hashHeader(rows: readonly string[][], first: number): number {
  const at = rows.findLastIndex((cells, i) => i < first && cells.length > 0);
  if (at < 0 || rows[at].length !== rows[first].length || rows[at][0].startsWith('##')) return -1;
  const names = [rows[at][0].slice(1), ...rows[at].slice(1)];
  if (names.some((cell) => cell.trim() === '' || isNumeric(cell))) return -1;
  const touches = names[0].trimStart() === names[0];
  return (touches && names.length > 1) || rows[first].some(isNumeric) ? at : -1;
}

/** Where the header is if lines with one cell, or with fewer cells than the rows, stand before it; `first` if none do, −1 if unclear. */
function titlesEnd(rows: readonly string[][], first: number, width: number): number {
  const filled = (cells: string[]) => cells.filter((cell) => cell !== '').length;
  const isTitle = (cells: string[]) =>
    cells.length === 0 || (filled(cells) <= 1 && cells[0] !== '') || cells.length < width - 1;
  if (width < 2 || !isTitle(rows[first])) return first;
  const at = rows.findIndex((cells, i) => i > first && !isTitle(cells));
  const fits = at > 0 && at < PREAMBLE && rows[at].length === width;
  if (fits && rows[at].every((cell, i) => (cell !== '' && !isNumeric(cell)) || (cell === '' && i === 0))) return at;
  return rows[first].length === width ? first : -1;
}

/** Whether the first line is a row like those below it. */
function isRow(cells: readonly string[], below: readonly string[][]): boolean {
  if (below.length === 0 || widthOf(below) !== cells.length) return false;
  const columns = cells.map((cell, i) => ({ cell, values: below.map((row) => row[i] ?? '').filter(isPresent) }));
  const told = columns.filter(({ cell, values }) => isPresent(cell) && values.length > 0);
  const numbers = told.filter(({ values }) => values.every(isNumeric));
  const texts = told.filter(({ values }) => !values.every(isNumeric));
  const recurs = texts.filter(({ cell, values }) => values.includes(cell)).length;
  if (numbers.length === 0) return below.length > 3 && texts.length > 1 && recurs === texts.length;
  if (numbers.some(({ cell }) => !isNumeric(cell))) return false;
  const names = numbers.map(({ cell }) => cell);
  if (isMonotone(names.map(Number))) return false;
  return recurs > 0 || names.some((cell) => !/^\d+$/.test(cell)) || !distinct(names);
}

/** Whether numbers only grow or only shrink, as the bounds of classes do that name columns. */
function isMonotone(x: readonly number[]): boolean {
  return x.length > 3 && (x.every((v, i) => i === 0 || v > x[i - 1]) || x.every((v, i) => i === 0 || v < x[i - 1]));
}

/** Whether a whole number may be a name: columns are counted, or named by years. */
function isCounting(cells: readonly string[], i: number): boolean {
  const x = Number(cells[i]);
  if (!/^\d+$/.test(cells[i])) return false;
  return x === i || x === i + 1 || (x >= 1500 && x <= 2200) || Number(cells[i - 1] ?? cells[i + 1]) === x - 1;
}

/** The number of cells that most rows have, at least two of them; else 0. */
function agreedWidth(rows: readonly string[][]): number {
  const width = widthOf(rows);
  return rows.filter(({ length }) => length === width).length > 1 ? width : 0;
}

function widthOf(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const { length } of rows) {
    if (length === 0) continue;
    counts.set(length, (counts.get(length) ?? 0) + 1);
    if ((counts.get(length) ?? 0) > (counts.get(best) ?? 0)) best = length;
  }
  return best;
}

const allHave = (rows: readonly string[][], width: number) =>
  rows.every(({ length }) => length === width || length === 0);

const distinct = (texts: readonly string[]) => new Set(texts).size === texts.length;

const isPresent = (cell: string) => cell !== '' && !/^(\?|-|na|n\/a|nan|null|none)$/i.test(cell);

export const isNumeric = (cell: string) =>
  /^[-+]?[$]?(\d{1,3}(,\d{3})+|\d+)?([.,]\d*)?(e[-+]?\d+)?%?$/i.test(cell) && /\d/.test(cell);
