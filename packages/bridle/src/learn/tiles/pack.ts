// Writes X into the places of its tiles: dense rows or columns, column after column in each tile, or lists of entries.

import { COLUMN } from '../../kernels/constants/tiles.ts';
import type { WasmMemory } from '../../runtime/webassembly.ts';
import type { Columns, DenseRows, Lists, SparseRows, Tiles } from './layout.ts';

export function packDense(
  { numbers, bits, at, even, tileRows }: Tiles,
  { data, dims: [rows, features] }: DenseRows,
): void {
  const size = bits / 8;
  const stride = COLUMN / size;
  for (let i = 0; i < rows; i += 1) {
    let to = at.x / size + Math.floor(i / tileRows) * even * stride + (i % tileRows);
    for (let from = i * features, end = from + features; from < end; from += 1, to += stride) numbers[to] = data[from];
  }
}

export function packColumns({ floats, at, even, tileRows }: Tiles, { dims: [rows, features], read }: Columns): void {
  for (let i = 0; i < rows; i += tileRows) {
    const start = (at.x + (i / tileRows) * even * COLUMN) / 8;
    for (let j = 0; j < features; j += 1) {
      const from = start + (j * COLUMN) / 8;
      read(j, i, floats.subarray(from, from + Math.min(tileRows, rows - i)));
    }
  }
}

/** The entries by row, and in each band of rows by column. */
export function packLists(memory: WasmMemory, lists: Lists, x: SparseRows, bandRows: number): void {
  const integers = new Int32Array(memory.buffer);
  const floats = new Float64Array(memory.buffer);
  const [rows, features] = x.dims;
  const { width } = lists;
  const rowLists = integers.subarray(lists.rowLists / 4);
  const next = new Int32Array(features);
  for (let first = 0, band = 0; first < rows; first += bandRows, band += 1) {
    const last = Math.min(first + bandRows, rows);
    next.fill(0);
    for (let e = x.offsets[first]; e < x.offsets[last]; e += 1) next[x.indices[e]] += 1;
    const columnLists = lists.columnLists / 4 + band * (features + 1);
    let sum = x.offsets[first];
    for (let j = 0; j < features; j += 1) {
      integers[columnLists + j] = sum;
      sum += next[j];
      next[j] = integers[columnLists + j];
    }
    integers[columnLists + features] = sum;
    for (let i = first; i < last; i += 1) {
      rowLists[i] = x.offsets[i];
      for (let e = x.offsets[i]; e < x.offsets[i + 1]; e += 1) {
        const j = x.indices[e];
        const to = next[j]++;
        integers[lists.rowPlaces / 4 + e] = j * width;
        floats[lists.rowValues / 8 + e] = x.values[e];
        integers[lists.columnPlaces / 4 + to] = (i - first) * width;
        floats[lists.columnValues / 8 + to] = x.values[e];
      }
    }
  }
  const count = Math.ceil(rows / bandRows) * bandRows;
  rowLists.fill(x.offsets[rows], rows, count + 1);
}
