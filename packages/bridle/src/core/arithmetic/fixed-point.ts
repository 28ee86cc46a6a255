// Fixed point of any precision in BigInt: numbers as whole multiples of 2^(−bits), their exponential and logarithm.

import { powerOfTwo } from './double-double.ts';
import { log } from './log.ts';

const word = new DataView(new ArrayBuffer(8));

/** e^x of a whole multiple of 2^(−bits), as such a multiple: x = k·ln2 + 2^16·r, Taylor's series of e^r, squared 16 times. */
export function exponential(x: bigint, bits: number, ln2: bigint): bigint {
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
export function logNearOne(s: bigint, bits: number): bigint {
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
export function naturalLogOfTwo(bits: number): bigint {
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

/** x·2^1074, exactly. */
export function units(x: number): bigint {
  word.setFloat64(0, x);
  const bits = word.getBigUint64(0);
  const exponent = (bits >> 52n) & 2047n;
  const fraction = bits & 0xfffffffffffffn;
  const value = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return x < 0 ? -value : value;
}

/** value·2^(−bits), rounded to nearest once, subnormal results included. */
export function toNumber(value: bigint, bits: number): number {
  const size = magnitude(value);
  const drop = BigInt(Math.max(bitLength(size) - 53, bits - 1074, 0));
  const kept = size >> drop;
  const rest = size - (kept << drop);
  const half = drop === 0n ? 1n : 1n << (drop - 1n);
  const up = rest > half || (rest === half && (kept & 1n) === 1n);
  const exponent = Number(drop) - bits;
  const rounded = exponent > 971 ? Infinity : Number(up ? kept + 1n : kept) * powerOfTwo(exponent);
  return value < 0n ? -rounded : rounded;
}

export function magnitude(x: bigint): bigint {
  return x < 0n ? -x : x;
}

/** How many binary digits a number ≥ 0 has. */
export function bitLength(x: bigint): number {
  const digits = x.toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0], 16)) + 28;
}

/** ln(s·2^(−bits))·2^bits for s > 0, correct to some units but for what s itself is off by. */
export function naturalLog(s: bigint, bits: number): bigint {
  const k = bitLength(s) - bits;
  const m = k > 0 ? s >> BigInt(k) : s << BigInt(-k); // in [½, 1)
  const ln2 = naturalLogOfTwo(bits);
  const guess = (units(log(toNumber(m, bits))) << BigInt(bits)) >> 1074n;
  const ratio = (m * exponential(-guess, bits, ln2)) >> BigInt(bits);
  return guess + logNearOne(ratio, bits) + BigInt(k) * ln2;
}
