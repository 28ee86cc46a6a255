// What goes with the scores entry by entry: the mask and the weights, checked. Each has one value for every entry of x,
// or one for each place in a row.

import { isTensor, isTyped, kindOf, rowMajorData } from './tensor.ts';

/** Row-major values for all entries (`whole`), or one for each place in a row. */
export type Companion = { data: ArrayLike<number | boolean>; whole: boolean };

/** The mask of x with `size` entries in rows of `perRow`, or null. */
export function maskOf(name: string, given: unknown, size: number, perRow: number): Companion | null {
  return given === undefined ? null : companion(name, 'mask', given, size, perRow);
}

/** The weights of x with `size` entries in rows of `perRow`, or null. */
export function weightsOf(name: string, given: unknown, size: number, perRow: number): Companion | null {
  if (given === undefined) return null;
  const weights = companion(name, 'weights', given, size, perRow);
  checkWeights(name, weights.data);
  return weights;
}

function companion(name: string, what: string, given: unknown, size: number, perRow: number): Companion {
  const data = flatValues(name, given);
  if (!data) throw new TypeError(`${name}: expected ${what} to be an array or a tensor, got ${kindOf(given)}`);
  if (Array.isArray(data)) checkEntries(name, what, data);
  if (data.length === size) return { data, whole: true };
  if (data.length === perRow) return { data, whole: false };
  const lengths = size === perRow ? size : `${size} or ${perRow}`;
  throw new RangeError(`${name}: expected ${what} of length ${lengths}, got ${data.length}`);
}

/** The values of a mask or of weights one after another; null for what is no array. */
export function flatValues(name: string, given: unknown): ArrayLike<number | boolean> | null {
  if (isTensor(given)) {
    if (given.strides) return rowMajorData(name, given);
    if (Array.isArray(given.dims)) return flatValues(name, given.data);
    throw new TypeError(`${name}: expected dims to be an array, got ${kindOf(given.dims)}`);
  }
  if (Array.isArray(given)) return Array.isArray(given[0]) ? given.flat(32) : given;
  return isTyped(given) ? (given as ArrayLike<number>) : null;
}

/** A string would count as true in a mask and null as weight 0. */
function checkEntries(name: string, what: string, data: unknown[]): void {
  for (const [i, entry] of data.entries()) {
    if (typeof entry === 'number' || typeof entry === 'boolean') continue;
    throw new TypeError(`${name}: expected ${what} of numbers, got ${kindOf(entry)} at ${i}`);
  }
}

function checkWeights(name: string, weights: ArrayLike<number | boolean>): void {
  for (let i = 0; i < weights.length; i += 1) {
    const weight = Number(weights[i]);
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`${name}: expected finite weights ≥ 0, got ${weights[i]} at ${i}`);
    }
  }
}
