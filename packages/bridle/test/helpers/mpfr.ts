// The oracle: MPFR (through gmp-wasm), and the distance of a float from it in units in the last place.

import { init } from 'gmp-wasm';

const library = await init();

/** MPFR's own functions, for oracles that would take too long through objects. */
export const { binding } = library;
export type Register = ReturnType<typeof binding.mpfr_t>;
export const NEAREST = 0;

export function register(bits: number): Register {
  const made = binding.mpfr_t();
  binding.mpfr_init2(made, bits);
  return made;
}

const difference = register(4096);

type Unary = 'sqrt' | 'neg' | 'abs' | 'ln' | 'exp' | 'sinh' | 'cosh' | 'tanh' | 'atanh';
type Binary = 'add' | 'sub' | 'mul' | 'div' | 'pow';
type Comparison = 'isEqual' | 'lessThan' | 'lessOrEqual' | 'greaterThan' | 'greaterOrEqual';
/** The part of gmp-wasm's Float that tests use; its own declaration is circular and comes out empty. */
export type Big = {
  readonly mpfr_t: Register;
  toNumber(): number;
  toString(radix?: number): string;
  isZero(): boolean;
} & {
  [name in Unary]: () => Big;
} & { [name in Binary]: (other: Big | number) => Big } & { [name in Comparison]: (other: Big | number) => boolean };
export type MakeBig = (x: number | string) => Big;

/** Runs `work` in a fresh MPFR context and frees every number made in it. */
export function withBig<T>(work: (big: MakeBig) => T, precisionBits = 256): T {
  const context = library.getContext({ precisionBits });
  try {
    return work((x) => context.Float(x) as unknown as Big);
  } finally {
    context.destroy();
  }
}

export type Format = { digits: number; minExponent: number };
export const float64: Format = { digits: 53, minExponent: -1074 };
export const float32: Format = { digits: 24, minExponent: -149 };

/** |got − want| in units in the last place of `want` in the given format. */
export function ulpError(got: number, want: Big, format: Format = float64): number {
  return ulps(got, want.mpfr_t, format);
}

/** The same for a register of the binding. */
export function ulps(got: number, want: Register, format: Format = float64): number {
  const near = binding.mpfr_get_d(want, NEAREST);
  if (!Number.isFinite(got) || !Number.isFinite(near)) return Object.is(got, near) ? 0 : Infinity;
  const leading = binding.mpfr_zero_p(want) ? -Infinity : binding.mpfr_get_exp(want) - format.digits;
  binding.mpfr_sub_d(difference, want, got, NEAREST);
  binding.mpfr_mul_2si(difference, difference, -Math.max(leading, format.minExponent), NEAREST);
  return Math.abs(binding.mpfr_get_d(difference, NEAREST));
}

const argument = register(4096);
const value = register(192);

/** |(gotHi + gotLow) / f(hi + lo) − 1|. */
export function relativeError(
  gotHi: number,
  gotLow: number,
  f: 'mpfr_exp' | 'mpfr_expm1' | 'mpfr_log' | 'mpfr_log1p',
  hi: number,
  lo: number,
): number {
  binding.mpfr_set_d(argument, hi, NEAREST);
  binding.mpfr_add_d(argument, argument, lo, NEAREST);
  binding[f](value, argument, NEAREST);
  binding.mpfr_sub_d(difference, value, gotHi, NEAREST);
  binding.mpfr_sub_d(difference, difference, gotLow, NEAREST);
  binding.mpfr_div(difference, difference, value, NEAREST);
  return Math.abs(binding.mpfr_get_d(difference, NEAREST));
}
