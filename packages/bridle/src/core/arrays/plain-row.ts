// One flat array of a few numbers without options: the call that people write first. It needs none of the description
// that a call has in general (row-call.ts), which takes longer than the row: this way allocates only the result.

import { type Options, rowCall } from './row-call.ts';
import { applyToRows, type Row, type RowFunction } from './rows.ts';
import type { Scores } from './tensor.ts';

/** The longest such row. */
export const FEW_NUMBERS = 64;

const values = new Float64Array(FEW_NUMBERS);
const results = new Float64Array(FEW_NUMBERS);
const row: Row = {
  ...{ n: 0, values, weights: null, temperature: 1, sign: 1, kept: null, length: 0, index: 0, base: 0, step: 1 },
};

/** What becomes of the row; undefined for anything but 1 to 64 numbers. */
export function plainRow(x: readonly unknown[], f: RowFunction): number[] | number | undefined {
  const n = x.length;
  if (n === 0 || n > FEW_NUMBERS) return undefined;
  for (let i = 0; i < n; i += 1) {
    const value = x[i];
    if (typeof value !== 'number') return undefined;
    values[i] = value;
  }
  row.n = n;
  row.length = n;
  if ('reduce' in f) return f.reduce(row);
  f.map(row, results);
  const out = new Array<number>(n);
  for (let k = 0; k < n; k += 1) out[k] = results[k];
  return out;
}

/** What becomes of the rows of a call, a plain one or any other. */
export function applyToCall(name: string, x: Scores, options: Options, f: RowFunction): unknown {
  const plain = Array.isArray(x) && hasNoOptions(options) ? plainRow(x, f) : undefined;
  return plain ?? applyToRows(rowCall(name, x, options), f);
}

function hasNoOptions(options: Options): boolean {
  if (typeof options !== 'object' || options === null) return false;
  for (const key in options) if (options[key as keyof Options] !== undefined) return false;
  return true;
}
