// Scores pasted from a spreadsheet: a line for each, a number alone or a name and then a number; numbers in one line
// are taken one by one. A first line without any number is a header.

import { parseNumber } from '../state/numbers.ts';

export type Pasted =
  | { kind: 'scores'; scores: number[]; names: string[] }
  | { kind: 'empty' }
  | { kind: 'wrong'; line: number; found: string }
  | { kind: 'many'; found: number };

type Range = { min: number; max: number; most: number; longest: number };

export function readPasted(text: string, { min, max, most, longest }: Range): Pasted {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ number: i + 1, cells: cellsOf(line) }))
    .filter(({ cells }) => cells.length > 0);
  if (lines.length > 1 && lines[0].cells.every((cell) => parseNumber(cell) === undefined)) lines.shift();
  const scores: number[] = [];
  const names: string[] = [];
  let count = 0;
  for (const { number, cells } of lines) {
    const named = cells.length > 1 && parseNumber(cells[0]) === undefined;
    for (const cell of named ? cells.slice(1, 2) : cells) {
      const x = parseNumber(cell);
      if (x === undefined || !(x >= min && x <= max)) return { kind: 'wrong', line: number, found: cell.slice(0, 30) };
      count += 1;
      if (count > most) continue;
      scores.push(x);
      names.push(named ? cells[0].slice(0, longest) : '');
    }
  }
  if (count === 0) return { kind: 'empty' };
  return count > most ? { kind: 'many', found: count } : { kind: 'scores', scores, names };
}

/** A tab separates where there is one, as spreadsheets write; otherwise commas, semicolons and spaces do. */
function cellsOf(line: string): string[] {
  const cells = line.includes('\t') ? line.split('\t') : line.split(/[,;\s]+/);
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
}
