// The size of a shape in bytes, compared with the bytes that a file has for it.

import type { NumberType } from './number-types.ts';
import { TensorFileError } from './tensor-file-error.ts';
import { bytesOf, isTextType, type TextType } from './texts.ts';

/** As many dimensions as the library's tensors may have. */
const MOST_DIMS = 32;

/** The number of entries of a shape. */
export function entriesOf(dims: readonly number[]): number {
  return dims.reduce((product, length) => product * length, 1);
}

/** The number of entries of a shape whose elements fill exactly `found` bytes; otherwise a TensorFileError. */
export function checkedSize(dims: readonly number[], type: NumberType | TextType, found: number): number {
  const all = dims.join(' × ') || '1';
  const shape = all.length > 60 ? `${all.slice(0, 59)}…` : all;
  if (dims.length > MOST_DIMS) {
    throw new TensorFileError('too-many-dims', `expected at most ${MOST_DIMS} dimensions, found ${dims.length}`, {
      found: dims.length,
      limit: MOST_DIMS,
    });
  }
  const entries = dims.includes(0) ? 0 : entriesOf(dims);
  const expected = entries * bytesOf(type);
  if (!dims.every(Number.isSafeInteger) || expected !== found) {
    throw new TensorFileError(
      'wrong-size',
      `the header states ${shape} ${isTextType(type) ? 'texts' : 'numbers'} of type ${type}, which are ${expected} bytes, but the file has ${found} bytes for them; it is cut off, or was not written whole`,
      { shape, type, expected, found },
    );
  }
  return entries;
}
