// The natural logarithm of two float64 lanes.

import { fma64If } from './simd';

// 0 ln2 to 42 bits · 1 the rest of ln2 · 2 √½ · 3…9 the polynomial in s² for (ln((1+s)/(1−s)) − 2s)/s³.
const LOG = memory.data<f64>([
  0.6931471805598903, 0.6931471805598903, 5.497923018708371e-14, 5.497923018708371e-14, 0.7071067811865476,
  0.7071067811865476, 0.6666666666666736, 0.6666666666666736, 0.3999999999940441, 0.3999999999940441,
  0.2857142874489065, 0.2857142874489065, 0.2222219829545022, 0.2222219829545022, 0.18183579779553127,
  0.18183579779553127, 0.1531363048120735, 0.1531363048120735, 0.14800388370130488, 0.14800388370130488,
], 16);

/** ln(1 + z) for z ≥ 0, however small, within 1.1 ulp. */
export function log1p64(z: v128): v128 {
  const u = f64x2.add(f64x2.splat(1), z);
  return logOf64(u, f64x2.div(lostIn(u, z), u));
}

/** The same with the bits of the build without FMA. */
export function log1pPlain64(z: v128): v128 {
  if (!ASC_FEATURE_RELAXED_SIMD) return log1p64(z);
  const u = f64x2.add(f64x2.splat(1), z);
  return logBy(false, u, f64x2.div(lostIn(u, z), u));
}

/** ln u + low for a positive, normal u. */
export function logOf64(u: v128, low: v128): v128 {
  return logBy(true, u, low);
}

/** The rounding error of u = 1 + z, exact: the larger of the two is subtracted from u first. */
// @ts-ignore: decorator
@inline
function lostIn(u: v128, z: v128): v128 {
  const one = f64x2.splat(1);
  return v128.bitselect(f64x2.sub(one, f64x2.sub(u, z)), f64x2.sub(z, f64x2.sub(u, one)), f64x2.gt(z, one));
}

// @ts-ignore: decorator
@inline
function logBy(fused: bool, u: v128, low: v128): v128 {
  const one = f64x2.splat(1);
  // u = 2^k·f with f from √½ to √2. k is in the exponent bits of u's bits minus those of √½.
  const half = v128.load(LOG, 32);
  const above = i64x2.sub(u, half);
  const k = i64x2.shr_s(above, 52);
  const f = i64x2.sub(u, i64x2.shl(k, 52));
  const n = f64x2.convert_low_i32x4_s(i32x4.shuffle(k, k, 0, 2, 0, 2));
  const m = f64x2.sub(f, one);
  const s = f64x2.div(m, f64x2.add(f64x2.splat(2), m));
  const q = f64x2.mul(s, s);
  let p = v128.load(LOG, 144);
  p = fma64If(fused, p, q, v128.load(LOG, 128));
  p = fma64If(fused, p, q, v128.load(LOG, 112));
  p = fma64If(fused, p, q, v128.load(LOG, 96));
  p = fma64If(fused, p, q, v128.load(LOG, 80));
  p = fma64If(fused, p, q, v128.load(LOG, 64));
  p = fma64If(fused, p, q, v128.load(LOG, 48));
  // ln f = m − s·(m − q·p), where m is exact and the rest is small.
  const correction = f64x2.sub(fma64If(fused, n, v128.load(LOG, 16), low), f64x2.mul(s, f64x2.sub(m, f64x2.mul(q, p))));
  return f64x2.add(f64x2.mul(n, v128.load(LOG)), f64x2.add(m, correction));
}
