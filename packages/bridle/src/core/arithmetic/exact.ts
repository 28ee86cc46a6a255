// The log-sum-exp in integer arithmetic, for rows whose result is nearly 0 because two large terms cancel: fixed point
// with P fractional bits in BigInt, where P is doubled until 90 bits of the result are correct (Ziv's strategy). The
// limit for T = ∞ takes only sums and products. Short rather than fast, since such rows are rare.

import { exponential, logNearOne, magnitude, naturalLogOfTwo, toNumber, units } from './fixed-point.ts';
import type { Terms } from './terms.ts';

const MAX_BITS = 8192;

/** T·ln Σ gᵢ·e^(xᵢ/T), rounded to nearest, for a finite row whose sum of exponentials is near 1. */
export function exactLogSumExp(row: Terms): number {
  for (let bits = 256; bits <= MAX_BITS; bits *= 2) {
    const logSum = logNearOne(sumOfExponentials(row, bits), bits);
    const noise = BigInt(90 + 32 - Math.clz32(row.n));
    if (magnitude(logSum) >> noise > 0n) return toNumber(logSum * units(row.temperature), bits + 1074);
  }
  return 0; // Σ g·e^(x/T) = 1 exactly: only for x = 0 and Σg = 1 (Lindemann–Weierstrass)
}

/** T·ln Σg + Σ gx/Σg for T → ∞: ±∞ unless Σg = 1, where it is the weighted mean, rounded to nearest. */
export function exactHotLimit(row: Terms): number {
  let total = 0n;
  let mean = 0n;
  for (let i = 0; i < row.n; i += 1) {
    if (row.values[i] === -Infinity) continue;
    const weight = units(row.weights ? row.weights[i] : 1);
    total += weight;
    mean += weight * units(row.values[i]);
  }
  const one = units(1);
  if (total !== one) return total > one ? Infinity : -Infinity;
  return toNumber(mean, 2 * 1074);
}

/** Σ gᵢ·e^(xᵢ/T)·2^bits. */
function sumOfExponentials(row: Terms, bits: number): bigint {
  const work = bits + 64 + (row.weights ? 1024 : 0); // a weight may be as large as 2^1024
  const ln2 = naturalLogOfTwo(work);
  const temperature = units(row.temperature);
  let sum = 0n;
  for (let i = 0; i < row.n; i += 1) {
    if (row.values[i] === -Infinity) continue;
    const scaled = units(row.values[i]) << BigInt(work);
    const x = row.temperature === 1 ? scaled >> 1074n : scaled / temperature;
    const e = exponential(x, work, ln2);
    sum += row.weights ? (e * units(row.weights[i])) >> 1074n : e;
  }
  return sum >> BigInt(work - bits);
}
