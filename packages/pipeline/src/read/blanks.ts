// Text whose cells are divided by blanks, in a file that none of the usual delimiters divides.

import { recordsOf } from './csv-records.ts';
import { isNumeric } from './header-shape.ts';

const SAMPLE = 33;

/** Whether each cell is divided from the next by one blank ('one') or by runs of them ('runs'); null for other texts. */
export function blanksBetween(text: string, start: number): 'one' | 'runs' | null {
  const single = recordsOf(text, start, ' ', SAMPLE).map(({ cells }) => cells);
  if (isTable(single) && single.every((cells) => cells.every((cell) => cell !== ''))) return 'one';
  const lines = text.slice(start, start + (1 << 16)).split(/\r\n|\r|\n/, SAMPLE);
  const runs = lines.map((line) => line.trim()).map((line) => (line === '' ? [] : line.split(/[ \t]+/)));
  return isTable(runs) ? 'runs' : null;
}

/**
 * Rows of as many cells each, a number among them; the first may lack the name of the row names. Numbers with one unit
 * are not two columns.
 */
function isTable(records: readonly string[][]): boolean {
  const [first, ...rows] = records.filter((cells) => cells.length > 0);
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.length < 2 || rows.some(({ length }) => length !== width)) return false;
  const numbers = rows[0].some((_, i) => rows.every((row) => isNumeric(row[i])));
  const hasUnit =
    width === 2 && [0, 1].some((i) => !isNumeric(rows[0][i]) && rows.every((row) => row[i] === rows[0][i]));
  return numbers && !hasUnit && (first.length === width || (first.length > 1 && first.length === width - 1));
}
