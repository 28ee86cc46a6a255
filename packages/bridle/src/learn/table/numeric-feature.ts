// What is learned of a column of numbers: its mean and standard deviation, and what stands in for a missing one.

import { LARGEST, type LeftOutReason, type NumericFeature } from './features.ts';
import { countGaps } from './read-feature.ts';
import type { NumericColumn } from './table.ts';

/** Whether numbers are centred and scaled, and the weights of the rows. */
export type Shape = { standardize: boolean; weights: ArrayLike<number> | undefined; fill: 'mean' | 'median' };

/** Of a column; why it is none, where it is none. */
export function numericFeature(
  column: NumericColumn,
  { standardize, weights, fill: by }: Shape,
): NumericFeature | LeftOutReason {
  countGaps(column);
  const { known, mean, squares, isConstant } = moments(column.values, weights);
  if (known === 0) return 'all-missing';
  const hasMissing = known < column.values.length;
  const deviation = Math.sqrt(squares);
  const constant = isConstant || deviation < 1 / LARGEST;
  if (constant && !hasMissing) return 'constant';
  const shape = standardize ? { mean, scale: constant ? 1 : deviation } : { mean: 0, scale: 1 };
  const fill = by === 'median' ? medianOf(column.values, weights) : mean;
  return { kind: 'numeric', name: column.name, fill, ...shape, hasMissing };
}

/** The number with as much weight below it as above, the mean of two where there are two such; of those not missing. */
function medianOf(values: NumericColumn['values'], weights: ArrayLike<number> | undefined): number {
  const order = Int32Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
  order.sort((a, b) => values[a] - values[b]);
  const weight = (i: number) => (weights ? weights[i] : 1);
  const half = order.reduce((sum, i) => sum + weight(i), 0) / 2;
  let below = 0;
  for (let at = 0; at < order.length; at += 1) {
    below += weight(order[at]);
    if (below < half) continue;
    const x = values[order[at]];
    const next = below === half && at + 1 < order.length ? values[order[at + 1]] : x;
    return x + (next - x) / 2;
  }
  return Number.NaN;
}

/**
 * Of the numbers that are not missing: how many, their mean, the mean square of their differences from it, and whether
 * all are equal. Both are corrected by the mean of the differences from a first mean, so that the mean is within 1 ulp
 * also at 1e9 ± 1e−3. Two passes, without a division for each number.
 */
function moments(values: NumericColumn['values'], weights: ArrayLike<number> | undefined) {
  let known = 0;
  let total = 0;
  let sum = 0;
  let only = Number.NaN;
  let isConstant = true;
  for (let i = 0; i < values.length; i += 1) {
    const x = values[i];
    if (Number.isNaN(x)) continue;
    if (known === 0) only = x;
    else if (x !== only) isConstant = false;
    const weight = weights ? weights[i] : 1;
    sum += weight * x;
    total += weight;
    known += 1;
  }
  const first = sum / total;
  let rest = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) {
    const difference = values[i] - first;
    if (Number.isNaN(difference)) continue;
    const weighted = weights ? weights[i] * difference : difference;
    rest += weighted;
    squares += weighted * difference;
  }
  rest /= total;
  return { known, mean: first + rest, squares: Math.max(0, squares / total - rest * rest), isConstant };
}
