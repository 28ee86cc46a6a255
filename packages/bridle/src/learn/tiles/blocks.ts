// A preconditioner's blocks in the memory of the tiles, (classes, order, order): Gram matrices of a sample of sparse rows
// into them, their factorisation, and solutions. Each block, and each row of the Gram matrices, is one thread's.

import * as Job from '../../kernels/constants/job.ts';
import { paddedForLists, type Tiles } from './layout.ts';
import { perform } from './tiles.ts';

/** How many entries sparse tiles have. */
export function entriesIn({ ints, at, rows }: Tiles): number {
  return ints[at.rowLists / 4 + rows];
}

/** The block of class k, of which only the lower triangle counts. */
export function blockOf({ floats, at, plan }: Tiles, k: number): Float64Array {
  const size = (plan?.order ?? 0) ** 2;
  return floats.subarray(at.blocks / 8 + k * size, at.blocks / 8 + (k + 1) * size);
}

/**
 * Σᵢ v[i]·x(rows[i])·x(rows[i])ᵀ of sparse tiles into block m for the m-th v, below the diagonal, x being as it is
 * stored; and Σᵢ v[i]·x(rows[i]) into the block's last row. No row is sampled twice. `index` says which row of a block is that of each column.
 */
export function sampleGrams(
  tiles: Tiles,
  rows: Int32Array,
  vs: readonly Float64Array[],
  index: readonly number[],
): void {
  const { ints, floats, at, features } = tiles;
  const width = paddedForLists(vs.length);
  const weights = at.sampleWeights / 8;
  floats.fill(0, weights, weights + rows.length * width);
  vs.forEach((v, m) => {
    for (let s = 0; s < rows.length; s += 1) floats[weights + s * width + m] = v[s];
  });
  const of = ints.subarray(at.sampleOf / 4, at.sampleOf / 4 + tiles.rows).fill(-1);
  for (let s = 0; s < rows.length; s += 1) of[rows[s]] = s;
  ints.set(index, at.places / 4);
  ints[at.job / 4 + Job.SAMPLE_WIDTH] = 8 * width;
  ints[at.job / 4 + Job.SAMPLE_COUNT] = vs.length;
  for (let m = 0; m < vs.length; m += 1) blockOf(tiles, m).fill(0);
  perform(tiles, 'gram', features);
}

/** Factors all blocks in place. */
export function factorBlocks(tiles: Tiles): void {
  perform(tiles, 'factorBlock', tiles.classes);
}

/** Solves with all blocks, in place: v is (classes, order). */
export function solveBlocks(tiles: Tiles, v: Float64Array): void {
  const start = tiles.at.solutions / 8;
  tiles.floats.set(v, start);
  perform(tiles, 'solveBlock', tiles.classes);
  v.set(tiles.floats.subarray(start, start + v.length));
}
