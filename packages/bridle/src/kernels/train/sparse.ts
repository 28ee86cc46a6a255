// The products with a sparse tile of X, with classes in lanes; values of float32 become float64 as they are loaded.
// Entries are stored twice, in lists by row for the scores and in lists by feature for the gradient, so that both
// products are the same sum: out[a] += Σ value·b[place]. (Adding to the gradient from the lists by row would wait for
// its own stores.) `places` are byte offsets into b.

import { fma64 } from '../simd';
import { USED } from './dense';

/** A value of a list in both lanes, as float64. */
// @ts-ignore: decorator
@inline
export function both<S>(v: usize): v128 {
  if (sizeof<S>() == 4) return f64x2.promote_low_f32x4(v128.load32_splat(v));
  return v128.load64_splat(v);
}

/**
 * out[a] += Σ value·b[place] over list a, which has the entries offsets[a] … offsets[a + 1] − 1. Rows of out and b have
 * `width` bytes, a sum of blocks of 80 and of 32.
 */
export function gather<S>(
  offsets: usize,
  count: i32,
  places: usize,
  values: usize,
  b: usize,
  out: usize,
  width: i32,
): void {
  let from = load<i32>(offsets);
  for (let a = 0; a < count; a += 1) {
    offsets += 4;
    const to = load<i32>(offsets);
    if (from < to) {
      const p = places + <usize>from * 4;
      const end = places + <usize>to * 4;
      const v = values + <usize>from * sizeof<S>();
      let at: usize = 0;
      for (let left = width; left > 0; ) {
        if (left == 80 || left == 112 || left >= 144) {
          gather5<S>(p, end, v, b + at, out + at);
          at += 80;
          left -= 80;
        } else {
          gather2<S>(p, end, v, b + at, out + at);
          at += 32;
          left -= 32;
        }
      }
    }
    out += <usize>width;
    from = to;
  }
}

// @ts-ignore: decorator
@inline
function add(address: usize, a: v128): void {
  v128.store(address, f64x2.add(v128.load(address), a));
}

/** Ten classes, two entries at a time. */
function gather5<S>(p: usize, end: usize, v: usize, b: usize, out: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0;
  let c0 = a0, c1 = a0, c2 = a0, c3 = a0, c4 = a0;
  while (p + 4 < end) {
    const x = b + <usize>load<i32>(p);
    const y = b + <usize>load<i32>(p, 4);
    const s = both<S>(v);
    const t = both<S>(v + sizeof<S>());
    x5: {
      a$ = fma64(s, v128.load(x, 16 * $), a$);
      c$ = fma64(t, v128.load(y, 16 * $), c$);
    }
    p += 8;
    v += 2 * sizeof<S>();
  }
  if (p < end) {
    const x = b + <usize>load<i32>(p);
    const s = both<S>(v);
    x5: a$ = fma64(s, v128.load(x, 16 * $), a$);
  }
  add(out, f64x2.add(a0, c0));
  add(out + 16, f64x2.add(a1, c1));
  add(out + 32, f64x2.add(a2, c2));
  add(out + 48, f64x2.add(a3, c3));
  add(out + 64, f64x2.add(a4, c4));
}

/** Four classes, two entries at a time. */
function gather2<S>(p: usize, end: usize, v: usize, b: usize, out: usize): void {
  let a0 = f64x2.splat(0), a1 = a0, c0 = a0, c1 = a0;
  while (p + 4 < end) {
    const x = b + <usize>load<i32>(p);
    const y = b + <usize>load<i32>(p, 4);
    const s = both<S>(v);
    const t = both<S>(v + sizeof<S>());
    x2: {
      a$ = fma64(s, v128.load(x, 16 * $), a$);
      c$ = fma64(t, v128.load(y, 16 * $), c$);
    }
    p += 8;
    v += 2 * sizeof<S>();
  }
  if (p < end) {
    const x = b + <usize>load<i32>(p);
    const s = both<S>(v);
    x2: a$ = fma64(s, v128.load(x, 16 * $), a$);
  }
  add(out, f64x2.add(a0, c0));
  add(out + 16, f64x2.add(a1, c1));
}

/** Adds a tile's rows of `width` bytes to its columns, one for each class. */
export function addRows(rows: usize, width: i32, columns: usize, stride: usize, classes: i32): void {
  for (let k = 0; k < classes; k += 1) {
    let from = rows + <usize>k * 8;
    const column = columns + <usize>k * stride;
    for (let i: usize = 0; i < USED; i += 8) {
      store<f64>(column + i, load<f64>(column + i) + load<f64>(from));
      from += <usize>width;
    }
  }
}

/** Copies a tile's columns into rows of `width` bytes. */
export function takeRows(columns: usize, stride: usize, classes: i32, rows: usize, width: i32): void {
  for (let k = 0; k < classes; k += 1) {
    let to = rows + <usize>k * 8;
    const column = columns + <usize>k * stride;
    for (let i: usize = 0; i < USED; i += 8) {
      store<f64>(to, load<f64>(column + i));
      to += <usize>width;
    }
  }
}
