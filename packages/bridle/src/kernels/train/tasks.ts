// What a thread does in one task: a chunk of tiles for the products with X, a feature or a class for the preconditioner.
// `job` is the block of constants/job.ts; `thread` numbers the scratch. A task writes nothing that another one touches,
// and sums in an order of its own, so the results do not depend on the threads.

import * as Job from '../constants/job';
import { BAND, TILE } from '../constants/tiles';
import { factor, solve } from './cholesky';
import { backward, columnOf, forward, USED } from './dense';
import { addRow } from './sample';
import { addRows, both, gather, takeRows } from './sparse';
import { curve, loss, move, ROWS_BYTES, start, sums } from './tile-rows';

// @ts-ignore: decorator
@inline
function at(job: usize, field: i32): usize {
  return <usize>load<u32>(job + 4 * <usize>field);
}

// @ts-ignore: decorator
@inline
function scratchOf(job: usize, thread: i32): usize {
  return at(job, Job.SCRATCH) + <usize>thread * at(job, Job.SCRATCH_BYTES);
}

// @ts-ignore: decorator
@inline
function sumsOf(job: usize, chunk: i32): usize {
  const sums = at(job, Job.SUMS) + <usize>chunk * at(job, Job.SUM_BYTES);
  memory.fill(sums, 0, at(job, Job.SUM_BYTES));
  return sums;
}

/** Scores W·Xᵀ + b of a chunk. */
export function scores(job: usize, chunk: i32, thread: i32): void {
  const end = <i32>at(job, Job.CHUNK_ENDS + chunk + 1);
  const scratch = scratchOf(job, thread);
  for (let tile = <i32>at(job, Job.CHUNK_ENDS + chunk); tile < end; tile += 1) {
    const z = at(job, Job.TO) + <usize>tile * USED;
    start(z, at(job, Job.STRIDE), at(job, Job.INTERCEPTS), <i32>at(job, Job.CLASSES));
    if (at(job, Job.CELL) == 4) scoresOf<f32>(job, tile, z, scratch);
    else scoresOf<f64>(job, tile, z, scratch);
  }
}

function scoresOf<S>(job: usize, tile: i32, z: usize, scratch: usize): void {
  const weights = at(job, Job.PARAMETERS);
  const padded = <i32>at(job, Job.PADDED);
  const stride = at(job, Job.STRIDE);
  const features = <i32>at(job, Job.FEATURES);
  const lists = at(job, Job.ROW_LISTS);
  if (!lists) {
    forward<S>(at(job, Job.X) + <usize>tile * features * columnOf<S>(), weights, z, stride, features, padded);
    return;
  }
  const width = 8 * padded;
  const products = scratch + ROWS_BYTES;
  memory.fill(products, 0, <usize>(TILE * width));
  gather<S>(
    lists + 4 * <usize>(TILE * tile), TILE, at(job, Job.ROW_PLACES), at(job, Job.ROW_VALUES), weights, products, width,
  );
  addRows(products, width, z, stride, <i32>at(job, Job.CLASSES));
}

/** The gradient of a chunk: R·X, and Σ R for the intercepts. */
export function gradient(job: usize, chunk: i32, thread: i32): void {
  const end = <i32>at(job, Job.CHUNK_ENDS + chunk + 1);
  const scratch = scratchOf(job, thread);
  const total = sumsOf(job, chunk);
  const to = at(job, Job.GRADIENTS) + <usize>chunk * at(job, Job.GRADIENT_BYTES);
  memory.fill(to, 0, at(job, Job.GRADIENT_BYTES));
  for (let tile = <i32>at(job, Job.CHUNK_ENDS + chunk); tile < end; tile += 1) {
    const residuals = at(job, Job.FROM) + <usize>tile * USED;
    if (at(job, Job.CELL) == 4) gradientOf<f32>(job, tile, residuals, to, scratch);
    else gradientOf<f64>(job, tile, residuals, to, scratch);
    sums(residuals, at(job, Job.STRIDE), total + 16, <i32>at(job, Job.CLASSES));
  }
}

function gradientOf<S>(job: usize, tile: i32, residuals: usize, to: usize, scratch: usize): void {
  const padded = <i32>at(job, Job.PADDED);
  const stride = at(job, Job.STRIDE);
  const features = <i32>at(job, Job.FEATURES);
  const lists = at(job, Job.COLUMN_LISTS);
  if (!lists) {
    const x = at(job, Job.X) + <usize>tile * features * columnOf<S>();
    backward<S>(x, residuals, stride, to, 8 * <usize>features, features, padded);
    return;
  }
  const width = 8 * padded;
  const rows = scratch + ROWS_BYTES;
  takeRows(residuals, stride, <i32>at(job, Job.CLASSES), rows + <usize>((tile % BAND) * TILE) * width, width);
  if (tile % BAND < BAND - 1) return;
  const list = lists + 4 * <usize>(tile / BAND) * (features + 1);
  gather<S>(list, features, at(job, Job.COLUMN_PLACES), at(job, Job.COLUMN_VALUES), rows, to, width);
}

/** Residuals, loss, slope and curvature of a chunk at scores + step·along. */
export function line(job: usize, chunk: i32, thread: i32): void {
  const end = <i32>at(job, Job.CHUNK_ENDS + chunk + 1);
  const rows = scratchOf(job, thread);
  const total = sumsOf(job, chunk);
  const classes = <i32>at(job, Job.CLASSES);
  const stride = at(job, Job.STRIDE);
  const step = load<f64>(job + 4 * Job.STEP);
  for (let tile = <i32>at(job, Job.CHUNK_ENDS + chunk); tile < end; tile += 1) {
    const offset = <usize>tile * USED;
    const along = at(job, Job.ALONG) + offset;
    const to = at(job, Job.TO) + offset;
    const labels = at(job, Job.LABELS) + offset;
    const weights = at(job, Job.WEIGHTS) + offset;
    move(at(job, Job.FROM) + offset, along, step, to, stride, classes);
    loss(to, stride, labels, weights, rows, classes, total);
    curve(along, to, stride, labels, weights, rows, classes, total + 8);
  }
}

/** Slope and curvature of a chunk along a direction, at residuals. */
export function curvature(job: usize, chunk: i32, thread: i32): void {
  const end = <i32>at(job, Job.CHUNK_ENDS + chunk + 1);
  const rows = scratchOf(job, thread);
  const total = sumsOf(job, chunk);
  for (let tile = <i32>at(job, Job.CHUNK_ENDS + chunk); tile < end; tile += 1) {
    const offset = <usize>tile * USED;
    const labels = at(job, Job.LABELS) + offset;
    const weights = at(job, Job.WEIGHTS) + offset;
    curve(
      at(job, Job.ALONG) + offset, at(job, Job.FROM) + offset, at(job, Job.STRIDE), labels, weights, rows,
      <i32>at(job, Job.CLASSES), total,
    );
  }
}

/** The row of a feature in the Gram matrices of a sample; the last features, whose rows are longest, first. */
export function gram(job: usize, task: i32, thread: i32): void {
  const feature = <i32>at(job, Job.FEATURES) - 1 - task;
  if (at(job, Job.CELL) == 4) gramRow<f32>(job, feature, scratchOf(job, thread));
  else gramRow<f64>(job, feature, scratchOf(job, thread));
}

function gramRow<S>(job: usize, feature: i32, sums: usize): void {
  const width = 8 * at(job, Job.PADDED);
  const sampleWidth = <i32>at(job, Job.SAMPLE_WIDTH);
  const place = <u32>(feature * width);
  const total = sums + place + width;
  memory.fill(sums, 0, place + 2 * width);
  const lists = at(job, Job.COLUMN_LISTS) + 4 * <usize>feature;
  const bandBytes = 4 * (at(job, Job.FEATURES) + 1);
  for (let band: usize = 0; band < at(job, Job.BANDS); band += 1) {
    const list = lists + band * bandBytes;
    const sampled = at(job, Job.SAMPLE_OF) + 4 * BAND * TILE * band;
    const rowLists = at(job, Job.ROW_LISTS) + 4 * BAND * TILE * band;
    const end = <usize>load<u32>(list, 4);
    for (let e = <usize>load<u32>(list); e < end; e += 1) {
      const row = 4 * <usize>(load<u32>(at(job, Job.COLUMN_PLACES) + 4 * e) / <u32>width);
      const s = load<i32>(sampled + row);
      if (s < 0) continue;
      const p = <usize>load<u32>(rowLists + row);
      const q = <usize>load<u32>(rowLists + row, 4);
      addRow<S>(
        both<S>(at(job, Job.COLUMN_VALUES) + e * sizeof<S>()), at(job, Job.SAMPLE_WEIGHTS) + <usize>s * sampleWidth,
        sampleWidth, at(job, Job.ROW_PLACES) + 4 * p, at(job, Job.ROW_PLACES) + 4 * q,
        at(job, Job.ROW_VALUES) + p * sizeof<S>(), place, sums, total,
      );
    }
  }
  const order = at(job, Job.ORDER);
  const places = at(job, Job.PLACES);
  const own = <usize>load<u32>(places + 4 * <usize>feature);
  for (let m: usize = 0; m < at(job, Job.SAMPLE_COUNT); m += 1) {
    const block = at(job, Job.BLOCKS) + m * at(job, Job.BLOCK_BYTES);
    const row = block + 8 * own * order;
    for (let l = 0; l <= feature; l += 1) {
      store<f64>(row + 8 * <usize>load<u32>(places + 4 * <usize>l), load<f64>(sums + <usize>l * width + 8 * m));
    }
    store<f64>(block + 8 * ((order - 1) * order + own), load<f64>(total + 8 * m));
  }
}

/** The factorisation of a class's block. */
export function factorBlock(job: usize, block: i32, thread: i32): void {
  const order = at(job, Job.ORDER);
  factor(at(job, Job.BLOCKS) + <usize>block * at(job, Job.BLOCK_BYTES), <i32>order, 8 * order);
}

/** The solution with a class's block. */
export function solveBlock(job: usize, block: i32, thread: i32): void {
  const order = at(job, Job.ORDER);
  const v = at(job, Job.SOLUTIONS) + 8 * <usize>block * order;
  solve(at(job, Job.BLOCKS) + <usize>block * at(job, Job.BLOCK_BYTES), <i32>order, 8 * order, v);
}
