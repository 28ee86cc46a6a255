// e^x of arrays, four vectors of two float64 lanes at a time. x = n·ln2 + r with |r| ≤ ln2/2; e^x = 2^n·e^r. Adding
// 1.5·2⁵² rounds n to an integer and leaves it in the low bits of the sum. float32 is computed in float64 and rounded
// once; float64 keeps the rounding errors of its sums and adds them last. The polynomials are minimax
// (tools/elementwise.py); constants are kept in memory, each twice to fill a vector.

import { fma64 } from '../simd';

/** Where the scratch holds, for eight entries, the low words and the powers of two; the high words come first. */
const LOWS: usize = 64;
const POWERS: usize = 128;

// 0 log2e · 1 −ln2 · 2 1.5·2⁵² + 1023 · 3 1 · 4…10 the polynomial for (e^r − 1)/r.
const EXP32 = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, -0.6931471805599453, -0.6931471805599453, 6755399441056767, 6755399441056767, 1, 1,
  1.0000000002085925, 1.0000000002085925, 0.5000000077146187, 0.5000000077146187, 0.16666665163814656,
  0.16666665163814656, 0.04166627255170113, 0.04166627255170113, 0.008333568896124802, 0.008333568896124802,
  0.001394589775207071, 0.001394589775207071, 0.00019767672740984136, 0.00019767672740984136,
], 16);

// Below the first, results of float32 round to 0; above the second, to ∞.
const LIMITS32 = memory.data<f32>([-110, -110, -110, -110, 100, 100, 100, 100], 16);

// 0 log2e · 1 1.5·2⁵² · 2 −ln2 to 42 bits · 3 the rest of −ln2 · 4 1 · 5 ½ · 6…15 the polynomial for
// (e^d − 1 − d − d²/2)/d³ · 16 the largest |x| for which e^x and e^−x are normal numbers.
const EXP64 = memory.data<f64>([
  1.4426950408889634, 1.4426950408889634, 6755399441055744, 6755399441055744, -0.6931471805598903, -0.6931471805598903,
  -5.497923018708371e-14, -5.497923018708371e-14, 1, 1, 0.5, 0.5, 0.1666666666666668, 0.1666666666666668,
  0.041666666666666415, 0.041666666666666415, 0.008333333333318543, 0.008333333333318543, 0.0013888888889033114,
  0.0013888888889033114, 0.00019841269893306008, 0.00019841269893306008, 2.480158702583954e-05, 2.480158702583954e-05,
  2.7557237489720714e-06, 2.7557237489720714e-06, 2.755752595711956e-07, 2.755752595711956e-07, 2.5111234140535413e-08,
  2.5111234140535413e-08, 2.083853496982259e-09, 2.083853496982259e-09, 708, 708,
], 16);

/** Stores e^x of the float32 from x to `end` at y. */
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
    const t$ = fma64(d$, log2e, round);
    const ln2 = v128.load(EXP32, 16);
    const r$ = fma64(f64x2.sub(t$, round), ln2, d$);
    const c6 = v128.load(EXP32, 160);
    const c5 = v128.load(EXP32, 144);
    let p$ = fma64(c6, r$, c5);
    const c4 = v128.load(EXP32, 128);
    p$ = fma64(p$, r$, c4);
    const c3 = v128.load(EXP32, 112);
    p$ = fma64(p$, r$, c3);
    const c2 = v128.load(EXP32, 96);
    p$ = fma64(p$, r$, c2);
    const c1 = v128.load(EXP32, 80);
    p$ = fma64(p$, r$, c1);
    const c0 = v128.load(EXP32, 64);
    p$ = fma64(p$, r$, c0);
    const one = v128.load(EXP32, 48);
    p$ = f64x2.mul(fma64(p$, r$, one), i64x2.shl(t$, 52));
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(p0), f32x4.demote_f64x2_zero(p1), 0, 2));
    v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(p2), f32x4.demote_f64x2_zero(p3), 0, 2), 16);
  }
}

/** The same for float64; uses 192 bytes of the scratch. */
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
 * Stores eight e^x as (high + low)·2^n, with 1.5·2⁵² + n in place of n; returns whether all are normal numbers. high is
 * 1 + d + d²/2; low has the errors of its two sums, the rest of the series, and the low part of n·ln2.
 */
function expParts(x: usize, scratch: usize): bool {
  const x$ = v128.load(x, 16 * $);
  const log2e = v128.load(EXP64);
  const round = v128.load(EXP64, 16);
  const t$ = fma64(x$, log2e, round);
  v128.store(scratch, t$, POWERS + 16 * $);
  const n$ = f64x2.sub(t$, round);
  // The product of n and the leading part of ln2 is exact, and so is its difference from x.
  const leading = v128.load(EXP64, 32);
  const d$ = fma64(n$, leading, x$);
  const c9 = v128.load(EXP64, 240);
  const c8 = v128.load(EXP64, 224);
  let p$ = fma64(c9, d$, c8);
  const c7 = v128.load(EXP64, 208);
  p$ = fma64(p$, d$, c7);
  const c6 = v128.load(EXP64, 192);
  p$ = fma64(p$, d$, c6);
  const c5 = v128.load(EXP64, 176);
  p$ = fma64(p$, d$, c5);
  const c4 = v128.load(EXP64, 160);
  p$ = fma64(p$, d$, c4);
  const c3 = v128.load(EXP64, 144);
  p$ = fma64(p$, d$, c3);
  const c2 = v128.load(EXP64, 128);
  p$ = fma64(p$, d$, c2);
  const c1 = v128.load(EXP64, 112);
  p$ = fma64(p$, d$, c1);
  const c0 = v128.load(EXP64, 96);
  p$ = fma64(p$, d$, c0);
  const half = v128.load(EXP64, 80);
  const s$ = f64x2.mul(d$, d$);
  p$ = f64x2.mul(f64x2.mul(s$, d$), p$);
  const one = v128.load(EXP64, 64);
  const a$ = f64x2.add(one, d$);
  const h$ = f64x2.mul(s$, half);
  const e$ = f64x2.add(a$, h$);
  // The rounding errors of 1 + d and of (1 + d) + d²/2.
  const g$ = f64x2.add(f64x2.sub(d$, f64x2.sub(a$, one)), f64x2.sub(h$, f64x2.sub(e$, a$)));
  p$ = f64x2.add(p$, g$);
  v128.store(scratch, e$, 16 * $);
  const small = v128.load(EXP64, 48);
  v128.store(scratch, fma64(f64x2.mul(n$, small), f64x2.add(e$, p$), p$), LOWS + 16 * $);
  const most = v128.load(EXP64, 256);
  const i$ = f64x2.le(f64x2.abs(x$), most);
  return i64x2.all_true(v128.and(v128.and(i0, i1), v128.and(i2, i3)));
}

/** (high + low)·2^n for any x, rounded once, also where it is subnormal. */
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
  // The last place of the sum with 2^(−1022 − n) is that of the subnormal result, so high + low is rounded only once.
  const grid = power(-1022 - n);
  const sum = grid + high;
  return (sum + (grid - sum + high + low) - grid) * power(first) * power(n - first);
}

// @ts-ignore: decorator
@inline
function power(n: i64): f64 {
  return reinterpret<f64>((n + 1023) << 52);
}
