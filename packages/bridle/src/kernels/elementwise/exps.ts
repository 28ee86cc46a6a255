// e^x of arrays, four vectors of two float64 lanes at once. x = n·ln2 + r with |r| ≤ ln2/2; e^x = 2^n·e^r, where the
// float that rounds n carries it in its low bits. float32 is computed in float64 and rounded once; float64 keeps what its
// sums lost until the last of them. Polynomials are minimax (tools/elementwise.py), the constants splatted in memory.

import { fma64 } from '../simd';

/** Where the scratch holds, of eight entries, the low words and the powers of two, after the high words. */
const LOWS: usize = 64;
const POWERS: usize = 128;

// Each constant twice: one vector. 0 log2e · 1 −ln2 · 2 1.5·2⁵² + 1023 · 3 1 · 4…10 the series of (e^r − 1)/r.
const EXP32 = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, -0.6931471805599453, -0.6931471805599453, 6755399441056767, 6755399441056767, 1, 1,
  1.0000000002085925, 1.0000000002085925, 0.5000000077146187, 0.5000000077146187, 0.16666665163814656,
  0.16666665163814656, 0.04166627255170113, 0.04166627255170113, 0.008333568896124802, 0.008333568896124802,
  0.001394589775207071, 0.001394589775207071, 0.00019767672740984136, 0.00019767672740984136,
], 16);

// Beyond these a float32 result is 0, or ∞.
const LIMITS32 = memory.data<f32>([-110, -110, -110, -110, 100, 100, 100, 100], 16);

// 0 log2e · 1 1.5·2⁵² · 2 −ln2 to 42 bits · 3 the rest of −ln2 · 4 1 · 5 ½ · 6…15 the series of (e^d − 1 − d − d²/2)/d³ ·
// 16 up to where a result and its inverse are normal numbers.
const EXP64 = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, 6755399441055744, 6755399441055744, -0.6931471805598903, -0.6931471805598903,
  -5.497923018708371e-14, -5.497923018708371e-14, 1, 1, 0.5, 0.5, 0.1666666666666668, 0.1666666666666668,
  0.041666666666666415, 0.041666666666666415, 0.008333333333318543, 0.008333333333318543, 0.0013888888889033114,
  0.0013888888889033114, 0.00019841269893306008, 0.00019841269893306008, 2.480158702583954e-05, 2.480158702583954e-05,
  2.7557237489720714e-06, 2.7557237489720714e-06, 2.755752595711956e-07, 2.755752595711956e-07, 2.5111234140535413e-08,
  2.5111234140535413e-08, 2.083853496982259e-09, 2.083853496982259e-09, 708, 708,
], 16);

/** e^x of the float32 from x to `end`, to y. */
export function exps32(x: usize, y: usize, end: usize): void {
  for (; x < end; x += 32, y += 32) {
    const low = v128.load(LIMITS32);
    const high = v128.load(LIMITS32, 16);
    const a = f32x4.pmin(f32x4.pmax(v128.load(x), low), high);
    const b = f32x4.pmin(f32x4.pmax(v128.load(x, 16), low), high);
    const d0 = f64x2.promote_low_f32x4(a);
    const d1 = f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1));
    const d2 = f64x2.promote_low_f32x4(b);
    const d3 = f64x2.promote_low_f32x4(i64x2.shuffle(b, b, 1, 1));
    const log2e = v128.load(EXP32);
    const round = v128.load(EXP32, 32);
    const t0 = fma64(d0, log2e, round);
    const t1 = fma64(d1, log2e, round);
    const t2 = fma64(d2, log2e, round);
    const t3 = fma64(d3, log2e, round);
    const ln2 = v128.load(EXP32, 16);
    const r0 = fma64(f64x2.sub(t0, round), ln2, d0);
    const r1 = fma64(f64x2.sub(t1, round), ln2, d1);
    const r2 = fma64(f64x2.sub(t2, round), ln2, d2);
    const r3 = fma64(f64x2.sub(t3, round), ln2, d3);
    const c6 = v128.load(EXP32, 160);
    const c5 = v128.load(EXP32, 144);
    let p0 = fma64(c6, r0, c5);
    let p1 = fma64(c6, r1, c5);
    let p2 = fma64(c6, r2, c5);
    let p3 = fma64(c6, r3, c5);
    const c4 = v128.load(EXP32, 128);
    p0 = fma64(p0, r0, c4);
    p1 = fma64(p1, r1, c4);
    p2 = fma64(p2, r2, c4);
    p3 = fma64(p3, r3, c4);
    const c3 = v128.load(EXP32, 112);
    p0 = fma64(p0, r0, c3);
    p1 = fma64(p1, r1, c3);
    p2 = fma64(p2, r2, c3);
    p3 = fma64(p3, r3, c3);
    const c2 = v128.load(EXP32, 96);
    p0 = fma64(p0, r0, c2);
    p1 = fma64(p1, r1, c2);
    p2 = fma64(p2, r2, c2);
    p3 = fma64(p3, r3, c2);
    const c1 = v128.load(EXP32, 80);
    p0 = fma64(p0, r0, c1);
    p1 = fma64(p1, r1, c1);
    p2 = fma64(p2, r2, c1);
    p3 = fma64(p3, r3, c1);
    const c0 = v128.load(EXP32, 64);
    p0 = fma64(p0, r0, c0);
    p1 = fma64(p1, r1, c0);
    p2 = fma64(p2, r2, c0);
    p3 = fma64(p3, r3, c0);
    const one = v128.load(EXP32, 48);
    p0 = f64x2.mul(fma64(p0, r0, one), i64x2.shl(t0, 52));
    p1 = f64x2.mul(fma64(p1, r1, one), i64x2.shl(t1, 52));
    p2 = f64x2.mul(fma64(p2, r2, one), i64x2.shl(t2, 52));
    p3 = f64x2.mul(fma64(p3, r3, one), i64x2.shl(t3, 52));
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(p0), f32x4.demote_f64x2_zero(p1), 0, 2));
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(p2), f32x4.demote_f64x2_zero(p3), 0, 2), 16);
  }
}

/** The same of float64; uses 192 bytes of the scratch. */
export function exps64(x: usize, y: usize, end: usize, scratch: usize): void {
  for (; x < end; x += 64, y += 64) {
    if (expParts(x, scratch)) {
      for (let i: usize = 0; i < 64; i += 16) {
        const value = f64x2.add(v128.load(scratch + i), v128.load(scratch + i, LOWS));
        v128.store(y + i, i64x2.add(value, i64x2.shl(v128.load(scratch + i, POWERS), 52)));
      }
    } else {
      for (let i: usize = 0; i < 64; i += 8) store<f64>(y + i, scaled(load<f64>(x + i), scratch + i));
    }
  }
}

/**
 * Stores eight e^x as (high + low)·2^n, the float that rounded n in its place; false unless all are normal numbers.
 * high is 1 + d + d²/2, and low what its two sums lost, the rest of the series, and what n·ln2 lacked of d.
 */
function expParts(x: usize, scratch: usize): bool {
  const x0 = v128.load(x);
  const x1 = v128.load(x, 16);
  const x2 = v128.load(x, 32);
  const x3 = v128.load(x, 48);
  const log2e = v128.load(EXP64);
  const round = v128.load(EXP64, 16);
  const t0 = fma64(x0, log2e, round);
  const t1 = fma64(x1, log2e, round);
  const t2 = fma64(x2, log2e, round);
  const t3 = fma64(x3, log2e, round);
  v128.store(scratch, t0, POWERS);
  v128.store(scratch, t1, POWERS + 16);
  v128.store(scratch, t2, POWERS + 32);
  v128.store(scratch, t3, POWERS + 48);
  const n0 = f64x2.sub(t0, round);
  const n1 = f64x2.sub(t1, round);
  const n2 = f64x2.sub(t2, round);
  const n3 = f64x2.sub(t3, round);
  // The leading part of n·ln2 is exact, and so is what it leaves of x.
  const leading = v128.load(EXP64, 32);
  const d0 = fma64(n0, leading, x0);
  const d1 = fma64(n1, leading, x1);
  const d2 = fma64(n2, leading, x2);
  const d3 = fma64(n3, leading, x3);
  const c9 = v128.load(EXP64, 240);
  const c8 = v128.load(EXP64, 224);
  let p0 = fma64(c9, d0, c8);
  let p1 = fma64(c9, d1, c8);
  let p2 = fma64(c9, d2, c8);
  let p3 = fma64(c9, d3, c8);
  const c7 = v128.load(EXP64, 208);
  p0 = fma64(p0, d0, c7);
  p1 = fma64(p1, d1, c7);
  p2 = fma64(p2, d2, c7);
  p3 = fma64(p3, d3, c7);
  const c6 = v128.load(EXP64, 192);
  p0 = fma64(p0, d0, c6);
  p1 = fma64(p1, d1, c6);
  p2 = fma64(p2, d2, c6);
  p3 = fma64(p3, d3, c6);
  const c5 = v128.load(EXP64, 176);
  p0 = fma64(p0, d0, c5);
  p1 = fma64(p1, d1, c5);
  p2 = fma64(p2, d2, c5);
  p3 = fma64(p3, d3, c5);
  const c4 = v128.load(EXP64, 160);
  p0 = fma64(p0, d0, c4);
  p1 = fma64(p1, d1, c4);
  p2 = fma64(p2, d2, c4);
  p3 = fma64(p3, d3, c4);
  const c3 = v128.load(EXP64, 144);
  p0 = fma64(p0, d0, c3);
  p1 = fma64(p1, d1, c3);
  p2 = fma64(p2, d2, c3);
  p3 = fma64(p3, d3, c3);
  const c2 = v128.load(EXP64, 128);
  p0 = fma64(p0, d0, c2);
  p1 = fma64(p1, d1, c2);
  p2 = fma64(p2, d2, c2);
  p3 = fma64(p3, d3, c2);
  const c1 = v128.load(EXP64, 112);
  p0 = fma64(p0, d0, c1);
  p1 = fma64(p1, d1, c1);
  p2 = fma64(p2, d2, c1);
  p3 = fma64(p3, d3, c1);
  const c0 = v128.load(EXP64, 96);
  p0 = fma64(p0, d0, c0);
  p1 = fma64(p1, d1, c0);
  p2 = fma64(p2, d2, c0);
  p3 = fma64(p3, d3, c0);
  const half = v128.load(EXP64, 80);
  const s0 = f64x2.mul(d0, d0);
  const s1 = f64x2.mul(d1, d1);
  const s2 = f64x2.mul(d2, d2);
  const s3 = f64x2.mul(d3, d3);
  p0 = f64x2.mul(f64x2.mul(s0, d0), p0);
  p1 = f64x2.mul(f64x2.mul(s1, d1), p1);
  p2 = f64x2.mul(f64x2.mul(s2, d2), p2);
  p3 = f64x2.mul(f64x2.mul(s3, d3), p3);
  const one = v128.load(EXP64, 64);
  const a0 = f64x2.add(one, d0);
  const a1 = f64x2.add(one, d1);
  const a2 = f64x2.add(one, d2);
  const a3 = f64x2.add(one, d3);
  const h0 = f64x2.mul(s0, half);
  const h1 = f64x2.mul(s1, half);
  const h2 = f64x2.mul(s2, half);
  const h3 = f64x2.mul(s3, half);
  const e0 = f64x2.add(a0, h0);
  const e1 = f64x2.add(a1, h1);
  const e2 = f64x2.add(a2, h2);
  const e3 = f64x2.add(a3, h3);
  // What 1 + d and then (1 + d) + d²/2 lost.
  const g0 = f64x2.add(f64x2.sub(d0, f64x2.sub(a0, one)), f64x2.sub(h0, f64x2.sub(e0, a0)));
  const g1 = f64x2.add(f64x2.sub(d1, f64x2.sub(a1, one)), f64x2.sub(h1, f64x2.sub(e1, a1)));
  const g2 = f64x2.add(f64x2.sub(d2, f64x2.sub(a2, one)), f64x2.sub(h2, f64x2.sub(e2, a2)));
  const g3 = f64x2.add(f64x2.sub(d3, f64x2.sub(a3, one)), f64x2.sub(h3, f64x2.sub(e3, a3)));
  p0 = f64x2.add(p0, g0);
  p1 = f64x2.add(p1, g1);
  p2 = f64x2.add(p2, g2);
  p3 = f64x2.add(p3, g3);
  v128.store(scratch, e0);
  v128.store(scratch, e1, 16);
  v128.store(scratch, e2, 32);
  v128.store(scratch, e3, 48);
  const small = v128.load(EXP64, 48);
  v128.store(scratch, fma64(f64x2.mul(n0, small), f64x2.add(e0, p0), p0), LOWS);
  v128.store(scratch, fma64(f64x2.mul(n1, small), f64x2.add(e1, p1), p1), LOWS + 16);
  v128.store(scratch, fma64(f64x2.mul(n2, small), f64x2.add(e2, p2), p2), LOWS + 32);
  v128.store(scratch, fma64(f64x2.mul(n3, small), f64x2.add(e3, p3), p3), LOWS + 48);
  const most = v128.load(EXP64, 256);
  const i0 = f64x2.le(f64x2.abs(x0), most);
  const i1 = f64x2.le(f64x2.abs(x1), most);
  const i2 = f64x2.le(f64x2.abs(x2), most);
  const i3 = f64x2.le(f64x2.abs(x3), most);
  return i64x2.all_true(v128.and(v128.and(i0, i1), v128.and(i2, i3)));
}

/** (high + low)·2^n of any x, rounded once where it is subnormal too. */
function scaled(x: f64, parts: usize): f64 {
  if (isNaN(x)) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const high = load<f64>(parts);
  const low = load<f64>(parts, LOWS);
  const n = load<i64>(parts, POWERS) - reinterpret<i64>(6755399441055744.0);
  const first = n >> 1;
  const result = (high + low) * power(first) * power(n - first);
  if (result >= 2.2250738585072014e-308) return result;
  // In the sum with 2^(−1022 − n) the last place is that of a subnormal result: low takes part in the only rounding.
  const grid = power(-1022 - n);
  const sum = grid + high;
  return (sum + (grid - sum + high + low) - grid) * power(first) * power(n - first);
}

// @ts-ignore: decorator
@inline
function power(n: i64): f64 {
  return reinterpret<f64>((n + 1023) << 52);
}
