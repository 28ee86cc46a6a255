// Whether the engine's relaxed multiply-add is one rounding: the FMA kernels rely on it.

import { fma64 } from './simd';

/** (1 + 2⁻³⁰)² − (1 + 2⁻²⁹) is 2⁻⁶⁰ where it is rounded once, else 0. Address 0 holds 0: nothing is folded away. */
export function fused(): bool {
  const a = f64x2.splat(load<f64>(0) + 1.000000000931322574615478515625);
  return (
    f64x2.extract_lane(fma64(a, a, f64x2.splat(-1.00000000186264514923095703125)), 0) ==
    8.673617379884035472059622406959533691406e-19
  );
}
