// The scores of sparse features by the kernels. Their weights stay in a memory of their own, the classes of a feature side by
// side, as long as the array that they were read from: turning it takes longer than scoring hundreds of rows. The sums have
// the order of learn/table/sparse.ts, and so its bits.

import { createMemory, PAGE, type WasmMemory } from '../../runtime/webassembly.ts';
import type { SparseBlock } from '../table/sparse.ts';

type Kernels = { addEntries: (...args: number[]) => void };

/** Entries of rows that are in the memory at a time. */
const CHUNK = 8192;

const residents = new WeakMap<Float64Array, WasmMemory>();

/** Weights (classes, columns), and the address behind them: they take (columns, padded) from PAGE on. */
export type Resident = { memory: WasmMemory; end: number };

/** A memory with the weights and so many bytes behind them; null where there is no room. */
export function residentWeights(
  weights: Float64Array,
  columns: number,
  padded: number,
  bytes: number,
): Resident | null {
  const end = PAGE + 8 * columns * padded;
  const ready = residents.get(weights);
  if (ready && ready.buffer.byteLength >= end + bytes) return { memory: ready, end };
  const pages = Math.ceil((end + bytes) / PAGE);
  const memory = pages <= 65536 ? createMemory(pages, pages) : null;
  if (!memory) return null;
  const to = new Float64Array(memory.buffer, PAGE, columns * padded);
  for (let at = 0, k = 0; at < weights.length; at += columns, k += 1) {
    for (let j = 0, place = k; j < columns; j += 1, place += padded) to[place] = weights[at + j];
  }
  residents.set(weights, memory);
  return { memory, end };
}

/** Bytes that `addSparseRows` needs for entries and sums. */
export function sparseBytes(padded: number): number {
  return 12 * CHUNK + 8 * padded;
}

/** z += the scores of `count` rows of a block from `first` on, (classes, stride); `at` is where `sparseBytes` are free. */
export function addSparseRows(
  kernels: Kernels,
  { buffer }: WasmMemory,
  block: SparseBlock,
  { at, classes, padded }: { at: number; classes: number; padded: number },
  z: Float64Array,
  stride: number,
  first: number,
  count: number,
): void {
  const { offsets, indices, values } = block;
  const last = offsets[first + count];
  const placed = { values: at, sums: at + 8 * CHUNK, indices: at + 8 * CHUNK + 8 * padded };
  const numbers = new Float64Array(buffer, placed.values, CHUNK);
  const sums = new Float64Array(buffer, placed.sums, padded);
  const places = new Int32Array(buffer, placed.indices, CHUNK);
  const weights = PAGE + 8 * padded * block.first;
  let [from, to] = [0, offsets[first]];
  for (let i = 0; i < count; i += 1) {
    const end = offsets[first + i + 1];
    sums.fill(0);
    for (let e = offsets[first + i]; e < end; ) {
      if (e === to) {
        [from, to] = [e, Math.min(e + CHUNK, last)];
        numbers.set(values.subarray(from, to));
        places.set(indices.subarray(from, to));
      }
      const stop = Math.min(end, to);
      const skipped = e - from;
      kernels.addEntries(
        placed.indices + 4 * skipped,
        placed.values + 8 * skipped,
        stop - e,
        weights,
        8 * padded,
        placed.sums,
      );
      e = stop;
    }
    for (let k = 0; k < classes; k += 1) z[k * stride + i] += sums[k];
  }
}
