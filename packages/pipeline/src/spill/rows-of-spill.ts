// Which rows of a spill train, which are held out, and which are drawn: a sample in which every class has rows, for what is
// chosen and where the descent starts, and rows by which the model is judged. By a seed: the same table, the same rows.

import { fractionsOf } from '@bridle/sql';
import { type CategoricalColumn, heldOutRows, type Table } from 'bridle/learn';
import { seededRandom } from 'bridle/sample';
import { arrayOf, columnOf, type Spill, tableBlocks } from './spill.ts';

export type Labels = Int8Array | Int32Array;

/** For each row the index of its class, −1 for none, and 1 where it is held out. */
export type Split = { labels: Labels; isTest: Uint8Array; trainRows: number; testRows: number; counts: number[] };

/** The labels in one byte each where there are few classes. */
export function small(labels: Int32Array, classes: number): Labels {
  return classes <= 127 ? Int8Array.from(labels) : labels;
}

export function splitRows(labels: Labels, classes: number, holdout: number, seed: number): Split {
  const isTest = heldOutRows(labels, classes, { holdout, seed });
  const counts = new Array<number>(classes).fill(0);
  let [trainRows, testRows] = [0, 0];
  for (let row = 0; row < labels.length; row += 1) {
    if (labels[row] < 0) continue;
    testRows += isTest[row];
    trainRows += 1 - isTest[row];
    if (isTest[row] === 0) counts[labels[row]] += 1;
  }
  return { labels, isTest, trainRows, testRows, counts };
}

/** Rows drawn, with the number of rows that each stands for. */
export type Drawn = { rows: Int32Array; weights: Float64Array };

/** About `size` training rows, of small classes all or a few hundred. */
export function drawSample({ labels, isTest, counts }: Split, size: number, seed: number): Drawn {
  const fractions = fractionsOf(counts, size);
  const rows = drawn(labels.length, seed, (row) => (labels[row] < 0 || isTest[row] === 1 ? 0 : fractions[labels[row]]));
  return { rows, weights: Float64Array.from(rows, (row) => 1 / fractions[labels[row]]) };
}

/** All rows that are held out, or that train, or about `most` of them. */
export function drawJudged(
  { labels, isTest, trainRows, testRows }: Split,
  which: 0 | 1,
  most: number,
  seed: number,
): Int32Array {
  const share = Math.min(1, most / Math.max(1, which === 1 ? testRows : trainRows));
  return drawn(labels.length, seed + 1 + which, (row) => (labels[row] >= 0 && isTest[row] === which ? share : 0));
}

function drawn(rows: number, seed: number, chance: (row: number) => number): Int32Array {
  const random = seededRandom(seed);
  const chosen: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const p = chance(row);
    if (p > 0 && random() < p) chosen.push(row);
  }
  return Int32Array.from(chosen);
}

/** The tables of several lists of ascending rows, by one pass over the spill. */
export async function gather(spill: Spill, lists: readonly Int32Array[]): Promise<Table[]> {
  const out = lists.map((rows) => spill.columns.map((column) => columnOf(column, arrayOf(column.type, rows.length))));
  const next = lists.map(() => 0);
  for await (const { first, table } of tableBlocks(spill)) {
    for (const [l, rows] of lists.entries()) {
      const from = next[l];
      while (next[l] < rows.length && rows[next[l]] < first + table.rows) next[l] += 1;
      table.columns.forEach((column, c) => {
        const source = cellsOf(column);
        const target = cellsOf(out[l][c]);
        for (let i = from; i < next[l]; i += 1) target[i] = source[rows[i] - first];
      });
    }
  }
  return lists.map((rows, l) => ({ rows: rows.length, columns: out[l] }));
}

function cellsOf(column: Table['columns'][number]): Float64Array | Float32Array | Int32Array {
  return column.kind === 'numeric' ? column.values : (column as CategoricalColumn).codes;
}
