// The two products with a dense tile of X. A tile has its rows in the lanes and is stored column by column, COLUMN
// bytes each: 128 float32 or 64 float64, and one more cache line, since columns a power of two apart would share cache
// sets. Scores and residuals of the tile have the same layout, with a column for each class. Thus only the gradient
// needs a sum across lanes, once per tile. 784 columns of float32 take 450 kB, which fits second-level caches. Blocks
// of 5 classes by 2 vectors make ten chains of multiply-adds: one takes 4 cycles, two start per cycle, and the 15
// registers that V8 leaves hold no more chains. Classes that 5 does not divide are taken in pairs, with eight chains.

import * as shared from '../constants/tiles';
import { fma } from '../simd';

const LINE: usize = 64;
export const COLUMN: usize = shared.COLUMN;
export const USED: usize = shared.USED;

/** Features in a stretch: for 16 rows (float64: 8) they stay in the first-level cache during the loop over classes. */
const STRETCH: i32 = 256;
/** Features in a group: they stay in the first-level cache during the loop over classes. */
const GROUP: i32 = 8;

/** Classes in the next block: 5, else 2, so that 1 is never left over (callers pad 3 classes to 4). */
// @ts-ignore: decorator
@inline
function blockOf(left: i32): i32 {
  return left >= 5 && left != 6 && left != 8 ? 5 : 2;
}

/** scores += W·Xᵀ for the tile; `weights` is (features, classes). */
export function forward<T>(x: usize, weights: usize, scores: usize, features: i32, classes: i32): void {
  const step = <usize>classes * sizeof<T>();
  for (let j = 0; j < features; j += STRETCH) {
    const from = x + <usize>j * COLUMN;
    const to = x + <usize>min(j + STRETCH, features) * COLUMN;
    fetch(from, to);
    for (let line: usize = 0; line < USED; line += LINE) {
      let w = weights + <usize>j * step;
      let z = scores + line;
      for (let left = classes; left > 0; ) {
        const block = blockOf(left);
        if (block == 5) {
          forward5<T>(from + line, to + line, w, z, step);
          forward5<T>(from + line + 32, to + line + 32, w, z + 32, step);
        } else forward2<T>(from + line, to + line, w, z, step);
        w += <usize>block * sizeof<T>();
        z += <usize>block * COLUMN;
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
function add<T>(address: usize, sum: v128): void {
  v128.store(address, v128.add<T>(v128.load(address), sum));
}

function forward5<T>(x: usize, end: usize, w: usize, z: usize, step: usize): void {
  let a0 = v128.splat<T>(<T>0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  while (x < end) {
    const p = v128.load(x);
    const q = v128.load(x, 16);
    x5: {
      const w$ = v128.load_splat<T>(w, $ * sizeof<T>());
      a$ = fma<T>(w$, p, a$);
      b$ = fma<T>(w$, q, b$);
    }
    x += COLUMN;
    w += step;
  }
  add<T>(z, a0);
  add<T>(z + 16, b0);
  add<T>(z + COLUMN, a1);
  add<T>(z + COLUMN + 16, b1);
  add<T>(z + 2 * COLUMN, a2);
  add<T>(z + 2 * COLUMN + 16, b2);
  add<T>(z + 3 * COLUMN, a3);
  add<T>(z + 3 * COLUMN + 16, b3);
  add<T>(z + 4 * COLUMN, a4);
  add<T>(z + 4 * COLUMN + 16, b4);
}

/** Two classes by four vectors, a whole cache line: eight chains. */
function forward2<T>(x: usize, end: usize, w: usize, z: usize, step: usize): void {
  let a0 = v128.splat<T>(<T>0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  while (x < end) {
    const w0 = v128.load_splat<T>(w);
    const w1 = v128.load_splat<T>(w, sizeof<T>());
    x4: {
      const p$ = v128.load(x, 16 * $);
      a$ = fma<T>(w0, p$, a$);
      b$ = fma<T>(w1, p$, b$);
    }
    x += COLUMN;
    w += step;
  }
  add<T>(z, a0);
  add<T>(z + 16, a1);
  add<T>(z + 32, a2);
  add<T>(z + 48, a3);
  add<T>(z + COLUMN, b0);
  add<T>(z + COLUMN + 16, b1);
  add<T>(z + COLUMN + 32, b2);
  add<T>(z + COLUMN + 48, b3);
}

/**
 * gradient += R·X for the tile. `gradient` has a row of `row` bytes for each class and is float64 for either format;
 * only the sums within a tile, of at most 32 terms per lane, are in the tile's format. `features` is even.
 */
export function backward<T>(x: usize, residuals: usize, gradient: usize, row: usize, features: i32, classes: i32): void {
  for (let j = 0; j < features; j += GROUP) {
    const end = min(j + GROUP, features);
    fetch(x + <usize>j * COLUMN, x + <usize>end * COLUMN);
    let r = residuals;
    let g = gradient;
    for (let left = classes; left > 0; ) {
      const block = blockOf(left);
      for (let l = j; l < end; l += 2) {
        const from = x + <usize>l * COLUMN;
        const to = g + <usize>l * 8;
        if (block == 5) backward5<T>(from, r, to, row);
        else backward2<T>(from, r, to, row);
      }
      r += <usize>block * COLUMN;
      g += <usize>block * row;
      left -= block;
    }
  }
}

/** Adds the lanes' sums of two vectors to two adjacent entries of the gradient. */
// @ts-ignore: decorator
@inline
function addSums<T>(gradient: usize, a: v128, b: v128): void {
  if (sizeof<T>() == 4) {
    a = f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 0)));
    b = f64x2.add(f64x2.promote_low_f32x4(b), f64x2.promote_low_f32x4(i64x2.shuffle(b, b, 1, 0)));
  }
  const pair = f64x2.add(i64x2.shuffle(a, b, 0, 2), i64x2.shuffle(a, b, 1, 3));
  add<f64>(gradient, pair);
}

function backward5<T>(x: usize, r: usize, g: usize, row: usize): void {
  let a0 = v128.splat<T>(<T>0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
  const end = x + USED;
  while (x < end) {
    const p = v128.load(x);
    const q = v128.load(x, COLUMN);
    x5: {
      const r$ = v128.load(r, $ * COLUMN);
      a$ = fma<T>(r$, p, a$);
      b$ = fma<T>(r$, q, b$);
    }
    x += 16;
    r += 16;
  }
  addSums<T>(g, a0, b0);
  addSums<T>(g + row, a1, b1);
  addSums<T>(g + 2 * row, a2, b2);
  addSums<T>(g + 3 * row, a3, b3);
  addSums<T>(g + 4 * row, a4, b4);
}

/** Two classes by two features by two vectors of rows: eight chains. */
function backward2<T>(x: usize, r: usize, g: usize, row: usize): void {
  let a0 = v128.splat<T>(<T>0), a1 = a0, c0 = a0, c1 = a0;
  let b0 = a0, b1 = a0, d0 = a0, d1 = a0;
  const end = x + USED;
  while (x < end) {
    const p = v128.load(x);
    const q = v128.load(x, COLUMN);
    x2: {
      const r$ = v128.load(r, $ * COLUMN);
      a$ = fma<T>(r$, p, a$);
      b$ = fma<T>(r$, q, b$);
    }
    const s = v128.load(x, 16);
    const t = v128.load(x, COLUMN + 16);
    x2: {
      const u$ = v128.load(r, $ * COLUMN + 16);
      c$ = fma<T>(u$, s, c$);
      d$ = fma<T>(u$, t, d$);
    }
    x += 32;
    r += 32;
  }
  addSums<T>(g, v128.add<T>(a0, c0), v128.add<T>(b0, d0));
  addSums<T>(g + row, v128.add<T>(a1, c1), v128.add<T>(b1, d1));
}
