// A problem's numbers packed for the training kernels, where the engine supports them and the problem is large enough
// to gain: a copy in WebAssembly memory, centred and scaled, that lives as long as the problem. Where most numbers are
// zeros only the others are kept: such a column is scaled but not centred, and its center is subtracted from the sums
// instead. That costs at most two bits, because zeros with a quarter of the weight keep the center away from the other
// values. Codes are not packed; design.ts computes with them.

import { addScores, type CodeBlock, type Design, gradientOf, type NumberBlock } from '../table/design.ts';
import type { GramKernel } from '../tiles/gram.ts';
import type { SparseRows, Targets, Tiles } from '../tiles/layout.ts';
import { addTileScores, tileGradient } from '../tiles/products.ts';
import { openTiles } from '../tiles/tiles.ts';

export type Packed = {
  tiles: Tiles;
  /** The features of the tiles' columns. */
  index: number[];
  /** What is still to be subtracted from each column. */
  offsets: Float64Array;
  /** Everything but the numbers and the intercept, which the tiles have. */
  codes: Design;
  /** See packed-gram.ts and packed-cholesky.ts. */
  gram: GramKernel | null;
  triangle: GramKernel | null;
};

/** Rows × entries × classes from which trainings gain, by Newton’s method or L-BFGS; twice as fast from four times that. */
const WORTHWHILE = 1e4;
/** Lists cost about twice as much for each entry as tiles. */
const SPARSE = 0.4;

/** Packs a design whose last block is the intercept's ones; null where kernels gain nothing or do not exist. */
export function pack(design: Design, targets: Required<Targets>): Packed | null {
  const { rows, columns } = design;
  const codes = design.blocks.slice(0, -1).filter((block): block is CodeBlock => block.kind === 'codes');
  const numbers = design.blocks.find((block): block is NumberBlock => block.kind === 'numbers');
  const { index, values, centers, scales } = numbers ?? { index: [], values: [], centers: [], scales: [] };
  if (rows * (values.length + codes.length + 1) * targets.classes < WORTHWHILE) return null;
  const filled = values.map((x) => entriesToKeep(x, targets.weights));
  const entries = filled.reduce((sum, count) => sum + count, 0);
  const offsets = new Float64Array(index.length);
  let x: Parameters<typeof openTiles>[0];
  if (numbers && entries < SPARSE * rows * index.length) {
    const mostlyZero = filled.map((count) => count < rows);
    for (let c = 0; c < index.length; c += 1) offsets[c] = mostlyZero[c] ? centers[c] / scales[c] : 0;
    x = listsOf(numbers, rows, entries, mostlyZero);
  } else {
    const read = (c: number, from: number, out: Float64Array) => {
      const [column, center, scale] = [values[c], centers[c], scales[c]];
      for (let i = 0; i < out.length; i += 1) out[i] = (column[from + i] - center) / scale;
    };
    x = { dims: [rows, index.length], read };
  }
  const tiles = openTiles(x, targets);
  return tiles && { tiles, index, offsets, codes: { rows, columns, blocks: codes }, gram: null, triangle: null };
}

/** How many of a column's numbers are not 0; where most are, or the zeros have little weight, all of them. */
function entriesToKeep(x: Float64Array, weights: ArrayLike<number>): number {
  let zeros = 0;
  let weight = 0;
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] !== 0) continue;
    zeros += 1;
    weight += weights[i];
  }
  return 2 * zeros >= x.length && weight >= 0.25 ? x.length - zeros : x.length;
}

/** The numbers as CSR; mostly-zero columns without their zeros and not centred. */
function listsOf(
  { values, centers, scales }: NumberBlock,
  rows: number,
  entries: number,
  mostlyZero: boolean[],
): SparseRows {
  const offsets = new Int32Array(rows + 1);
  values.forEach((column, c) => {
    for (let i = 0; i < rows; i += 1) if (!mostlyZero[c] || column[i] !== 0) offsets[i + 1] += 1;
  });
  for (let i = 0; i < rows; i += 1) offsets[i + 1] += offsets[i];
  const next = offsets.slice();
  const lists = { values: new Float64Array(entries), indices: new Int32Array(entries), offsets };
  values.forEach((column, c) => {
    const center = mostlyZero[c] ? 0 : centers[c];
    for (let i = 0; i < rows; i += 1) {
      if (mostlyZero[c] && column[i] === 0) continue;
      const e = next[i]++;
      lists.values[e] = (column[i] - center) / scales[c];
      lists.indices[e] = c;
    }
  });
  return { ...lists, dims: [rows, values.length] };
}

/** scores += W·Xᵀ for parameters (classes, columns). */
export function addPackedScores(
  { tiles, index, offsets, codes }: Packed,
  parameters: Float64Array,
  scores: Float64Array,
): void {
  const { classes, features } = tiles;
  const weights = new Float64Array(classes * features);
  const intercepts = new Float64Array(classes);
  for (let k = 0; k < classes; k += 1) {
    const start = k * codes.columns;
    intercepts[k] = parameters[start + codes.columns - 1];
    for (let c = 0; c < features; c += 1) {
      weights[k * features + c] = parameters[start + index[c]];
      intercepts[k] -= offsets[c] * parameters[start + index[c]];
    }
  }
  addTileScores(tiles, weights, intercepts, scores);
  addScores(codes, parameters, classes, scores);
}

/** R·X for residuals R, into `gradient`. */
export function packedGradient(
  { tiles, index, offsets, codes }: Packed,
  residuals: Float64Array,
  gradient: Float64Array,
): void {
  const { classes, features } = tiles;
  const { weights, intercepts } = tileGradient(tiles, residuals);
  gradientOf(codes, residuals, classes, gradient);
  for (let k = 0; k < classes; k += 1) {
    const start = k * codes.columns;
    gradient[start + codes.columns - 1] = intercepts[k];
    for (let c = 0; c < features; c += 1) {
      gradient[start + index[c]] = weights[k * features + c] - offsets[c] * intercepts[k];
    }
  }
}
