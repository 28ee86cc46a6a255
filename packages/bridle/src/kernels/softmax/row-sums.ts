// The exponentials of a row and their sum. A part of a row stores its exponentials in the scratch and adds them to a
// sum of two float64 words (high and low). The sum of a part is added as one pair, so threads can compute the parts of
// a row and one thread can add the pairs in order.

import { multiplyLow64 } from '../simd';
import { storeExps32, storeExps64 } from './exp';
import { argument, lowest, pair, unit, WORK_EXPS, WORK_TAIL } from './row-arithmetic';

/** Copies a row's last entries and pads them to eight. */
function pad<T>(x: usize, count: i32, tail: usize, filler: f64): void {
  for (let i = 0; i < 8; i++) {
    store<T>(tail + i * sizeof<T>(), i < count ? load<T>(x + i * sizeof<T>()) : <T>filler);
  }
}

let sumHigh: f64 = 0;
let sumLow: f64 = 0;

/** Adds to sumHigh + sumLow. */
function add(value: f64): void {
  const sum = sumHigh + value;
  const part = sum - sumHigh;
  sumLow += sumHigh - (sum - part) + (value - part);
  sumHigh = sum;
}

/** Adds the sums that a part has in its lanes, as one pair. */
function addPart(a: v128, b: v128, low: v128): void {
  const high = sumHigh;
  const before = sumLow;
  sumHigh = f64x2.extract_lane(a, 0);
  sumLow = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  add(f64x2.extract_lane(a, 1));
  add(f64x2.extract_lane(b, 0));
  add(f64x2.extract_lane(b, 1));
  const part = sumHigh;
  sumHigh = high;
  sumLow += before;
  add(part);
}

/**
 * Stores e^x of n float32 in the scratch, each eight `step` bytes after the last, and adds them to the sum. |x| ≤ 700.
 */
function exps32(x: usize, n: i32, scratch: usize, step: usize): void {
  let e = scratch + WORK_EXPS;
  let s$ = f64x2.splat(0);
  let whole = x + (n >> 3 << 5);
  for (let pass = 0; pass < 2; pass++) {
    for (; x < whole; x += 32, e += step) {
      storeExps32(true, ...each(pair<f32>(x, 2 * $)), e);
      s$ = f64x2.add(s$, v128.load(e, 16 * $));
    }
    if (pass == 0 && (n & 7) != 0) {
      pad<f32>(x, n & 7, scratch + WORK_TAIL, -700);
      x = scratch + WORK_TAIL;
      whole = x + 32;
    }
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  add(f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1));
}

/** As exps32, for (x·sign − m)·beta instead of x. */
function shiftedExps32(x: usize, n: i32, scratch: usize, step: usize, m: f64, beta: f64, negative: bool): void {
  let e = scratch + WORK_EXPS;
  const top = f64x2.splat(m);
  const slope = f64x2.splat(beta);
  const low = f64x2.splat(lowest<f32>());
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  let s$ = f64x2.splat(0);
  let whole = x + (n >> 3 << 5);
  for (let pass = 0; pass < 2; pass++) {
    for (; x < whole; x += 32, e += step) {
      storeExps32(
        true,
        ...each(f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<f32>(x, 2 * $), flip), top), slope), low)),
        e,
      );
      s$ = f64x2.add(s$, v128.load(e, 16 * $));
    }
    if (pass == 0 && (n & 7) != 0) {
      pad<f32>(x, n & 7, scratch + WORK_TAIL, negative ? Infinity : -Infinity);
      x = scratch + WORK_TAIL;
      whole = x + 32;
    }
  }
  s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  add(f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1));
}

/** As shiftedExps32 for float64, multiplied by 2⁶⁴. */
function exps64(
  x: usize, n: i32, scratch: usize, step: usize, m: f64, beta: f64, betaLow: f64, negative: bool, scaled: bool,
): void {
  let e = scratch + WORK_EXPS;
  const top = f64x2.splat(m);
  const slope = f64x2.splat(beta);
  const slopeLow = f64x2.splat(betaLow);
  const least = f64x2.splat(lowest<f64>() / beta);
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let l0 = f64x2.splat(0);
  let l1 = f64x2.splat(0);
  let whole = x + (n >> 3 << 6);
  for (let pass = 0; pass < 2; pass++) {
    for (; x < whole; x += 64, e += step) {
      if (scaled) {
        argument(v128.load(x), flip, top, least, slope, slopeLow, true, scratch);
        argument(v128.load(x, 16), flip, top, least, slope, slopeLow, true, scratch + 16);
        argument(v128.load(x, 32), flip, top, least, slope, slopeLow, true, scratch + 32);
        argument(v128.load(x, 48), flip, top, least, slope, slopeLow, true, scratch + 48);
      } else {
        argument(v128.load(x), flip, top, least, slope, slopeLow, false, scratch);
        argument(v128.load(x, 16), flip, top, least, slope, slopeLow, false, scratch + 16);
        argument(v128.load(x, 32), flip, top, least, slope, slopeLow, false, scratch + 32);
        argument(v128.load(x, 48), flip, top, least, slope, slopeLow, false, scratch + 48);
      }
      storeExps64(scratch, e);
      for (let i: usize = 0; i < 64; i += 32) {
        x2: {
          const p$ = v128.load(e + i, 16 * $);
          const a$ = f64x2.add(s$, p$);
          const b$ = f64x2.sub(a$, s$);
          l$ = f64x2.add(l$, f64x2.add(f64x2.sub(s$, f64x2.sub(a$, b$)), f64x2.sub(p$, b$)));
          s$ = a$;
        }
      }
    }
    if (pass == 0 && (n & 7) != 0) {
      pad<f64>(x, n & 7, scratch + WORK_TAIL, negative ? Infinity : -Infinity);
      x = scratch + WORK_TAIL;
      whole = x + 64;
    }
  }
  addPart(s0, s1, f64x2.add(l0, l1));
}

/**
 * Stores the exponentials of a part of a row and adds them to the sum. m = NaN says that the row needs no shift. With
 * step = 0 only the sum remains: the scratch of a whole part does not fit the second-level cache.
 */
export function exps<T>(
  x: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool, step: usize = 64,
): void {
  if (sizeof<T>() == 8) exps64(x, n, scratch, step, m, beta, betaLow, negative, beta != 1);
  else if (isNaN(m)) exps32(x, n, scratch, step);
  else shiftedExps32(x, n, scratch, step, m, beta, negative);
}

/** Adds a part's exponentials to the sum, except those of the largest score, and returns how many these are. */
export function addRest<T>(n: i32, scratch: usize): f64 {
  const top = f64x2.splat(unit<T>());
  let e = scratch + WORK_EXPS;
  const end = e + ((n + 7) >> 3 << 6);
  let sum = f64x2.splat(0);
  let low = f64x2.splat(0);
  let ties = i64x2.splat(0);
  for (; e < end; e += 16) {
    const p = v128.load(e);
    const less = f64x2.lt(p, top);
    const q = v128.and(p, less);
    const a = f64x2.add(sum, q);
    const b = f64x2.sub(a, sum);
    low = f64x2.add(low, f64x2.add(f64x2.sub(sum, f64x2.sub(a, b)), f64x2.sub(q, b)));
    sum = a;
    ties = i64x2.sub(ties, v128.not(less));
  }
  addPart(sum, f64x2.splat(0), low);
  return <f64>(i64x2.extract_lane(ties, 0) + i64x2.extract_lane(ties, 1));
}

/**
 * Adds a part's exponentials times n float64 weights, padded with 0 to a multiple of 8, to the sum. For float32 the
 * products replace the exponentials; for float64 the sum includes the products' low words.
 */
export function weigh<T>(n: i32, scratch: usize, weights: usize): void {
  let e = scratch + WORK_EXPS;
  const end = e + ((n + 7) >> 3 << 6);
  let sum = f64x2.splat(0);
  let low = f64x2.splat(0);
  for (; e < end; e += 16, weights += 16) {
    const term = v128.load(e);
    const weight = v128.load(weights);
    const p = f64x2.mul(term, weight);
    const a = f64x2.add(sum, p);
    const b = f64x2.sub(a, sum);
    low = f64x2.add(low, f64x2.add(f64x2.sub(sum, f64x2.sub(a, b)), f64x2.sub(p, b)));
    sum = a;
    if (sizeof<T>() == 4) v128.store(e, p);
    else low = f64x2.add(low, multiplyLow64(term, weight, p));
  }
  addPart(sum, f64x2.splat(0), low);
}

/** The low word of the sum, given high + low rounded to one float64. */
export function lost(sum: f64): f64 {
  return sumHigh - sum + sumLow;
}

export function setSum(high: f64, low: f64): void {
  sumHigh = high;
  sumLow = low;
}

export function high(): f64 {
  return sumHigh;
}

export function low(): f64 {
  return sumLow;
}
