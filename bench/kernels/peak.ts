// What the machine can do at most: multiply-adds in 128-bit registers, ten chains that wait for nothing else. For
// bench/training.mjs alone; the library does not contain it.

import { fma } from '../../packages/bridle/src/kernels/simd';

/** `rounds` of 20 multiply-adds; the result keeps them from being left out. */
export function peak32(rounds: i32): f64 {
  return chains<f32>(rounds);
}

export function peak64(rounds: i32): f64 {
  return chains<f64>(rounds);
}

function chains<T>(rounds: i32): f64 {
  const x = v128.splat<T>(load<T>(0));
  let a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x;
  for (let i = 0; i < rounds; i += 1) {
    a0 = fma<T>(x, x, a0);
    a1 = fma<T>(x, x, a1);
    a2 = fma<T>(x, x, a2);
    a3 = fma<T>(x, x, a3);
    a4 = fma<T>(x, x, a4);
    a5 = fma<T>(x, x, a5);
    a6 = fma<T>(x, x, a6);
    a7 = fma<T>(x, x, a7);
    a8 = fma<T>(x, x, a8);
    a9 = fma<T>(x, x, a9);
    a0 = fma<T>(x, x, a0);
    a1 = fma<T>(x, x, a1);
    a2 = fma<T>(x, x, a2);
    a3 = fma<T>(x, x, a3);
    a4 = fma<T>(x, x, a4);
    a5 = fma<T>(x, x, a5);
    a6 = fma<T>(x, x, a6);
    a7 = fma<T>(x, x, a7);
    a8 = fma<T>(x, x, a8);
    a9 = fma<T>(x, x, a9);
  }
  a0 = v128.add<T>(v128.add<T>(v128.add<T>(a0, a1), v128.add<T>(a2, a3)), v128.add<T>(a4, a5));
  a0 = v128.add<T>(a0, v128.add<T>(v128.add<T>(a6, a7), v128.add<T>(a8, a9)));
  return <f64>v128.extract_lane<T>(a0, 0);
}
