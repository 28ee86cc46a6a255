// Columns that decide the target alone, as a copy of it under another name does: each value stands with one class, or the
// numbers of each class have a range of their own.

import type { Column } from '../table/table.ts';

const FEWEST = 20;
/** Rows of the mean value; fewer would decide by chance. */
const ROWS_OF_A_VALUE = 5;
/** The share of the rows outside the largest class that may disagree. */
const TOLERATED = 0.02;
const MOST_VALUES = 1000;

/** Whether the column decides the class of nearly every row that has one (label ≥ 0). */
export function decidesTarget(column: Column, labels: ArrayLike<number>, classes: number): boolean {
  const keys: ArrayLike<number> = column.kind === 'numeric' ? column.values : column.codes;
  const isMissing = (key: number) => (column.kind === 'numeric' ? Number.isNaN(key) : key < 0);
  let rows = 0;
  let gaps = 0;
  for (let row = 0; row < labels.length; row += 1) {
    if (labels[row] < 0) continue;
    if (isMissing(keys[row])) gaps += 1;
    else rows += 1;
  }
  if (rows < FEWEST || gaps > rows) return false;
  const limit = Math.min(MOST_VALUES, rows / ROWS_OF_A_VALUE);
  const counts = new Map<number, Int32Array>(); // by class, and the largest of them
  let wrong = 0; // rows outside the largest class of their value, so far: it never falls
  for (let row = 0; row < labels.length; row += 1) {
    const key = keys[row];
    if (labels[row] < 0 || isMissing(key)) continue;
    let byClass = counts.get(key);
    if (byClass === undefined) {
      if (counts.size >= limit) return column.kind === 'numeric' && rangesAreApart(column.values, labels, classes);
      byClass = new Int32Array(classes + 1);
      counts.set(key, byClass);
    }
    byClass[labels[row]] += 1;
    if (byClass[labels[row]] <= byClass[classes]) wrong += 1;
    else byClass[classes] += 1;
    if (wrong > TOLERATED * rows) return false; // more than of any number outside; nor can the ranges be apart
  }
  const total = new Int32Array(classes);
  for (const byClass of counts.values()) {
    for (let k = 0; k < classes; k += 1) total[k] += byClass[k];
  }
  const outside = rows - Math.max(...total);
  return outside > 0 && wrong <= TOLERATED * outside;
}

function rangesAreApart(values: ArrayLike<number>, labels: ArrayLike<number>, classes: number): boolean {
  const ranges = Array.from({ length: classes }, () => ({ low: Infinity, high: -Infinity }));
  for (let row = 0; row < values.length; row += 1) {
    if (labels[row] < 0 || Number.isNaN(values[row])) continue;
    const range = ranges[labels[row]];
    range.low = Math.min(range.low, values[row]);
    range.high = Math.max(range.high, values[row]);
  }
  const used = ranges.filter(({ low }) => low < Infinity).sort((a, b) => a.low - b.low);
  return used.length > 1 && used.every(({ low }, k) => k === 0 || low > used[k - 1].high);
}
