// What both levels of the kernels are written in: fma is one rounding where the module is built with relaxed SIMD,
// two without. Sources are AssemblyScript; scripts/kernels.mjs builds them with passes that keep the order of the
// statements, because the engines schedule what they are given: chains of operations stand interleaved, four by four.

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
