// The four float formats that scores live in, and rounding to each: to nearest, ties to even, with subnormal numbers,
// as in IEEE 754 (bfloat16 is the upper half of a float32), so that a diagnosis gives the results of such a machine.

import { powerOfTwo } from './arithmetic/double-double.ts';
import { exponentOf } from './arithmetic/exponent.ts';

/** binary16, bfloat16, binary32 and binary64. */
export type FormatName = 'f16' | 'bf16' | 'f32' | 'f64';

/** A float format: its rounding and its range. */
export type Format = {
  /** The nearest number of the format; ±∞ beyond its largest. */
  round: (x: number) => number;
  /** The largest finite and the smallest positive number. */
  largest: number;
  smallest: number;
  /** e^x rounds to ∞ exactly for x above the first, to 0 exactly for x below the second. */
  overflowAbove: number;
  underflowBelow: number;
};

/**
 * The four formats: a function that rounds to each, and the limits of each.
 *
 * @example
 * ```ts
 * import { formats } from 'bridle';
 * formats.bf16.round(3.14159); // → 3.140625
 * formats.f16.round(65519.99); // → 65504
 * formats.f32.overflowAbove; // → 88.72283908187067
 * ```
 */
export const formats: Record<FormatName, Format> = {
  f16: {
    round: rounding(11, -24, 65504),
    largest: 65504,
    smallest: 2 ** -24,
    overflowAbove: 11.090110718526951,
    underflowBelow: -17.32867951399863,
  },
  bf16: {
    round: rounding(8, -133, 3.3895313892515355e38),
    largest: 3.3895313892515355e38,
    smallest: 2 ** -133,
    overflowAbove: 88.7208840768372,
    underflowBelow: -92.88172219503267,
  },
  f32: {
    round: Math.fround,
    largest: 3.4028234663852886e38,
    smallest: 2 ** -149,
    overflowAbove: 88.72283908187067,
    underflowBelow: -103.97207708399179,
  },
  f64: {
    round: (x) => x,
    largest: Number.MAX_VALUE,
    smallest: Number.MIN_VALUE,
    overflowAbove: 709.782712893384,
    underflowBelow: -745.1332191019411,
  },
};

/** Rounding to `digits` binary digits, of which none is worth less than 2^lowest. */
function rounding(digits: number, lowest: number, largest: number): (x: number) => number {
  return (x) => {
    if (!(Math.abs(x) <= 2 * largest)) return Number.isNaN(x) ? x : Math.sign(x) * Infinity;
    const lastPlace = powerOfTwo(Math.max(exponentOf(x) - digits + 1, lowest));
    // A sum of this size has its own last place there, so the addition rounds to it, ties to even.
    const grid = 6755399441055744 * lastPlace; // 1.5·2⁵²
    const rounded = Math.abs(x) + grid - grid;
    return Math.sign(x) * (rounded > largest ? Infinity : rounded);
  };
}
