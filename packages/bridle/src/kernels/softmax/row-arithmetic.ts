// Common to rows one by one and in lanes: the layout of the scratch, the limits of the formats, and the arithmetic of
// one value.

import * as shared from '../constants/rows';
import { fma64, multiplyLow64 } from '../simd';

// The scratch begins with the arguments of storeExps64. Then come a row's last entries, padded to eight; for eight rows
// in lanes their largest scores, their sums, the sums' low words, the sums without the largest term (rests) and the
// logarithms; and the exponentials.
export const WORK_TAIL: usize = 128;
export const WORK_TOPS: usize = 192;
export const WORK_SUMS: usize = 256;
export const WORK_LOWS: usize = 320;
export const WORK_RESTS: usize = 384;
export const WORK_LOGS: usize = 448;
export const WORK_EXPS: usize = shared.WORK_EXPS;

/** The lower bound of d: 2^1010·e^−700 and 2^64·e^−750 are normal numbers. Results for smaller d round to 0. */
// @ts-ignore: decorator
@inline
export function lowest<T>(): f64 {
  return sizeof<T>() == 4 ? -700 : -750;
}

/** The stored exponential of the largest score. */
// @ts-ignore: decorator
@inline
export function unit<T>(): f64 {
  return sizeof<T>() == 4 ? 1 : 18446744073709551616.0;
}

// @ts-ignore: decorator
@inline
export function pair<T>(x: usize, offset: usize): v128 {
  if (sizeof<T>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(x + offset * 4));
  return v128.load(x + offset * 8);
}

/** Stores d = (x·sign − m)·(beta + betaLow) and its low word as arguments of storeExps64. */
// @ts-ignore: decorator
@inline
export function argument(x: v128, flip: v128, m: v128, least: v128, beta: v128, betaLow: v128, scaled: bool, work: usize): void {
  const z = v128.xor(x, flip);
  const u = f64x2.sub(z, m);
  const back = f64x2.sub(u, z);
  let low = f64x2.sub(f64x2.sub(z, f64x2.sub(u, back)), f64x2.add(m, back));
  let d = f64x2.pmax(u, least);
  if (scaled) {
    const product = f64x2.mul(d, beta);
    low = f64x2.add(f64x2.add(multiplyLow64(d, beta, product), f64x2.mul(d, betaLow)), f64x2.mul(low, beta));
    d = product;
  }
  v128.store(work, d);
  v128.store(work, v128.and(low, f64x2.gt(u, least)), 64);
}

/** e·(r + low), rounded once. */
// @ts-ignore: decorator
@inline
export function times64(e: v128, r: v128, low: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return fma64(e, r, f64x2.mul(e, low));
  const product = f64x2.mul(e, r);
  return f64x2.add(product, f64x2.add(multiplyLow64(e, r, product), f64x2.mul(e, low)));
}

/** (x·sign − m)·(beta + betaLow) − log, including the low words of the difference and of the product. */
// @ts-ignore: decorator
@inline
export function lowered64(x: v128, flip: v128, m: v128, beta: v128, betaLow: v128, log: v128): v128 {
  const z = v128.xor(x, flip);
  const u = f64x2.sub(z, m);
  const back = f64x2.sub(u, z);
  const lost = f64x2.sub(f64x2.sub(z, f64x2.sub(u, back)), f64x2.add(m, back));
  const d = f64x2.mul(u, beta);
  const low = f64x2.add(f64x2.add(multiplyLow64(u, beta, d), f64x2.mul(u, betaLow)), f64x2.mul(lost, beta));
  // For −∞ the low word would be NaN.
  return f64x2.sub(d, f64x2.sub(log, v128.and(low, f64x2.gt(d, f64x2.splat(-Infinity)))));
}

/** m + T·l for 1/T = beta + betaLow, including the low words of the product and of the sum: only l has an error. */
export function plusLog(m: f64, l: f64, beta: f64, betaLow: f64): f64 {
  const product = l / beta;
  const back = product * beta;
  const lost = f64x2.extract_lane(multiplyLow64(f64x2.splat(product), f64x2.splat(beta), f64x2.splat(back)), 0);
  const low = (l - back - lost) / beta - product * (betaLow / beta);
  const sum = m + product;
  const part = sum - m;
  return sum + (m - (sum - part) + (product - part) + low);
}

/** The low word of r = w/(sum + low). */
// @ts-ignore: decorator
@inline
export function lowOfQuotient(w: v128, r: v128, sum: v128, low: v128): v128 {
  const product = f64x2.mul(sum, r);
  const lost = f64x2.add(multiplyLow64(sum, r, product), f64x2.mul(low, r));
  return f64x2.div(f64x2.sub(f64x2.sub(w, product), lost), sum);
}

/**
 * (p − 1)·weight of the row's class from its term, the rest and the sum: the other terms' share, so that nothing
 * cancels. For the largest entry the others are the rest; float64 takes them, else, from both words of the sum.
 */
export function ofClass<T>(term: f64, rest: f64, high: f64, low: f64, weight: f64): f64 {
  if (sizeof<T>() == 4) return weight * (term >= 1 ? -rest / (1 + rest) : (term - (1 + rest)) / (1 + rest));
  const own = term * unit<T>();
  const left = high - own;
  const others = term >= 1 ? rest * unit<T>() : left + (high - left - own + low);
  const sum = high + low;
  const r = weight / sum;
  const rLow = lowOfQuotient(f64x2.splat(weight), f64x2.splat(r), f64x2.splat(sum), f64x2.splat(high - sum + low));
  return f64x2.extract_lane(times64(f64x2.splat(-others), f64x2.splat(r), rLow), 0);
}
