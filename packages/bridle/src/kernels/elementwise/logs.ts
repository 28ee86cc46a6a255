// ln x of arrays, four vectors of two float64 lanes at a time. x = 2^k·f with f from √½ to √2, where k is in the
// exponent bits of x's bits minus those of √½. ln x = k·ln2 + ln f, and ln f = 2s + s³·P(s²) with m = f − 1 and s =
// m/(2 + m). float32 is computed in float64 and rounded once. The polynomials are minimax (tools/elementwise.py);
// constants are kept in memory, each twice to fill a vector.

import { fma64 } from '../simd';

/** Where the scratch holds, for eight entries, corrections to their exponents and addends to their results. */
const SHIFTS: usize = 64;
const SPECIAL: usize = 128;

// 0 √½ · 1 1 · 2 2 · 3 ln2 · 4…7 the polynomial in s² for (ln((1+s)/(1−s)) − 2s)/s³.
const LOG32 = memory.data<f64>([
  0.7071067811865476, 0.7071067811865476, 1, 1, 2, 2, 0.6931471805599453, 0.6931471805599453, 0.666666656486472,
  0.666666656486472, 0.4000033453432657, 0.4000033453432657, 0.285373469782848, 0.285373469782848, 0.23581471998469683,
  0.23581471998469683,
], 16);

const ENDS32 = memory.data<f32>([Infinity, Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity, -Infinity], 16);

// 0 √½ · 1 1 · 2 2 · 3 ln2 to 42 bits · 4 the rest of ln2 · 5 ½ · 6…12 the polynomial with more terms · 13 the least
// normal number · 14 the largest.
const LOG64 = memory.data<f64>([
  0.7071067811865476, 0.7071067811865476, 1, 1, 2, 2, 0.6931471805598903, 0.6931471805598903, 5.497923018708371e-14,
  5.497923018708371e-14, 0.5, 0.5, 0.6666666666666734, 0.6666666666666734, 0.39999999999416375, 0.39999999999416375,
  0.2857142874201492, 0.2857142874201492, 0.22222198610856142, 0.22222198610856142, 0.1818356240092492,
  0.1818356240092492, 0.15314098951157182, 0.15314098951157182, 0.14795473944168056, 0.14795473944168056,
  2.2250738585072014e-308, 2.2250738585072014e-308, 1.7976931348623157e308, 1.7976931348623157e308,
], 16);

// 0 the sign and exponent of a float64 · 1 all but the last 27 bits of its fraction.
const MASKS = memory.data<u64>([0xfff0000000000000, 0xfff0000000000000, 0xfffffffff8000000, 0xfffffffff8000000], 16);

const ZEROS = memory.data(64, 16);

/** Stores ln of the float32 from x to `end` at y. */
export function logs32(x: usize, y: usize, end: usize): void {
  for (; x < end; x += 32, y += 32) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    const u0 = f64x2.promote_low_f32x4(a);
    const u1 = f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1));
    const u2 = f64x2.promote_low_f32x4(b);
    const u3 = f64x2.promote_low_f32x4(i64x2.shuffle(b, b, 1, 1));
    const half = v128.load(LOG32);
    const above$ = i64x2.sub(u$, half);
    const exponents = v128.load(MASKS);
    const f$ = i64x2.sub(u$, v128.and(above$, exponents));
    const k0 = i32x4.shr_s(i32x4.shuffle(above0, above1, 1, 3, 5, 7), 20);
    const k2 = i32x4.shr_s(i32x4.shuffle(above2, above3, 1, 3, 5, 7), 20);
    const n0 = f64x2.convert_low_i32x4_s(k0);
    const n1 = f64x2.convert_low_i32x4_s(i64x2.shuffle(k0, k0, 1, 1));
    const n2 = f64x2.convert_low_i32x4_s(k2);
    const n3 = f64x2.convert_low_i32x4_s(i64x2.shuffle(k2, k2, 1, 1));
    const one = v128.load(LOG32, 16);
    const m$ = f64x2.sub(f$, one);
    const two = v128.load(LOG32, 32);
    const s$ = f64x2.div(m$, f64x2.add(two, m$));
    const q$ = f64x2.mul(s$, s$);
    const c3 = v128.load(LOG32, 112);
    const c2 = v128.load(LOG32, 96);
    let p$ = fma64(c3, q$, c2);
    const c1 = v128.load(LOG32, 80);
    p$ = fma64(p$, q$, c1);
    const c0 = v128.load(LOG32, 64);
    p$ = fma64(p$, q$, c0);
    p$ = f64x2.mul(s$, fma64(q$, p$, two));
    const ln2 = v128.load(LOG32, 48);
    p$ = fma64(n$, ln2, p$);
    const c = i64x2.shuffle(f32x4.demote_f64x2_zero(p0), f32x4.demote_f64x2_zero(p1), 0, 2);
    const d = i64x2.shuffle(f32x4.demote_f64x2_zero(p2), f32x4.demote_f64x2_zero(p3), 0, 2);
    v128.store(y, orSpecial32(a, c));
    v128.store(y, orSpecial32(b, d), 16);
  }
}

/** The logarithm for positive, finite x; ∞ for ∞, −∞ for 0, NaN for NaN and negative x. */
// @ts-ignore: decorator
@inline
function orSpecial32(x: v128, log: v128): v128 {
  const zero = v128.load(ZEROS);
  const finite = v128.bitselect(log, x, f32x4.lt(x, v128.load(ENDS32)));
  return v128.bitselect(finite, v128.or(v128.load(ENDS32, 16), f32x4.ne(x, zero)), f32x4.gt(x, zero));
}

/** The same for float64; uses 192 bytes of the scratch. */
export function logs64(x: usize, y: usize, end: usize, scratch: usize): void {
  const least = v128.load(LOG64, 208);
  const most = v128.load(LOG64, 224);
  for (; x < end; x += 64, y += 64) {
    let normal = v128.and(f64x2.ge(v128.load(x), least), f64x2.le(v128.load(x), most));
    for (let i: usize = 16; i < 64; i += 16) {
      normal = v128.and(normal, v128.and(f64x2.ge(v128.load(x + i), least), f64x2.le(v128.load(x + i), most)));
    }
    if (i64x2.all_true(normal)) logEight(x, ZEROS, y);
    else logAny(x, y, scratch);
  }
}

/**
 * Eight entries of any kind: subnormal numbers are multiplied by 2⁵⁴; special values are replaced by 1 and added after.
 */
function logAny(x: usize, y: usize, scratch: usize): void {
  for (let i: usize = 0; i < 64; i += 8) {
    const value = load<f64>(x + i);
    const isSubnormal = value > 0 && value < 2.2250738585072014e-308;
    const isRegular = value > 0 && value < Infinity;
    store<f64>(scratch + i, isSubnormal ? value * 18014398509481984 : isRegular ? value : 1);
    store<f64>(scratch + i, isSubnormal ? -54 : 0, SHIFTS);
    store<f64>(scratch + i, isRegular ? 0 : value == 0 ? -Infinity : value < 0 ? NaN : value, SPECIAL);
  }
  logEight(scratch, scratch + SHIFTS, y);
  for (let i: usize = 0; i < 64; i += 8) store<f64>(y + i, load<f64>(y + i) + load<f64>(scratch + i, SPECIAL));
}

/**
 * ln of eight positive, normal numbers, whose exponents are corrected by the numbers at `shifts`. With m = f − 1 and
 * s = m/(2 + m) it is k·ln2 + (m − m²/2) + s·(m²/2 + s²·P(s²)). m² is kept in two words, and so are the sums.
 */
function logEight(x: usize, shifts: usize, y: usize): void {
  const u$ = v128.load(x, 16 * $);
  const half = v128.load(LOG64);
  const above$ = i64x2.sub(u$, half);
  const exponents = v128.load(MASKS);
  const f$ = i64x2.sub(u$, v128.and(above$, exponents));
  const k0 = i32x4.shr_s(i32x4.shuffle(above0, above1, 1, 3, 5, 7), 20);
  const k2 = i32x4.shr_s(i32x4.shuffle(above2, above3, 1, 3, 5, 7), 20);
  const n0 = f64x2.add(f64x2.convert_low_i32x4_s(k0), v128.load(shifts));
  const n1 = f64x2.add(f64x2.convert_low_i32x4_s(i64x2.shuffle(k0, k0, 1, 1)), v128.load(shifts, 16));
  const n2 = f64x2.add(f64x2.convert_low_i32x4_s(k2), v128.load(shifts, 32));
  const n3 = f64x2.add(f64x2.convert_low_i32x4_s(i64x2.shuffle(k2, k2, 1, 1)), v128.load(shifts, 48));
  const one = v128.load(LOG64, 16);
  const m$ = f64x2.sub(f$, one);
  const two = v128.load(LOG64, 32);
  const s$ = f64x2.div(m$, f64x2.add(two, m$));
  const q$ = f64x2.mul(s$, s$);
  const c6 = v128.load(LOG64, 192);
  const c5 = v128.load(LOG64, 176);
  let p$ = fma64(c6, q$, c5);
  const c4 = v128.load(LOG64, 160);
  p$ = fma64(p$, q$, c4);
  const c3 = v128.load(LOG64, 144);
  p$ = fma64(p$, q$, c3);
  const c2 = v128.load(LOG64, 128);
  p$ = fma64(p$, q$, c2);
  const c1 = v128.load(LOG64, 112);
  p$ = fma64(p$, q$, c1);
  const c0 = v128.load(LOG64, 96);
  p$ = fma64(p$, q$, c0);
  const short = v128.load(MASKS, 16);
  const w$ = v128.and(m$, short);
  const point5 = v128.load(LOG64, 80);
  const h$ = f64x2.mul(f64x2.mul(w$, w$), point5);
  const l$ = f64x2.mul(f64x2.mul(f64x2.sub(m$, w$), f64x2.add(m$, w$)), point5);
  const a$ = f64x2.sub(m$, h$);
  const e$ = f64x2.sub(f64x2.sub(f64x2.sub(m$, a$), h$), l$);
  p$ = fma64(s$, fma64(q$, p$, f64x2.add(h$, l$)), e$);
  const low = v128.load(LOG64, 64);
  p$ = fma64(n$, low, p$);
  const high = v128.load(LOG64, 48);
  const b$ = f64x2.mul(n$, high);
  const t$ = f64x2.add(b$, a$);
  p$ = f64x2.add(p$, f64x2.add(f64x2.sub(b$, t$), a$));
  v128.store(y, f64x2.add(t$, p$), 16 * $);
}
