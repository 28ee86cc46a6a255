// Tells whether the engine's relaxed multiply-add rounds once, as the FMA kernels require.

import { fma64 } from './simd';

/** (1 + 2⁻³⁰)² − (1 + 2⁻²⁹) is 2⁻⁶⁰ rounded once, and 0 rounded twice. The 0 at address 0 prevents constant folding. */
export function fused(): bool {
  const a = f64x2.splat(load<f64>(0) + 1.000000000931322574615478515625);
  return (
    f64x2.extract_lane(fma64(a, a, f64x2.splat(-1.00000000186264514923095703125)), 0) ==
    8.673617379884035472059622406959533691406e-19
  );
}
