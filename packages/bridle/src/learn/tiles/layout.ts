// How training data lie in the memory of the kernels: X cut into tiles of rows, column after column in each
// (kernels/train/dense.ts), or kept as lists of its entries where most are zeros (kernels/train/sparse.ts); labels,
// weights, and the vectors of scores that the solvers compute with. The last tile is padded with rows of weight 0. Tiles
// are grouped into chunks whose ends depend on the shape alone, so the sums are the same whichever thread computes them.

import * as Job from '../../kernels/constants/job.ts';
import { BAND, COLUMN, COLUMN32, TILE, USED } from '../../kernels/constants/tiles.ts';
import { PAGE } from '../../runtime/webassembly.ts';
import type { Crew } from './crew.ts';
import { CONTROL_BYTES } from './parts.js';

export type Numbers = Float32Array | Float64Array;

/** Dense X by columns: `read` writes the rows from `from` on, as many as `out` takes, as float32 or float64. */
export type DenseColumns = {
  dims: readonly number[];
  bits: 32 | 64;
  read: (column: number, from: number, out: Numbers) => void;
};

/**
 * Columns to be kept as lists: `values[c][row] − centers[c]`, without the zeros of a column where `keepZeros` is false;
 * its center is 0. `entries` says how many numbers remain.
 */
export type ListedColumns = {
  dims: readonly number[];
  bits: 32 | 64;
  values: readonly Numbers[];
  centers: ArrayLike<number>;
  keepZeros: readonly boolean[];
  entries: number;
};

/** One for each row, and how many classes the labels are of; weights 1/rows unless given. */
export type Targets = { labels: ArrayLike<number>; weights?: ArrayLike<number>; classes: number };

/** The blocks of a preconditioner, one for each class, of so many rows, and how many rows of X make them at most. */
export type BlockPlan = { order: number; sample: number };

/** The module's exports: tasks(job, part, thread), and what tiles/gram.ts uses. */
export type Exports = Record<string, (...args: number[]) => void>;

/** Vectors of scores, (classes, stride): the solvers' point, its trial step, and a direction. */
export type Vectors = Record<'scores' | 'residuals' | 'trial' | 'along', Float64Array>;

/** Sizes, and values derived from them. */
export type Shape = {
  bits: 32 | 64;
  rows: number;
  features: number;
  classes: number;
  isSparse: boolean;
  /** Classes in the rows of the weights' buffer and of the gradient's: 3 have become 4. */
  padded: number;
  /** Features in a row of the dense gradient. */
  even: number;
  /** From one class to the next in a vector of scores: all rows of the tiles, and one cache line. */
  stride: number;
  tiles: number;
  /** The first tile of each chunk, and the last one's end. */
  chunks: readonly number[];
  /** Bytes of one chunk's sums, loss, slope and (classes), and of its gradient, dense (padded, even), sparse (features, padded). */
  sumBytes: number;
  gradientBytes: number;
};

export type Tiles = Shape & {
  exports: Exports;
  /** Addresses. */
  at: Places;
  ints: Int32Array;
  floats: Float64Array;
  vectors: Vectors;
  plan: BlockPlan | null;
  crew: Crew | null;
};

export type Places = ReturnType<typeof placesOf>['at'];

/** Chunks, and therefore threads that can share a product. */
export const CHUNKS = 8;

export function shapeOf(x: DenseColumns | ListedColumns, classes: number): Shape {
  const [rows, features] = x.dims;
  const isSparse = 'values' in x;
  const band = isSparse ? BAND : 1;
  const bands = Math.ceil(rows / (TILE * band));
  const padded = isSparse ? paddedForLists(classes) : classes === 3 ? 4 : classes;
  const even = isSparse ? features : features + (features % 2);
  const tiles = bands * band;
  const chunks = Array.from({ length: CHUNKS + 1 }, (_, c) => Math.floor((c * bands) / CHUNKS) * band);
  const sizes = { sumBytes: 8 * (classes + 2), gradientBytes: 8 * padded * even };
  const stride = tiles * TILE + 8;
  return { bits: x.bits, rows, features, classes, isSparse, padded, even, stride, tiles, chunks, ...sizes };
}

/** Classes as the lists' kernel takes them: blocks of ten and of four. */
export function paddedForLists(classes: number): number {
  const pairs = Math.ceil(classes / 2);
  return 2 * (pairs === 1 || pairs === 3 ? pairs + 1 : pairs);
}

/** Where everything lies, and how many pages it takes. `entries` are those of lists. */
export function placesOf(shape: Shape, entries: number, plan: BlockPlan | null, threads: number) {
  const { bits, classes, features, isSparse, padded, even, stride, tiles, sumBytes, gradientBytes } = shape;
  const cell = bits / 8;
  let end = PAGE; // the first page holds the kernels' constants
  const take = (bytes: number) => {
    const start = end;
    end += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const width = 8 * padded;
  const vector = 8 * classes * stride;
  const scratchBytes = 4 * USED + (isSparse ? Math.max(BAND * TILE, features + 1) * width : 0);
  const lists = isSparse ? entries : 0;
  const at = {
    control: take(CONTROL_BYTES),
    job: take(4 * Job.FIELDS),
    labels: take(8 * stride),
    weights: take(8 * stride),
    parameters: take(width * even),
    intercepts: take(8 * classes),
    scores: take(vector),
    residuals: take(vector),
    trial: take(vector),
    along: take(vector),
    sums: take(CHUNKS * sumBytes),
    gradients: take(CHUNKS * gradientBytes),
    scratch: take(threads * scratchBytes),
    scratchBytes,
    x: take(isSparse ? 0 : tiles * even * (bits === 32 ? COLUMN32 : COLUMN)),
    rowLists: take(isSparse ? 4 * (tiles * TILE + 1) : 0),
    rowPlaces: take(4 * lists),
    rowValues: take(cell * lists),
    columnLists: take(isSparse ? (4 * tiles * (features + 1)) / BAND : 0),
    columnPlaces: take(4 * lists),
    columnValues: take(cell * lists),
    blocks: take(plan ? 8 * classes * plan.order ** 2 : 0),
    solutions: take(plan ? 8 * classes * plan.order : 0),
    places: take(plan ? 4 * features : 0),
    sampleOf: take(plan && isSparse ? 4 * tiles * TILE : 0),
    sampleWeights: take(plan && isSparse ? plan.sample * width : 0),
  };
  return { at, pages: Math.ceil(end / PAGE) };
}
