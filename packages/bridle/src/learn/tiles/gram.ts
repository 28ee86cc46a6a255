// Gram matrices Xᵀ·diag(v)·X by the gradient's kernel: with rows scaled by v in place of residuals, one class for
// each feature, the gradient is the Gram matrix. Only the part below the diagonal is computed, in blocks of 20 rows,
// which include some entries above it.

import * as built from '../../kernels/built/train.ts';
import { COLUMN, TILE } from '../../kernels/constants/tiles.ts';
import { kernelIn } from '../../runtime/modules.ts';
import { createMemory, PAGE } from '../../runtime/webassembly.ts';
import type { Exports } from './layout.ts';

export type GramKernel = {
  /** Rows in a tile of X, which the caller writes; `stride` numbers lie from one column to the next. */
  rows: number;
  stride: number;
  x: Float64Array;
  /** Adds the tile's part to the Gram matrix m, its first rows, as many as v has entries; of features `from` on. */
  add: (m: number, v: Float64Array, from?: number) => void;
  /** The Gram matrix m, 0 at first: place (j, l) is at j·width + l, right for l ≤ j. */
  sums: (m: number) => Float64Array;
  width: number;
  count: number;
};

const BLOCK = 20;

/** A kernel for so many features and Gram matrices; null where there is none, or no room. */
export function openGram(features: number, count: number): GramKernel | null {
  const width = features + (features % 2);
  const columns = width * COLUMN;
  const bytes = 8 * width * width;
  const [x, weighted, v] = [PAGE, PAGE + columns, PAGE + 2 * columns];
  const first = v + COLUMN;
  const pages = Math.ceil((first + count * bytes) / PAGE);
  const memory = pages <= 65536 ? createMemory(pages, pages) : null;
  const kernels = memory && kernelIn<Exports>(built, memory);
  if (!memory || !kernels) return null;
  const weights = new Float64Array(memory.buffer, v, COLUMN / 8);
  const add = (m: number, given: Float64Array, from = 0) => {
    weights.fill(0);
    weights.set(given);
    kernels.scale(x + from * COLUMN, v, weighted + from * COLUMN, width - from);
    for (let j = from; j < width; j += BLOCK) {
      const block = Math.min(BLOCK, width - j);
      const sums = first + m * bytes + 8 * (j * width + from);
      kernels.products(x + from * COLUMN, weighted + j * COLUMN, sums, 8 * width, j + block - from, block);
    }
  };
  return {
    rows: TILE,
    stride: COLUMN / 8,
    x: new Float64Array(memory.buffer, x, columns / 8),
    add,
    sums: (m) => new Float64Array(memory.buffer, first + m * bytes, width * width),
    width,
    count,
  };
}
