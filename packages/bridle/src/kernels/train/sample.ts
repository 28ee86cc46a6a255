// Gram matrices Σᵢ vᵢₘ·xᵢxᵢᵀ of a sample of sparse rows for several weightings m at once, which are in the lanes. One
// call makes the row of one feature in every matrix, up to the diagonal: the list of each sampled row that has the
// feature, times the row's weights, is added to sums by feature. Lists by row are in the order of their features.

import { fma64 } from '../simd';
import { both } from './sparse';

/**
 * sums[l] += x·v·x(l) for features l up to the one at `place`, and total += x·v, for one row: x is its value of that
 * feature, v its weights (`width` bytes, as in sparse.ts), and its list has places p … end, values at `values`. `sums`
 * has a row for each place of the lists.
 */
export function addRow<S>(
  x: v128, v: usize, width: i32, p: usize, end: usize, values: usize, place: u32, sums: usize, total: usize,
): void {
  let at: usize = 0;
  for (let left = width; left > 0; ) {
    if (left == 80 || left == 112 || left >= 144) {
      addFive<S>(x, v + at, p, end, values, place, sums + at, total + at);
      at += 80;
      left -= 80;
    } else {
      addTwo<S>(x, v + at, p, end, values, place, sums + at, total + at);
      at += 32;
      left -= 32;
    }
  }
}

// @ts-ignore: decorator
@inline
function add(address: usize, a: v128): void {
  v128.store(address, f64x2.add(v128.load(address), a));
}

function addFive<S>(
  x: v128, v: usize, p: usize, end: usize, values: usize, place: u32, sums: usize, total: usize,
): void {
  const w0 = f64x2.mul(x, v128.load(v));
  const w1 = f64x2.mul(x, v128.load(v, 16));
  const w2 = f64x2.mul(x, v128.load(v, 32));
  const w3 = f64x2.mul(x, v128.load(v, 48));
  const w4 = f64x2.mul(x, v128.load(v, 64));
  x5: add(total + 16 * $, w$);
  while (p < end) {
    const at = load<u32>(p);
    if (at > place) return;
    const y = both<S>(values);
    const to = sums + <usize>at;
    x5: v128.store(to, fma64(w$, y, v128.load(to, 16 * $)), 16 * $);
    p += 4;
    values += sizeof<S>();
  }
}

function addTwo<S>(
  x: v128, v: usize, p: usize, end: usize, values: usize, place: u32, sums: usize, total: usize,
): void {
  const w0 = f64x2.mul(x, v128.load(v));
  const w1 = f64x2.mul(x, v128.load(v, 16));
  x2: add(total + 16 * $, w$);
  while (p < end) {
    const at = load<u32>(p);
    if (at > place) return;
    const y = both<S>(values);
    const to = sums + <usize>at;
    x2: v128.store(to, fma64(w$, y, v128.load(to, 16 * $)), 16 * $);
    p += 4;
    values += sizeof<S>();
  }
}
