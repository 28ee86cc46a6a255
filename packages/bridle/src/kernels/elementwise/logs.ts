// ln x of arrays, four vectors of two float64 lanes at once. x = 2^k·f with f from √½ to √2: the bits of x above those of √½
// are k; ln x = k·ln2 + ln f, and with s = m/(2 + m), m = f − 1, ln f = 2s + s³·P(s²). float32 is computed in float64 and
// rounded once. Polynomials are minimax (tools/elementwise.py), the constants splatted in memory.

import { fma64 } from '../simd';

/** Where the scratch holds, of eight entries, what their exponents lack and what is added to their results. */
const SHIFTS: usize = 64;
const SPECIAL: usize = 128;

// 0 √½'s bits · 1 1 · 2 2 · 3 ln2 · 4…7 the series of (ln((1+s)/(1−s)) − 2s)/s³ in s².
const LOG32 = memory.data<f64>([
  0.7071067811865476, 0.7071067811865476, 1, 1, 2, 2, 0.6931471805599453, 0.6931471805599453, 0.666666656486472,
  0.666666656486472, 0.4000033453432657, 0.4000033453432657, 0.285373469782848, 0.285373469782848, 0.23581471998469683,
  0.23581471998469683,
], 16);

const ENDS32 = memory.data<f32>([Infinity, Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity, -Infinity], 16);

// 0 √½'s bits · 1 1 · 2 2 · 3 ln2 to 42 bits · 4 the rest of ln2 · 5 ½ · 6…12 the series, to more bits ·
// 13 the least normal number · 14 the largest.
const LOG64 = memory.data<f64>([
  0.7071067811865476, 0.7071067811865476, 1, 1, 2, 2, 0.6931471805598903, 0.6931471805598903, 5.497923018708371e-14,
  5.497923018708371e-14, 0.5, 0.5, 0.6666666666666734, 0.6666666666666734, 0.39999999999416375, 0.39999999999416375,
  0.2857142874201492, 0.2857142874201492, 0.22222198610856142, 0.22222198610856142, 0.1818356240092492,
  0.1818356240092492, 0.15314098951157182, 0.15314098951157182, 0.14795473944168056, 0.14795473944168056,
  2.2250738585072014e-308, 2.2250738585072014e-308, 1.7976931348623157e308, 1.7976931348623157e308,
], 16);

// 0 a float64's sign and exponent · 1 all but the 27 last bits of its fraction.
const MASKS = memory.data<u64>([0xfff0000000000000, 0xfff0000000000000, 0xfffffffff8000000, 0xfffffffff8000000], 16);

const ZEROS = memory.data(64, 16);

/** ln of the float32 from x to `end`, to y. */
export function logs32(x: usize, y: usize, end: usize): void {
  for (; x < end; x += 32, y += 32) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    const u0 = f64x2.promote_low_f32x4(a);
    const u1 = f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1));
    const u2 = f64x2.promote_low_f32x4(b);
    const u3 = f64x2.promote_low_f32x4(i64x2.shuffle(b, b, 1, 1));
    const half = v128.load(LOG32);
    const above0 = i64x2.sub(u0, half);
    const above1 = i64x2.sub(u1, half);
    const above2 = i64x2.sub(u2, half);
    const above3 = i64x2.sub(u3, half);
    const exponents = v128.load(MASKS);
    const f0 = i64x2.sub(u0, v128.and(above0, exponents));
    const f1 = i64x2.sub(u1, v128.and(above1, exponents));
    const f2 = i64x2.sub(u2, v128.and(above2, exponents));
    const f3 = i64x2.sub(u3, v128.and(above3, exponents));
    const k0 = i32x4.shr_s(i32x4.shuffle(above0, above1, 1, 3, 5, 7), 20);
    const k2 = i32x4.shr_s(i32x4.shuffle(above2, above3, 1, 3, 5, 7), 20);
    const n0 = f64x2.convert_low_i32x4_s(k0);
    const n1 = f64x2.convert_low_i32x4_s(i64x2.shuffle(k0, k0, 1, 1));
    const n2 = f64x2.convert_low_i32x4_s(k2);
    const n3 = f64x2.convert_low_i32x4_s(i64x2.shuffle(k2, k2, 1, 1));
    const one = v128.load(LOG32, 16);
    const m0 = f64x2.sub(f0, one);
    const m1 = f64x2.sub(f1, one);
    const m2 = f64x2.sub(f2, one);
    const m3 = f64x2.sub(f3, one);
    const two = v128.load(LOG32, 32);
    const s0 = f64x2.div(m0, f64x2.add(two, m0));
    const s1 = f64x2.div(m1, f64x2.add(two, m1));
    const s2 = f64x2.div(m2, f64x2.add(two, m2));
    const s3 = f64x2.div(m3, f64x2.add(two, m3));
    const q0 = f64x2.mul(s0, s0);
    const q1 = f64x2.mul(s1, s1);
    const q2 = f64x2.mul(s2, s2);
    const q3 = f64x2.mul(s3, s3);
    const c3 = v128.load(LOG32, 112);
    const c2 = v128.load(LOG32, 96);
    let p0 = fma64(c3, q0, c2);
    let p1 = fma64(c3, q1, c2);
    let p2 = fma64(c3, q2, c2);
    let p3 = fma64(c3, q3, c2);
    const c1 = v128.load(LOG32, 80);
    p0 = fma64(p0, q0, c1);
    p1 = fma64(p1, q1, c1);
    p2 = fma64(p2, q2, c1);
    p3 = fma64(p3, q3, c1);
    const c0 = v128.load(LOG32, 64);
    p0 = fma64(p0, q0, c0);
    p1 = fma64(p1, q1, c0);
    p2 = fma64(p2, q2, c0);
    p3 = fma64(p3, q3, c0);
    p0 = f64x2.mul(s0, fma64(q0, p0, two));
    p1 = f64x2.mul(s1, fma64(q1, p1, two));
    p2 = f64x2.mul(s2, fma64(q2, p2, two));
    p3 = f64x2.mul(s3, fma64(q3, p3, two));
    const ln2 = v128.load(LOG32, 48);
    p0 = fma64(n0, ln2, p0);
    p1 = fma64(n1, ln2, p1);
    p2 = fma64(n2, ln2, p2);
    p3 = fma64(n3, ln2, p3);
    const c = i64x2.shuffle(f32x4.demote_f64x2_zero(p0), f32x4.demote_f64x2_zero(p1), 0, 2);
    const d = i64x2.shuffle(f32x4.demote_f64x2_zero(p2), f32x4.demote_f64x2_zero(p3), 0, 2);
    v128.store(y, orSpecial32(a, c));
    v128.store(y, orSpecial32(b, d), 16);
  }
}

/** The logarithm where x is positive and finite; ∞ and NaN of themselves, −∞ of 0, NaN of what is below. */
// @ts-ignore: decorator
@inline
function orSpecial32(x: v128, log: v128): v128 {
  const zero = v128.load(ZEROS);
  const finite = v128.bitselect(log, x, f32x4.lt(x, v128.load(ENDS32)));
  return v128.bitselect(finite, v128.or(v128.load(ENDS32, 16), f32x4.ne(x, zero)), f32x4.gt(x, zero));
}

/** The same of float64; uses 192 bytes of the scratch. */
export function logs64(x: usize, y: usize, end: usize, scratch: usize): void {
  const least = v128.load(LOG64, 208);
  const most = v128.load(LOG64, 224);
  for (; x < end; x += 64, y += 64) {
    let normal = v128.and(f64x2.ge(v128.load(x), least), f64x2.le(v128.load(x), most));
    for (let i: usize = 16; i < 64; i += 16) {
      normal = v128.and(normal, v128.and(f64x2.ge(v128.load(x + i), least), f64x2.le(v128.load(x + i), most)));
    }
    if (i64x2.all_true(normal)) logEight(x, ZEROS, y);
    else logOdd(x, y, scratch);
  }
}

/** Eight of which some are no normal numbers: subnormal ones are multiplied by 2⁵⁴, others have their results added. */
function logOdd(x: usize, y: usize, scratch: usize): void {
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
 * ln of eight positive, normal numbers, where the exponents count more by what stands at `shifts`. With m = f − 1 and
 * s = m/(2 + m) it is k·ln2 + (m − m²/2) + s·(m²/2 + s²·P(s²)); m² in two words, sums with what they lost.
 */
function logEight(x: usize, shifts: usize, y: usize): void {
  const u0 = v128.load(x);
  const u1 = v128.load(x, 16);
  const u2 = v128.load(x, 32);
  const u3 = v128.load(x, 48);
  const half = v128.load(LOG64);
  const above0 = i64x2.sub(u0, half);
  const above1 = i64x2.sub(u1, half);
  const above2 = i64x2.sub(u2, half);
  const above3 = i64x2.sub(u3, half);
  const exponents = v128.load(MASKS);
  const f0 = i64x2.sub(u0, v128.and(above0, exponents));
  const f1 = i64x2.sub(u1, v128.and(above1, exponents));
  const f2 = i64x2.sub(u2, v128.and(above2, exponents));
  const f3 = i64x2.sub(u3, v128.and(above3, exponents));
  const k0 = i32x4.shr_s(i32x4.shuffle(above0, above1, 1, 3, 5, 7), 20);
  const k2 = i32x4.shr_s(i32x4.shuffle(above2, above3, 1, 3, 5, 7), 20);
  const n0 = f64x2.add(f64x2.convert_low_i32x4_s(k0), v128.load(shifts));
  const n1 = f64x2.add(f64x2.convert_low_i32x4_s(i64x2.shuffle(k0, k0, 1, 1)), v128.load(shifts, 16));
  const n2 = f64x2.add(f64x2.convert_low_i32x4_s(k2), v128.load(shifts, 32));
  const n3 = f64x2.add(f64x2.convert_low_i32x4_s(i64x2.shuffle(k2, k2, 1, 1)), v128.load(shifts, 48));
  const one = v128.load(LOG64, 16);
  const m0 = f64x2.sub(f0, one);
  const m1 = f64x2.sub(f1, one);
  const m2 = f64x2.sub(f2, one);
  const m3 = f64x2.sub(f3, one);
  const two = v128.load(LOG64, 32);
  const s0 = f64x2.div(m0, f64x2.add(two, m0));
  const s1 = f64x2.div(m1, f64x2.add(two, m1));
  const s2 = f64x2.div(m2, f64x2.add(two, m2));
  const s3 = f64x2.div(m3, f64x2.add(two, m3));
  const q0 = f64x2.mul(s0, s0);
  const q1 = f64x2.mul(s1, s1);
  const q2 = f64x2.mul(s2, s2);
  const q3 = f64x2.mul(s3, s3);
  const c6 = v128.load(LOG64, 192);
  const c5 = v128.load(LOG64, 176);
  let p0 = fma64(c6, q0, c5);
  let p1 = fma64(c6, q1, c5);
  let p2 = fma64(c6, q2, c5);
  let p3 = fma64(c6, q3, c5);
  const c4 = v128.load(LOG64, 160);
  p0 = fma64(p0, q0, c4);
  p1 = fma64(p1, q1, c4);
  p2 = fma64(p2, q2, c4);
  p3 = fma64(p3, q3, c4);
  const c3 = v128.load(LOG64, 144);
  p0 = fma64(p0, q0, c3);
  p1 = fma64(p1, q1, c3);
  p2 = fma64(p2, q2, c3);
  p3 = fma64(p3, q3, c3);
  const c2 = v128.load(LOG64, 128);
  p0 = fma64(p0, q0, c2);
  p1 = fma64(p1, q1, c2);
  p2 = fma64(p2, q2, c2);
  p3 = fma64(p3, q3, c2);
  const c1 = v128.load(LOG64, 112);
  p0 = fma64(p0, q0, c1);
  p1 = fma64(p1, q1, c1);
  p2 = fma64(p2, q2, c1);
  p3 = fma64(p3, q3, c1);
  const c0 = v128.load(LOG64, 96);
  p0 = fma64(p0, q0, c0);
  p1 = fma64(p1, q1, c0);
  p2 = fma64(p2, q2, c0);
  p3 = fma64(p3, q3, c0);
  const short = v128.load(MASKS, 16);
  const w0 = v128.and(m0, short);
  const w1 = v128.and(m1, short);
  const w2 = v128.and(m2, short);
  const w3 = v128.and(m3, short);
  const point5 = v128.load(LOG64, 80);
  const h0 = f64x2.mul(f64x2.mul(w0, w0), point5);
  const h1 = f64x2.mul(f64x2.mul(w1, w1), point5);
  const h2 = f64x2.mul(f64x2.mul(w2, w2), point5);
  const h3 = f64x2.mul(f64x2.mul(w3, w3), point5);
  const l0 = f64x2.mul(f64x2.mul(f64x2.sub(m0, w0), f64x2.add(m0, w0)), point5);
  const l1 = f64x2.mul(f64x2.mul(f64x2.sub(m1, w1), f64x2.add(m1, w1)), point5);
  const l2 = f64x2.mul(f64x2.mul(f64x2.sub(m2, w2), f64x2.add(m2, w2)), point5);
  const l3 = f64x2.mul(f64x2.mul(f64x2.sub(m3, w3), f64x2.add(m3, w3)), point5);
  const a0 = f64x2.sub(m0, h0);
  const a1 = f64x2.sub(m1, h1);
  const a2 = f64x2.sub(m2, h2);
  const a3 = f64x2.sub(m3, h3);
  const e0 = f64x2.sub(f64x2.sub(f64x2.sub(m0, a0), h0), l0);
  const e1 = f64x2.sub(f64x2.sub(f64x2.sub(m1, a1), h1), l1);
  const e2 = f64x2.sub(f64x2.sub(f64x2.sub(m2, a2), h2), l2);
  const e3 = f64x2.sub(f64x2.sub(f64x2.sub(m3, a3), h3), l3);
  p0 = fma64(s0, fma64(q0, p0, f64x2.add(h0, l0)), e0);
  p1 = fma64(s1, fma64(q1, p1, f64x2.add(h1, l1)), e1);
  p2 = fma64(s2, fma64(q2, p2, f64x2.add(h2, l2)), e2);
  p3 = fma64(s3, fma64(q3, p3, f64x2.add(h3, l3)), e3);
  const low = v128.load(LOG64, 64);
  p0 = fma64(n0, low, p0);
  p1 = fma64(n1, low, p1);
  p2 = fma64(n2, low, p2);
  p3 = fma64(n3, low, p3);
  const high = v128.load(LOG64, 48);
  const b0 = f64x2.mul(n0, high);
  const b1 = f64x2.mul(n1, high);
  const b2 = f64x2.mul(n2, high);
  const b3 = f64x2.mul(n3, high);
  const t0 = f64x2.add(b0, a0);
  const t1 = f64x2.add(b1, a1);
  const t2 = f64x2.add(b2, a2);
  const t3 = f64x2.add(b3, a3);
  p0 = f64x2.add(p0, f64x2.add(f64x2.sub(b0, t0), a0));
  p1 = f64x2.add(p1, f64x2.add(f64x2.sub(b1, t1), a1));
  p2 = f64x2.add(p2, f64x2.add(f64x2.sub(b2, t2), a2));
  p3 = f64x2.add(p3, f64x2.add(f64x2.sub(b3, t3), a3));
  v128.store(y, f64x2.add(t0, p0));
  v128.store(y, f64x2.add(t1, p1), 16);
  v128.store(y, f64x2.add(t2, p2), 32);
  v128.store(y, f64x2.add(t3, p3), 48);
}
