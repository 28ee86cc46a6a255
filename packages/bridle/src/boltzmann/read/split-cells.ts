// One line of a table into its cells, by tabs, semicolons, bars, commas, or blanks.

import { isUnit } from './header-unit.ts';
import { namesEnergy } from './header-words.ts';
import { LevelsError } from './levels-error.ts';

/** What parts cells: one mark; two or more blanks ('  '), so that names may hold one; any blanks (' '); nothing (''). */
export type Delimiter = '\t' | ';' | '|' | ',' | '  ' | ' ' | '';

/** Marks before blanks: a table in semicolons may hold commas, and one in tabs both. */
export const DELIMITERS: readonly Delimiter[] = ['\t', ';', '|', ',', '  ', ' ', ''];

/** The first mark that a line holds, else blanks. */
export function delimiterIn(text: string): Delimiter {
  return DELIMITERS.find((mark) => (mark.trim() !== '' || mark === '\t' ? text.includes(mark) : false)) ?? ' ';
}

/** The cells of one line; quoted ones may hold the delimiter, and "" for a quote. */
export function splitCells(text: string, delimiter: string, line: number): string[] {
  if (delimiter === '') return [text.trim()];
  if (delimiter === ' ') return text.trim().split(/\s+/);
  if (delimiter === '  ') return text.trim().split(/\s{2,}|\t/);
  // Tables in bars often begin and end with one.
  if (delimiter === '|')
    return text
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|');
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  if (quoted) throw new LevelsError('unclosed-quote', 'expected the quote to be closed on its line', { line });
  cells.push(cell);
  return cells;
}

/** Words of longer lines are not joined: an open bracket would be looked for again with each of them. */
const LONGEST_HEADER = 10_000;

/** The ways to part a header whose rows are parted by blanks: `E (kcal/mol)` and `E / eV` are one cell, `Energy eV` may be. */
export function splitHeaderLine(text: string, delimiter: Delimiter, line: number): string[][] {
  const words = splitCells(text, delimiter, line);
  if (delimiter !== ' ' || text.length > LONGEST_HEADER) return [words];
  const cells = joined(words, (cell, next) => {
    return /^[([/]/.test(next) || /[/]$/.test(cell) || /[([][^)\]]*$/.test(cell);
  });
  const withUnits = joined(cells, (cell, next) => namesEnergy(cell) && isUnit(next));
  return withUnits.length < cells.length ? [cells, withUnits] : [cells];
}

/** Cells with those joined to the one before that belong to it. */
function joined(cells: readonly string[], belongs: (cell: string, next: string) => boolean): string[] {
  const out: string[] = [];
  for (const cell of cells) {
    const last = out.at(-1);
    if (last !== undefined && belongs(last, cell)) out[out.length - 1] = `${last} ${cell}`;
    else out.push(cell);
  }
  return out;
}
