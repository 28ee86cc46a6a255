// e^x in lanes for the rows of a tile, one vector at a time; the loop over classes keeps several in flight. x = n·ln2 +
// r, |r| ≤ ln2/2, e^r = 1 + r + r²·q(r), and n is added to the exponent bits. The polynomial q is a Chebyshev fit with an
// error below 2⁻⁵⁵. Constants are loaded where they are used: V8 materialises a v128.const again in every iteration.

import { fma64 } from '../simd';

// log₂e, −ln2 in two parts (n times the first is exact), 1.5·2⁵² for rounding, the least x, then the
// coefficients of q from the highest power down, and 1.
const EXP64 = memory.data<f64>([
  1.4426950408889634, -0.6931471805598903, -5.497923018708371e-14, 6755399441055744.0, -708.0, 2.5100569275813683e-8,
  2.762032742826824e-7, 2.75572680728901e-6, 2.4801520792572694e-5, 0.00019841269863303223, 0.0013888888917538296,
  0.008333333333330011, 0.04166666666662348, 0.16666666666666669, 0.5, 1.0,
]);

// @ts-ignore: decorator
@inline
function e64(i: usize): v128 {
  return v128.load64_splat(EXP64 + 8 * i);
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
