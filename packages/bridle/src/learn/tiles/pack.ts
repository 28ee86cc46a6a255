// Writes X into the places of its tiles: columns one after the other in each tile, or lists of entries.

import { BAND, COLUMN, COLUMN32, TILE } from '../../kernels/constants/tiles.ts';
import type { DenseColumns, ListedColumns, Tiles } from './layout.ts';

export function packColumns({ floats, at, even, rows }: Tiles, { dims, bits, read }: DenseColumns): void {
  const numbers = bits === 32 ? new Float32Array(floats.buffer) : floats;
  const column = (8 * (bits === 32 ? COLUMN32 : COLUMN)) / bits;
  const first = (8 * at.x) / bits;
  for (let i = 0; i < rows; i += TILE) {
    const start = first + (i / TILE) * even * column;
    for (let j = 0; j < dims[1]; j += 1) {
      const from = start + j * column;
      read(j, i, numbers.subarray(from, from + Math.min(TILE, rows - i)));
    }
  }
}

/** The entries of each band of rows, by column as they are read, and from there by row. */
export function packLists(tiles: Tiles, { bits, values, centers, keepZeros }: ListedColumns): void {
  const { ints, floats, at, rows, features, padded } = tiles;
  const numbers = bits === 32 ? new Float32Array(floats.buffer) : floats;
  const width = 8 * padded;
  const bandRows = BAND * TILE;
  const rowLists = at.rowLists / 4;
  const [columnPlaces, rowPlaces] = [at.columnPlaces / 4, at.rowPlaces / 4];
  const [columnValues, rowValues] = [(8 * at.columnValues) / bits, (8 * at.rowValues) / bits];
  const next = new Int32Array(bandRows);
  let e = 0;
  for (let first = 0, band = 0; first < rows; first += bandRows, band += 1) {
    const last = Math.min(first + bandRows, rows);
    const columnLists = at.columnLists / 4 + band * (features + 1);
    const start = e;
    next.fill(0);
    for (let j = 0; j < features; j += 1) {
      ints[columnLists + j] = e;
      const [x, center, all] = [values[j], centers[j], keepZeros[j]];
      for (let i = first; i < last; i += 1) {
        const value = x[i];
        if (value === 0 && !all) continue;
        ints[columnPlaces + e] = (i - first) * width;
        numbers[columnValues + e] = value - center;
        next[i - first] += 1;
        e += 1;
      }
    }
    ints[columnLists + features] = e;
    let sum = start;
    for (let i = first; i < last; i += 1) {
      ints[rowLists + i] = sum;
      sum += next[i - first];
      next[i - first] = ints[rowLists + i];
    }
    for (let j = 0; j < features; j += 1) {
      for (let c = ints[columnLists + j]; c < ints[columnLists + j + 1]; c += 1) {
        const to = next[ints[columnPlaces + c] / width]++;
        ints[rowPlaces + to] = j * width;
        numbers[rowValues + to] = numbers[columnValues + c];
      }
    }
  }
  ints.fill(e, rowLists + rows, rowLists + tiles.tiles * TILE + 1);
}
