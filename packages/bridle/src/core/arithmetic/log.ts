// ln x, our own and to 68 bits: a double guess y, corrected by one Newton step through our own exponential,
// ln m = y + ln(m·e^(−y)), where m·e^(−y) − 1 is so small that two terms of its series suffice.
// Near 1, where that loses relative accuracy, the series of ln(1 + f) itself. Constants from tools/constants.py.

import { fastTwoSum, tail, twoProduct, twoSum } from './double-double.ts';
import { expPair } from './exp.ts';

// ln2 in 42 bits, so that k·LN2_1 is exact, and the rest as a double-double.
const LN2_1 = 0.6931471805598903;
const LN2_2 = 5.497923018708371e-14;
const LN2_3 = 1.94704509238075e-31;

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
word[0] = 1;
const TOP = halves[1] === 0 ? 0 : 1; // where sign and exponent live: 1 on little-endian machines

/** ln(hi + lo) as a double-double, for finite hi > 0; relative error ≤ 2⁻⁶⁰, and ≤ 2⁻⁶⁷ absolute beside |k|·2⁻¹⁰⁰. */
export function logPair(hi: number, lo: number): number {
  if (hi > 0.998 && hi < 1.002) {
    const f = twoSum(hi - 1, lo);
    return log1pSmall(f, tail[0]);
  }
  // hi + lo = m·2^k with m in [√½, √2].
  let k = 0;
  let m = hi;
  let mLow = lo;
  if (hi < 2.2250738585072014e-308) {
    m *= 2 ** 54;
    mLow *= 2 ** 54;
    k = -54;
  }
  word[0] = m;
  k += (halves[TOP] >>> 20) - 1023;
  halves[TOP] = (halves[TOP] & 0xfffff) | 0x3ff00000;
  mLow *= word[0] / m;
  m = word[0];
  if (m > Math.SQRT2) {
    m /= 2;
    mLow /= 2;
    k += 1;
  }
  const s = (m - 1) / (m + 1);
  const y = atanhTwice(s);
  const e = expPair(-y, 0, 0);
  const eLow = tail[0];
  const product = twoProduct(m, e);
  const delta = product - 1 + (tail[0] + (m * eLow + mLow * e));
  const correction = delta - (delta * delta) / 2;
  const sum = twoSum(k * LN2_1, y);
  return fastTwoSum(sum, tail[0] + (correction + k * LN2_2 + k * LN2_3));
}

/** 2·atanh(s) = ln((1 + s)/(1 − s)) in plain float64 for |s| ≤ 0.1716: the guess of the Newton step. */
function atanhTwice(s: number): number {
  const t = s * s;
  let series = 0;
  for (let odd = 23; odd >= 3; odd -= 2) series = t * (series + 1 / odd);
  return 2 * s * (1 + series);
}

/** ln(1 + f) for |f| ≤ 2⁻⁸·⁹, f = hi + lo, as a double-double; relative error ≤ 2⁻⁶⁰. */
function log1pSmall(hi: number, lo: number): number {
  const f = hi;
  const series =
    f * f * (-1 / 2 + f * (1 / 3 + f * (-1 / 4 + f * (1 / 5 + f * (-1 / 6 + f * (1 / 7 + f * (-1 / 8)))))));
  return fastTwoSum(hi, series + (lo - lo * f));
}

/** ln(1 + hi + lo) as a double-double for hi ≥ 0 or hi > −0.9, the partial state's last step; relative error ≤ 2⁻⁶⁰. */
export function log1pPair(hi: number, lo: number): number {
  if (Math.abs(hi) < 0.002) return log1pSmall(hi, lo);
  if (hi === Infinity) {
    tail[0] = 0;
    return Infinity;
  }
  const sum = twoSum(1, hi);
  return logPair(sum, tail[0] + lo);
}

/**
 * ln x, the natural logarithm. Error ≤ 0.502 ulp; the same bits on every engine.
 * ln 0 = −∞, ln ∞ = ∞, NaN for x < 0.
 *
 * @example
 * ```ts
 * import { log } from 'bridle';
 * log(10); // → 2.302585092994046
 * ```
 */
export function log(x: number): number {
  if (x > 0 && x < Infinity) return logPair(x, 0);
  return x === 0 ? -Infinity : x === Infinity ? Infinity : Number.NaN;
}

/**
 * ln(1 + x) without the loss of 1 + x. Error ≤ 0.502 ulp. ln1p(−1) = −∞, NaN below.
 *
 * @example
 * ```ts
 * import { log1p } from 'bridle';
 * log1p(1e-20); // → 1e-20
 * ```
 */
export function log1p(x: number): number {
  if (x > -0.9 && x < Infinity) return x === 0 ? x : log1pPair(x, 0);
  if (x > -1 && x < 0) return logPair(1 + x, 0); // 1 + x is exact here (Sterbenz)
  return x === -1 ? -Infinity : x === Infinity ? Infinity : Number.NaN;
}
