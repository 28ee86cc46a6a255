// The two products with a dense tile of X. A tile has its rows in the lanes and is stored column by column, 64 cells of
// float64 or float32 each and one more cache line, since columns a power of two apart would share cache sets. Cells of
// float32 become float64 as they are loaded; all products and sums are float64. Scores and residuals have a column for
// each class, `stride` bytes apart. Thus only the gradient needs a sum across lanes, once per tile. Blocks
// of 4 or 5 classes by 2 vectors make eight or ten chains of multiply-adds: one takes 4 cycles, two start per cycle. V8
// leaves 15 registers, and that of Node 20 loads all that a turn reads before it computes, so with 5 classes some sums
// would pass through memory in every turn. The bits of a class are the same in every block.

import * as shared from '../constants/tiles';
import { fma64 } from '../simd';

const LINE: usize = 64;
export const USED: usize = shared.USED;

/**
 * Features in a stretch. For a line of 8 rows they stay in the first-level cache during the loop over classes, with the
 * weights of FEW classes; with more, a block's weights stay there during a loop over the lines.
 */
const STRETCH: i32 = 256;
const FEW: i32 = 16;
/** Features in a group: they stay in the first-level cache during the loop over classes. */
const GROUP: i32 = 8;

/** Bytes of a column of X. */
// @ts-ignore: decorator
@inline
export function columnOf<S>(): usize {
  return sizeof<S>() == 4 ? shared.COLUMN32 : shared.COLUMN;
}

/** Two rows of a column, as float64. */
// @ts-ignore: decorator
@inline
function two<S>(x: usize): v128 {
  if (sizeof<S>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(x));
  return v128.load(x);
}

/**
 * Classes in the next block; never 1 or 3 (callers pad 3 to 4). Only engines of before relaxed SIMD, which have no fma64,
 * do better with 4 than with 5.
 */
function blockOf(left: i32): i32 {
  if (ASC_FEATURE_RELAXED_SIMD) return left >= 5 && left != 6 && left != 8 ? 5 : 2;
  return left & 1 ? 5 : left >= 4 ? 4 : 2;
}

/** How many of the first classes have one chain of the gradient for each feature; the rest have two. */
function singles(classes: i32): i32 {
  let left = classes;
  while (left >= 5 && left != 6 && left != 8) left -= 5;
  return classes - left;
}

/** scores += W·Xᵀ for the tile; `weights` is (features, classes). */
export function forward<S>(x: usize, weights: usize, scores: usize, stride: usize, features: i32, classes: i32): void {
  const step = <usize>classes * 8;
  const lines: usize = classes > FEW ? 8 : 1;
  for (let j = 0; j < features; j += STRETCH) {
    const from = x + <usize>j * columnOf<S>();
    const to = x + <usize>min(j + STRETCH, features) * columnOf<S>();
    fetch(from, to);
    for (let group: usize = 0; group < USED; group += lines * LINE) {
      let w = weights + <usize>j * step;
      let z = scores + group;
      for (let left = classes; left > 0; ) {
        const block = blockOf(left);
        for (let line: usize = 0; line < lines * LINE; line += LINE) {
          const at = ((group + line) * sizeof<S>()) / 8;
          const half = at + 4 * sizeof<S>();
          if (block == 5) {
            forward5<S>(from + at, to + at, w, z + line, step, stride);
            forward5<S>(from + half, to + half, w, z + line + 32, step, stride);
          } else if (block == 2) {
            forward2<S>(from + at, to + at, w, z + line, step, stride);
          } else if (!ASC_FEATURE_RELAXED_SIMD) {
            forward4<S>(from + at, to + at, w, z + line, step, stride);
            forward4<S>(from + half, to + half, w, z + line + 32, step, stride);
          }
        }
        w += <usize>block * 8;
        z += <usize>block * stride;
        left -= block;
      }
    }
  }
}

/**
 * Loads a stretch into the cache in the order of addresses. The blocks run across columns, which the processor does not
 * prefetch: each cache line would cost a full access to memory.
 */
function fetch(from: usize, to: usize): void {
  for (; from < to; from += LINE) load<i32>(from);
}

// @ts-ignore: decorator
@inline
function add(address: usize, sum: v128): void {
  v128.store(address, f64x2.add(v128.load(address), sum));
}

function forward5<S>(x: usize, end: usize, w: usize, z: usize, step: usize, stride: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  while (x < end) {
    const p = two<S>(x);
    const q = two<S>(x + 2 * sizeof<S>());
    x5: {
      const w$ = v128.load64_splat(w, $ * 8);
      a$ = fma64(w$, p, a$);
      b$ = fma64(w$, q, b$);
    }
    x += columnOf<S>();
    w += step;
  }
  x5: {
    add(z + $ * stride, a$);
    add(z + $ * stride + 16, b$);
  }
}

function forward4<S>(x: usize, end: usize, w: usize, z: usize, step: usize, stride: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  while (x < end) {
    const p = two<S>(x);
    const q = two<S>(x + 2 * sizeof<S>());
    x4: {
      const w$ = v128.load64_splat(w, $ * 8);
      a$ = fma64(w$, p, a$);
      b$ = fma64(w$, q, b$);
    }
    x += columnOf<S>();
    w += step;
  }
  x4: {
    add(z + $ * stride, a$);
    add(z + $ * stride + 16, b$);
  }
}

/** Two classes by four vectors, eight rows: eight chains. */
function forward2<S>(x: usize, end: usize, w: usize, z: usize, step: usize, stride: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  while (x < end) {
    const w0 = v128.load64_splat(w);
    const w1 = v128.load64_splat(w, 8);
    x4: {
      const p$ = two<S>(x + $ * 2 * sizeof<S>());
      a$ = fma64(w0, p$, a$);
      b$ = fma64(w1, p$, b$);
    }
    x += columnOf<S>();
    w += step;
  }
  x4: {
    add(z + 16 * $, a$);
    add(z + stride + 16 * $, b$);
  }
}

/**
 * gradient += R·X for the tile: `gradient` has a row of `row` bytes for each class. `features` is even.
 */
export function backward<S>(
  x: usize, residuals: usize, stride: usize, gradient: usize, row: usize, features: i32, classes: i32,
): void {
  for (let j = 0; j < features; j += GROUP) {
    const end = min(j + GROUP, features);
    fetch(x + <usize>j * columnOf<S>(), x + <usize>end * columnOf<S>());
    let r = residuals;
    let g = gradient;
    for (let left = classes, single = singles(classes); left > 0; ) {
      const block = single > 0 ? blockOf(single) : 2;
      for (let l = j; l < end; l += 2) {
        const from = x + <usize>l * columnOf<S>();
        const to = g + <usize>l * 8;
        if (block == 5) backward5<S>(from, r, stride, to, row);
        else if (single <= 0) backward2<S>(from, r, stride, to, row);
        else if (!ASC_FEATURE_RELAXED_SIMD) {
          if (block == 4) backward4<S>(from, r, stride, to, row);
          else if (l + 4 > end) single2by2<S>(from, r, stride, to, row);
          else {
            single2by4<S>(from, r, stride, to, row);
            l += 2;
          }
        }
      }
      r += <usize>block * stride;
      g += <usize>block * row;
      left -= block;
      single -= block;
    }
  }
}

/** Adds the lanes' sums of two vectors to two adjacent entries of the gradient. */
// @ts-ignore: decorator
@inline
function addSums(gradient: usize, a: v128, b: v128): void {
  add(gradient, f64x2.add(i64x2.shuffle(a, b, 0, 2), i64x2.shuffle(a, b, 1, 3)));
}

function backward5<S>(x: usize, r: usize, stride: usize, g: usize, row: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  const r1 = r + stride, r2 = r1 + stride, r3 = r2 + stride, r4 = r3 + stride;
  const end = x + 64 * sizeof<S>();
  let i: usize = 0;
  while (x < end) {
    const p = two<S>(x);
    const q = two<S>(x + columnOf<S>());
    const s0 = v128.load(r + i);
    a0 = fma64(s0, p, a0);
    b0 = fma64(s0, q, b0);
    const s1 = v128.load(r1 + i);
    a1 = fma64(s1, p, a1);
    b1 = fma64(s1, q, b1);
    const s2 = v128.load(r2 + i);
    a2 = fma64(s2, p, a2);
    b2 = fma64(s2, q, b2);
    const s3 = v128.load(r3 + i);
    a3 = fma64(s3, p, a3);
    b3 = fma64(s3, q, b3);
    const s4 = v128.load(r4 + i);
    a4 = fma64(s4, p, a4);
    b4 = fma64(s4, q, b4);
    x += 2 * sizeof<S>();
    i += 16;
  }
  x5: addSums(g + $ * row, a$, b$);
}

function backward4<S>(x: usize, r: usize, stride: usize, g: usize, row: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  const r1 = r + stride, r2 = r1 + stride, r3 = r2 + stride;
  const end = x + 64 * sizeof<S>();
  let i: usize = 0;
  while (x < end) {
    const p = two<S>(x);
    const q = two<S>(x + columnOf<S>());
    const s0 = v128.load(r + i);
    a0 = fma64(s0, p, a0);
    b0 = fma64(s0, q, b0);
    const s1 = v128.load(r1 + i);
    a1 = fma64(s1, p, a1);
    b1 = fma64(s1, q, b1);
    const s2 = v128.load(r2 + i);
    a2 = fma64(s2, p, a2);
    b2 = fma64(s2, q, b2);
    const s3 = v128.load(r3 + i);
    a3 = fma64(s3, p, a3);
    b3 = fma64(s3, q, b3);
    x += 2 * sizeof<S>();
    i += 16;
  }
  x4: addSums(g + $ * row, a$, b$);
}

/** Two classes by four features: eight chains. */
function single2by4<S>(x: usize, r: usize, stride: usize, g: usize, row: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  const end = x + 64 * sizeof<S>();
  for (; x < end; x += 2 * sizeof<S>(), r += 16) {
    const s = v128.load(r);
    const t = v128.load(r + stride);
    x4: {
      const p$ = two<S>(x + $ * columnOf<S>());
      a$ = fma64(s, p$, a$);
      b$ = fma64(t, p$, b$);
    }
  }
  addSums(g, a0, a1);
  addSums(g + 16, a2, a3);
  addSums(g + row, b0, b1);
  addSums(g + row + 16, b2, b3);
}

/** The same for the last two features. */
function single2by2<S>(x: usize, r: usize, stride: usize, g: usize, row: usize): void {
  let a0 = f64x2.splat(0), a1 = a0;
  let b0 = a0, b1 = a0;
  const end = x + 64 * sizeof<S>();
  for (; x < end; x += 2 * sizeof<S>(), r += 16) {
    const s = v128.load(r);
    const t = v128.load(r + stride);
    x2: {
      const p$ = two<S>(x + $ * columnOf<S>());
      a$ = fma64(s, p$, a$);
      b$ = fma64(t, p$, b$);
    }
  }
  addSums(g, a0, a1);
  addSums(g + row, b0, b1);
}

/** Two classes by two features by two vectors of rows: eight chains. */
function backward2<S>(x: usize, r: usize, stride: usize, g: usize, row: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, c0 = a0, c1 = a0;
  let b0 = a0, b1 = a0, d0 = a0, d1 = a0;
  const end = x + 64 * sizeof<S>();
  while (x < end) {
    const p = two<S>(x);
    const q = two<S>(x + columnOf<S>());
    x2: {
      const r$ = v128.load(r + $ * stride);
      a$ = fma64(r$, p, a$);
      b$ = fma64(r$, q, b$);
    }
    const s = two<S>(x + 2 * sizeof<S>());
    const t = two<S>(x + columnOf<S>() + 2 * sizeof<S>());
    x2: {
      const u$ = v128.load(r + $ * stride, 16);
      c$ = fma64(u$, s, c$);
      d$ = fma64(u$, t, d$);
    }
    x += 4 * sizeof<S>();
    r += 32;
  }
  addSums(g, f64x2.add(a0, c0), f64x2.add(b0, d0));
  addSums(g + row, f64x2.add(a1, c1), f64x2.add(b1, d1));
}
