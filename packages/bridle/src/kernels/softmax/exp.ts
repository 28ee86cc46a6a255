// e^d for four vectors of two float64 lanes at once, in two accuracies. d = n·ln2 + r with |r| ≤ ln2/2; e^d = 2^n·e^r,
// where the float that rounds n carries it in its low bits, ready to be added to an exponent. Polynomials are minimax
// (tools/kernels.py), the constants splatted in memory: engines re-create v128.const at every use.

import { fma64 } from '../simd';

// Each constant twice: one vector. 0 log2e · 1 rounds to an integer (1.5·2⁵²) · 2 −ln2 · 3…8 the series of e^r − 1.
const SINGLE = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, 6755399441055744, 6755399441055744, -0.6931471805599453, -0.6931471805599453,
  1.000000049861007, 1.000000049861007, 0.5000000436305491, 0.5000000436305491, 0.166663645495654, 0.166663645495654,
  0.04166477169086012, 0.04166477169086012, 0.008379078635335421, 0.008379078635335421, 0.0014061496930133411,
  0.0014061496930133411, 1, 1,
], 16);

// 0 −ln2 to 42 bits · 1 the rest of −ln2 · 2…11 the series of (e^r − 1 − r)/r² · 12 1.5·2⁵² + 64 + 1023:
// its sum with n holds the exponent of 2^(n + 64), which is multiplied, so that a NaN stays one whatever its bits.
const DOUBLE = memory.data<f64>([
  -0.6931471805598903, -0.6931471805598903, -5.497923018708371e-14, -5.497923018708371e-14,
  0.5000000000000011, 0.5000000000000011, 0.16666666666666408, 0.16666666666666408, 0.04166666666652981,
  0.04166666666652981, 0.00833333333349668, 0.00833333333349668, 0.0013888888943752898, 0.0013888888943752898,
  0.000198412695021401, 0.000198412695021401, 2.480149294397046e-05, 2.480149294397046e-05, 2.755759002790744e-06,
  2.755759002790744e-06, 2.7630312284817697e-07, 2.7630312284817697e-07, 2.4999007809425396e-08, 2.4999007809425396e-08,
  6755399441056831, 6755399441056831,
], 16);

/** Stores e^d of four vectors at e, within 2⁻²⁸ of the value (relative): 16 times what a float32 can show. |d| ≤ 700. */
// @ts-ignore: decorator
@inline
export function storeExps32(d0: v128, d1: v128, d2: v128, d3: v128, e: usize): void {
  const log2e = v128.load(SINGLE);
  const round = v128.load(SINGLE, 16);
  const t0 = fma64(d0, log2e, round);
  const t1 = fma64(d1, log2e, round);
  const t2 = fma64(d2, log2e, round);
  const t3 = fma64(d3, log2e, round);
  const ln2 = v128.load(SINGLE, 32);
  const r0 = fma64(f64x2.sub(t0, round), ln2, d0);
  const r1 = fma64(f64x2.sub(t1, round), ln2, d1);
  const r2 = fma64(f64x2.sub(t2, round), ln2, d2);
  const r3 = fma64(f64x2.sub(t3, round), ln2, d3);
  const c6 = v128.load(SINGLE, 128);
  const c5 = v128.load(SINGLE, 112);
  let p0 = fma64(c6, r0, c5);
  let p1 = fma64(c6, r1, c5);
  let p2 = fma64(c6, r2, c5);
  let p3 = fma64(c6, r3, c5);
  const c4 = v128.load(SINGLE, 96);
  p0 = fma64(p0, r0, c4);
  p1 = fma64(p1, r1, c4);
  p2 = fma64(p2, r2, c4);
  p3 = fma64(p3, r3, c4);
  const c3 = v128.load(SINGLE, 80);
  p0 = fma64(p0, r0, c3);
  p1 = fma64(p1, r1, c3);
  p2 = fma64(p2, r2, c3);
  p3 = fma64(p3, r3, c3);
  const c2 = v128.load(SINGLE, 64);
  p0 = fma64(p0, r0, c2);
  p1 = fma64(p1, r1, c2);
  p2 = fma64(p2, r2, c2);
  p3 = fma64(p3, r3, c2);
  const c1 = v128.load(SINGLE, 48);
  p0 = fma64(p0, r0, c1);
  p1 = fma64(p1, r1, c1);
  p2 = fma64(p2, r2, c1);
  p3 = fma64(p3, r3, c1);
  const one = v128.load(SINGLE, 144);
  p0 = fma64(p0, r0, one);
  p1 = fma64(p1, r1, one);
  p2 = fma64(p2, r2, one);
  p3 = fma64(p3, r3, one);
  v128.store(e, i64x2.add(p0, i64x2.shl(t0, 52)));
  v128.store(e, i64x2.add(p1, i64x2.shl(t1, 52)), 16);
  v128.store(e, i64x2.add(p2, i64x2.shl(t2, 52)), 32);
  v128.store(e, i64x2.add(p3, i64x2.shl(t3, 52)), 48);
}

/**
 * Stores 2⁶⁴·e^(d + low) of four vectors at e, within 0.95 ulp (float64). `work` holds d and low, four vectors each;
 * −750 ≤ d ≤ 0, or NaN; |low| < 2⁻⁴⁰. Lifted by 2⁶⁴ even the least is a normal number, and is rounded once when it is scaled.
 * Not inlined: it is long, and a call in a hundred cycles costs little.
 */
export function storeExps64(work: usize, e: usize): void {
  const log2e = v128.load(SINGLE);
  const round = v128.load(DOUBLE, 192);
  let d0 = v128.load(work);
  let d1 = v128.load(work, 16);
  let d2 = v128.load(work, 32);
  let d3 = v128.load(work, 48);
  const t0 = fma64(d0, log2e, round);
  const t1 = fma64(d1, log2e, round);
  const t2 = fma64(d2, log2e, round);
  const t3 = fma64(d3, log2e, round);
  const n0 = f64x2.sub(t0, round);
  const n1 = f64x2.sub(t1, round);
  const n2 = f64x2.sub(t2, round);
  const n3 = f64x2.sub(t3, round);
  // The leading part of n·ln2 is exact, and so is what it leaves of d; the small part is kept apart until the end.
  const high = v128.load(DOUBLE);
  d0 = fma64(n0, high, d0);
  d1 = fma64(n1, high, d1);
  d2 = fma64(n2, high, d2);
  d3 = fma64(n3, high, d3);
  const low = v128.load(DOUBLE, 16);
  const l0 = fma64(n0, low, v128.load(work, 64));
  const l1 = fma64(n1, low, v128.load(work, 80));
  const l2 = fma64(n2, low, v128.load(work, 96));
  const l3 = fma64(n3, low, v128.load(work, 112));
  const r0 = f64x2.add(d0, l0);
  const r1 = f64x2.add(d1, l1);
  const r2 = f64x2.add(d2, l2);
  const r3 = f64x2.add(d3, l3);
  const c9 = v128.load(DOUBLE, 176);
  const c8 = v128.load(DOUBLE, 160);
  let p0 = fma64(c9, r0, c8);
  let p1 = fma64(c9, r1, c8);
  let p2 = fma64(c9, r2, c8);
  let p3 = fma64(c9, r3, c8);
  const c7 = v128.load(DOUBLE, 144);
  p0 = fma64(p0, r0, c7);
  p1 = fma64(p1, r1, c7);
  p2 = fma64(p2, r2, c7);
  p3 = fma64(p3, r3, c7);
  const c6 = v128.load(DOUBLE, 128);
  p0 = fma64(p0, r0, c6);
  p1 = fma64(p1, r1, c6);
  p2 = fma64(p2, r2, c6);
  p3 = fma64(p3, r3, c6);
  const c5 = v128.load(DOUBLE, 112);
  p0 = fma64(p0, r0, c5);
  p1 = fma64(p1, r1, c5);
  p2 = fma64(p2, r2, c5);
  p3 = fma64(p3, r3, c5);
  const c4 = v128.load(DOUBLE, 96);
  p0 = fma64(p0, r0, c4);
  p1 = fma64(p1, r1, c4);
  p2 = fma64(p2, r2, c4);
  p3 = fma64(p3, r3, c4);
  const c3 = v128.load(DOUBLE, 80);
  p0 = fma64(p0, r0, c3);
  p1 = fma64(p1, r1, c3);
  p2 = fma64(p2, r2, c3);
  p3 = fma64(p3, r3, c3);
  const c2 = v128.load(DOUBLE, 64);
  p0 = fma64(p0, r0, c2);
  p1 = fma64(p1, r1, c2);
  p2 = fma64(p2, r2, c2);
  p3 = fma64(p3, r3, c2);
  const c1 = v128.load(DOUBLE, 48);
  p0 = fma64(p0, r0, c1);
  p1 = fma64(p1, r1, c1);
  p2 = fma64(p2, r2, c1);
  p3 = fma64(p3, r3, c1);
  const c0 = v128.load(DOUBLE, 32);
  p0 = fma64(p0, r0, c0);
  p1 = fma64(p1, r1, c0);
  p2 = fma64(p2, r2, c0);
  p3 = fma64(p3, r3, c0);
  p0 = f64x2.add(d0, fma64(f64x2.mul(r0, r0), p0, l0));
  p1 = f64x2.add(d1, fma64(f64x2.mul(r1, r1), p1, l1));
  p2 = f64x2.add(d2, fma64(f64x2.mul(r2, r2), p2, l2));
  p3 = f64x2.add(d3, fma64(f64x2.mul(r3, r3), p3, l3));
  const one = v128.load(SINGLE, 144);
  v128.store(e, f64x2.mul(f64x2.add(one, p0), i64x2.shl(t0, 52)));
  v128.store(e, f64x2.mul(f64x2.add(one, p1), i64x2.shl(t1, 52)), 16);
  v128.store(e, f64x2.mul(f64x2.add(one, p2), i64x2.shl(t2, 52)), 32);
  v128.store(e, f64x2.mul(f64x2.add(one, p3), i64x2.shl(t3, 52)), 48);
}
