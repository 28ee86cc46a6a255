// e^x, our own: the bits of Math.exp change between engines and versions, and softmax needs more than 53 of them.
// x = n·ln2/128 + r with |r| ≤ ln2/256; e^x = 2^(n div 128) · 2^((n mod 128)/128) · e^r, from a table and a short
// polynomial, carried as hi + lo (see double-double.ts). After Tang 1989, "Table-driven implementation of the
// exponential function"; constants from tools/constants.py.

import { fastTwoSum, multiplyPairs, powerOfTwo, scaleDown, tail, twoSum } from './double-double.ts';

const STEPS_PER_UNIT = 184.6649652337873; // 128/ln2
// ln2/128 in three parts; n times either of the first two is exact for |n| < 2¹⁸.
const STEP_1 = 0.005415212347998022;
const STEP_2 = 1.2655086083012853e-13;
const STEP_3 = 3.1258479278239995e-24;
const ROUND = 6755399441055744; // 1.5·2⁵²: adding and subtracting it rounds to the nearest integer

// 2^(1/2), 2^(1/4) … 2^(1/128) as hi, lo.
const ROOTS = [
  Math.SQRT2,
  -9.667293313452913e-17,
  1.189207115002721,
  3.982015231465646e-17,
  1.0905077326652577,
  -3.046782079812471e-17,
  1.0442737824274138,
  8.551889705537965e-17,
  1.0218971486541166,
  5.109225028973444e-17,
  1.0108892860517005,
  -1.5234778603368577e-17,
  1.0054299011128027,
  9.499186535455032e-17,
];
const tableHigh = new Float64Array(128).fill(1);
const tableLow = new Float64Array(128);
for (let j = 1; j < 128; j += 1) {
  for (let bit = 0; bit < 7; bit += 1) {
    if ((j & (64 >> bit)) === 0) continue;
    tableHigh[j] = multiplyPairs(tableHigh[j], tableLow[j], ROOTS[2 * bit], ROOTS[2 * bit + 1]);
    tableLow[j] = tail[0];
  }
}

/**
 * 2^exponent · e^(hi + lo) as a double-double (low word in `tail[0]`), relative error ≤ 2⁻⁶⁷.
 *
 * For |hi| ≤ 1100, |lo| ≤ 2⁻⁴⁰ and a result whose exponent lies in −900…1023; the caller's `exponent` keeps it there.
 */
export function expPair(hi: number, lo: number, exponent: number): number {
  const n = hi * STEPS_PER_UNIT + ROUND - ROUND;
  const r = twoSum(hi - n * STEP_1, -n * STEP_2);
  const rLow = tail[0] + (lo - n * STEP_3);
  const series = r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const tailOfSeries = series + rLow * (1 + r + series);
  const j = n & 127;
  const high = tableHigh[j];
  // high·r without an FMA: both halves of high and of r have so few bits that the leading product is exact.
  const highTop = Math.fround(high);
  const rTop = Math.fround(r);
  const product = highTop * rTop;
  const productLow = highTop * (r - rTop) + (high - highTop) * r;
  const sum = high + product;
  const sumLow = high - sum + product + (productLow + (high * tailOfSeries + (tableLow[j] + tableLow[j] * r)));
  const scale = powerOfTwo((n - j) / 128 + exponent);
  const result = sum + sumLow;
  tail[0] = (sum - result + sumLow) * scale;
  return result * scale;
}

/**
 * e^x. Error ≤ 0.501 ulp, subnormal results included; the same bits on every engine.
 *
 * @example
 * ```ts
 * import { exp } from 'bridle';
 * exp(1); // → 2.718281828459045
 * exp(-745.2); // → 0
 * ```
 */
export function exp(x: number): number {
  if (x > -700 && x < 700) return expPair(x, 0, 0);
  if (x >= 709.782712893384) return x > 709.782712893384 ? Infinity : 1.797693134862273e308;
  if (x >= 700) return expPair(x, 0, -64) * 2 ** 64;
  if (x < -745.1332191019412) return 0;
  return x <= -700 ? scaleDown(expPair(x, 0, 128), tail[0], -128) : Number.NaN;
}

/** e^(hi + lo) − 1 for |hi| < 2⁻⁹ as a double-double, relative error ≤ 2⁻⁶⁰. */
export function expm1Small(hi: number, lo: number): number {
  const series = hi * hi * (1 / 2 + hi * (1 / 6 + hi * (1 / 24 + hi * (1 / 120 + hi * (1 / 720 + hi * (1 / 5040))))));
  return fastTwoSum(hi, series + (lo + hi * lo));
}
