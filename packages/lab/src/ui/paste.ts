// Scores pasted from a spreadsheet or a CSV file: a line for each, a number alone or a name and then a number; numbers
// in one line are taken one by one. A first line without any number is a header. In a cell of its own, between tabs or in
// quotes, 1,234 is one number; where a comma may as well separate two, it is a question. Other tables that are pasted
// (energy levels) are cut into lines and cells here too.

import { parseNumber } from '../state/numbers.ts';

export type Pasted =
  /** `unused` is how many columns after the second were left out, where the lines have names. */
  | { kind: 'scores'; scores: number[]; names: string[]; unused: number }
  | { kind: 'empty' }
  | { kind: 'wrong'; line: number; found: string }
  | { kind: 'unclear'; line: number; found: string }
  | { kind: 'many'; found: number };

type Range = { min: number; max: number; most: number; longest: number; nan?: boolean };

export function readPasted(text: string, { min, max, most, longest, nan }: Range): Pasted {
  const lines = linesOf(text);
  const numberOf = (cell: string) => numberIn(cell, nan);
  if (lines.length > 1 && lines[0].cells.every((cell) => numberOf(cell) === undefined)) lines.shift();
  const scores: number[] = [];
  const names: string[] = [];
  let count = 0;
  let unused = 0;
  for (const { number, line, cells } of lines) {
    const unclear = unclearIn(line);
    if (unclear) return { kind: 'unclear', line: number, found: unclear };
    const named = cells.length > 1 && numberOf(cells[0]) === undefined;
    if (named) unused = Math.max(unused, cells.length - 2);
    for (const cell of named ? cells.slice(1, 2) : cells) {
      const x = numberOf(cell);
      if (x === undefined || x < min || x > max) return { kind: 'wrong', line: number, found: cell.slice(0, 30) };
      count += 1;
      if (count > most) continue;
      scores.push(x);
      names.push(named ? cells[0].slice(0, longest) : '');
    }
  }
  if (count === 0) return { kind: 'empty' };
  return count > most ? { kind: 'many', found: count } : { kind: 'scores', scores, names, unused };
}

export type Line = { number: number; line: string; cells: string[] };

/** The lines that hold anything, numbered from 1, with their cells. */
export const linesOf = (text: string): Line[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ number: i + 1, line, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.length > 0);

/** The number that a cell holds; undefined where it holds none. */
export const numberIn = (cell: string, nan?: boolean) => parseNumber(ungrouped(cell), nan);

/** A tab separates where there is one, as spreadsheets write; otherwise commas, semicolons and spaces outside quotes do. */
function cellsOf(line: string): string[] {
  const cells = line.includes('\t')
    ? line.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    : [...line.matchAll(/"((?:[^"]|"")*)"|[^,;\s"]+/g)].map(([all, quoted]) => quoted ?? all);
  return cells.map((cell) => cell.replaceAll('""', '"').trim()).filter((cell) => cell !== '');
}

/** Digits in groups of three: 1,234 or −12,345,678.9. */
const GROUPED = /^[+\-−–]?\d{1,3}(,\d{3})+(\.\d+)?$/;

const ungrouped = (cell: string) => (GROUPED.test(cell) ? cell.replaceAll(',', '') : cell);

/** What in a line without tabs may be one number or several. */
export function unclearIn(line: string): string | undefined {
  if (line.includes('\t')) return undefined;
  const pieces = line.replaceAll(/"(?:[^"]|"")*"/g, ' ').split(/[;\s]+/);
  return pieces.map((piece) => piece.replace(/^[^\d+\-−–]+,/, '')).find((piece) => GROUPED.test(piece));
}
