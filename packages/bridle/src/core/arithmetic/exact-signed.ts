// The log-sum-exp of terms of both signs in whole numbers, for rows whose terms cancel. Terms of equal x are joined
// first, exactly: what is left is 0 only where nothing is left (Lindemann–Weierstrass: exponentials of different
// rational numbers are linearly independent over them). So the sum of what is left is computed with ever more bits
// until enough of them are known (Ziv's strategy).

import { bitLength, exponential, magnitude, naturalLog, naturalLogOfTwo, toNumber, units } from './fixed-point.ts';
import type { Terms } from './terms.ts';

/** Of a sum that needs more bits nothing is known; only terms that cancel in some hundred orders make one. */
const MAX_BITS = 131_072;
/** So many bits of a result are known before it is rounded. */
const KNOWN = 64;

/** sign is −1, 0 or 1, or NaN. */
export type Signed = { logAbs: number; sign: number };

/** Terms of one x, whose weights' sum is not 0: coefficient·2^(−1074)·e^(x/T). */
type Group = { x: number; coefficient: bigint };

/** T·ln|Σ ±gᵢ·e^(xᵢ/T)| rounded to nearest, and the sum's sign, for finite scores and 0 < T < ∞. */
export function exactSigned(terms: Terms, isNegative: (i: number) => boolean): Signed {
  const groups = groupsOf(terms, isNegative);
  if (groups.length === 0) return { logAbs: -Infinity, sign: 0 };
  const top = largest(groups, terms.temperature);
  for (let bits = 256; bits <= MAX_BITS; bits *= 2) {
    const sum = sumOf(groups, top, terms.temperature, bits);
    const sign = sum < 0n ? -1 : 1;
    const lost = bits - bitLength(magnitude(sum));
    if (sum === 0n || lost > bits - 32 - bitLength(BigInt(groups.length))) continue;
    // sum was formed as 2^(1074 − length) times its value.
    const length = bitLength(magnitude(top.coefficient));
    const logSum = naturalLog(magnitude(sum), bits) + BigInt(length - 1074) * naturalLogOfTwo(bits);
    const value = (units(top.x) << BigInt(bits)) + logSum * units(terms.temperature);
    if (value === 0n && groups.length === 1) return { logAbs: 0, sign }; // ±1·e^0
    const noise = Math.max(lost + bitLength(BigInt(groups.length)) + 4, 24) + bitLength(units(terms.temperature));
    if (bitLength(magnitude(value)) > noise + KNOWN) return { logAbs: toNumber(value, bits + 1074), sign };
  }
  return { logAbs: -Infinity, sign: 0 };
}

/** The scores of the largest terms that do not cancel, for T → 0: the sum's sign there, or 0 where all cancel. */
export function exactColdLimit(terms: Terms, isNegative: (i: number) => boolean): Signed {
  const groups = groupsOf(terms, isNegative);
  if (groups.length === 0) return { logAbs: -Infinity, sign: 0 };
  const top = groups.reduce((best, group) => (group.x > best.x ? group : best));
  return { logAbs: top.x, sign: top.coefficient < 0n ? -1 : 1 };
}

/** T·ln|Σ ±g| + (Σ ±gx)/(Σ ±g) for T → ∞: ±∞ unless |Σ ±g| is 1. */
export function exactHotLimit(terms: Terms, isNegative: (i: number) => boolean): Signed {
  let total = 0n;
  let mean = 0n;
  for (const { x, coefficient } of groupsOf(terms, isNegative)) {
    total += coefficient;
    mean += coefficient * units(x);
  }
  const sign = total < 0n ? -1 : total > 0n ? 1 : 0;
  const size = magnitude(total);
  if (size === units(1)) return { logAbs: toNumber(total < 0n ? -mean : mean, 2 * 1074), sign };
  return { logAbs: size > units(1) ? Infinity : -Infinity, sign };
}

function groupsOf({ n, values, weights }: Terms, isNegative: (i: number) => boolean): Group[] {
  const coefficients = new Map<number, bigint>();
  for (let i = 0; i < n; i += 1) {
    if (values[i] === -Infinity) continue;
    const weight = units(weights ? weights[i] : 1);
    coefficients.set(values[i], (coefficients.get(values[i]) ?? 0n) + (isNegative(i) ? -weight : weight));
  }
  return [...coefficients].filter(([, sum]) => sum !== 0n).map(([x, coefficient]) => ({ x, coefficient }));
}

/** The group with the largest term; of two that are nearly equal it does not matter which. */
function largest(groups: readonly Group[], temperature: number): Group {
  const length = ({ coefficient }: Group) => bitLength(magnitude(coefficient));
  return groups.reduce((best, group) => {
    const ahead = (group.x - best.x) / temperature + (length(group) - length(best)) * Math.LN2;
    return ahead > 0 ? group : best;
  });
}

/** Σ coefficient·e^((x − x_top)/T)·2^bits, with the coefficients brought below 1 by the length of the top's. */
function sumOf(groups: readonly Group[], top: Group, temperature: number, bits: number): bigint {
  const length = bitLength(magnitude(top.coefficient));
  // A small exponential times a large coefficient may be as large as the top: it needs its bits before it is multiplied.
  const ahead = groups.map(({ coefficient }) => bitLength(magnitude(coefficient)) - length);
  const work = bits + 64 + Math.max(...ahead);
  const ln2 = naturalLogOfTwo(work);
  const divisor = units(temperature);
  const from = units(top.x);
  let sum = 0n;
  for (const { x, coefficient } of groups) {
    const d = ((units(x) - from) << BigInt(work)) / divisor;
    sum += (exponential(d, work, ln2) * coefficient) >> BigInt(length);
  }
  return sum >> BigInt(work - bits);
}
