// The operations that differ between the two builds of the kernels: fma rounds once in a module with relaxed SIMD,
// twice in one without. The sources are AssemblyScript. scripts/kernels.mjs expands their notation for interleaved
// chains and builds them with passes that keep the order of statements, because engines schedule operations in the
// order given.

/** a·b + c in four float32 lanes. */
// @ts-ignore: decorator
@inline
export function fma32(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** a·b + c in two float64 lanes. */
// @ts-ignore: decorator
@inline
export function fma64(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** a·b + c in two float64 lanes; rounded twice in both builds unless `fused`. */
// @ts-ignore: decorator
@inline
export function fma64If(fused: bool, a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD && fused) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** a·b + c in lanes of the format T. */
// @ts-ignore: decorator
@inline
export function fma<T>(a: v128, b: v128, c: v128): v128 {
  if (sizeof<T>() == 4) return fma32(a, b, c);
  return fma64(a, b, c);
}

/** The exact rounding error of product = a·b, by Dekker's splitting where there is no FMA. |a|, |b| < 2⁹⁷⁰. */
// @ts-ignore: decorator
@inline
export function multiplyLow64(a: v128, b: v128, product: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, f64x2.neg(product));
  const half = i64x2.splat(-134217728);
  const aTop = v128.and(a, half);
  const bTop = v128.and(b, half);
  const aLow = f64x2.sub(a, aTop);
  const bLow = f64x2.sub(b, bTop);
  const top = f64x2.sub(f64x2.mul(aTop, bTop), product);
  return f64x2.add(f64x2.add(f64x2.add(top, f64x2.mul(aTop, bLow)), f64x2.mul(aLow, bTop)), f64x2.mul(aLow, bLow));
}
