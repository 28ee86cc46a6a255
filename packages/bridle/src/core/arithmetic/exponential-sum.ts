// Σ gᵢ·e^(xᵢ) held exactly, so that it depends neither on the order of the data nor on how they are cut into parts.
// Score x goes to bin b = round(x/8), which depends on x alone, as the term e^(x − 8b): x − 8b is exact, and the term
// lies in e^±4 for every x. It is rounded to a multiple of 2⁻⁷⁷, and all further arithmetic is on integers.
// Of the bins only the 128 from the highest one down are kept. No carry ever passes between bins, and a bin inside the
// last window was inside every window before it, since the highest only rises: so the bins kept depend on the terms
// alone. What is dropped lies below e^(−1012) of the largest term: 2⁵³ such terms are less than 2⁻¹⁴⁰⁰ of the sum,
// and no float64 result reaches below 2⁻¹⁰⁷⁴.
// Fixed bins for sums that do not depend on the order: after Demmel & Nguyen 2013, "Fast reproducible summation".

import { addPairs, multiplyPairs, powerOfTwo, tail, twoSum } from './double-double.ts';
import { expPair } from './exp.ts';
import { exponentOf } from './exponent.ts';
import { log1pPair, logPair } from './log.ts';

/** How many bins are kept; a power of two, because bin b lives in slot b mod BINS. */
export const BINS = 128;
const WIDTH = 8;

/** One unit of a bin's sum is 2⁻⁷⁷. A term is split into multiples of 2⁻³⁵ and of 2⁻⁷⁷, … */
const UNIT_BITS = 77;
const HIGH_UNIT_BITS = 35;
const TO_HIGH_UNITS = 2 ** HIGH_UNIT_BITS;
const TO_UNITS = 2 ** UNIT_BITS;
const HIGH_GRID = 1.5 * 2 ** (52 - HIGH_UNIT_BITS); // adding and subtracting it rounds to a multiple of 2⁻³⁵
const LOW_GRID = 1.5 * 2 ** (52 - UNIT_BITS);
/** … and float64 adds up to so many of them without rounding: 2¹¹ terms < 2⁷ in units of 2⁻³⁵ stay below 2⁵³. */
const MAX_PENDING = 2048;

/** Sums of the lower bins are held as 2^600 times their value, for they may be as small as the smallest number. */
const SCALE_EXPONENT = 600;
const SCALE = 2 ** SCALE_EXPONENT;

export type ExponentialSum = {
  /** The highest bin is `top + topShift`; −∞ while there is none. topShift is 0 unless the number needs two words. */
  top: number;
  topShift: number;
  /** The sum of each bin's terms in units of 2⁻⁷⁷, and what has been added since: multiples of 2⁻³⁵ and of 2⁻⁷⁷. */
  sums: bigint[];
  high: Float64Array;
  low: Float64Array;
  /** How many terms `high` and `low` hold. */
  pending: number;
};

export function emptySum(): ExponentialSum {
  return {
    top: -Infinity,
    topShift: 0,
    sums: new Array<bigint>(BINS).fill(0n),
    high: new Float64Array(BINS),
    low: new Float64Array(BINS),
    pending: 0,
  };
}

/** Adds e^x for a finite x. */
export function addExponential(sum: ExponentialSum, x: number): void {
  const bin = Math.round(x / WIDTH) + 0; // + 0 makes 0 of −0
  const term = expPair(x - WIDTH * bin, 0, 0);
  deposit(sum, bin, 0, term, tail[0]);
}

/** Adds weight·e^x for a finite x and a finite weight > 0; `addExponential` is faster and gives the bits of weight 1. */
export function addWeighted(sum: ExponentialSum, x: number, weight: number): void {
  const subnormal = weight < 2.2250738585072014e-308;
  const normal = subnormal ? weight * 18014398509481984 : weight;
  const exponent = exponentOf(normal);
  const mantissa = normal * powerOfTwo(-exponent);
  const power = subnormal ? exponent - 54 : exponent;
  // weight = mantissa·2^power; the power moves the term to another bin, whose number needs two words where x is huge.
  const near = Math.round(x / WIDTH);
  const steps = Math.round((x - WIDTH * near + power * Math.LN2) / WIDTH);
  const bin = near + steps + 0;
  const shift = bin - near === steps ? 0 : near - bin + steps;
  const r = twoSum(x, -WIDTH * bin);
  const e = expPair(r - WIDTH * shift, tail[0], power);
  const term = multiplyPairs(mantissa, 0, e, tail[0]);
  deposit(sum, bin, shift, term, tail[0]);
}

/** Adds all that `other` holds. They may be the same. */
export function addSum(sum: ExponentialSum, other: ExponentialSum): void {
  settle(other);
  settle(sum);
  if (other.top === -Infinity) return;
  const depth = sum.top - other.top + (sum.topShift - other.topShift);
  if (depth < 0) raise(sum, other.top, other.topShift, -depth);
  const offset = Math.max(depth, 0);
  for (let d = offset; d < BINS; d += 1) sum.sums[slotBelow(sum, d)] += other.sums[slotBelow(other, d - offset)];
}

/** The sums of the bins in units of 2⁻⁷⁷, from the highest down to the last that holds anything. */
export function binSums(sum: ExponentialSum): bigint[] {
  settle(sum);
  if (sum.top === -Infinity) return [];
  const sums = Array.from({ length: BINS }, (_, depth) => sum.sums[slotBelow(sum, depth)]);
  return sums.slice(0, sums.findLastIndex((units) => units > 0n) + 1);
}

/** The inverse of `binSums`. */
export function sumOfBins(top: number, topShift: number, sums: readonly bigint[]): ExponentialSum {
  const sum = emptySum();
  if (sums.length === 0) return sum;
  sum.top = top;
  sum.topShift = topShift;
  for (let depth = 0; depth < sums.length; depth += 1) sum.sums[slotBelow(sum, depth)] = sums[depth];
  return sum;
}

/**
 * The centre of the highest bin, 8·top (+ 8·topShift), and ln(Σ/e^centre) as hi + lo: the logarithm of the sum is
 * base + baseLow + hi + lo. Absolute error ≤ 2⁻⁶⁶; relative error ≤ 2⁻⁶⁰ where the highest bin holds 1 exactly.
 */
export function logarithm(sum: ExponentialSum): { base: number; baseLow: number; hi: number; lo: number } {
  settle(sum);
  let rest = 0;
  let restLow = 0;
  for (let depth = BINS - 1; depth > 0; depth -= 1) {
    const units = sum.sums[slotBelow(sum, depth)];
    if (units === 0n) continue;
    const factor = expPair(-WIDTH * depth, 0, SCALE_EXPONENT);
    const factorLow = tail[0];
    const bin = toPair(units, 1);
    const part = multiplyPairs(bin, tail[0], factor, factorLow);
    rest = addPairs(rest, restLow, part, tail[0]);
    restLow = tail[0];
  }
  const base = WIDTH * sum.top;
  const baseLow = WIDTH * sum.topShift;
  const highest = sum.sums[slotBelow(sum, 0)];
  // 1 is subtracted in integers: the logarithm of a sum 1 + 1e−300 is 1e−300.
  const excess = toPair(highest - (1n << BigInt(UNIT_BITS)), SCALE);
  const f = addPairs(excess, tail[0], rest, restLow) / SCALE;
  if (Math.abs(f) < 0.5) return { base, baseLow, hi: log1pPair(f, tail[0] / SCALE), lo: tail[0] };
  const whole = toPair(highest, 1);
  const total = addPairs(whole, tail[0], rest / SCALE, restLow / SCALE);
  return { base, baseLow, hi: logPair(total, tail[0]), lo: tail[0] };
}

/** Puts a term hi + lo, e^(−4) ≤ term ≤ 2·e⁴, into its bin. */
function deposit(sum: ExponentialSum, bin: number, shift: number, hi: number, lo: number): void {
  // Exact where it is small, and where it is rounded it is far beyond the window.
  const depth = sum.top - bin + (sum.topShift - shift);
  if (depth < 0) raise(sum, bin, shift, -depth);
  else if (depth >= BINS) return;
  const slot = slotOf(bin, shift);
  const q = hi + HIGH_GRID - HIGH_GRID;
  sum.high[slot] += q;
  sum.low[slot] += hi - q + lo + LOW_GRID - LOW_GRID;
  sum.pending += 1;
  if (sum.pending === MAX_PENDING) settle(sum);
}

/** Makes bin + shift the highest, `steps` above the one before; the slots of the bins that drop out become empty. */
function raise(sum: ExponentialSum, bin: number, shift: number, steps: number): void {
  settle(sum);
  sum.top = bin;
  sum.topShift = shift;
  for (let depth = Math.min(steps, BINS) - 1; depth >= 0; depth -= 1) sum.sums[slotBelow(sum, depth)] = 0n;
}

/** Moves the pending float64 sums into the integers. */
function settle(sum: ExponentialSum): void {
  if (sum.pending === 0) return;
  const { sums, high, low } = sum;
  for (let slot = 0; slot < BINS; slot += 1) {
    if (high[slot] === 0 && low[slot] === 0) continue;
    sums[slot] +=
      (BigInt(high[slot] * TO_HIGH_UNITS) << BigInt(UNIT_BITS - HIGH_UNIT_BITS)) + BigInt(low[slot] * TO_UNITS);
  }
  high.fill(0);
  low.fill(0);
  sum.pending = 0;
}

/** (bin + shift) mod BINS; & is exact for whole numbers of any size, as it works modulo 2³². */
function slotOf(bin: number, shift: number): number {
  return ((bin & (BINS - 1)) + shift) & (BINS - 1);
}

function slotBelow(sum: ExponentialSum, depth: number): number {
  return slotOf(sum.top, sum.topShift - depth);
}

/** units·2⁻⁷⁷·scale as a double-double. */
function toPair(units: bigint, scale: number): number {
  const hi = Number(units);
  tail[0] = (Number(units - BigInt(hi)) / TO_UNITS) * scale;
  return (hi / TO_UNITS) * scale;
}
