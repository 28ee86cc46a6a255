// e^d for four vectors of two float64 lanes at a time, in two accuracies. d = n·ln2 + r with |r| ≤ ln2/2; e^d =
// 2^n·e^r. Adding 1.5·2⁵² rounds n to an integer and leaves it in the low bits of the sum, from where it is added to an
// exponent. The polynomials are minimax (tools/kernels.py). Constants are kept in memory, because engines materialise a
// v128.const again at every use.

import { fma64, fma64If } from '../simd';

// Each constant stands twice, to fill a vector. 0 log2e · 1 1.5·2⁵² · 2 −ln2 · 3…8 the polynomial for e^r − 1 · 9 1.
const SINGLE = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, 6755399441055744, 6755399441055744, -0.6931471805599453, -0.6931471805599453,
  1.000000049861007, 1.000000049861007, 0.5000000436305491, 0.5000000436305491, 0.166663645495654, 0.166663645495654,
  0.04166477169086012, 0.04166477169086012, 0.008379078635335421, 0.008379078635335421, 0.0014061496930133411,
  0.0014061496930133411, 1, 1,
], 16);

// 0 −ln2 to 42 bits · 1 the rest of −ln2 · 2…11 the polynomial for (e^r − 1 − r)/r² · 12 1.5·2⁵² + 64 + 1023: added to
// n, it gives the exponent bits of 2^(n + 64). The result is multiplied by that power, so that a NaN of any bits stays
// NaN.
const DOUBLE = memory.data<f64>([
  -0.6931471805598903, -0.6931471805598903, -5.497923018708371e-14, -5.497923018708371e-14,
  0.5000000000000011, 0.5000000000000011, 0.16666666666666408, 0.16666666666666408, 0.04166666666652981,
  0.04166666666652981, 0.00833333333349668, 0.00833333333349668, 0.0013888888943752898, 0.0013888888943752898,
  0.000198412695021401, 0.000198412695021401, 2.480149294397046e-05, 2.480149294397046e-05, 2.755759002790744e-06,
  2.755759002790744e-06, 2.7630312284817697e-07, 2.7630312284817697e-07, 2.4999007809425396e-08, 2.4999007809425396e-08,
  6755399441056831, 6755399441056831,
], 16);

/** Stores e^d of four vectors at e. Relative error ≤ 2⁻²⁸, a sixteenth of half an ulp of float32. |d| ≤ 700. */
// @ts-ignore: decorator
@inline
export function storeExps32(fused: bool, d0: v128, d1: v128, d2: v128, d3: v128, e: usize): void {
  const log2e = v128.load(SINGLE);
  const round = v128.load(SINGLE, 16);
  const t$ = fma64If(fused, d$, log2e, round);
  const ln2 = v128.load(SINGLE, 32);
  const r$ = fma64If(fused, f64x2.sub(t$, round), ln2, d$);
  const c6 = v128.load(SINGLE, 128);
  const c5 = v128.load(SINGLE, 112);
  let p$ = fma64If(fused, c6, r$, c5);
  const c4 = v128.load(SINGLE, 96);
  p$ = fma64If(fused, p$, r$, c4);
  const c3 = v128.load(SINGLE, 80);
  p$ = fma64If(fused, p$, r$, c3);
  const c2 = v128.load(SINGLE, 64);
  p$ = fma64If(fused, p$, r$, c2);
  const c1 = v128.load(SINGLE, 48);
  p$ = fma64If(fused, p$, r$, c1);
  const one = v128.load(SINGLE, 144);
  p$ = fma64If(fused, p$, r$, one);
  v128.store(e, i64x2.add(p$, i64x2.shl(t$, 52)), 16 * $);
}

/**
 * Stores 2⁶⁴·e^(d + low) of four vectors at e, within 0.95 ulp of float64. `work` holds d and low, four vectors each;
 * −750 ≤ d ≤ 0 or NaN; |low| < 2⁻⁴⁰. The factor 2⁶⁴ keeps even the smallest result a normal number, so that scaling
 * rounds it only once. Not inlined: the function is long, and one call per hundred cycles costs little.
 */
export function storeExps64(work: usize, e: usize): void {
  const log2e = v128.load(SINGLE);
  const round = v128.load(DOUBLE, 192);
  let d$ = v128.load(work, 16 * $);
  const t$ = fma64(d$, log2e, round);
  const n$ = f64x2.sub(t$, round);
  // The product of n and the leading part of ln2 is exact, and so is its difference from d; the rest is added at the
  // end.
  const high = v128.load(DOUBLE);
  d$ = fma64(n$, high, d$);
  const low = v128.load(DOUBLE, 16);
  const l$ = fma64(n$, low, v128.load(work, 64 + 16 * $));
  const r$ = f64x2.add(d$, l$);
  const c9 = v128.load(DOUBLE, 176);
  const c8 = v128.load(DOUBLE, 160);
  let p$ = fma64(c9, r$, c8);
  const c7 = v128.load(DOUBLE, 144);
  p$ = fma64(p$, r$, c7);
  const c6 = v128.load(DOUBLE, 128);
  p$ = fma64(p$, r$, c6);
  const c5 = v128.load(DOUBLE, 112);
  p$ = fma64(p$, r$, c5);
  const c4 = v128.load(DOUBLE, 96);
  p$ = fma64(p$, r$, c4);
  const c3 = v128.load(DOUBLE, 80);
  p$ = fma64(p$, r$, c3);
  const c2 = v128.load(DOUBLE, 64);
  p$ = fma64(p$, r$, c2);
  const c1 = v128.load(DOUBLE, 48);
  p$ = fma64(p$, r$, c1);
  const c0 = v128.load(DOUBLE, 32);
  p$ = fma64(p$, r$, c0);
  p$ = f64x2.add(d$, fma64(f64x2.mul(r$, r$), p$, l$));
  const one = v128.load(SINGLE, 144);
  v128.store(e, f64x2.mul(f64x2.add(one, p$), i64x2.shl(t$, 52)), 16 * $);
}
