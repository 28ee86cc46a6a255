// Drawing with characters: horizontal bars to an eighth of a column, and cells in aligned columns.

import { pad, width } from './text.ts';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * A bar whose full length stands for 1. Any fraction above 0 is visible, and only 1 fills the full length. `plain` draws
 * with # for terminals whose font lacks block characters.
 */
export function bar(fraction: number, columns: number, plain = false): string {
  if (!(fraction > 0)) return '';
  const steps = plain ? 1 : 8;
  const full = columns * steps;
  const length = fraction >= 1 ? full : Math.min(full - 1, Math.round(fraction * full));
  if (plain) return length === 0 ? '.' : '#'.repeat(length);
  const eighths = Math.max(1, length);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** Rows of cells as lines: each column is as wide as its widest cell; `r` in `aligns` aligns a column to the right. */
export function grid(rows: readonly (readonly string[])[], aligns: string, gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) for (let c = 0; c < row.length; c += 1) widths[c] = Math.max(widths[c] ?? 0, width(row[c]));
  return rows.map((row) =>
    row
      .map((cell, c) => pad(cell, widths[c], aligns[c] === 'r' ? 'right' : 'left'))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}
