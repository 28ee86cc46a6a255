// A text of plain numbers as a matrix, one row per line. Pasted or dumped numbers often have no header, and contain NaN
// and infinities, which a table refuses; this reader accepts them, and stops at the first cell that is not a number.

import { parseNumber, splitWords } from './numbers.ts';

/** Numbers row by row; `names` of the columns where a header has one for each. */
export type Matrix = { data: Float64Array; rows: number; columns: number; names?: string[] };

/** The first line that cannot be read: a cell that is not a number, or a number of cells that differs from the lines before. */
export type Unreadable = { line: number; word: string } | { line: number; found: number; expected: number };

/**
 * The matrix of a text: lines of numbers, or a list of lists in brackets. A first line without any number is a header;
 * one number a line makes a single row; a text without numbers has no rows.
 */
export function readLines(text: string): Matrix | Unreadable {
  const data: number[] = [];
  const lines = rowsOf(text.replace(/^\uFEFF/, ''));
  let columns = 0;
  let rows = 0;
  let names: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = i + 1;
    const words = splitWords(lines[i]);
    const cells = words.map(parseNumber);
    const wrong = cells.indexOf(undefined);
    const header = rows === 0 && cells.every((cell) => cell === undefined);
    if (header && line === 1) {
      names = namesOf(lines[i]);
      continue;
    }
    if (wrong !== -1) return { line, word: words[wrong] };
    if (EMPTY_CELL.test(lines[i])) return { line, word: '' };
    if (cells.length === 0) continue;
    if (rows > 0 && cells.length !== columns) return { line, found: cells.length, expected: columns };
    columns = cells.length;
    rows += 1;
    for (const cell of cells) data.push(cell as number);
  }
  const matrix = Float64Array.from(data);
  if (columns === 1) return { data: matrix, rows: 1, columns: rows };
  return { data: matrix, rows, columns, ...(rows > 0 && names.length === columns && { names }) };
}

/** The cells of a header, which may have spaces in them where a tab, comma or semicolon separates them. */
function namesOf(line: string): string[] {
  const separator = ['\t', ';', ','].find((mark) => line.includes(mark)) ?? /\s+/;
  return line
    .trim()
    .split(separator)
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

/** Two separators with nothing between them, or one at the start: `1,,3` has a cell without a number. */
const EMPTY_CELL = /^\s*[,;]|[,;\t] *[,;\t]/;

/** The text's lines; of a list of lists, the inner lists, however they are broken into lines. */
function rowsOf(text: string): string[] {
  if (!text.trimStart().startsWith('[')) return text.split(/\r\n|\n|\r/);
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/\]\s*(?:,\s*)?\[/g, '\n')
    .replace(/[[\]]/g, ' ')
    .split('\n');
}
