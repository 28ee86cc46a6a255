// Eight rows at a time, one in each lane: for rows too short to fill vectors, and for rows along an axis other than the
// last, whose entries j are adjacent in memory. A lane does the same arithmetic as rows-one-by-one.ts and sums in the
// order of its row, so its result does not depend on the other lanes.

import { CROSS_ENTROPY, FAR, LOG_SOFTMAX, LOG_SUM_EXP, PEAKED, SHORT, SOFTMAX, TINY_REST } from '../constants/rows';
import { storeExps32, storeExps64 } from './exp';
import { log1p64, log1pPlain64 } from '../log';
import {
  argument, lowered64, lowest, lowOfQuotient, ofClass, pair, plusLog, times64, unit, WORK_EXPS, WORK_LOGS, WORK_LOWS,
  WORK_RESTS, WORK_SUMS, WORK_TOPS,
} from './row-arithmetic';

/** Stores the eight values of four float64 vectors. */
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

/** Computes the largest scores (x·sign), the exponentials and their sums. Entry j lies at x + j·step. */
function sumEight<T>(x: usize, step: usize, scratch: usize, n: i32, beta: f64, betaLow: f64, negative: bool): void {
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  const slope = f64x2.splat(beta);
  const slopeLow = f64x2.splat(betaLow);
  const least = f64x2.splat(sizeof<T>() == 4 ? lowest<T>() : lowest<T>() / beta);
  let m$ = f64x2.splat(-Infinity);
  let p = x;
  for (let j = 0; j < n; j++, p += step) {
    m$ = f64x2.pmax(m$, v128.xor(pair<T>(p, 2 * $), flip));
  }
  const isPlain = n < SHORT;
  let s$ = f64x2.splat(0);
  let l$ = f64x2.splat(0);
  let e = scratch + WORK_EXPS;
  for (let j = 0; j < n; j++, x += step, e += 64) {
    if (sizeof<T>() == 4) {
      if (ASC_FEATURE_RELAXED_SIMD && !isPlain) storeExps32(
        true,
        ...each(f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<T>(x, 2 * $), flip), m$), slope), least)),
        e,
      );
      else storeExps32(
        false,
        ...each(f64x2.pmax(f64x2.mul(f64x2.sub(v128.xor(pair<T>(x, 2 * $), flip), m$), slope), least)),
        e,
      );
      s$ = f64x2.add(s$, v128.load(e, 16 * $));
    } else {
      argument(pair<T>(x, 2 * $), flip, m$, least, slope, slopeLow, true, scratch + 16 * $);
      storeExps64(scratch, e);
      x4: {
        const e$ = v128.load(e, 16 * $);
        const a$ = f64x2.add(s$, e$);
        const b$ = f64x2.sub(a$, s$);
        l$ = f64x2.add(l$, f64x2.add(f64x2.sub(s$, f64x2.sub(a$, b$)), f64x2.sub(e$, b$)));
        s$ = a$;
      }
    }
  }
  v128.store(scratch + WORK_TOPS, m$, 16 * $);
  v128.store(scratch + WORK_SUMS, s$, 16 * $);
  v128.store(scratch + WORK_LOWS, l$, 16 * $);
}

/** y = e·weight/sum, rounded once. */
function scaleEight<T>(y: usize, step: usize, scratch: usize, n: i32, weight: f64): void {
  const w = f64x2.splat(weight);
  const s$ = v128.load(scratch + WORK_SUMS, 16 * $),
    l$ = v128.load(scratch + WORK_LOWS, 16 * $),
    t$ = f64x2.add(s$, l$),
    r$ = f64x2.div(w, t$),
    q$ = sizeof<T>() == 4 ? r$ : lowOfQuotient(w, r$, t$, f64x2.add(f64x2.sub(s$, t$), l$));
  let e = scratch + WORK_EXPS;
  for (let j = 0; j < n; j++, y += step, e += 64) {
    if (sizeof<T>() == 4) {
      storeEight<T>(y, ...each(f64x2.mul(v128.load(e, 16 * $), r$)));
    } else {
      storeEight<T>(y, ...each(times64(v128.load(e, 16 * $), r$, q$)));
    }
  }
}

/** The sum of the other terms in units of the largest one, and ln(1 + that); NaN where the row is deferred. */
function logEight<T>(scratch: usize, n: i32, beta: f64): void {
  const far = f64x2.splat(sizeof<T>() == 8 && beta < 1 ? FAR : Infinity);
  const top = f64x2.splat(unit<T>());
  for (let k: usize = 0; k < 64; k += 16) {
    const s = v128.load(scratch + k, WORK_SUMS);
    let rest = f64x2.div(f64x2.add(f64x2.sub(s, top), v128.load(scratch + k, WORK_LOWS)), top);
    // Where the largest term makes up most of the sum, the other terms are summed separately.
    const peaked = f64x2.lt(s, f64x2.splat(PEAKED * unit<T>()));
    if (v128.any_true(peaked)) rest = v128.bitselect(f64x2.div(restOf(scratch + WORK_EXPS + k, n, top), top), rest, peaked);
    const tiny = f64x2.lt(rest, f64x2.splat(TINY_REST));
    // Such a rest rounds to 0 in float32; in float64 some of its terms may be below the range of the exponentials.
    let ln: v128;
    if (sizeof<T>() == 4 && n < SHORT) ln = log1pPlain64(rest);
    else ln = log1p64(rest);
    const log = v128.bitselect(f64x2.splat(sizeof<T>() == 4 ? 0 : NaN), ln, tiny);
    v128.store(scratch + k, rest, WORK_RESTS);
    const isDeferred = v128.or(f64x2.ne(s, s), f64x2.gt(v128.load(scratch + k, WORK_TOPS), far));
    v128.store(scratch + k, v128.or(log, isDeferred), WORK_LOGS);
  }
}

/** The sum of all terms but one that equals the top. */
function restOf(e: usize, n: i32, top: v128): v128 {
  let sum = f64x2.splat(0);
  let low = f64x2.splat(0);
  let ties = f64x2.neg(top);
  for (let j = 0; j < n; j++, e += 64) {
    const p = v128.load(e);
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

/** y = (x·sign − m)/T − ln(sum). */
function lowerEight<T>(x: usize, step: usize, y: usize, yStep: usize, scratch: usize, n: i32, beta: f64, betaLow: f64, negative: bool): void {
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  const slope = f64x2.splat(beta);
  const slopeLow = f64x2.splat(betaLow);
  const m$ = v128.load(scratch + WORK_TOPS, 16 * $),
    l$ = v128.load(scratch + WORK_LOGS, 16 * $);
  for (let j = 0; j < n; j++, x += step, y += yStep) {
    storeEight<T>(y, ...each(lowered64(pair<T>(x, 2 * $), flip, m$, slope, slopeLow, l$)));
  }
}

/** y = ±(m + T·ln(sum)). Where the two cancel, the lane's logarithm becomes NaN, which defers the row. */
function reduceEight<T>(y: usize, scratch: usize, beta: f64, betaLow: f64, negative: bool): void {
  for (let k: usize = 0; k < 64; k += 8) {
    const l = load<f64>(scratch + k, WORK_LOGS);
    const result = plusLog(load<f64>(scratch + k, WORK_TOPS), l, beta, betaLow);
    store<T>(y + k / 8 * sizeof<T>(), <T>(negative ? -result : result));
    if (abs(result) < l / beta) store<f64>(scratch + k, NaN, WORK_LOGS);
  }
}

/** The losses of the first `rows` of the eight rows and, unless y is 0, their gradients times weight. */
function lossEight<T>(
  x: usize, step: usize, y: usize, yStep: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool,
  classes: usize, losses: usize, weight: f64,
): void {
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  for (let k = 0; k < rows; k++) {
    const score = <f64>load<T>(x + load<i32>(classes + k * 4) * step + k * sizeof<T>());
    const m = f64x2.splat(load<f64>(scratch + k * 8, WORK_TOPS));
    const l = f64x2.splat(load<f64>(scratch + k * 8, WORK_LOGS));
    const log = lowered64(f64x2.splat(score), flip, m, f64x2.splat(beta), f64x2.splat(betaLow), l);
    store<f64>(losses + k * 8, 0 - f64x2.extract_lane(log, 0));
  }
  if (y == 0) return;
  scaleEight<T>(y, yStep, scratch, n, weight);
  for (let k = 0; k < rows; k++) {
    const j = load<i32>(classes + k * 4);
    const term = load<f64>(scratch + j * 64 + k * 8, WORK_EXPS) / unit<T>();
    const at = scratch + k * 8;
    const high = load<f64>(at, WORK_SUMS);
    const low = load<f64>(at, WORK_LOWS);
    store<T>(y + j * yStep + k * sizeof<T>(), <T>ofClass<T>(term, load<f64>(at, WORK_RESTS), high, low, weight));
  }
}

/** The lanes whose float64 at `at` is NaN, as bits. */
function nanLanes(at: usize): i32 {
  let bits = 0;
  for (let k = 0; k < 8; k++) if (isNaN(load<f64>(at + k * 8))) bits |= 1 << k;
  return bits;
}

/** Copies rows from anywhere into a tile, where the entries j of all rows are adjacent. */
function gather<T>(x: usize, row: usize, step: usize, rows: i32, n: i32, tile: usize): void {
  for (let lane = 0; lane < 8; lane++, tile += sizeof<T>()) {
    let from = x + (lane < rows ? lane : rows - 1) * row;
    let to = tile;
    for (let j = 0; j < n; j++, from += step, to += 8 * sizeof<T>()) store<T>(to, load<T>(from));
  }
}

/** Copies results from the tile, except for deferred rows: if y is x, the reference still has to read their scores. */
function scatter<T>(tile: usize, y: usize, row: usize, step: usize, rows: i32, n: i32, deferred: i32): void {
  for (let lane = 0; lane < rows; lane++, tile += sizeof<T>(), y += row) {
    if ((deferred >> lane) & 1) continue;
    let from = tile;
    let to = y;
    for (let j = 0; j < n; j++, from += 8 * sizeof<T>(), to += step) store<T>(to, load<T>(from));
  }
}

/**
 * Computes `rows` rows, eight at a time. Entry j of row i lies at x + i·row + j·step, its result likewise at y. Stops
 * after eight rows (or the last ones) of which some are deferred to the reference: returns the number of rows before
 * these eight and stores the deferred ones as bits at `scratch`; the others of the eight are done.
 */
export function lanesOf<T>(
  op: i32, x: usize, row: usize, step: usize, y: usize, yRow: usize, yStep: usize, scratch: usize, rows: i32, n: i32,
  beta: f64, betaLow: f64, negative: bool, classes: usize, losses: usize, weight: f64,
): i32 {
  const tile = scratch + WORK_EXPS + n * 64;
  const results = op == LOG_SUM_EXP ? 1 : n;
  for (let done = 0; done < rows; done += 8, x += 8 * row, y += y == 0 ? 0 : 8 * yRow, classes += 32, losses += 64) {
    const count = min(8, rows - done);
    const direct = count == 8 && row == sizeof<T>() && yRow == sizeof<T>();
    let from = x;
    let fromStep = step;
    let to = y;
    let toStep = yStep;
    if (!direct) {
      gather<T>(x, row, step, count, n, tile);
      from = tile;
      fromStep = 8 * sizeof<T>();
      to = y == 0 ? 0 : tile;
      toStep = fromStep;
    }
    sumEight<T>(from, fromStep, scratch, n, beta, betaLow, negative);
    if (op != SOFTMAX) logEight<T>(scratch, n, beta);
    if (op == SOFTMAX) scaleEight<T>(to, toStep, scratch, n, 1);
    else if (op == LOG_SOFTMAX) lowerEight<T>(from, fromStep, to, toStep, scratch, n, beta, betaLow, negative);
    else if (op == LOG_SUM_EXP) reduceEight<T>(to, scratch, beta, betaLow, negative);
    else if (op == CROSS_ENTROPY) {
      lossEight<T>(from, fromStep, to, toStep, scratch, count, n, beta, betaLow, negative, classes, losses, weight);
    }
    const deferred = nanLanes(scratch + (op == SOFTMAX ? WORK_SUMS : WORK_LOGS)) & ((1 << count) - 1);
    if (!direct && y != 0) scatter<T>(tile, y, yRow, yStep, count, results, deferred);
    if (deferred != 0) {
      store<i32>(scratch, deferred);
      return done;
    }
  }
  return rows;
}
