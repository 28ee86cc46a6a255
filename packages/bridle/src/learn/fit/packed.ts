// A problem's numbers packed for the training kernels, where the engine supports them and the problem is large enough
// to gain: a copy in WebAssembly memory that lives as long as the problem. Where most numbers are zeros, only the others
// are kept. Where every number is one of float32 it is kept as such. Then the numbers are kept as they are: their scales
// go into the weights, and their centers are subtracted from the sums. That costs a sum as many bits as the center has
// above the standard deviation, at most six (a twentieth of zeros keeps it below five standard deviations); a column
// with a center further away is centred before it is packed, in float64. Codes are not packed; design.ts computes with
// them.

import { addScores, type CodeBlock, type Design, gradientOf, type NumberBlock } from '../table/design.ts';
import type { GramKernel } from '../tiles/gram.ts';
import type { BlockPlan, Targets, Tiles } from '../tiles/layout.ts';
import { tileGradient, tileScores } from '../tiles/products.ts';
import { openTiles } from '../tiles/tiles.ts';

export type Packed = {
  tiles: Tiles;
  /** The features of the tiles' columns. */
  index: number[];
  /** A feature is its column in the tiles times its factor, less its offset. */
  factors: Float64Array;
  offsets: Float64Array;
  /** Everything but the numbers and the intercept, which the tiles have. */
  codes: Design;
  /** See packed-gram.ts. */
  gram: GramKernel | null;
};

/** Rows × entries × classes from which trainings gain, by Newton’s method or L-BFGS; twice as fast from four times that. */
const WORTHWHILE = 1e4;
/** Products from which a second thread gains more than waking it costs. */
const WORTH_THREADS = 5e5;
/** Lists cost about twice as much for each entry as tiles. */
const SPARSE = 0.4;
/** A column of so many zeros, by weight, has its center within √19 standard deviations. */
const FEW_ZEROS = 0.05;
/** Standard deviations that a center may be away from 0. */
const NEAR = 64;

/** What packing needs to know of a column. */
type Facts = { zeros: number; isNear: boolean; isSingle: boolean };

/** Packs a design whose last block is the intercept's ones; null where kernels gain nothing or do not exist. */
export function pack(
  design: Design,
  targets: Required<Targets>,
  { plan, threads }: { plan: BlockPlan | null; threads: number },
): Packed | null {
  const { rows, columns } = design;
  const codes = design.blocks.slice(0, -1).filter((block): block is CodeBlock => block.kind === 'codes');
  const numbers = design.blocks.find((block): block is NumberBlock => block.kind === 'numbers');
  const { index, values, centers, scales } = numbers ?? { index: [], values: [], centers: [], scales: [] };
  if (rows * (values.length + codes.length + 1) * targets.classes < WORTHWHILE) return null;
  const facts = values.map((x, c) => factsOf(x, centers[c], targets.weights));
  const entries = facts.reduce((sum, { zeros, isNear }) => sum + (isNear ? rows - zeros : rows), 0);
  const isSparse = numbers !== undefined && entries < SPARSE * rows * index.length;
  const bits = index.length > 0 && facts.every(({ isNear, isSingle }) => isNear && isSingle) ? 32 : 64;
  const isRaw = facts.map(({ isNear }) => isNear && (isSparse || bits === 32));
  const factors = Float64Array.from(scales, (scale) => (isSparse || bits === 32 ? 1 / scale : 1));
  const offsets = Float64Array.from(centers, (center, c) => (isRaw[c] ? center * factors[c] : 0));
  const dims = [rows, index.length];
  const wanted = rows * (values.length + codes.length) * targets.classes < WORTH_THREADS ? 1 : threads;
  const lists = {
    values,
    centers: centers.map((center, c) => (isRaw[c] ? 0 : center)),
    keepZeros: isRaw.map((x) => !x),
  };
  const x = isSparse ? { dims, bits, entries, ...lists } : { dims, bits, read: reader(numbers, bits) };
  const tiles = openTiles(x as Parameters<typeof openTiles>[0], targets, plan, wanted);
  return tiles && { tiles, index, factors, offsets, codes: { rows, columns, blocks: codes }, gram: null };
}

/** Reads a column into a tile: as it is for float32, centred and scaled for float64. */
function reader(numbers: NumberBlock | undefined, bits: 32 | 64) {
  const { values, centers, scales } = numbers ?? { values: [], centers: [], scales: [] };
  return (c: number, from: number, out: Float32Array | Float64Array) => {
    const [column, center, scale] = [values[c], centers[c], scales[c]];
    if (bits === 32) for (let i = 0; i < out.length; i += 1) out[i] = column[from + i];
    else for (let i = 0; i < out.length; i += 1) out[i] = (column[from + i] - center) / scale;
  };
}

function factsOf(x: ArrayLike<number>, center: number, weights: ArrayLike<number>): Facts {
  let zeros = 0;
  let weight = 0;
  let isSingle = true;
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] === 0) {
      zeros += 1;
      weight += weights[i];
    } else if (Math.fround(x[i]) !== x[i]) isSingle = false;
  }
  let isNear = weight >= FEW_ZEROS;
  if (!isNear) {
    let variance = 0;
    for (let i = 0; i < x.length; i += 1) variance += weights[i] * (x[i] - center) * (x[i] - center);
    isNear = Math.abs(center) <= NEAR * Math.sqrt(variance);
  }
  return { zeros, isNear, isSingle };
}

/** W·Xᵀ into a vector of the tiles, for parameters (classes, columns). */
export function packedScores(
  { tiles, index, factors, offsets, codes }: Packed,
  parameters: Float64Array,
  scores: Float64Array,
): void {
  const { classes, features, stride } = tiles;
  const weights = new Float64Array(classes * features);
  const intercepts = new Float64Array(classes);
  for (let k = 0; k < classes; k += 1) {
    const start = k * codes.columns;
    intercepts[k] = parameters[start + codes.columns - 1];
    for (let c = 0; c < features; c += 1) {
      weights[k * features + c] = parameters[start + index[c]] * factors[c];
      intercepts[k] -= offsets[c] * parameters[start + index[c]];
    }
  }
  tileScores(tiles, weights, intercepts, scores);
  addScores(codes, parameters, classes, scores, stride);
}

/** R·X for residuals R, into `gradient`. */
export function packedGradient(
  { tiles, index, factors, offsets, codes }: Packed,
  residuals: Float64Array,
  gradient: Float64Array,
): void {
  const { classes, features, stride } = tiles;
  const { weights, intercepts } = tileGradient(tiles, residuals);
  gradientOf(codes, residuals, classes, gradient, stride);
  for (let k = 0; k < classes; k += 1) {
    const start = k * codes.columns;
    gradient[start + codes.columns - 1] = intercepts[k];
    for (let c = 0; c < features; c += 1) {
      gradient[start + index[c]] = factors[c] * weights[k * features + c] - offsets[c] * intercepts[k];
    }
  }
}
