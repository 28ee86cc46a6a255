// The module of prediction: scores of tiles of rows, and their softmax, written row after row. A row's numbers do not
// depend on the other rows of its tile. The scores have the bits of learn/table/design.ts: two features at a time, in
// their order, without a fused multiply-add.

import { columnOf, USED } from './dense';
import { exp64 } from './exp';
import { start } from './tile-rows';

/** Scores W·Xᵀ + b of so many tiles of float64 columns; `weights` is (features, padded), both even. */
export function scoreTiles(
  x: usize, tiles: i32, weights: usize, intercepts: usize, z: usize, stride: usize, features: i32, classes: i32,
  padded: i32,
): void {
  const row = <usize>padded * 8;
  const end = <usize>features * columnOf<f64>();
  for (let tile = 0; tile < tiles; tile += 1) {
    start(z, stride, intercepts, classes);
    for (let line: usize = 0; line < USED; line += 64) {
      for (let k: usize = 0; k < row; k += 16) {
        const to = z + (k >> 3) * stride + line;
        addScores(x + line, x + line + end, weights + k, row, to, stride);
      }
    }
    x += end;
    z += USED;
  }
}

/** Two classes by eight rows. */
function addScores(x: usize, end: usize, w: usize, row: usize, z: usize, stride: usize): void {
  let a$ = v128.load(z, 16 * $);
  let b$ = v128.load(z + stride, 16 * $);
  while (x < end) {
    const w0 = v128.load64_splat(w);
    const w1 = v128.load64_splat(w, 8);
    const v0 = v128.load64_splat(w + row);
    const v1 = v128.load64_splat(w + row, 8);
    x4: {
      const p$ = v128.load(x, 16 * $);
      const q$ = v128.load(x + columnOf<f64>(), 16 * $);
      a$ = f64x2.add(a$, f64x2.add(f64x2.mul(w0, p$), f64x2.mul(v0, q$)));
      b$ = f64x2.add(b$, f64x2.add(f64x2.mul(w1, p$), f64x2.mul(v1, q$)));
    }
    x += 2 * columnOf<f64>();
    w += 2 * row;
  }
  x4: v128.store(z, a$, 16 * $);
  x4: v128.store(z + stride, b$, 16 * $);
}

/**
 * sums += the entries of a row, value·weights[index], (classes) padded to an even number: entry after entry, so the sums
 * have the order of learn/table/sparse.ts. A row of `weights` has `row` bytes.
 */
export function addEntries(indices: usize, values: usize, count: i32, weights: usize, row: i32, sums: usize): void {
  const end = indices + <usize>count * 4;
  while (indices + 12 < end) {
    const a = weights + <usize>load<u32>(indices) * <usize>row;
    const b = weights + <usize>load<u32>(indices, 4) * <usize>row;
    const c = weights + <usize>load<u32>(indices, 8) * <usize>row;
    const d = weights + <usize>load<u32>(indices, 12) * <usize>row;
    const s = v128.load64_splat(values);
    const t = v128.load64_splat(values, 8);
    const u = v128.load64_splat(values, 16);
    const v = v128.load64_splat(values, 24);
    for (let k: usize = 0; k < <usize>row; k += 16) {
      let sum = f64x2.add(v128.load(sums + k), f64x2.mul(s, v128.load(a + k)));
      sum = f64x2.add(sum, f64x2.mul(t, v128.load(b + k)));
      sum = f64x2.add(sum, f64x2.mul(u, v128.load(c + k)));
      v128.store(sums + k, f64x2.add(sum, f64x2.mul(v, v128.load(d + k))));
    }
    indices += 16;
    values += 32;
  }
  for (; indices < end; indices += 4) {
    const a = weights + <usize>load<u32>(indices) * <usize>row;
    const s = v128.load64_splat(values);
    for (let k: usize = 0; k < <usize>row; k += 16) {
      v128.store(sums + k, f64x2.add(v128.load(sums + k), f64x2.mul(s, v128.load(a + k))));
    }
    values += 8;
  }
}

/** Columns of tiles as rows of so many classes. */
export function writeRows(z: usize, stride: usize, tiles: i32, classes: i32, out: usize): void {
  const row = <usize>classes * 8;
  for (let i: usize = 0; i < <usize>tiles * USED; i += 8) {
    let from = z + i;
    for (let k: usize = 0; k < row; k += 8) {
      store<f64>(out + k, load<f64>(from));
      from += stride;
    }
    out += row;
  }
}

/**
 * The softmax of columns of tiles at a temperature, as rows; NaN where exp64 would lose a term: scores more than REACH
 * temperatures apart, or not finite. The columns stay as they are.
 */
export function softmaxRows(
  z: usize, stride: usize, tiles: i32, classes: i32, out: usize, temperature: f64,
): void {
  const row = <usize>classes * 8;
  const reach = f64x2.splat(REACH * temperature);
  const t = f64x2.splat(temperature);
  const end = <usize>classes * stride;
  for (let i: usize = 0; i < <usize>tiles * USED; i += 16) {
    const column = z + i;
    let max = v128.load(column);
    let min = max;
    for (let k = stride; k < end; k += stride) {
      const score = v128.load(column + k);
      max = f64x2.max(max, score);
      min = f64x2.min(min, score);
    }
    let sum = f64x2.splat(0);
    let to = out;
    for (let k: usize = 0; k < end; k += stride) {
      const e = exp64(f64x2.div(f64x2.sub(v128.load(column + k), max), t));
      sum = f64x2.add(sum, e);
      v128.store64_lane(to, e, 0);
      v128.store64_lane(to + row, e, 1);
      to += 8;
    }
    const isIn = f64x2.le(f64x2.sub(max, min), reach);
    const total = v128.bitselect(sum, f64x2.splat(NaN), isIn);
    const first = f64x2.extract_lane(total, 0);
    const second = f64x2.extract_lane(total, 1);
    for (let k: usize = 0; k < row; k += 8) {
      store<f64>(out + k, load<f64>(out + k) / first);
      store<f64>(out + row + k, load<f64>(out + row + k) / second);
    }
    out += 2 * row;
  }
}

const REACH: f64 = 700;
