// Rows in bins, by weight, and weights as numbers of rows.

import type { ColumnCells } from './column-cells.ts';

/** How many numbers are at most edges[0], edges[1] …, and above the last; and how many are missing. */
export function countNumbers(
  values: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  edges: readonly number[],
): { counts: number[]; missing: number } {
  const counts = new Float64Array(edges.length + 1);
  let missing = 0;
  for (let i = 0; i < values.length; i += 1) {
    const x = values[i];
    const weight = weights ? weights[i] : 1;
    if (Number.isNaN(x)) {
      missing += weight;
      continue;
    }
    let bin = 0;
    while (bin < edges.length && x > edges[bin]) bin += 1;
    counts[bin] += weight;
  }
  return { counts: [...counts], missing };
}

/** How many cells have each of the levels, any other level that the recipe has, and none; `unseen` are in no level of it. */
export function countLevels(
  { codes, levels: known }: ColumnCells & { kind: 'levels' },
  weights: ArrayLike<number> | null,
  levels: readonly number[],
): { counts: number[]; missing: number; unseen: number } {
  const all = new Float64Array(known + 2);
  for (let i = 0; i < codes.length; i += 1) all[codes[i]] += weights ? weights[i] : 1;
  const counts = levels.map((level) => all[level]);
  const [unseen, missing] = [all[known], all[known + 1]];
  const others = all.subarray(0, known).reduce((sum, n) => sum + n, 0) - counts.reduce((sum, n) => sum + n, 0);
  return { counts: [...counts, Math.max(0, others) + unseen], missing, unseen };
}

/** Weights as numbers of rows: whole ones as they are, others so that their sum is the number of rows with a weight. */
export function asRows(weights: Float64Array | null): Float64Array | null {
  if (!weights || weights.every(Number.isInteger)) return weights;
  let total = 0;
  let rows = 0;
  for (const weight of weights) {
    total += weight;
    if (weight > 0) rows += 1;
  }
  return weights.map((weight) => (weight * rows) / total);
}
