// The rows along an axis of a tensor in a file, some at a time, for files larger than memory. A tensor of any shape and
// order is (outer, length, inner) with rows along the middle; a block is some of the outer, or, where one of them alone is
// too large, some of the inner of one. A block's results can so be written to where its entries lie.

import { axisOf } from '../core/arrays/row-call.ts';
import { bytesSource, collected, taker } from './byte-source.ts';
import { BYTES, decodeNumbers, type NumberArray } from './number-types.ts';
import type { TensorInFile } from './open-tensor-file.ts';
import { entriesOf } from './shape.ts';
import { TensorFileError } from './tensor-file-error.ts';

/** Some rows of a tensor in a file, and where they belong in it. */
export type RowBlock = {
  /** A tensor (outer, length, inner); its rows run along axis 1. */
  data: NumberArray;
  dims: [outer: number, length: number, inner: number];
  /** The number of its row `outer · inner count + inner`, among those of the whole in row-major order. */
  rowAt(row: number): number;
  /** Visits its entries in stretches that lie together: where in the file's order, where in the block, how many. */
  runs(visit: (inFile: number, inBlock: number, count: number) => void): void;
};

/** Options of `rowBlocks`. */
export type RowBlockOptions = {
  /** The dimension that rows run along. Default −1. */
  axis?: number | undefined;
  /** As many entries as a block may have, or one row if that is longer. Default 2²⁰. */
  entries?: number | undefined;
  /** How many bytes are unpacked at once where a deflated tensor has to be read out of order. Default 2³⁰. */
  limit?: number | undefined;
};

/** How a tensor lies in its file, seen along one axis. */
type Grid = { outer: number; length: number; inner: number; rowOf(outer: number, inner: number): number };

/**
 * The rows of a tensor along an axis, block by block; each row is in one block.
 *
 * @throws RangeError for an axis that the tensor does not have; TensorFileError where its bytes are damaged, or where a
 * deflated tensor of more than `limit` bytes would have to be read out of order.
 * @example
 * ```ts
 * import { softmax } from 'bridle';
 * import { openTensorFile, rowBlocks, writeNpy } from 'bridle/tensor-files';
 * const [tensor] = await openTensorFile(writeNpy({ data: new Float32Array(12), dims: [4, 3] }));
 * const shapes: number[][] = [];
 * for await (const { data, dims } of rowBlocks(tensor, { entries: 6 })) shapes.push(softmax({ data, dims }, { axis: 1 }).dims);
 * shapes; // → [[2, 3, 1], [2, 3, 1]]
 * ```
 */
export async function* rowBlocks(
  tensor: TensorInFile,
  { axis, entries = 2 ** 20, limit = 2 ** 30 }: RowBlockOptions = {},
): AsyncGenerator<RowBlock> {
  const grid = gridOf(tensor, axis);
  const { outer, length, inner } = grid;
  const each = length * inner;
  if (each === 0 || outer === 0) return;
  if (each <= entries || inner === 1) {
    const take = taker(tensor.stream());
    const most = Math.max(1, Math.floor(entries / each));
    for (let o = 0; o < outer; o += most) {
      const count = Math.min(most, outer - o);
      const bytes = await take(count * each * BYTES[tensor.type]);
      yield block(tensor, grid, bytes, [o, count], [0, inner]);
    }
    await take(1); // reaches the end, where the checksum is compared
    return;
  }
  const read = tensor.read ?? (await unpackedWhole(tensor, limit));
  const size = BYTES[tensor.type];
  const most = Math.max(1, Math.floor(entries / length));
  for (let o = 0; o < outer; o += 1) {
    for (let i = 0; i < inner; i += most) {
      const count = Math.min(most, inner - i);
      const bytes = new Uint8Array(length * count * size);
      for (let k = 0; k < length; k += 1) {
        const start = ((o * length + k) * inner + i) * size;
        bytes.set(await read(start, start + count * size), k * count * size);
      }
      yield block(tensor, grid, bytes, [o, 1], [i, count]);
    }
  }
}

type Span = readonly [from: number, count: number];

function block(tensor: TensorInFile, grid: Grid, bytes: Uint8Array, [o, outer]: Span, [i, inner]: Span): RowBlock {
  const { length } = grid;
  return {
    data: decodeNumbers(bytes, tensor.type, tensor.littleEndian),
    dims: [outer, length, inner],
    rowAt: (row) => grid.rowOf(o + Math.floor(row / inner), i + (row % inner)),
    runs: (visit) => {
      if (inner === grid.inner) return visit(o * length * inner, 0, outer * length * inner);
      for (let k = 0; k < length; k += 1) visit((o * length + k) * grid.inner + i, k * inner, inner);
    },
  };
}

function gridOf({ dims, fortran }: TensorInFile, given: number | undefined): Grid {
  const axis = axisOf('rowBlocks', dims.length, given);
  const lies = fortran ? dims.toReversed() : dims;
  const at = fortran ? dims.length - 1 - axis : axis;
  const [outer, inner] = [entriesOf(lies.slice(0, at)), entriesOf(lies.slice(at + 1))];
  const others = lies.filter((_, d) => d !== at);
  /** In Fortran order the digits of a row's number, one for each other dimension, come in reverse. */
  const reversed = (row: number): number => {
    let rest = row;
    let number = 0;
    for (const length of others.toReversed()) {
      number = number * length + (rest % length);
      rest = Math.floor(rest / length);
    }
    return number;
  };
  const inOrder = !fortran || others.length < 2;
  return { outer, length: lies[at], inner, rowOf: (o, i) => (inOrder ? o * inner + i : reversed(o * inner + i)) };
}

async function unpackedWhole(tensor: TensorInFile, limit: number) {
  if (tensor.size <= limit) return bytesSource(await collected(tensor.stream())).read;
  throw new TensorFileError(
    'too-large',
    `the tensor has ${tensor.size} bytes unpacked, more than ${limit}, and this axis needs them in another order; save it with numpy.savez, which does not deflate`,
    { found: tensor.size, limit },
  ).inTensor(tensor.name);
}
