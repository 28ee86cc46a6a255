// A table in a file of typed columns, for trainings with more rows than memory: blocks of rows, in each block one column
// after the other, those of eight bytes first. A cell is float64 or float32 (NaN is "missing"), or an int32 code (−1). It
// is a temporary file: it is removed when the work ends, however it ends.

import { type FileHandle, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Column, Table } from 'bridle/learn';
import { workError } from '../messages.ts';
import { asFileError } from '../write/file-errors.ts';

export type CellType = 'float64' | 'float32' | 'int32';
export type SpillColumn = { name: string; type: CellType; levels: string[] };
type Cells = Float64Array | Float32Array | Int32Array;

export type Spill = {
  path: string;
  file: FileHandle;
  rows: number;
  blockRows: number;
  columns: readonly SpillColumn[];
  bytes: number;
};

const WIDTH: Record<CellType, number> = { float64: 8, float32: 4, int32: 4 };
/** Bytes of a block: large enough for a disk, small beside any memory. */
const BLOCK_BYTES = 1 << 22;
const MOST_ROWS = 16384;
const FEWEST_ROWS = 512;

/** Opens the file for its writing; WorkError 'no-space' where the disk has less room. */
export async function openSpill(path: string, rows: number, columns: readonly SpillColumn[]): Promise<Spill> {
  const rowBytes = columns.reduce((sum, { type }) => sum + WIDTH[type], 0);
  const fitting = 2 ** Math.floor(Math.log2(BLOCK_BYTES / rowBytes));
  const blockRows = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, fitting));
  const bytes = rows * rowBytes;
  const free = await freeBytes(path);
  if (bytes > free) throw workError('no-space', { file: path, needed: gigabytes(bytes), free: gigabytes(free) });
  const file = await open(path, 'wx+', 0o600).catch((error: unknown) => {
    throw asFileError(error, path);
  });
  return { path, file, rows, blockRows, columns, bytes };
}

async function freeBytes(path: string): Promise<number> {
  const facts = await statfs(dirname(path)).catch(() => null);
  return facts ? facts.bavail * facts.bsize : Infinity;
}

function gigabytes(bytes: number): number {
  return Number((bytes / 1e9).toPrecision(3));
}

export function arrayOf(type: CellType, length: number): Cells {
  if (type === 'int32') return new Int32Array(length);
  return type === 'float32' ? new Float32Array(length) : new Float64Array(length);
}

export function blockCount({ rows, blockRows }: Spill): number {
  return Math.ceil(rows / blockRows);
}

/** How many rows a block has. */
export function rowsIn({ rows, blockRows }: Spill, block: number): number {
  return Math.min(blockRows, rows - block * blockRows);
}

/** Writes the first rows of `cells` as a column of a block. */
export async function writeCells(spill: Spill, block: number, column: number, cells: Cells): Promise<void> {
  const bytes = new Uint8Array(cells.buffer, cells.byteOffset, rowsIn(spill, block) * cells.BYTES_PER_ELEMENT);
  const start = placeOf(spill, block, column);
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await spill.file
      .write(bytes, at, bytes.length - at, start + at)
      .catch((error: unknown) => {
        throw asFileError(error, spill.path);
      });
    at += bytesWritten;
  }
}

/** Where a column of a block begins. */
function placeOf(spill: Spill, block: number, column: number): number {
  const { columns, blockRows } = spill;
  const rowBytes = columns.reduce((sum, { type }) => sum + WIDTH[type], 0);
  return block * blockRows * rowBytes + rowsIn(spill, block) * bytesBefore(spill, column);
}

/** In a row; the columns of eight bytes lie first, so that every array is aligned. */
function bytesBefore({ columns }: Spill, column: number): number {
  const own = WIDTH[columns[column].type];
  let sum = 0;
  columns.forEach(({ type }, c) => {
    if (WIDTH[type] > own || (WIDTH[type] === own && c < column)) sum += WIDTH[type];
  });
  return sum;
}

async function readInto({ file, path }: Spill, bytes: Uint8Array, start: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
    if (bytesRead === 0) throw workError('write-failed', { file: path, found: 'EOF' });
    at += bytesRead;
  }
}

/** One column, block after block; the array is used again for the next block. */
export async function* columnBlocks(spill: Spill, column: number): AsyncGenerator<{ first: number; cells: Cells }> {
  const { type } = spill.columns[column];
  const cells = arrayOf(type, spill.blockRows);
  for (let block = 0; block < blockCount(spill); block += 1) {
    const part = cells.subarray(0, rowsIn(spill, block));
    await readInto(spill, new Uint8Array(part.buffer, 0, part.byteLength), placeOf(spill, block, column));
    yield { first: block * spill.blockRows, cells: part };
  }
}

/** All columns, block after block; the next block is read meanwhile, and the arrays are used again for the one after. */
export async function* tableBlocks(spill: Spill): AsyncGenerator<{ first: number; table: Table }> {
  const rowBytes = spill.bytes / spill.rows;
  const buffers = [0, 1].map(() => new ArrayBuffer(spill.blockRows * rowBytes));
  const count = blockCount(spill);
  const read = (block: number) => {
    const bytes = new Uint8Array(buffers[block % 2], 0, rowsIn(spill, block) * rowBytes);
    const reading = readInto(spill, bytes, block * spill.blockRows * rowBytes);
    reading.catch(() => {}); // it is awaited later, or not at all where the work has ended
    return reading;
  };
  let next = read(0);
  for (let block = 0; block < count; block += 1) {
    await next;
    if (block + 1 < count) next = read(block + 1);
    yield { first: block * spill.blockRows, table: tableIn(spill, buffers[block % 2], rowsIn(spill, block)) };
  }
}

function tableIn(spill: Spill, buffer: ArrayBuffer, rows: number): Table {
  const columns = spill.columns.map(({ type }, c) => {
    const start = rows * bytesBefore(spill, c);
    const cells =
      type === 'int32'
        ? new Int32Array(buffer, start, rows)
        : type === 'float32'
          ? new Float32Array(buffer, start, rows)
          : new Float64Array(buffer, start, rows);
    return columnOf(spill.columns[c], cells);
  });
  return { rows, columns };
}

/** The column of these cells. */
export function columnOf({ name, levels }: SpillColumn, cells: Cells): Column {
  if (cells instanceof Int32Array) return { kind: 'categorical', name, codes: cells, levels };
  return { kind: 'numeric', name, values: cells };
}
