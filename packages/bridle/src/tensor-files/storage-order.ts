// Fortran order: the entries of a tensor of dims (a, b, c) lie as those of its transpose (c, b, a) in row-major order.

import { rowMajor, walk } from '../core/arrays/tensor.ts';
import type { NumberArray } from './number-types.ts';

/** The numbers in row-major order of a tensor that lies in Fortran order. */
export function rowMajorFrom(data: NumberArray, dims: readonly number[]): NumberArray {
  if (dims.filter((length) => length > 1).length < 2) return data;
  const out = new (data.constructor as new (length: number) => NumberArray)(data.length);
  const strides = rowMajor(dims.toReversed()).toReversed();
  walk(dims, strides, 0, rowMajor(dims), (from, to) => {
    out[to] = data[from];
  });
  return out;
}
