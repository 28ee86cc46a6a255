// The cells of a column as texts: the distinct texts, their counts, and each row's cell as an index into a given list.
// A number is represented by its shortest text, so a column that was categorical in one table may be numeric in the
// next.

import type { Column } from './table.ts';

/** In place of an index: the cell is missing, or its text is not in the list. */
export const MISSING = -1;
export const UNKNOWN = -2;

/** How many cells have each text; missing cells are not counted. In order of code units, or of the numbers. */
export function countTexts(column: Column): Map<string, number> {
  if (column.kind === 'numeric') {
    const counts = new Map<number, number>();
    for (const x of column.values) if (!Number.isNaN(x)) counts.set(x, (counts.get(x) ?? 0) + 1);
    return new Map([...counts].sort((a, b) => a[0] - b[0]).map(([x, count]) => [String(x), count]));
  }
  const counts = new Map<string, number>();
  const byCode = new Float64Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) byCode[code] += 1;
  const used = column.levels.map((level, code): [string, number] => [level, byCode[code]]);
  for (const [level, count] of used) if (count > 0) counts.set(level, (counts.get(level) ?? 0) + count);
  return new Map([...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

/** For each row the index of its cell's text in the list, or MISSING, or UNKNOWN. */
export function indexCells(column: Column, list: readonly string[]): Int32Array {
  const index = new Map(list.map((text, i) => [text, i]));
  if (column.kind === 'categorical') {
    const byCode = column.levels.map((level) => index.get(level) ?? UNKNOWN);
    return column.codes.map((code) => (code < 0 ? MISSING : byCode[code]));
  }
  const known = new Map<number, number>();
  const out = new Int32Array(column.values.length).fill(MISSING);
  for (let row = 0; row < out.length; row += 1) {
    const x = column.values[row];
    if (Number.isNaN(x)) continue;
    let i = known.get(x);
    if (i === undefined) {
      i = index.get(String(x)) ?? UNKNOWN;
      known.set(x, i);
    }
    out[row] = i;
  }
  return out;
}

/** The text of one cell; '' where it is missing. */
export function cellText(column: Column, row: number): string {
  if (column.kind === 'numeric') return Number.isNaN(column.values[row]) ? '' : String(column.values[row]);
  return column.codes[row] < 0 ? '' : column.levels[column.codes[row]];
}

/** The cells as texts: a list of them, and for each row the place of its text, or −1 where it is missing. */
export function textsOf(column: Column): { texts: readonly string[]; codes: Int32Array } {
  if (column.kind === 'categorical') return { texts: column.levels, codes: column.codes };
  const codes = Int32Array.from(column.values, (x, row) => (Number.isNaN(x) ? MISSING : row));
  return { texts: Array.from(column.values, String), codes };
}
