// The products that training computes with the kernels, tile by tile: the fused pass (scores, softmax, loss and
// gradient while a tile is in the cache), the product with the Hessian, and the single products that learn's solvers
// are made of. Sums run within a chunk from tile to tile and over the chunks as a tree, in float64; within a tile of
// float32, in float32. W and its gradient are (classes, features), scores and residuals (classes, rows), all
// Float64Array.

import { COLUMN } from '../../kernels/constants/tiles.ts';
import { BAND, type Numbers, type Tiles } from './layout.ts';

/** With respect to weights, (classes, features), and intercepts. */
export type Gradient = { weights: Float64Array; intercepts: Float64Array };

/**
 * Loss Σᵢ wᵢ·(logΣₖ e^(zᵢₖ) − zᵢᵧ), z = X·Wᵀ + b, and its gradient; X is read once.
 *
 * Finite logits of any size give finite results: only differences from the row's largest are exponentiated. With
 * ε = 2⁻⁵³ for float64 tiles and 2⁻²⁴ for float32, and L the largest Σⱼ|wⱼxⱼ| or 1, loss and gradient err by at most
 * ε·(2·(features + 2)·L + classes + 75) of the sums of their terms' sizes. The same input gives the same bits.
 *
 * @benchOnly Reached by the bench and the tests; the work on training speed uses or deletes it.
 */
export function fusedPass(tiles: Tiles, weights: Float64Array, intercepts: Float64Array): Gradient & { loss: number } {
  const { at, classes } = tiles;
  setParameters(tiles, 0, weights, intercepts);
  const sums = eachTile(tiles, true, (tile, to, gradient) => {
    forward(tiles, 0, tile, at.scores);
    lossOf(tiles, tile, at.scores, to);
    backward(tiles, tile, at.scores, gradient);
    tiles.kernels.sums(at.scores, to + 16, classes);
  });
  return { loss: sums[0], ...readGradient(tiles, sums) };
}

/**
 * The Hessian of that loss at W, b times a direction of the parameters; X is read once. Errors as for the gradient,
 * relative to the direction's scores.
 *
 * @benchOnly Reached by the bench and the tests; the work on training speed uses or deletes it.
 */
export function hessianProduct(
  tiles: Tiles,
  weights: Float64Array,
  intercepts: Float64Array,
  direction: Gradient,
): Gradient {
  const { at, classes } = tiles;
  setParameters(tiles, 0, weights, intercepts);
  setParameters(tiles, 1, direction.weights, direction.intercepts);
  const sums = eachTile(tiles, true, (tile, to, gradient) => {
    forward(tiles, 0, tile, at.scores);
    lossOf(tiles, tile, at.scores, to);
    forward(tiles, 1, tile, at.along);
    curveOf(tiles, tile, at.along, at.scores, to);
    backward(tiles, tile, at.along, gradient);
    tiles.kernels.sums(at.along, to + 16, classes);
  });
  return readGradient(tiles, sums);
}

/** scores += W·Xᵀ + b. */
export function addTileScores(
  tiles: Tiles,
  weights: Float64Array,
  intercepts: Float64Array,
  scores: Float64Array,
): void {
  const { at, classes, rows, tileRows } = tiles;
  const { columns, stride } = columnsAt(tiles, at.scores);
  setParameters(tiles, 0, weights, intercepts);
  eachTile(tiles, false, (tile) => {
    forward(tiles, 0, tile, at.scores);
    const first = tile * tileRows;
    const count = rowsIn(tiles, tile);
    for (let k = 0; k < classes; k += 1) {
      const from = k * stride;
      const to = k * rows + first;
      for (let i = 0; i < count; i += 1) scores[to + i] += columns[from + i];
    }
  });
}

/** R·X and, for the intercepts, Σ R, for residuals R. */
export function tileGradient(tiles: Tiles, residuals: Float64Array): Gradient {
  const { at, classes } = tiles;
  const sums = eachTile(tiles, true, (tile, to, gradient) => {
    copyIn(tiles, tile, residuals, at.residuals);
    backward(tiles, tile, at.residuals, gradient);
    tiles.kernels.sums(at.residuals, to + 16, classes);
  });
  return readGradient(tiles, sums);
}

/**
 * The loss at scores + step·along and its slope there, for float64 tiles; the residuals wᵢ·(p − y) are written. A row's
 * loss and residuals keep their relative accuracy down to 1e−300: 1e−15·(classes + 2 + its largest score).
 */
export function tileLossAlong(
  tiles: Tiles,
  scores: Float64Array,
  along: Float64Array,
  step: number,
  residuals: Float64Array,
): { loss: number; slope: number } {
  const { at, classes, rows, tileRows } = tiles;
  const { columns, stride } = columnsAt(tiles, at.residuals);
  const [loss, slope] = eachTile(tiles, false, (tile, to) => {
    copyIn(tiles, tile, scores, at.residuals);
    copyIn(tiles, tile, along, at.along);
    tiles.exports.move64(at.residuals, at.along, step, at.residuals, classes);
    lossOf(tiles, tile, at.residuals, to);
    curveOf(tiles, tile, at.along, at.residuals, to + 8);
    const count = rowsIn(tiles, tile);
    for (let k = 0; k < classes && count > 0; k += 1) {
      residuals.set(columns.subarray(k * stride, k * stride + count), k * rows + tile * tileRows);
    }
  });
  return { loss, slope };
}

/** The loss's second derivative along a direction of the scores, at the residuals: Σᵢ wᵢ·Var_p(along). */
export function tileCurvatureAlong(tiles: Tiles, residuals: Float64Array, along: Float64Array): number {
  const { at } = tiles;
  return eachTile(tiles, false, (tile, to) => {
    copyIn(tiles, tile, residuals, at.residuals);
    copyIn(tiles, tile, along, at.along);
    curveOf(tiles, tile, at.along, at.residuals, to);
  })[1];
}

/** The columns of all classes at an address, and how many numbers they lie apart. */
function columnsAt({ numbers, bits, classes }: Tiles, address: number): { columns: Numbers; stride: number } {
  const size = bits / 8;
  const stride = COLUMN / size;
  return { columns: numbers.subarray(address / size, address / size + classes * stride), stride };
}

function rowsIn({ rows, tileRows }: Tiles, tile: number): number {
  return Math.max(0, Math.min(tileRows, rows - tile * tileRows));
}

/** A tile's part of (classes, rows), the rows that fill it up being 0. */
function copyIn(tiles: Tiles, tile: number, from: Float64Array, address: number): void {
  const { classes, rows, tileRows } = tiles;
  const { columns, stride } = columnsAt(tiles, address);
  const count = rowsIn(tiles, tile);
  if (count < tileRows) columns.fill(0);
  for (let k = 0; k < classes; k += 1) {
    const first = k * rows + tile * tileRows;
    columns.set(from.subarray(first, first + count), k * stride);
  }
}

/** W as (features, padded), and the intercepts; slot 1 is a direction's. */
function setParameters(tiles: Tiles, slot: number, weights: Float64Array, intercepts: Float64Array): void {
  const { at, numbers, bits, classes, features, padded, even } = tiles;
  const start = at.parameters / (bits / 8) + slot * padded * even;
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < features; j += 1) numbers[start + j * padded + k] = weights[k * features + j];
  }
  numbers.set(intercepts, at.intercepts / (bits / 8) + slot * classes);
}

/**
 * Runs the work for every tile with the addresses of its chunk's sums and gradient, which begin at 0, and returns the
 * sums of all chunks; the gradient of all is then the first chunk's.
 */
function eachTile(
  tiles: Tiles,
  withGradient: boolean,
  work: (tile: number, sums: number, gradient: number) => void,
): Float64Array {
  const { at, chunks, classes, floats, gradientBytes } = tiles;
  const count = chunks.length - 1;
  const length = classes + 2;
  floats.fill(0, at.sums / 8, at.sums / 8 + count * length);
  if (withGradient) floats.fill(0, at.gradients / 8, (at.gradients + count * gradientBytes) / 8);
  for (let c = 0; c < count; c += 1) {
    for (let tile = chunks[c]; tile < chunks[c + 1]; tile += 1) {
      work(tile, at.sums + c * length * 8, at.gradients + c * gradientBytes);
    }
  }
  mergeTree(floats, at.sums / 8, length, count);
  if (withGradient) mergeTree(floats, at.gradients / 8, gradientBytes / 8, count);
  return floats.slice(at.sums / 8, at.sums / 8 + length);
}

/** Adds neighbours, then neighbours of the sums, and so on, into the first of `count` arrays that lie one by one. */
function mergeTree(floats: Float64Array, start: number, length: number, count: number): void {
  for (let gap = 1; gap < count; gap *= 2) {
    for (let c = 0; c + gap < count; c += 2 * gap) {
      const to = start + c * length;
      const from = to + gap * length;
      for (let i = 0; i < length; i += 1) floats[to + i] += floats[from + i];
    }
  }
}

function readGradient({ at, classes, features, padded, even, sparse, floats }: Tiles, sums: Float64Array): Gradient {
  const weights = new Float64Array(classes * features);
  const start = at.gradients / 8;
  const [perClass, perFeature] = sparse ? [1, padded] : [even, 1];
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < features; j += 1) {
      weights[k * features + j] = floats[start + k * perClass + j * perFeature];
    }
  }
  return { weights, intercepts: sums.slice(2) };
}

/** z = W·Xᵀ + b of a tile, into columns. */
function forward(tiles: Tiles, slot: number, tile: number, z: number): void {
  const { at, exports, bits, classes, padded, even, sparse, tileRows, floats } = tiles;
  const size = bits / 8;
  tiles.kernels.start(z, at.intercepts + slot * size * classes, classes);
  const weights = at.parameters + slot * size * padded * even;
  if (!sparse) {
    tiles.kernels.forward(at.x + tile * even * COLUMN, weights, z, even, padded);
    return;
  }
  const { rowLists, rowPlaces, rowValues, products, width } = sparse;
  floats.fill(0, products / 8, (products + tileRows * width) / 8);
  exports.gather(rowLists + 4 * tile * tileRows, tileRows, rowPlaces, rowValues, weights, products, width);
  exports.addRows(products, width, z, classes);
}

/** gradient += R·X of a tile for residuals in columns; of sparse X, once for all tiles of a band, at its last. */
function backward(tiles: Tiles, tile: number, residuals: number, gradient: number): void {
  const { at, exports, classes, features, padded, even, sparse, tileRows } = tiles;
  if (!sparse) {
    tiles.kernels.backward(at.x + tile * even * COLUMN, residuals, gradient, 8 * even, even, padded);
    return;
  }
  const { columnLists, columnPlaces, columnValues, bandRows, width } = sparse;
  exports.takeRows(residuals, classes, bandRows + (tile % BAND) * tileRows * width, width);
  if (tile % BAND < BAND - 1) return;
  const lists = columnLists + 4 * Math.floor(tile / BAND) * (features + 1);
  exports.gather(lists, features, columnPlaces, columnValues, bandRows, gradient, width);
}

/** The scores at an address become residuals; the loss is added to the first sum. */
function lossOf(tiles: Tiles, tile: number, scores: number, sums: number): void {
  const { at, classes } = tiles;
  tiles.kernels.loss(scores, at.labels + tile * COLUMN, at.weights + tile * COLUMN, at.rows, classes, sums);
}

/** Of residuals and a direction u of the scores: u becomes its product with the Hessian, two derivatives are summed. */
function curveOf(tiles: Tiles, tile: number, u: number, residuals: number, sums: number): void {
  const { at, classes } = tiles;
  tiles.kernels.curve(u, residuals, at.labels + tile * COLUMN, at.weights + tile * COLUMN, at.rows, classes, sums);
}
