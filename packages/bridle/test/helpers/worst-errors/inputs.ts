// What the subjects draw from: numbers of every size, rows of every kind, and the levels of arithmetic.

import { type Arithmetic, arithmetic, setArithmetic } from 'bridle';
import type { Random } from '../../../src/core/random.ts';
import { type Format, float32, float64 } from '../mpfr.ts';

export type Floats = Float64Array | Float32Array;
export const types = {
  float64: { format: float64, make: (x: ArrayLike<number>) => Float64Array.from(x) },
  float32: { format: float32, make: (x: ArrayLike<number>) => Float32Array.from(x) },
} as const;
export type Type = keyof typeof types;

export const kernelLevels = ['reproducible', 'auto'] as const;

/** What `work` gives at a level. */
export function atLevel<T>(wanted: Arithmetic, work: () => T): T {
  const before = arithmetic();
  setArithmetic(wanted);
  try {
    return work();
  } finally {
    setArithmetic(before);
  }
}

export const between = (random: Random, low: number, high: number) => low + (high - low) * random();
export const whole = (random: Random, low: number, high: number) => Math.floor(between(random, low, high + 1));
export const fill = (n: number, make: (i: number) => number) => Array.from({ length: n }, (_, i) => make(i));

/** A number whose logarithm is uniform, from 2^low to 2^high. */
export const power = (random: Random, low: number, high: number) => 2 ** between(random, low, high);

/** How many entries: few, or sometimes as many as the kernels take one row at a time. */
export const length = (random: Random) => (random() < 0.1 ? whole(random, 24, 33) : whole(random, 2, 6));

/** A largest score, one below it, and copies of a third: their exponentials err alike. */
const repeated = (random: Random, n: number) => {
  const [a, b] = [between(random, -3, 0), between(random, -3, 0)];
  return fill(n, (i) => [0, a][i] ?? b);
};

/** Scores of one of several kinds: spread, beside one another, confident, subnormal, repeated, huge, or log-probabilities. */
export function scores(random: Random, n: number, format: Format): number[] {
  const kind = whole(random, 0, 8);
  const base = random() < 0.5 ? 0 : between(random, -1, 1) * power(random, -10, 10);
  const depth = -format.minExponent * Math.LN2;
  if (kind <= 1) return fill(n, () => base + between(random, -1, 1) * power(random, -6, 5));
  if (kind === 2) return fill(n, (i) => (i === 0 ? base : base - between(random, 0, depth)));
  if (kind === 3) return fill(n, () => base * (1 + whole(random, -4, 4) * 2 ** (1 - format.digits)));
  if (kind === 4) return fill(n, () => between(random, -1, 1) * depth);
  if (kind === 5) return fill(n, () => -Math.log(n) + between(random, -1, 1) * power(random, -30, 0));
  if (kind === 6) return fill(n, () => between(random, -9, 9) * 2 ** format.minExponent * power(random, 0, 60));
  if (kind === 7) return repeated(random, n).map((v) => base + v);
  const huge = power(random, 10, format === float64 ? 1000 : 120);
  return fill(n, () => (random() < 0.3 ? huge - 30 * random() : huge * (random() - 0.5)));
}

/** Probabilities: of a softmax, with subnormal ones among them now and then. */
export function probabilities(random: Random, n: number): number[] {
  const spread = power(random, -4, 10);
  const e = fill(n, () => Math.exp(-spread * random()));
  const sum = e.reduce((a, b) => a + b);
  return e.map((v) => (random() < 0.05 ? 5e-324 * whole(random, 0, 9) : v / sum));
}

/** The row's numbers, or null where some are not finite. */
export function finite(x: number | number[] | undefined): number[] | null {
  return Array.isArray(x) && x.every(Number.isFinite) ? x : null;
}
