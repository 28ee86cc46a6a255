// The oracle: MPFR (through gmp-wasm), and the distance of a float from it in units in the last place.

import { init } from 'gmp-wasm';

const library = await init();

export type Big = ReturnType<ReturnType<typeof library.getContext>['Float']>;
export type MakeBig = (x: number) => Big;

/** Runs `work` in a fresh MPFR context and frees every number made in it. */
export function withBig<T>(work: (big: MakeBig) => T, precisionBits = 256): T {
  const context = library.getContext({ precisionBits });
  try {
    return work((x) => context.Float(x));
  } finally {
    context.destroy();
  }
}

export type Format = { digits: number; minExponent: number };
export const float64: Format = { digits: 53, minExponent: -1074 };
export const float32: Format = { digits: 24, minExponent: -149 };
export const float16: Format = { digits: 11, minExponent: -24 };

/** |got − want| in units in the last place of `want` in the given format. */
export function ulpError(got: number, want: Big, format: Format = float64): number {
  const approx = want.toNumber();
  if (Number.isNaN(got) || !Number.isFinite(got) || !Number.isFinite(approx)) return Object.is(got, approx) ? 0 : Infinity;
  const exponent = approx === 0 ? -1100 : Math.floor(Math.log2(Math.abs(approx)));
  // log2 may round up to the next integer just below a power of two: check against the exact power.
  const floorExponent = exponent > -1022 && Math.abs(approx) < 2 ** exponent ? exponent - 1 : exponent;
  const ulpExponent = Math.max(floorExponent - format.digits + 1, format.minExponent);
  const up = Math.min(-ulpExponent, 1000);
  const scaled = want.sub(got).mul(2 ** up).toNumber();
  return Math.abs(scaled) * 2 ** (-ulpExponent - up);
}
