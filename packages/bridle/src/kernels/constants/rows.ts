// Constants of the softmax kernels and of the TypeScript that calls them. TypeScript and AssemblyScript both read this
// file, so it holds plain literals only: no types, which the two name differently, and no imports. To AssemblyScript a
// whole number is an i32, and one with a point or an exponent an f64.

// The operations on a row, as the kernels number them.
export const SOFTMAX = 0;
export const LOG_SOFTMAX = 1;
export const LOG_SUM_EXP = 2;
export const CROSS_ENTROPY = 3;

/** Added to an operation: float32 rows at T = 1 may take the arithmetic of the level fast. The bits below it are the operation. */
export const FAST = 4;

/** Where the exponentials begin in the scratch, in bytes; before them lie small work areas. */
export const WORK_EXPS = 512;

/** How many float64 exponentials the scratch holds. A longer row is computed in parts of this length, twice. */
export const PART = 262144;

/**
 * Rows with fewer entries are computed eight at a time, one in each lane: at 24 to 32 entries both ways take the same
 * time. In float32 they are computed without FMA at every level, with the bits of accelerated/short-rows.ts.
 */
export const SHORT = 24;

/** The longest rows in lanes: for each entry the scratch holds eight exponentials and eight scores. */
export const LONGEST_IN_LANES = 16384;

/** float32 scores within ±600 need no shift: their exponentials, and sums of them, stay within the range of float64. */
export const UNSHIFTED = 600.0;

/** A sum below this, in units of its largest term, is mostly that term: the others are then summed separately. */
export const PEAKED = 1.5;

/** A sum of the other terms below this may contain terms below the range of the exponentials. */
export const TINY_REST = 1e-280;

/** 2⁹⁷⁰. For a largest score m beyond it x − m may overflow, which matters if it is then divided by T > 1. */
export const FAR = 9.9792015476736e291;
