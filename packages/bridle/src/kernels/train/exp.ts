// e^x in lanes for the rows of a tile, one vector at a time; the loop over classes keeps several in flight. x = n·ln2 +
// r, |r| ≤ ln2/2, e^r = 1 + r + r²·q(r), and n is added to the exponent bits. The polynomials q are Chebyshev fits with
// errors below 2⁻⁵⁵ and 2⁻²⁶. Constants are loaded where they are used: V8 materialises a v128.const again in every
// iteration.

import { fma32, fma64 } from '../simd';

// log₂e, −ln2 in two parts (n times the first is exact), 1.5·2⁵² or 1.5·2²³ for rounding, the least x, then the
// coefficients of q from the highest power down, and 1.
const EXP64 = memory.data<f64>([
  1.4426950408889634, -0.6931471805598903, -5.497923018708371e-14, 6755399441055744.0, -708.0, 2.5100569275813683e-8,
  2.762032742826824e-7, 2.75572680728901e-6, 2.4801520792572694e-5, 0.00019841269863303223, 0.0013888888917538296,
  0.008333333333330011, 0.04166666666662348, 0.16666666666666669, 0.5, 1.0,
]);
const EXP32 = memory.data<f32>([
  1.4426950408889634, -0.693145751953125, -1.4286068203094173e-6, 12582912.0, -86.0, 0.0013926325618133463,
  0.008363292753030603, 0.041666553762567636, 0.16666576305560638, 0.5, 1.0,
]);
// @ts-ignore: decorator
@inline
function e64(i: usize): v128 {
  return v128.load64_splat(EXP64 + 8 * i);
}

// @ts-ignore: decorator
@inline
function e32(i: usize): v128 {
  return v128.load32_splat(EXP32 + 4 * i);
}

/** e^x for x ≤ 0 within 1 ulp; 0 below −708. */
// @ts-ignore: decorator
@inline
export function exp64(x: v128): v128 {
  const least = e64(4);
  const c = f64x2.pmax(least, x);
  const magic = e64(3);
  const t = fma64(c, e64(0), magic);
  const n = f64x2.sub(t, magic);
  let r = fma64(n, e64(1), c);
  r = fma64(n, e64(2), r);
  let q = fma64(e64(5), r, e64(6));
  q = fma64(q, r, e64(7));
  q = fma64(q, r, e64(8));
  q = fma64(q, r, e64(9));
  q = fma64(q, r, e64(10));
  q = fma64(q, r, e64(11));
  q = fma64(q, r, e64(12));
  q = fma64(q, r, e64(13));
  q = fma64(q, r, e64(14));
  const p = f64x2.add(fma64(f64x2.mul(r, r), q, r), e64(15));
  return v128.and(i64x2.add(p, i64x2.shl(t, 52)), f64x2.ge(x, least));
}

/** e^x for x ≤ 0 within 1 ulp; 0 below −86. */
// @ts-ignore: decorator
@inline
export function exp32(x: v128): v128 {
  const least = e32(4);
  const c = f32x4.pmax(least, x);
  const magic = e32(3);
  const t = fma32(c, e32(0), magic);
  const n = f32x4.sub(t, magic);
  let r = fma32(n, e32(1), c);
  r = fma32(n, e32(2), r);
  let q = fma32(e32(5), r, e32(6));
  q = fma32(q, r, e32(7));
  q = fma32(q, r, e32(8));
  q = fma32(q, r, e32(9));
  const p = f32x4.add(fma32(f32x4.mul(r, r), q, r), e32(10));
  return v128.and(i32x4.add(p, i32x4.shl(t, 23)), f32x4.ge(x, least));
}
