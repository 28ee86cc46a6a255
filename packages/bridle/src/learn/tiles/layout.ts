// How X lies in the memory of the training kernels: cut into tiles of rows, column after column in each
// (kernels/train/dense.ts), or kept as lists of its entries where most are zeros (kernels/train/sparse.ts). The last
// tile is padded with rows of weight 0. Tiles are grouped into chunks whose ends depend on the shape alone, so the sums
// are the same whichever thread computes a chunk.

import { COLUMN, USED } from '../../kernels/constants/tiles.ts';
import { PAGE } from '../../runtime/webassembly.ts';

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
export type Kernels = Record<'start' | 'forward' | 'backward' | 'sums' | 'loss' | 'curve', Exports[string]>;

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

/** Sizes, and values derived from them. */
type Shape = {
  bits: 32 | 64;
  rows: number;
  features: number;
  classes: number;
  /** Classes in the rows of the weights' buffer and, for dense tiles, of the gradient's: 3 have become 4. */
  padded: number;
  /** Features in a row of the dense gradient. */
  even: number;
  tileRows: number;
  tiles: number;
  /** The first tile of each chunk, and the last one's end. */
  chunks: readonly number[];
  /** Bytes of one chunk's gradient. */
  gradientBytes: number;
};

export type Tiles = Shape & {
  kernels: Kernels;
  exports: Exports;
  sparse: Lists | null;
  /** Addresses; a column for each tile or class where nothing else is said. */
  at: Record<Place, number>;
  /** The memory as numbers of the tiles' format, and as float64. */
  numbers: Numbers;
  floats: Float64Array;
};

/** Addresses of the lists; `width` bytes are a row of the products. */
export type Lists = Record<
  'rowLists' | 'rowPlaces' | 'rowValues' | 'columnLists' | 'columnPlaces' | 'columnValues',
  number
> & {
  /** One tile's products and one band's residuals, a row for each row. */
  products: number;
  bandRows: number;
  width: number;
};

/** Tiles whose entries share the lists by feature: 512 rows. */
export const BAND = 8;
/** Chunks; more would only cost memory, for there are no more threads. */
const CHUNKS = 8;

export function shapeOf(x: DenseRows | SparseRows | Columns, classes: number): Shape {
  const [rows, features] = x.dims;
  const bits = 'data' in x && x.data instanceof Float32Array ? 32 : 64;
  const tileRows = (8 * USED) / bits;
  const band = 'values' in x ? BAND : 1;
  const bands = Math.ceil(rows / (tileRows * band));
  const padded = 'values' in x ? paddedForLists(classes) : classes === 3 ? 4 : classes;
  const even = features + (features % 2);
  const chunks = Array.from({ length: CHUNKS + 1 }, (_, c) => Math.floor((c * bands) / CHUNKS) * band);
  const gradientBytes = 8 * padded * even;
  return { bits, rows, features, classes, padded, even, tileRows, tiles: bands * band, chunks, gradientBytes };
}

/** Classes as the lists' kernel takes them: blocks of ten and of four. */
function paddedForLists(classes: number): number {
  const pairs = Math.ceil(classes / 2);
  return 2 * (pairs === 1 || pairs === 3 ? pairs + 1 : pairs);
}

/** Where everything lies, and how many pages it takes. `entries` are those of lists; null for dense tiles. */
export function placesOf(shape: Shape, entries: number | null) {
  const { bits, classes, features, padded, even, tileRows, tiles, gradientBytes } = shape;
  const size = bits / 8;
  let end = PAGE; // the first page holds the kernels' constants
  const take = (bytes: number) => {
    const start = end;
    end += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const at = {
    x: take(entries === null ? tiles * even * COLUMN : 0),
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
  const width = 8 * padded;
  const sparse = entries !== null && {
    rowLists: take(4 * (tiles * tileRows + 1)),
    rowPlaces: take(4 * entries),
    rowValues: take(8 * entries),
    columnLists: take((4 * tiles * (features + 1)) / BAND),
    columnPlaces: take(4 * entries),
    columnValues: take(8 * entries),
    products: take(tileRows * width),
    bandRows: take(BAND * tileRows * width),
    width,
  };
  return { at, sparse: sparse || null, pages: Math.ceil(end / PAGE) };
}
