// The module of prediction: scores of rows, and their softmax, written row after row. A row's numbers do not depend on
// the others. Columns of float64 hold one number for each row; rows are computed in lines of eight, whose numbers are
// first centred and put side by side, where the products read them once for every two classes. The scores have the bits
// of learn/table/design.ts: two features at a time, in their order, without a fused multiply-add.

import { exp64 } from './exp';

/** Bytes of eight rows in a column. */
const LINE: usize = 64;

/**
 * Scores W·(X − centers)ᵀ + b of so many lines, and the sum of |X|. Columns of X are `column` bytes apart, those of the
 * scores `stride`. `weights` is (features, padded), features and classes made even by zeros; `side` takes a line of each
 * feature, and holds zeros for the feature that was added.
 */
export function scoreLines(
  x: usize, column: usize, lines: i32, centers: usize, features: i32, side: usize, weights: usize, intercepts: usize,
  padded: i32, z: usize, stride: usize,
): f64 {
  const row = <usize>padded * 8;
  const last = side + <usize>features * LINE;
  const end = side + <usize>(features + (features & 1)) * LINE;
  let size$ = f64x2.splat(0);
  for (; lines > 0; lines -= 1, x += LINE, z += LINE) {
    let from = x;
    let center = centers;
    for (let to = side; to < last; to += LINE, from += column, center += 8) {
      const c = v128.load64_splat(center);
      const p$ = v128.load(from, 16 * $);
      size$ = f64x2.add(size$, f64x2.abs(p$));
      v128.store(to, f64x2.sub(p$, c), 16 * $);
    }
    for (let k: usize = 0; k < row; k += 16) {
      const to = z + (k >> 3) * stride;
      scoreHalf(side, end, weights + k, row, intercepts + k, to, stride);
      scoreHalf(side + 32, end, weights + k, row, intercepts + k, to + 32, stride);
    }
  }
  size0 = f64x2.add(f64x2.add(size0, size1), f64x2.add(size2, size3));
  return f64x2.extract_lane(size0, 0) + f64x2.extract_lane(size0, 1);
}

/** Two classes by four rows: engines load all that a turn reads first, and more would not fit their registers. */
function scoreHalf(x: usize, end: usize, w: usize, row: usize, intercepts: usize, z: usize, stride: usize): void {
  let a0 = v128.load64_splat(intercepts), a1 = a0;
  let b0 = v128.load64_splat(intercepts, 8), b1 = b0;
  for (; x < end; x += 2 * LINE, w += 2 * row) {
    const w0 = v128.load64_splat(w);
    const w1 = v128.load64_splat(w, 8);
    const v0 = v128.load64_splat(w + row);
    const v1 = v128.load64_splat(w + row, 8);
    x2: {
      const p$ = v128.load(x, 16 * $);
      const q$ = v128.load(x, 64 + 16 * $);
      a$ = f64x2.add(a$, f64x2.add(f64x2.mul(w0, p$), f64x2.mul(v0, q$)));
      b$ = f64x2.add(b$, f64x2.add(f64x2.mul(w1, p$), f64x2.mul(v1, q$)));
    }
  }
  x2: v128.store(z, a$, 16 * $);
  x2: v128.store(z + stride, b$, 16 * $);
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

/** Columns of scores as rows of so many classes. */
export function writeRows(z: usize, stride: usize, lines: i32, classes: i32, out: usize): void {
  const row = <usize>classes * 8;
  for (let i: usize = 0; i < <usize>lines * LINE; i += 8) {
    let from = z + i;
    for (let k: usize = 0; k < row; k += 8) {
      store<f64>(out + k, load<f64>(from));
      from += stride;
    }
    out += row;
  }
}

/**
 * The softmax of columns of scores at a temperature, as rows; NaN where exp64 would lose a term: scores more than REACH
 * temperatures apart, or not finite; and whether a row is NaN. The columns stay as they are; `scratch` takes 32 bytes for
 * each class.
 */
export function softmaxRows(
  z: usize, stride: usize, lines: i32, classes: i32, out: usize, scratch: usize, temperature: f64,
): bool {
  const row = <usize>classes * 8;
  const end = <usize>classes * stride;
  const reach = f64x2.splat(REACH * temperature);
  const t = f64x2.splat(temperature);
  const zero = f64x2.splat(0);
  const nan = f64x2.splat(NaN);
  let all = i64x2.splat(-1);
  for (let i: usize = 0; i < <usize>lines * LINE; i += 32) {
    const column = z + i;
    const first0 = v128.load(column), first1 = v128.load(column, 16);
    let max0 = first0, min0 = first0, all0 = first0;
    let max1 = first1, min1 = first1, all1 = first1;
    for (let k = stride; k < end; k += stride) {
      x2: {
        const score$ = v128.load(column + k, 16 * $);
        max$ = f64x2.pmax(max$, score$);
        min$ = f64x2.pmin(min$, score$);
        all$ = f64x2.add(all$, score$);
      }
    }
    let sum0 = zero, sum1 = zero;
    let e = scratch;
    for (let k: usize = 0; k < end; k += stride, e += 32) {
      x2: {
        let d$ = f64x2.sub(v128.load(column + k, 16 * $), max$);
        if (temperature != 1) d$ = f64x2.div(d$, t);
        const e$ = exp64(d$);
        sum$ = f64x2.add(sum$, e$);
        v128.store(e, e$, 16 * $);
      }
    }
    const isIn0 = isWithin(max0, min0, all0, reach), isIn1 = isWithin(max1, min1, all1, reach);
    const total0 = v128.bitselect(sum0, nan, isIn0), total1 = v128.bitselect(sum1, nan, isIn1);
    all = v128.and(all, v128.and(isIn0, isIn1));
    e = scratch;
    for (let to = out; to < out + row; to += 8, e += 32) {
      x2: {
        const p$ = f64x2.div(v128.load(e, 16 * $), total$);
        v128.store64_lane(to + 2 * $ * row, p$, 0);
        v128.store64_lane(to + (2 * $ + 1) * row, p$, 1);
      }
    }
    out += 4 * row;
  }
  return !i64x2.all_true(all);
}

/** Whether scores are finite and not too far apart. A sum with NaN or an infinity, times 0, is NaN; pmax may pass over one. */
// @ts-ignore: decorator
@inline
function isWithin(max: v128, min: v128, sum: v128, reach: v128): v128 {
  return f64x2.le(f64x2.add(f64x2.sub(max, min), f64x2.mul(sum, f64x2.splat(0))), reach);
}

const REACH: f64 = 700;
