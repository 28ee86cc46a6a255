// X as the training kernels take it: cut into tiles of rows, column after column in each (kernels/train-dense.ts), or
// kept as lists of its entries where most are zeros (kernels/train-sparse.ts); with labels and weights, in a memory of
// its own, so that a large X goes with its problem and never moves. Rows are filled up with rows of weight 0.
// Tiles are shared out in chunks whose ends depend on the shape alone: whoever computes them, the sums are the same.

import * as built from '../kernels/built/train.ts';
import { kernelIn } from './engine.ts';
import { createMemory, PAGE, type WasmMemory } from './webassembly.ts';

export type Numbers = Float32Array | Float64Array;

/** Row-major. */
export type DenseRows = { data: Numbers; dims: readonly number[] };

/** CSR: row i's entries are offsets[i] … offsets[i + 1] − 1, entry e at column indices[e]. */
export type SparseRows = {
  values: ArrayLike<number>;
  indices: ArrayLike<number>;
  offsets: ArrayLike<number>;
  dims: readonly number[];
};

/** Columns that are computed as they are read: `read` writes the rows from `from` on, as many as `out` takes. */
export type Columns = { dims: readonly number[]; read: (column: number, from: number, out: Float64Array) => void };

/** One for each row, and how many classes the labels are of; weights 1/rows unless given. */
export type Targets = { labels: ArrayLike<number>; weights?: ArrayLike<number>; classes: number };

/** The module's exports; what works on columns is there twice, its name ending in 32 and in 64. */
export type Exports = Record<string, (...args: number[]) => void>;

/** The kernels in the tiles' format. */
type Kernels = Record<'start' | 'forward' | 'backward' | 'sums' | 'loss' | 'curve', Exports[string]>;

type Place =
  | 'x' // dense tiles
  | 'labels'
  | 'weights'
  | 'parameters' // twice (features, padded): W, and the direction of a second derivative
  | 'intercepts' // twice (classes)
  | 'scores'
  | 'along'
  | 'residuals'
  | 'rows' // four columns of one number for each row
  | 'sums' // for each chunk loss, slope and (classes)
  | 'gradients'; // for each chunk, dense (padded, even), sparse (features, padded)

export type Tiles = {
  kernels: Kernels;
  exports: Exports;
  bits: 32 | 64;
  rows: number;
  features: number;
  classes: number;
  /** Classes in the rows of the weights' buffer and, for dense tiles, of the gradient's: 3 have become 4. */
  padded: number;
  /** Features in a row of the dense gradient. */
  even: number;
  sparse: Lists | null;
  tileRows: number;
  /** Bytes of one chunk's gradient. */
  gradientBytes: number;
  /** The first tile of each chunk, and the last one's end. */
  chunks: readonly number[];
  /** Addresses; a column for each tile or class where nothing else is said. */
  at: Record<Place, number>;
  /** The memory as numbers of the tiles' format, and as float64. */
  numbers: Numbers;
  floats: Float64Array;
};

/** Addresses of the lists; `width` bytes are a row of the products. */
type Lists = Record<
  'rowLists' | 'rowPlaces' | 'rowValues' | 'columnLists' | 'columnPlaces' | 'columnValues',
  number
> & {
  /** One tile's products and one band's residuals, a row for each row. */
  products: number;
  bandRows: number;
  width: number;
};

/** Bytes of a column, of which the last 64 are unused; as in kernels/train-dense.ts. */
export const COLUMN = 576;
const USED = 512;
/** Tiles whose entries share the lists by feature: 512 rows. */
export const BAND = 8;
/** Chunks; more would only cost memory, for there are no more threads. */
const CHUNKS = 8;

/**
 * Packs X. Dense float32 gives float32 tiles, all else float64. Null where no kernel can be had, or the tiles would not
 * fit WebAssembly's 4 GB: callers take the reference.
 */
export function openTiles(x: DenseRows | SparseRows | Columns, { labels, weights, classes }: Targets): Tiles | null {
  const [rows, features] = x.dims;
  const bits = 'data' in x && x.data instanceof Float32Array ? 32 : 64;
  const size = bits / 8;
  const tileRows = USED / size;
  const entries = 'values' in x ? x.values.length : 0;
  const band = 'values' in x ? BAND : 1;
  const bands = Math.ceil(rows / (tileRows * band));
  const tiles = bands * band;
  const width = 'values' in x ? sparseWidth(classes) : 0;
  const padded = width / 8 || (classes === 3 ? 4 : classes);
  const even = features + (features % 2);
  const chunks = Array.from({ length: CHUNKS + 1 }, (_, c) => Math.floor((c * bands) / CHUNKS) * band);

  let end = PAGE; // the first page holds the kernels' constants
  const take = (bytes: number) => {
    const start = end;
    end += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const gradientBytes = 8 * padded * even;
  const at = {
    x: take('values' in x ? 0 : tiles * even * COLUMN),
    labels: take(tiles * COLUMN),
    weights: take(tiles * COLUMN),
    parameters: take(2 * size * padded * even),
    intercepts: take(2 * size * classes),
    scores: take(padded * COLUMN),
    along: take(padded * COLUMN),
    residuals: take(padded * COLUMN),
    rows: take(4 * COLUMN),
    sums: take(CHUNKS * 8 * (classes + 2)),
    gradients: take(CHUNKS * gradientBytes),
  };
  const sparse =
    'values' in x
      ? {
          rowLists: take(4 * (tiles * tileRows + 1)),
          rowPlaces: take(4 * entries),
          rowValues: take(8 * entries),
          columnLists: take(4 * bands * (features + 1)),
          columnPlaces: take(4 * entries),
          columnValues: take(8 * entries),
          products: take(tileRows * width),
          bandRows: take(BAND * tileRows * width),
          width,
        }
      : null;
  const pages = Math.ceil(end / PAGE);
  const memory = pages <= 65536 ? createMemory(pages, pages) : null;
  const exports = memory && kernelIn<Exports>(built, memory);
  if (!memory || !exports) return null;
  // Found once: a tile of few features takes no longer than looking for five of them by name.
  const kernels = {
    start: exports[`start${bits}`],
    forward: exports[`forward${bits}`],
    backward: exports[`backward${bits}`],
    sums: exports[`sums${bits}`],
    loss: exports[`loss${bits}`],
    curve: exports[`curve${bits}`],
  };
  const floats = new Float64Array(memory.buffer);
  const numbers = bits === 32 ? new Float32Array(memory.buffer) : floats;
  const stride = COLUMN / size;
  for (let i = 0; i < rows; i += 1) {
    const place = Math.floor(i / tileRows) * stride + (i % tileRows);
    numbers[at.labels / size + place] = labels[i];
    numbers[at.weights / size + place] = weights ? weights[i] : 1 / rows;
  }
  if (sparse) packLists(memory, x as SparseRows, sparse, tileRows * BAND);
  else if ('read' in x) packColumns(floats, at.x, even, x);
  else packDense(numbers, at.x / size, even, stride, tileRows, x as DenseRows);
  return {
    kernels,
    exports,
    bits,
    rows,
    features,
    classes,
    padded,
    even,
    sparse,
    tileRows,
    gradientBytes,
    chunks,
    at,
    numbers,
    floats,
  };
}

/** Bytes of so many classes as the sparse kernel takes them: blocks of ten and of four. */
function sparseWidth(classes: number): number {
  const pairs = Math.ceil(classes / 2);
  return 16 * (pairs === 1 || pairs === 3 ? pairs + 1 : pairs);
}

function packDense(
  numbers: Numbers,
  start: number,
  even: number,
  stride: number,
  tileRows: number,
  { data, dims: [rows, features] }: DenseRows,
): void {
  for (let i = 0; i < rows; i += 1) {
    let to = start + Math.floor(i / tileRows) * even * stride + (i % tileRows);
    for (let from = i * features, rowEnd = from + features; from < rowEnd; from += 1, to += stride) {
      numbers[to] = data[from];
    }
  }
}

function packColumns(floats: Float64Array, x: number, even: number, { dims: [rows, features], read }: Columns): void {
  const tileRows = USED / 8;
  for (let i = 0; i < rows; i += tileRows) {
    const start = (x + (i / tileRows) * even * COLUMN) / 8;
    for (let j = 0; j < features; j += 1) {
      const from = start + (j * COLUMN) / 8;
      read(j, i, floats.subarray(from, from + Math.min(tileRows, rows - i)));
    }
  }
}

/** The entries by row, and in each band of rows by column. */
function packLists(memory: WasmMemory, x: SparseRows, lists: Lists, bandRows: number): void {
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
