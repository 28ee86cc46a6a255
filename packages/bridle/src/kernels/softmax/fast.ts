// softmax, logSoftmax and logSumExp of rows at the level fast: in float32, sixteen entries at a time. The scores are shifted
// by k·ln2 for a whole number k near m·log2e, m being the largest: e^x = 2^n·e^r, and 2^n becomes 2^(n − k + 60) without a
// rounding, where x − m would be rounded. The power 60 keeps every exponential normal whose probability is not 0, so that
// gradual underflow happens in the last multiplication. The sum has two words of float32
// and leaves out the last rounding of the exponentials. Rows with a largest score beyond ±1024 are computed as at the level auto.

import { LOG_SOFTMAX, SOFTMAX } from '../constants/rows';
import { fma32, fma64 } from '../simd';
import { storeExps32 } from './exp';
import { plusLog, WORK_EXPS, WORK_TAIL } from './row-arithmetic';
import { largestSigned, logOnePlus, rowsOf } from './rows-one-by-one';

// Each constant stands four times, to fill a vector. 0 log2e · 1, 2 −ln2 in 13 bits and the rest: n times the first is
// exact · 3…7 the polynomial for (e^r − 1 − r)/r² · 8 1 (tools/kernels.py).
const TABLE = memory.data<f32>([
  1.4426950216293335, 1.4426950216293335, 1.4426950216293335, 1.4426950216293335,
  -0.693115234375, -0.693115234375, -0.693115234375, -0.693115234375,
  -3.194618329871446e-05, -3.194618329871446e-05, -3.194618329871446e-05, -3.194618329871446e-05,
  0.4999999403953552, 0.4999999403953552, 0.4999999403953552, 0.4999999403953552,
  0.1666651964187622, 0.1666651964187622, 0.1666651964187622, 0.1666651964187622,
  0.04166839271783829, 0.04166839271783829, 0.04166839271783829, 0.04166839271783829,
  0.008368760347366333, 0.008368760347366333, 0.008368760347366333, 0.008368760347366333,
  0.001381449750624597, 0.001381449750624597, 0.001381449750624597, 0.001381449750624597,
  1, 1, 1, 1,
], 16);

/**
 * The shift is that of the largest of so many entries at the beginning; where the largest of all is more than NEAR above
 * it, the exponentials are taken again. Until then none exceeds START, with which sums begin. Among many entries that is
 * probable: beyond MANY the largest of all is found first.
 */
const FIRST: i32 = 256;
const MANY: i32 = 4096;
const NEAR: f64 = 4;
const START: f64 = 147573952589676412928.0;
/** 2⁶⁰: exponentials are held as so many times their value. */
const LIFT: f64 = 1152921504606846976.0;
/** Largest scores up to this are taken. */
const MOST: f64 = 1024;
/** Scores so far below the largest have probability 0 and are raised to this. */
const DEPTH: f64 = 126;
/** 1.5·2²³, which rounds to a whole number when it is added. */
const ROUND: f64 = 12582912;
const LN2: f64 = 0.6931471805599453;
const LOG2E: f64 = 1.4426950408889634;

/** A sum below this, in units of its largest term, is taken anew without that term for its logarithm. */
const PEAKED: f64 = 4;

/** The sum of what fastExps stored, and the largest score. */
let sum: f64 = 0;
let top: f64 = 0;

/** The sum of four lanes. */
function wide(v: v128): f64 {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(v), f64x2.promote_low_f32x4(i64x2.shuffle(v, v, 1, 1)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}

/** Stores 2^60·e^x/2^k of n entries in the scratch as float32, with k near m·log2e, and sets `sum` and `top`. */
function fastExps(x: usize, n: i32, scratch: usize, m: f64, k: f64): void {
  let e = scratch + WORK_EXPS;
  const least = f32x4.splat(<f32>(m - DEPTH));
  const round = f32x4.splat(<f32>(ROUND + 187 - k));
  let s = f32x4.splat(<f32>START);
  let l = f32x4.splat(0);
  let largest = f32x4.splat(-Infinity);
  let whole = x + (n >> 4 << 6);
  for (let pass = 0; pass < 2; pass++) {
    for (; x < whole; x += 64, e += 64) {
      const z$ = v128.load(x, 16 * $);
      x4: largest = f32x4.pmax(largest, z$);
      const x$ = f32x4.pmax(z$, least);
      const log2e = v128.load(TABLE);
      const t$ = fma32(x$, log2e, round);
      const n$ = f32x4.sub(t$, round);
      const high = v128.load(TABLE, 16);
      const d$ = fma32(n$, high, x$);
      const low = v128.load(TABLE, 32);
      const r$ = fma32(n$, low, d$);
      const c6 = v128.load(TABLE, 112);
      const c5 = v128.load(TABLE, 96);
      let p$ = fma32(c6, r$, c5);
      const c4 = v128.load(TABLE, 80);
      p$ = fma32(p$, r$, c4);
      const c3 = v128.load(TABLE, 64);
      p$ = fma32(p$, r$, c3);
      const c2 = v128.load(TABLE, 48);
      p$ = fma32(p$, r$, c2);
      const q$ = f32x4.mul(r$, r$);
      p$ = fma32(p$, q$, r$);
      const one = v128.load(TABLE, 128);
      const w$ = i32x4.shl(t$, 23);
      // What is added to s, and what is missing of 2^n·(1 + p): s is larger than any e, so that the difference is exact.
      x4: {
        const e$ = f32x4.mul(f32x4.add(one, p$), w$);
        v128.store(e, e$, 16 * $);
        const a$ = f32x4.add(s, e$);
        l = f32x4.add(l, fma32(p$, w$, f32x4.sub(w$, f32x4.sub(a$, s))));
        s = a$;
      }
    }
    if (pass == 0 && (n & 15) != 0) {
      for (let i = 0; i < 16; i++) {
        store<f32>(scratch + WORK_TAIL + i * 4, i < (n & 15) ? load<f32>(x + i * 4) : <f32>-Infinity);
      }
      x = scratch + WORK_TAIL;
      whole = x + 64;
    }
  }
  largest = f32x4.pmax(largest, i64x2.shuffle(largest, largest, 1, 1));
  top = max<f64>(<f64>f32x4.extract_lane(largest, 0), <f64>f32x4.extract_lane(largest, 1));
  sum = wide(s) - 4 * START + wide(l);
}

/** y = e/sum for n exponentials, rounded once: by a reciprocal in two words, or in float64 where there is no FMA. */
function fastScale(n: i32, scratch: usize, y: usize): void {
  const r = 1 / sum;
  let e = scratch + WORK_EXPS;
  const end = y + n * 4;
  const whole = y + (n >> 4 << 6);
  if (ASC_FEATURE_RELAXED_SIMD) {
    // As 2^60 times their value the products' low words stay in range.
    const lifted = <f32>(r * LIFT);
    const high = f32x4.splat(lifted);
    const low = f32x4.splat(<f32>(r * LIFT - <f64>lifted));
    const unit = f32x4.splat(<f32>(1 / LIFT));
    for (; y < whole; y += 64, e += 64) {
      const e$ = v128.load(e, 16 * $);
      v128.store(y, f32x4.mul(fma32(e$, high, f32x4.mul(e$, low)), unit), 16 * $);
    }
  } else {
    const scale = f64x2.splat(r);
    for (; y < whole; y += 64, e += 64) {
      const a$ = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(e, 16 * $)), scale));
      const b$ = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(e, 16 * $ + 8)), scale));
      v128.store(y, i64x2.shuffle(a$, b$, 0, 2), 16 * $);
    }
  }
  for (; y < end; y += 4, e += 4) store<f32>(y, <f32>(<f64>load<f32>(e) * r));
}

/** y = x − m − l, both words of l, for n entries. */
function fastLower(x: usize, y: usize, n: i32, m: f64, l: f64): void {
  const top = f32x4.splat(<f32>m);
  const high = f32x4.splat(<f32>l);
  const low = f32x4.splat(<f32>(l - <f64><f32>l));
  const end = x + n * 4;
  for (const whole = x + (n >> 4 << 6); x < whole; x += 64, y += 64) {
    v128.store(y, f32x4.sub(f32x4.sub(f32x4.sub(v128.load(x, 16 * $), top), low), high), 16 * $);
  }
  for (; x < end; x += 4, y += 4) store<f32>(y, <f32>(<f64>load<f32>(x) - m - l));
}

/** ln(sum/largest term), of the others where the largest makes up much of the sum. */
function fastLog(x: usize, n: i32, scratch: usize, m: f64, k: f64): f64 {
  // The largest term as float64.
  const d = f64x2.splat(m - k * LN2);
  storeExps32(true, d, d, d, d, scratch + WORK_TAIL);
  const unit = load<f64>(scratch + WORK_TAIL) * LIFT;
  if (sum >= PEAKED * unit) return logOnePlus((sum - unit) / unit);
  let rest: f64 = 0;
  let ties: f64 = -1;
  for (let e = scratch + WORK_EXPS, end = x + n * 4; x < end; x += 4, e += 4) {
    if (load<f32>(x) == <f32>m) ties += 1;
    else rest += <f64>load<f32>(e);
  }
  return logOnePlus(rest / unit + ties);
}

/** Rows as in rowsOf at T = 1, which also says what is returned. */
export function fastRowsOf(op: i32, x: usize, y: usize, scratch: usize, rows: i32, n: i32): i32 {
  const step = op == SOFTMAX || op == LOG_SOFTMAX ? n * 4 : 4;
  for (let row = 0; row < rows; row++, x += n * 4, y += step) {
    let m = largestSigned<f32>(x, n > MANY ? n : min(n, FIRST), false);
    let k = nearest(m * LOG2E);
    let isTaken = false;
    for (let pass = 0; pass < 2 && abs(m) <= MOST && !isTaken; pass++) {
      fastExps(x, n, scratch, m, k);
      isTaken = top <= m + NEAR;
      if (isTaken) m = top;
      else {
        m = top;
        k = nearest(m * LOG2E);
      }
    }
    if (!isTaken) {
      if (rowsOf<f32>(op, x, y, scratch, 1, n, 1, 0, false) == 0) return row;
      continue;
    }
    if (!(sum < Infinity)) return row;
    if (op == SOFTMAX) {
      fastScale(n, scratch, y);
      continue;
    }
    const l = fastLog(x, n, scratch, m, k);
    if (op == LOG_SOFTMAX) {
      fastLower(x, y, n, m, l);
      continue;
    }
    const result = plusLog(m, l, 1, 0);
    if (abs(result) < l) return row;
    store<f32>(y, <f32>result);
  }
  return rows;
}
