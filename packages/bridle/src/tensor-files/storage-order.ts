// Fortran order: the entries of a tensor of dims (a, b, c) lie as those of its transpose (c, b, a) in row-major order.

import { rowMajor, walk } from '../core/arrays/tensor.ts';
import type { NumberArray } from './number-types.ts';

/** The entries in row-major order of a tensor that lies in Fortran order. */
export function rowMajorFrom<T extends NumberArray | string[]>(data: T, dims: readonly number[]): T {
  if (dims.filter((length) => length > 1).length < 2) return data;
  const out = new (data.constructor as new (length: number) => T)(data.length);
  const strides = rowMajor(dims.toReversed()).toReversed();
  walk(dims, strides, 0, rowMajor(dims), (from, to) => {
    out[to] = data[from];
  });
  return out;
}
