// softmax, logSoftmax and logSumExp of rows. The exponentials e^((x − m)/T) are kept as float64 in the scratch and
// summed; results are then scaled, or the logarithm of the sum subtracted, with one rounding. float32 rows are computed
// in float64, float64 rows with low words. Kernels handle finite rows only: a row with NaN, +∞ or only −∞ has a sum
// that is not finite, and the caller computes it by the reference (it is deferred). The order of summation within a row
// does not depend on where the row lies, so splitting a batch changes no bit.

import { FAR, LOG_SOFTMAX, PART, PEAKED, SOFTMAX, TINY_REST, UNSHIFTED } from '../constants/rows';
import { log1p64, logOf64 } from '../log';
import { multiplyLow64 } from '../simd';
import { addRest, exps, high, lost, low, setSum } from './row-sums';
import { lowered64, lowOfQuotient, pair, plusLog, times64, unit, WORK_EXPS } from './row-arithmetic';

/** Entries whose exponentials fit the first-level cache with them and the results. */
const PIECE: i32 = 1024;

/** The largest of (x & keep) ^ flip, which is |x|, x or −x; NaN is ignored. */
export function largest<T>(x: usize, n: i32, keep: u64, flip: u64): f64 {
  const kept = i64x2.splat(keep);
  const flipped = i64x2.splat(flip);
  const per: i32 = 32 / sizeof<T>();
  const whole = x + n / per * 32;
  const end = x + n * sizeof<T>();
  let a = sizeof<T>() == 4 ? f32x4.splat(-Infinity) : f64x2.splat(-Infinity);
  let b = a;
  for (; x < whole; x += 32) {
    const p = v128.xor(v128.and(v128.load(x), kept), flipped);
    const q = v128.xor(v128.and(v128.load(x, 16), kept), flipped);
    a = sizeof<T>() == 4 ? f32x4.pmax(a, p) : f64x2.pmax(a, p);
    b = sizeof<T>() == 4 ? f32x4.pmax(b, q) : f64x2.pmax(b, q);
  }
  for (; x < end; x += sizeof<T>()) {
    const p = v128.xor(v128.and(sizeof<T>() == 4 ? v128.load32_splat(x) : v128.load64_splat(x), kept), flipped);
    a = sizeof<T>() == 4 ? f32x4.pmax(a, p) : f64x2.pmax(a, p);
  }
  if (sizeof<T>() == 4) {
    a = f32x4.pmax(a, b);
    a = f64x2.pmax(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1)));
  } else {
    a = f64x2.pmax(a, b);
  }
  return f64x2.extract_lane(f64x2.pmax(a, i64x2.shuffle(a, a, 1, 1)), 0);
}

/** The largest of x·sign. */
export function largestSigned<T>(x: usize, n: i32, negative: bool): f64 {
  const flip: u64 = sizeof<T>() == 4 ? 0x8000000080000000 : 0x8000000000000000;
  return largest<T>(x, n, 0xffffffffffffffff, negative ? flip : 0);
}

/** The number that is subtracted from a row's scores: the largest of them, or NaN where no shift is needed. */
function shiftOf<T>(x: usize, n: i32, beta: f64, negative: bool): f64 {
  if (sizeof<T>() == 4 && beta == 1 && !negative) {
    if (largest<T>(x, n, 0x7fffffff7fffffff, 0) <= UNSHIFTED) return NaN;
  }
  return largestSigned<T>(x, n, negative);
}

/** y = e·r for n exponentials e, with r = rHigh + rLow, rounded once. */
export function scale<T>(n: i32, scratch: usize, y: usize, rHigh: f64, rLow: f64): void {
  const r = f64x2.splat(rHigh);
  const low = f64x2.splat(rLow);
  let e = scratch + WORK_EXPS;
  const end = y + n * sizeof<T>();
  const whole = y + (n >> 3) * 8 * sizeof<T>();
  for (; y < whole; y += 8 * sizeof<T>(), e += 64) {
    if (sizeof<T>() == 4) {
      const a = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(e), r));
      const b = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(e, 16), r));
      const c = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(e, 32), r));
      const d = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(e, 48), r));
      v128.store(y, i64x2.shuffle(a, b, 0, 2));
      v128.store(y, i64x2.shuffle(c, d, 0, 2), 16);
    } else {
      v128.store(y, times64(v128.load(e), r, low));
      v128.store(y, times64(v128.load(e, 16), r, low), 16);
      v128.store(y, times64(v128.load(e, 32), r, low), 32);
      v128.store(y, times64(v128.load(e, 48), r, low), 48);
    }
  }
  for (; y < end; y += sizeof<T>(), e += 8) {
    if (sizeof<T>() == 4) store<f32>(y, <f32>(load<f64>(e) * rHigh));
    else store<f64>(y, f64x2.extract_lane(times64(v128.load64_splat(e), r, low), 0));
  }
}

/** y = e·g·r for n float64 exponentials e and weights g, with r = rHigh + rLow; g·r keeps two words: one rounding. */
export function scaleWeighted(n: i32, scratch: usize, weights: usize, y: usize, rHigh: f64, rLow: f64): void {
  const r = f64x2.splat(rHigh);
  const low = f64x2.splat(rLow);
  let e = scratch + WORK_EXPS;
  const end = y + n * 8;
  for (; y < end; y += 16, e += 16, weights += 16) {
    const g = v128.load(weights);
    const factor = f64x2.mul(g, r);
    const p = times64(v128.load(e), factor, f64x2.add(multiplyLow64(g, r, factor), f64x2.mul(g, low)));
    if (y + 8 == end) store<f64>(y, f64x2.extract_lane(p, 0));
    else v128.store(y, p);
  }
}

/** y = (x·sign − m)·beta − l for n entries. */
export function lowered<T>(x: usize, y: usize, n: i32, m: f64, beta: f64, betaLow: f64, l: f64, negative: bool): void {
  const top = f64x2.splat(m);
  const slope = f64x2.splat(beta);
  const log = f64x2.splat(l);
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  if (sizeof<T>() == 4) {
    for (; m == 0 && beta == 1 && !negative && n >= 4; n -= 4, x += 16, y += 16) {
      const a = f64x2.sub(pair<T>(x, 0), log);
      const b = f64x2.sub(pair<T>(x, 2), log);
      v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2));
    }
    for (; n >= 4; n -= 4, x += 16, y += 16) {
      const a = f64x2.sub(f64x2.mul(f64x2.sub(v128.xor(pair<T>(x, 0), flip), top), slope), log);
      const b = f64x2.sub(f64x2.mul(f64x2.sub(v128.xor(pair<T>(x, 2), flip), top), slope), log);
      v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 2));
    }
    for (; n > 0; n--, x += 4, y += 4) {
      const z = <f64>load<f32>(x);
      store<f32>(y, <f32>(((negative ? -z : z) - m) * beta - l));
    }
    return;
  }
  const slopeLow = f64x2.splat(betaLow);
  for (; n >= 2; n -= 2, x += 16, y += 16) v128.store(y, lowered64(v128.load(x), flip, top, slope, slopeLow, log));
  if (n > 0) store<f64>(y, f64x2.extract_lane(lowered64(v128.load64_splat(x), flip, top, slope, slopeLow, log), 0));
}

/** ln(1 + z). */
export function logOnePlus(z: f64): f64 {
  return f64x2.extract_lane(log1p64(f64x2.splat(z)), 0);
}

/** The sum of a row's terms without one of the largest, in units of it. A row of one part is read from the scratch. */
function restOf<T>(x: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool): f64 {
  let restHigh: f64 = 0;
  let restLow: f64 = 0;
  let ties: f64 = 0;
  for (let from = 0; from < n; from += PART) {
    const part = min(PART, n - from);
    if (n > PART) exps<T>(x + from * sizeof<T>(), part, scratch, m, beta, betaLow, negative);
    setSum(restHigh, restLow);
    ties += addRest<T>(part, scratch);
    restHigh = high();
    restLow = low();
  }
  return (restHigh + restLow) / unit<T>() + (ties - 1);
}

/** Sums the exponentials of a row part by part; those of a row of one part stay in the scratch. */
export function sumOf<T>(x: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool): f64 {
  setSum(0, 0);
  for (let from = 0; from < n; from += PART) {
    exps<T>(x + from * sizeof<T>(), min(PART, n - from), scratch, m, beta, betaLow, negative, n > PART ? 0 : 64);
  }
  return high() + low();
}

/**
 * The sum of a row of several parts without a shift, or −1 where one is needed. Each part is looked at just before it is
 * summed, so that the row is read from memory once.
 */
function unshiftedSumOf<T>(x: usize, n: i32, scratch: usize): f64 {
  setSum(0, 0);
  for (let from = 0; from < n; from += PART) {
    const part = x + from * sizeof<T>();
    const count = min(PART, n - from);
    if (largest<T>(part, count, 0x7fffffff7fffffff, 0) > UNSHIFTED) return -1;
    exps<T>(part, count, scratch, NaN, 1, 0, false, 0);
  }
  return high() + low();
}

/** y = e·r for the exponentials e of a row of several parts, computed anew by the PIECE. Changes the sum. */
export function scaleAnew<T>(
  x: usize, y: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool, r: f64, rLow: f64,
): void {
  for (let from = 0; from < n; from += PIECE) {
    const piece = min(PIECE, n - from);
    exps<T>(x + from * sizeof<T>(), piece, scratch, m, beta, betaLow, negative);
    scale<T>(piece, scratch, y + from * sizeof<T>(), r, rLow);
  }
}

/** Softmax of a row, given its sum. */
function softmaxRow<T>(x: usize, y: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool, sum: f64): void {
  const r = 1 / sum;
  const rLow = sizeof<T>() == 4 ? 0 : lowOf(1, r, sum, lost(sum));
  if (n > PART) scaleAnew<T>(x, y, n, scratch, m, beta, betaLow, negative, r, rLow);
  else scale<T>(n, scratch, y, r, rLow);
}

/** The sum of a row's terms without the largest, in units of it; set by logOfSum. */
export let rest: f64 = 0;

/** ln(sum/largest term) of a row, given its sum; NaN where the row is deferred. */
export function logOfSum<T>(x: usize, n: i32, scratch: usize, m: f64, beta: f64, betaLow: f64, negative: bool, sum: f64): f64 {
  if (sizeof<T>() == 8 && beta < 1 && m > FAR) return NaN;
  rest = (high() - unit<T>() + low()) / unit<T>();
  if (sum >= PEAKED * unit<T>()) return logOnePlus(rest);
  rest = restOf<T>(x, n, scratch, m, beta, betaLow, negative);
  if (rest >= TINY_REST) return logOnePlus(rest);
  if (sizeof<T>() == 8) return NaN;
  rest = 0;
  return 0;
}

/** Computes rows of n entries, contiguous from x on. Returns the number of rows done before the first deferred one. */
export function rowsOf<T>(op: i32, x: usize, y: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool): i32 {
  for (let row = 0; row < rows; row++, x += n * sizeof<T>()) {
    let m: f64 = NaN;
    let sum: f64 = -1;
    if (sizeof<T>() == 4 && n > PART && beta == 1 && !negative) sum = unshiftedSumOf<T>(x, n, scratch);
    if (sum < 0) {
      m = shiftOf<T>(x, n, beta, negative);
      sum = sumOf<T>(x, n, scratch, m, beta, betaLow, negative);
    }
    if (!(sum < Infinity)) return row;
    if (op == SOFTMAX) {
      softmaxRow<T>(x, y, n, scratch, m, beta, betaLow, negative, sum);
      y += n * sizeof<T>();
      continue;
    }
    let l: f64 = NaN;
    if (isNaN(m)) {
      // Without a shift the logarithm has an error of 2⁻²⁸, which is enough unless one entry dominates the sum.
      l = logOf(sum);
      const top = largestSigned<T>(x, n, negative);
      if (l - top < 0.5) {
        m = top;
        l = NaN;
        sum = sumOf<T>(x, n, scratch, m, beta, betaLow, negative);
      } else {
        m = 0;
      }
    }
    if (isNaN(l)) l = logOfSum<T>(x, n, scratch, m, beta, betaLow, negative, sum);
    if (isNaN(l)) return row;
    if (op == LOG_SOFTMAX) {
      lowered<T>(x, y, n, m, beta, betaLow, l, negative);
      y += n * sizeof<T>();
    } else {
      const result = plusLog(m, l, beta, betaLow);
      // m and l may cancel, and leave too little of their accuracy.
      if (abs(result) < (m == 0 ? 0.25 : l / beta)) return row;
      store<T>(y, <T>(negative ? -result : result));
      y += sizeof<T>();
    }
  }
  return rows;
}

/** The low word of r = weight/(sum + low). */
export function lowOf(weight: f64, r: f64, sum: f64, low: f64): f64 {
  return f64x2.extract_lane(lowOfQuotient(f64x2.splat(weight), f64x2.splat(r), f64x2.splat(sum), f64x2.splat(low)), 0);
}

export function logOf(sum: f64): f64 {
  return f64x2.extract_lane(logOf64(f64x2.splat(sum), f64x2.splat(0)), 0);
}
