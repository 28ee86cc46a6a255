// Arrays of numbers and integers on the kernels of float64, in rows of more than 64 entries: shorter ones are left to the
// reference, which rounds each result once and takes as long. Rows that lie end to end pass from an array of numbers
// into the kernels' memory and back without a copy between; others are copied once.

import { FEW_NUMBERS } from '../core/arrays/plain-row.ts';
import type { Results } from '../core/arrays/results.ts';
import type { RowCall } from '../core/arrays/row-call.ts';
import { isRowMajor, makeLike } from '../core/arrays/tensor.ts';
import type { Transfer } from './transfer.ts';

/** Stands for an array of numbers where the kernels' callers ask for floats. */
export const NUMBERS = new Float64Array(0);

/** Whether a call's scores are no floats, its results float64, and its longest row long enough for the kernels. */
export function areNumbers({ source, longest }: RowCall): boolean {
  const { data, like } = source;
  if (longest <= FEW_NUMBERS || (data === like && data instanceof Float64Array)) return false;
  return Array.isArray(like) || makeLike(source, 0) instanceof Float64Array;
}

/** Makes the call's scores, and the places of its results, such that the kernels can take them. */
export function withFloats(call: RowCall, results: Results): Pick<Transfer, 'numbers' | 'results'> {
  const { source, outStep, mask, weights } = call;
  const isPlain = outStep === 1 && isRowMajor(source) && !mask && !weights;
  const numbers = isPlain && Array.isArray(source.data) ? source.data : undefined;
  const written = isPlain && Array.isArray(results.places) ? results.places : undefined;
  if (!numbers) source.data = new Float64Array(source.data);
  if (!written && !(results.places instanceof Float64Array)) {
    results.places = new Float64Array(results.places.length);
  }
  return { ...(numbers && { numbers }), ...(written && { results: written }) };
}
