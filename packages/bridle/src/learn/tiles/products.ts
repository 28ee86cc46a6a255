// The products that training computes with the kernels: scores, loss and residuals along a line, gradient, curvature.
// Sums run within a chunk from tile to tile and over the chunks as a tree, in float64. W and its gradient are (classes,
// features); scores and residuals are vectors of the tiles, (classes, stride).

import * as Job from '../../kernels/constants/job.ts';
import type { Tiles } from './layout.ts';
import { perform } from './tiles.ts';

/** With respect to weights, (classes, features), and intercepts. */
export type Gradient = { weights: Float64Array; intercepts: Float64Array };

/** W·Xᵀ + b into a vector. */
export function tileScores(tiles: Tiles, weights: Float64Array, intercepts: Float64Array, scores: Float64Array): void {
  const { at, floats, classes, features, padded } = tiles;
  const start = at.parameters / 8;
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < features; j += 1) floats[start + j * padded + k] = weights[k * features + j];
  }
  floats.set(intercepts, at.intercepts / 8);
  give(tiles, Job.TO, scores);
  perform(tiles, 'scores', tiles.chunks.length - 1);
}

/** R·X and, for the intercepts, Σ R, for residuals R. */
export function tileGradient(tiles: Tiles, residuals: Float64Array): Gradient {
  const { at, floats, classes, features, padded, even, isSparse, gradientBytes } = tiles;
  give(tiles, Job.FROM, residuals);
  const sums = sumUp(tiles, 'gradient');
  mergeTree(floats, at.gradients / 8, gradientBytes / 8, tiles.chunks.length - 1);
  const weights = new Float64Array(classes * features);
  const start = at.gradients / 8;
  const [perClass, perFeature] = isSparse ? [1, padded] : [even, 1];
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < features; j += 1) {
      weights[k * features + j] = floats[start + k * perClass + j * perFeature];
    }
  }
  return { weights, intercepts: sums.slice(2) };
}

/**
 * The loss Σᵢ wᵢ·(logΣₖ e^(zᵢₖ) − zᵢᵧ) at scores + step·along and its slope there; the residuals wᵢ·(p − y) are written.
 *
 * Finite scores of any size give finite results: only differences from the row's largest are exponentiated. A row's
 * loss and residuals keep their relative accuracy down to 1e−300: 1e−15·(classes + 2 + its largest score).
 */
export function tileLossAlong(
  tiles: Tiles,
  scores: Float64Array,
  along: Float64Array,
  step: number,
  residuals: Float64Array,
): { loss: number; slope: number } {
  give(tiles, Job.FROM, scores);
  give(tiles, Job.ALONG, along);
  give(tiles, Job.TO, residuals);
  tiles.floats[tiles.at.job / 8 + Job.STEP / 2] = step;
  const [loss, slope] = sumUp(tiles, 'line');
  return { loss, slope };
}

/** The loss's second derivative along a direction of the scores, at the residuals: Σᵢ wᵢ·Var_p(along). */
export function tileCurvatureAlong(tiles: Tiles, residuals: Float64Array, along: Float64Array): number {
  give(tiles, Job.FROM, residuals);
  give(tiles, Job.ALONG, along);
  return sumUp(tiles, 'curvature')[1];
}

/** Tells the kernels where a vector lies, which must be one of the tiles'. */
function give({ ints, floats, at }: Tiles, field: number, vector: Float64Array): void {
  if (vector.buffer !== floats.buffer) throw new TypeError('fit: expected a vector of the tiles');
  ints[at.job / 4 + field] = vector.byteOffset;
}

/** The sums of all chunks. */
function sumUp(tiles: Tiles, task: string): Float64Array {
  const { at, floats, sumBytes } = tiles;
  const count = tiles.chunks.length - 1;
  perform(tiles, task, count);
  mergeTree(floats, at.sums / 8, sumBytes / 8, count);
  return floats.slice(at.sums / 8, (at.sums + sumBytes) / 8);
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
