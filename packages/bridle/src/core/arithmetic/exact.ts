// The log-sum-exp in integer arithmetic, for rows whose result is nearly 0 because two large terms cancel: fixed point
// with P fractional bits in BigInt, where P is doubled until 90 bits of the result are correct (Ziv's strategy). The
// limit for T = ∞ takes only sums and products. Short rather than fast, since such rows are rare.

import { powerOfTwo } from './double-double.ts';
import type { Terms } from './terms.ts';

const MAX_BITS = 8192;

/** T·ln Σ gᵢ·e^(xᵢ/T), rounded to nearest, for a finite row whose sum of exponentials is near 1. */
export function exactLogSumExp(row: Terms): number {
  for (let bits = 256; bits <= MAX_BITS; bits *= 2) {
    const logSum = logNearOne(sumOfExponentials(row, bits), bits);
    const noise = BigInt(90 + 32 - Math.clz32(row.n));
    if (magnitude(logSum) >> noise > 0n) return toNumber(logSum * mantissa(row.temperature), bits + 1074);
  }
  return 0; // Σ g·e^(x/T) = 1 exactly: only for x = 0 and Σg = 1 (Lindemann–Weierstrass)
}

/** T·ln Σg + Σ gx/Σg for T → ∞: ±∞ unless Σg = 1, where it is the weighted mean, rounded to nearest. */
export function exactHotLimit(row: Terms): number {
  let total = 0n;
  let mean = 0n;
  for (let i = 0; i < row.n; i += 1) {
    if (row.values[i] === -Infinity) continue;
    const weight = mantissa(row.weights ? row.weights[i] : 1);
    total += weight;
    mean += weight * mantissa(row.values[i]);
  }
  const one = mantissa(1);
  if (total !== one) return total > one ? Infinity : -Infinity;
  return toNumber(mean, 2 * 1074);
}

/** Σ gᵢ·e^(xᵢ/T)·2^bits. */
function sumOfExponentials(row: Terms, bits: number): bigint {
  const work = bits + 64 + (row.weights ? 1024 : 0); // a weight may be as large as 2^1024
  const ln2 = naturalLogOfTwo(work);
  const temperature = mantissa(row.temperature);
  let sum = 0n;
  for (let i = 0; i < row.n; i += 1) {
    if (row.values[i] === -Infinity) continue;
    const scaled = mantissa(row.values[i]) << BigInt(work);
    const x = row.temperature === 1 ? scaled >> 1074n : scaled / temperature;
    const e = exponential(x, work, ln2);
    sum += row.weights ? (e * mantissa(row.weights[i])) >> 1074n : e;
  }
  return sum >> BigInt(work - bits);
}

/** e^x in fixed point: x = k·ln2 + 2^16·r, Taylor's series of e^r, squared 16 times. */
function exponential(x: bigint, bits: number, ln2: bigint): bigint {
  const k = x / ln2;
  if (k < -bits) return 0n;
  const one = 1n << BigInt(bits + 32);
  const r = (x - k * ln2) << 16n; // (x − k·ln2)·2^(32 − 16): the argument divided by 2^16, with 32 guard bits
  let term = one;
  let sum = one;
  for (let j = 1n; term !== 0n && term !== -1n; j += 1n) {
    term = ((term * r) >> BigInt(bits + 32)) / j;
    sum += term;
  }
  for (let j = 0; j < 16; j += 1) sum = (sum * sum) >> BigInt(bits + 32);
  const shift = k - 32n;
  return shift >= 0n ? sum << shift : sum >> -shift;
}

/** ln(s)·2^bits for s near 1, by the series of ln(1 + u). */
function logNearOne(s: bigint, bits: number): bigint {
  const u = s - (1n << BigInt(bits));
  let power = u;
  let sum = u;
  for (let j = 2n; power !== 0n && power !== -1n; j += 1n) {
    power = (power * u) >> BigInt(bits);
    sum += j % 2n === 0n ? -power / j : power / j;
  }
  return sum;
}

/** ln2·2^bits = (18·atanh(1/26) − 2·atanh(1/4801) + 8·atanh(1/8749))·2^bits (Euler's kind of formula). */
function naturalLogOfTwo(bits: number): bigint {
  const guard = 32;
  const one = 1n << BigInt(bits + guard);
  const atanhOfInverse = (q: bigint): bigint => {
    let power = one / q;
    let sum = power;
    for (let odd = 3n; power !== 0n; odd += 2n) {
      power /= q * q;
      sum += power / odd;
    }
    return sum;
  };
  return (18n * atanhOfInverse(26n) - 2n * atanhOfInverse(4801n) + 8n * atanhOfInverse(8749n)) >> BigInt(guard);
}

const word = new DataView(new ArrayBuffer(8));

/** x·2^1074, exactly. */
function mantissa(x: number): bigint {
  word.setFloat64(0, x);
  const bits = word.getBigUint64(0);
  const exponent = (bits >> 52n) & 2047n;
  const fraction = bits & 0xfffffffffffffn;
  const value = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return x < 0 ? -value : value;
}

/** value·2^(−bits), rounded to nearest once, subnormal results included. */
function toNumber(value: bigint, bits: number): number {
  const size = magnitude(value);
  const drop = BigInt(Math.max(size.toString(2).length - 53, bits - 1074, 0));
  const kept = size >> drop;
  const rest = size - (kept << drop);
  const half = drop === 0n ? 1n : 1n << (drop - 1n);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  const rounded = Number(up ? kept + 1n : kept) * powerOfTwo(Number(drop) - bits);
  return value < 0n ? -rounded : rounded;
}

function magnitude(x: bigint): bigint {
  return x < 0n ? -x : x;
}
