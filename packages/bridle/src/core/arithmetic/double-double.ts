// Double-double arithmetic: a number held as hi + lo, two float64 words, about 106 bits.
// Each function returns hi and leaves lo in `tail[0]`; read it before the next call. A scratch cell, because an
// allocated pair per operation costs ten times the arithmetic.
// Error-free transformations: Knuth 1969 (sum), Dekker 1971 (product; Veltkamp's splitting, as JavaScript has no FMA).

/** The low word of the last double-double result. */
export const tail = new Float64Array(1);

/** a + b exactly, as hi + lo. */
export function twoSum(a: number, b: number): number {
  const sum = a + b;
  const bPart = sum - a;
  tail[0] = a - (sum - bPart) + (b - bPart);
  return sum;
}

/** a + b exactly, as hi + lo, for |a| ≥ |b|. */
export function fastTwoSum(a: number, b: number): number {
  const sum = a + b;
  tail[0] = a - sum + b;
  return sum;
}

/** a·b exactly, as hi + lo, while no factor exceeds 2⁹⁹⁶ and the product's low word stays a normal number. */
export function twoProduct(a: number, b: number): number {
  const product = a * b;
  const aBig = 134217729 * a;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = 134217729 * b;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  tail[0] = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return product;
}

/** (aHi + aLo) + (bHi + bLo) for terms of one sign, relative error ≤ 2⁻¹⁰⁴. */
export function addPairs(aHi: number, aLo: number, bHi: number, bLo: number): number {
  const sum = twoSum(aHi, bHi);
  return fastTwoSum(sum, tail[0] + (aLo + bLo));
}

/** (aHi + aLo)·(bHi + bLo), relative error ≤ 2⁻¹⁰². */
export function multiplyPairs(aHi: number, aLo: number, bHi: number, bLo: number): number {
  const product = twoProduct(aHi, bHi);
  return fastTwoSum(product, tail[0] + (aHi * bLo + aLo * bHi));
}

/** (aHi + aLo)/(bHi + bLo), relative error ≤ 2⁻¹⁰⁰. */
export function dividePairs(aHi: number, aLo: number, bHi: number, bLo: number): number {
  const first = aHi / bHi;
  const product = twoProduct(first, bHi);
  const remainder = aHi - product - tail[0] + (aLo - first * bLo);
  return fastTwoSum(first, remainder / bHi);
}

/** 2^k for integers −1074 ≤ k ≤ 1023, as `powersOfTwo[k + 1074]`. */
const powersOfTwo = new Float64Array(2098);
for (let k = 0, power = Number.MIN_VALUE; k < powersOfTwo.length; k += 1, power *= 2) powersOfTwo[k] = power;

/** 2^k exactly, for integers −1074 ≤ k ≤ 1023. */
export function powerOfTwo(k: number): number {
  return powersOfTwo[k + 1074];
}

/**
 * (hi + lo)·2^exponent, rounded once, for −1074 ≤ exponent ≤ 0; hi ≥ 0 and hi + lo rounds to hi.
 *
 * Scaling a rounded number into the subnormal range rounds it again: up to 0.75 ulp. Adding and subtracting a
 * power of two whose last place is the subnormal one makes the low word take part in the only rounding.
 */
export function scaleDown(hi: number, lo: number, exponent: number): number {
  const scale = powerOfTwo(exponent);
  const scaled = hi * scale;
  if (scaled >= 2.2250738585072014e-308 || hi === 0 || exponent < -1000) return scaled;
  const grid = powerOfTwo(-1022 - exponent);
  const sum = grid + hi;
  return (sum + (grid - sum + hi + lo) - grid) * scale;
}
