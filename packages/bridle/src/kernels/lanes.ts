// Eight rows at once, one in each lane: rows too short to fill vectors by themselves, and rows that run across an array
// (an axis that is not the last), whose neighbours lie side by side. The arithmetic of a lane is that of row.ts;
// its order of summation is along the row, whatever stands in the other lanes.

import { storeExps32, storeExps64 } from './exp';
import { log1p64 } from './log';
import { argument, LOG_SOFTMAX, lowered64, lowest, pair, PEAKED, reciprocalLow, SOFTMAX, times64, TINY_REST, unit, WORK_EXPS } from './values';

/** Stores eight values held as four vectors of float64. */
// @ts-ignore: decorator
@inline
function storeEight<T>(y: usize, a: v128, b: v128, c: v128, d: v128): void {
  if (sizeof<T>() == 4) {
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2));
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(c), f32x4.demote_f64x2_zero(d), 0, 2), 16);
  } else {
    v128.store(y, a);
    v128.store(y, b, 16);
    v128.store(y, c, 32);
    v128.store(y, d, 48);
  }
}

/** ln of a sum over its largest term from the sum and the rest, both in units of that term. NaN: only the reference. */
// @ts-ignore: decorator
@inline
function logOf<T>(rest: v128): v128 {
  const tiny = f64x2.lt(rest, f64x2.splat(TINY_REST));
  const known = sizeof<T>() == 4 ? f64x2.splat(0) : f64x2.splat(NaN);
  return v128.bitselect(known, log1p64(rest), tiny);
}

/** Rows of n entries whose entry j lies at x + j·step in eight lanes; returns the lanes that the reference must do, as bits. */
function eight<T>(op: i32, x: usize, step: usize, y: usize, yStep: usize, scratch: usize, n: i32, beta: f64, betaLow: f64, negative: bool): i32 {
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  const slope = f64x2.splat(beta);
  const slopeLow = f64x2.splat(betaLow);
  const least = f64x2.splat(sizeof<T>() == 4 ? lowest<T>() : lowest<T>() / beta);
  let m0 = f64x2.splat(-Infinity);
  let m1 = f64x2.splat(-Infinity);
  let m2 = f64x2.splat(-Infinity);
  let m3 = f64x2.splat(-Infinity);
  let p = x;
  for (let j = 0; j < n; j++, p += step) {
    m0 = f64x2.pmax(m0, v128.xor(pair<T>(p, 0), flip));
    m1 = f64x2.pmax(m1, v128.xor(pair<T>(p, 2), flip));
    m2 = f64x2.pmax(m2, v128.xor(pair<T>(p, 4), flip));
    m3 = f64x2.pmax(m3, v128.xor(pair<T>(p, 6), flip));
  }
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let l0 = f64x2.splat(0);
  let l1 = f64x2.splat(0);
  let l2 = f64x2.splat(0);
  let l3 = f64x2.splat(0);
  let e = scratch + WORK_EXPS;
  p = x;
  for (let j = 0; j < n; j++, p += step, e += 64) {
    if (sizeof<T>() == 4) {
      storeExps32(
        f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<T>(p, 0), flip), m0), slope), least),
        f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<T>(p, 2), flip), m1), slope), least),
        f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<T>(p, 4), flip), m2), slope), least),
        f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<T>(p, 6), flip), m3), slope), least),
        e,
      );
      s0 = f64x2.add(s0, v128.load(e, 0));
      s1 = f64x2.add(s1, v128.load(e, 16));
      s2 = f64x2.add(s2, v128.load(e, 32));
      s3 = f64x2.add(s3, v128.load(e, 48));
    } else {
      argument(pair<T>(p, 0), flip, m0, least, slope, slopeLow, true, scratch + 0);
      argument(pair<T>(p, 2), flip, m1, least, slope, slopeLow, true, scratch + 16);
      argument(pair<T>(p, 4), flip, m2, least, slope, slopeLow, true, scratch + 32);
      argument(pair<T>(p, 6), flip, m3, least, slope, slopeLow, true, scratch + 48);
      storeExps64(scratch, e);
      const e0 = v128.load(e, 0);
      const a0 = f64x2.add(s0, e0);
      const b0 = f64x2.sub(a0, s0);
      l0 = f64x2.add(l0, f64x2.add(f64x2.sub(s0, f64x2.sub(a0, b0)), f64x2.sub(e0, b0)));
      s0 = a0;
      const e1 = v128.load(e, 16);
      const a1 = f64x2.add(s1, e1);
      const b1 = f64x2.sub(a1, s1);
      l1 = f64x2.add(l1, f64x2.add(f64x2.sub(s1, f64x2.sub(a1, b1)), f64x2.sub(e1, b1)));
      s1 = a1;
      const e2 = v128.load(e, 32);
      const a2 = f64x2.add(s2, e2);
      const b2 = f64x2.sub(a2, s2);
      l2 = f64x2.add(l2, f64x2.add(f64x2.sub(s2, f64x2.sub(a2, b2)), f64x2.sub(e2, b2)));
      s2 = a2;
      const e3 = v128.load(e, 48);
      const a3 = f64x2.add(s3, e3);
      const b3 = f64x2.sub(a3, s3);
      l3 = f64x2.add(l3, f64x2.add(f64x2.sub(s3, f64x2.sub(a3, b3)), f64x2.sub(e3, b3)));
      s3 = a3;
    }
  }
  const top = f64x2.splat(unit<T>());
  const zero = f64x2.splat(0);
  e = scratch + WORK_EXPS;
  if (op == SOFTMAX) {
    const one = f64x2.splat(1);
    const t0 = f64x2.add(s0, l0);
    const r0 = f64x2.div(one, t0);
    const t1 = f64x2.add(s1, l1);
    const r1 = f64x2.div(one, t1);
    const t2 = f64x2.add(s2, l2);
    const r2 = f64x2.div(one, t2);
    const t3 = f64x2.add(s3, l3);
    const r3 = f64x2.div(one, t3);
    const q0 = sizeof<T>() == 4 ? zero : reciprocalLow(r0, t0, f64x2.add(f64x2.sub(s0, t0), l0));
    const q1 = sizeof<T>() == 4 ? zero : reciprocalLow(r1, t1, f64x2.add(f64x2.sub(s1, t1), l1));
    const q2 = sizeof<T>() == 4 ? zero : reciprocalLow(r2, t2, f64x2.add(f64x2.sub(s2, t2), l2));
    const q3 = sizeof<T>() == 4 ? zero : reciprocalLow(r3, t3, f64x2.add(f64x2.sub(s3, t3), l3));
    for (let j = 0; j < n; j++, y += yStep, e += 64) {
      if (sizeof<T>() == 4) {
        storeEight<T>(
          y,
          f64x2.mul(v128.load(e, 0), r0),
          f64x2.mul(v128.load(e, 16), r1),
          f64x2.mul(v128.load(e, 32), r2),
          f64x2.mul(v128.load(e, 48), r3),
        );
      } else {
        storeEight<T>(
          y,
          times64(v128.load(e, 0), r0, q0),
          times64(v128.load(e, 16), r1, q1),
          times64(v128.load(e, 32), r2, q2),
          times64(v128.load(e, 48), r3, q3),
        );
      }
    }
    return notNumbers(t0, t1, t2, t3);
  }
  let r0 = f64x2.div(f64x2.add(f64x2.sub(s0, top), l0), top);
  let r1 = f64x2.div(f64x2.add(f64x2.sub(s1, top), l1), top);
  let r2 = f64x2.div(f64x2.add(f64x2.sub(s2, top), l2), top);
  let r3 = f64x2.div(f64x2.add(f64x2.sub(s3, top), l3), top);
  // A lane where little but its largest entry's term is left is summed again without it.
  const peaked = f64x2.splat(PEAKED * unit<T>());
  if (v128.any_true(v128.or(v128.or(f64x2.lt(s0, peaked), f64x2.lt(s1, peaked)), v128.or(f64x2.lt(s2, peaked), f64x2.lt(s3, peaked))))) {
    const t0 = restOf(e, n, top, 0);
    r0 = v128.bitselect(f64x2.div(t0, top), r0, f64x2.lt(s0, peaked));
    const t1 = restOf(e, n, top, 16);
    r1 = v128.bitselect(f64x2.div(t1, top), r1, f64x2.lt(s1, peaked));
    const t2 = restOf(e, n, top, 32);
    r2 = v128.bitselect(f64x2.div(t2, top), r2, f64x2.lt(s2, peaked));
    const t3 = restOf(e, n, top, 48);
    r3 = v128.bitselect(f64x2.div(t3, top), r3, f64x2.lt(s3, peaked));
  }
  l0 = v128.or(logOf<T>(r0), f64x2.ne(s0, s0));
  l1 = v128.or(logOf<T>(r1), f64x2.ne(s1, s1));
  l2 = v128.or(logOf<T>(r2), f64x2.ne(s2, s2));
  l3 = v128.or(logOf<T>(r3), f64x2.ne(s3, s3));
  if (op == LOG_SOFTMAX) {
    for (let j = 0; j < n; j++, x += step, y += yStep) {
      storeEight<T>(
        y,
        lowered64(pair<T>(x, 0), flip, m0, slope, slopeLow, l0),
        lowered64(pair<T>(x, 2), flip, m1, slope, slopeLow, l1),
        lowered64(pair<T>(x, 4), flip, m2, slope, slopeLow, l2),
        lowered64(pair<T>(x, 6), flip, m3, slope, slopeLow, l3),
      );
    }
  } else {
    // Where the two cancel, what is left of their accuracy may be too little.
    l0 = f64x2.div(l0, slope);
    m0 = f64x2.add(m0, l0);
    l0 = v128.or(l0, f64x2.lt(f64x2.abs(m0), l0));
    l1 = f64x2.div(l1, slope);
    m1 = f64x2.add(m1, l1);
    l1 = v128.or(l1, f64x2.lt(f64x2.abs(m1), l1));
    l2 = f64x2.div(l2, slope);
    m2 = f64x2.add(m2, l2);
    l2 = v128.or(l2, f64x2.lt(f64x2.abs(m2), l2));
    l3 = f64x2.div(l3, slope);
    m3 = f64x2.add(m3, l3);
    l3 = v128.or(l3, f64x2.lt(f64x2.abs(m3), l3));
    storeEight<T>(y, v128.xor(m0, flip), v128.xor(m1, flip), v128.xor(m2, flip), v128.xor(m3, flip));
  }
  return notNumbers(l0, l1, l2, l3);
}

/** The sum of what lies below the top, and one for each entry at the top but the first, in units of the top. */
function restOf(e: usize, n: i32, top: v128, offset: usize): v128 {
  let sum = f64x2.splat(0);
  let low = sum;
  let ties = f64x2.neg(top);
  for (let j = 0; j < n; j++, e += 64) {
    const p = v128.load(e + offset);
    const less = f64x2.lt(p, top);
    const q = v128.and(p, less);
    const a = f64x2.add(sum, q);
    const b = f64x2.sub(a, sum);
    low = f64x2.add(low, f64x2.add(f64x2.sub(sum, f64x2.sub(a, b)), f64x2.sub(q, b)));
    sum = a;
    ties = f64x2.add(ties, v128.andnot(top, less));
  }
  return f64x2.add(f64x2.add(sum, low), ties);
}

/** Which of the eight lanes are NaN. */
// @ts-ignore: decorator
@inline
function notNumbers(a: v128, b: v128, c: v128, d: v128): i32 {
  const low = i64x2.bitmask(f64x2.ne(a, a)) | (i64x2.bitmask(f64x2.ne(b, b)) << 2);
  return low | (i64x2.bitmask(f64x2.ne(c, c)) << 4) | (i64x2.bitmask(f64x2.ne(d, d)) << 6);
}

/** Copies entries between rows that lie anywhere and a tile whose entry j has the rows' side by side. */
function gather<T>(x: usize, row: usize, step: usize, rows: i32, n: i32, tile: usize): void {
  for (let lane = 0; lane < 8; lane++, tile += sizeof<T>()) {
    let from = x + (lane < rows ? lane : rows - 1) * row;
    let to = tile;
    for (let j = 0; j < n; j++, from += step, to += 8 * sizeof<T>()) store<T>(to, load<T>(from));
  }
}

/** The way back, but for the lanes in `odd`: the reference may still read there what it writes. */
function scatter<T>(tile: usize, y: usize, row: usize, step: usize, rows: i32, n: i32, odd: i32): void {
  for (let lane = 0; lane < rows; lane++, tile += sizeof<T>(), y += row) {
    if ((odd >> lane) & 1) continue;
    let from = tile;
    let to = y;
    for (let j = 0; j < n; j++, from += 8 * sizeof<T>(), to += step) store<T>(to, load<T>(from));
  }
}

/**
 * Rows whose entry j of row i lies at x + i·row + j·step, results likewise at y. Returns how many rows were done before
 * eight (or the last ones) of which the reference must do some, and leaves those as bits at scratch; the others are done.
 */
export function lanesOf<T>(
  op: i32, x: usize, row: usize, step: usize, y: usize, yRow: usize, yStep: usize, scratch: usize, rows: i32, n: i32,
  beta: f64, betaLow: f64, negative: bool,
): i32 {
  const tile = scratch + WORK_EXPS + n * 64;
  const results = op <= LOG_SOFTMAX ? n : 1;
  for (let done = 0; done < rows; done += 8, x += 8 * row, y += 8 * yRow) {
    const count = min(8, rows - done);
    let odd: i32;
    if (count == 8 && row == sizeof<T>() && yRow == sizeof<T>()) {
      odd = eight<T>(op, x, step, y, yStep, scratch, n, beta, betaLow, negative);
    } else {
      gather<T>(x, row, step, count, n, tile);
      odd = eight<T>(op, tile, 8 * sizeof<T>(), tile, 8 * sizeof<T>(), scratch, n, beta, betaLow, negative);
      scatter<T>(tile, y, yRow, yStep, count, results, odd);
    }
    odd &= (1 << count) - 1;
    if (odd != 0) {
      store<i32>(scratch, odd);
      return done;
    }
  }
  return rows;
}
