// Cholesky's factorisation and its two triangular solves, as in learn/fit/cholesky.ts: A = L·Lᵀ in the lower triangle,
// with 0 on the diagonal for a column that depends on those before it. Rows are `row` bytes apart. Four rows by two are
// computed at a time from products of whole rows: six loads for eight multiply-adds.

import { fma64 } from '../simd';

/** A pivot below this part of its diagonal entry is rounding error. */
const DEPENDENT: f64 = 1e-13;

// @ts-ignore: decorator
@inline
function sumOf(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** The sum of a·b over so many float64. */
function dot(a: usize, b: usize, count: i32): f64 {
  let s = f64x2.splat(0), t = s;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    s = fma64(v128.load(a), v128.load(b), s);
    t = fma64(v128.load(a, 16), v128.load(b, 16), t);
    a += 32;
    b += 32;
  }
  let sum = sumOf(f64x2.add(s, t));
  for (; i < count; i += 1) {
    sum += load<f64>(a) * load<f64>(b);
    a += 8;
    b += 8;
  }
  return sum;
}

/** What is left of A's entry at `a` becomes L's, beside the diagonal entry `pivot` of its column. */
// @ts-ignore: decorator
@inline
function divide(a: usize, sum: f64, pivot: f64): void {
  store<f64>(a, pivot > 0 ? sum / pivot : 0);
}

/** Factors A in place. */
export function factor(a: usize, size: i32, row: usize): void {
  for (let j = 0; j < size; j += 4) {
    const first = a + <usize>j * row;
    const rows = min(4, size - j);
    let l = 0;
    if (rows == 4) for (; l + 2 <= j; l += 2) block(first, a + <usize>l * row, l, row);
    for (let i = 0; i < rows; i += 1) {
      const own = first + <usize>i * row;
      for (let m = l; m < j + i; m += 1) {
        const other = a + <usize>m * row;
        const at = own + <usize>m * 8;
        divide(at, load<f64>(at) - dot(own, other, m), load<f64>(other + <usize>m * 8));
      }
      const at = own + <usize>(j + i) * 8;
      const diagonal = load<f64>(at);
      const pivot = diagonal - dot(own, own, j + i);
      store<f64>(at, pivot > DEPENDENT * diagonal ? sqrt<f64>(pivot) : 0);
    }
  }
}

/** Columns l and l + 1 of L in four rows. */
function block(a: usize, b: usize, l: i32, row: usize): void {
  const c = a + row, d = c + row, e = d + row, f = b + row;
  let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
  let t0 = s0, t1 = s0, t2 = s0, t3 = s0;
  const end = <usize>l * 8; // l is even
  for (let m: usize = 0; m < end; m += 16) {
    const x = v128.load(b + m);
    const y = v128.load(f + m);
    const p = v128.load(a + m);
    s0 = fma64(p, x, s0);
    t0 = fma64(p, y, t0);
    const q = v128.load(c + m);
    s1 = fma64(q, x, s1);
    t1 = fma64(q, y, t1);
    const r = v128.load(d + m);
    s2 = fma64(r, x, s2);
    t2 = fma64(r, y, t2);
    const u = v128.load(e + m);
    s3 = fma64(u, x, s3);
    t3 = fma64(u, y, t3);
  }
  const pivot = load<f64>(b + end);
  const below = load<f64>(f + end);
  const next = load<f64>(f + end, 8);
  pair(a + end, sumOf(s0), sumOf(t0), pivot, below, next);
  pair(c + end, sumOf(s1), sumOf(t1), pivot, below, next);
  pair(d + end, sumOf(s2), sumOf(t2), pivot, below, next);
  pair(e + end, sumOf(s3), sumOf(t3), pivot, below, next);
}

// @ts-ignore: decorator
@inline
function pair(at: usize, s: f64, t: f64, pivot: f64, below: f64, next: f64): void {
  divide(at, load<f64>(at) - s, pivot);
  divide(at + 8, load<f64>(at, 8) - t - load<f64>(at) * below, next);
}

/** Solves L·Lᵀ·x = v in place; dependent coordinates become 0. */
export function solve(a: usize, size: i32, row: usize, v: usize): void {
  for (let j = 0; j < size; j += 1) {
    const own = a + <usize>j * row;
    const at = v + <usize>j * 8;
    divide(at, load<f64>(at) - dot(own, v, j), load<f64>(own + <usize>j * 8));
  }
  for (let j = size - 1; j >= 0; j -= 1) {
    const own = a + <usize>j * row;
    const at = v + <usize>j * 8;
    divide(at, load<f64>(at), load<f64>(own + <usize>j * 8));
    subtract(v, own, load<f64>(at), j);
  }
}

/** v −= x·l for so many float64. */
function subtract(v: usize, l: usize, x: f64, count: i32): void {
  const minus = f64x2.splat(-x);
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    v128.store(v, fma64(minus, v128.load(l), v128.load(v)));
    v += 16;
    l += 16;
  }
  if (i < count) store<f64>(v, load<f64>(v) - x * load<f64>(l));
}
