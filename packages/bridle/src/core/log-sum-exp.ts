// logSumExp: T·ln Σ gᵢ·e^(xᵢ/T), the logarithm of the partition function, a smooth maximum.
// = m + T·(ln g + log1p(rest)), see shift.ts. Where the two terms cancel (the probabilities of a row of
// log-probabilities: their sum is 1, its logarithm nearly 0), integers of enough bits give the result (exact.ts).

import { fastTwoSum, multiplyPairs, powerOfTwo, scaleDown, tail, twoSum } from './arithmetic/double-double.ts';
import { exactHotLimit, exactLogSumExp } from './arithmetic/exact.ts';
import { SCALE, SCALE_EXPONENT, shift, sumExponentials } from './arithmetic/shift.ts';
import { applyToCall } from './arrays/plain-row.ts';
import type { Options } from './arrays/row-call.ts';
import type { Row, RowFunction } from './arrays/rows.ts';
import type { Scores } from './arrays/tensor.ts';
import { logOnePlus } from './log-softmax.ts';

/** The reference of logSumExp, rounded once; for a caller of this name. See accelerated/log-sum-exp.ts for the rest. */
export function logSumExpBy(name: string, x: Scores, options: Options): unknown {
  return applyToCall(name, x, options, logSumExpRows);
}

/** The reference: one row's log-sum-exp. */
export function logSumExpRow(row: Row): number {
  const { values, n, temperature } = row;
  let max = -Infinity;
  for (let i = 0; i < n; i += 1) {
    if (Number.isNaN(values[i])) return Number.NaN;
    if (values[i] > max) max = values[i];
  }
  if (Math.abs(max) === Infinity || temperature === 0) return row.sign * max;
  if (temperature === Infinity) return row.sign * exactHotLimit(row);
  const s = sumExponentials(shift(row, 'regular'), n, true);
  const { total, totalLow } = logOnePlus(s.rest, s.restLow);
  const inexact = Math.abs(s.topLogWeight) + total;
  // So small a rest is its own logarithm, and is taken as it is held: 2^600 times its value.
  const tiny = s.topLogWeight === 0 && s.rest < SCALE * 2 ** -200;
  const logSum = tiny ? s.rest : twoSum(s.topLogWeight, total);
  const logSumLow = tiny ? s.restLow : tail[0] + (s.topLogWeightLow + totalLow);
  const result = addProduct(values[s.top], temperature, logSum, logSumLow, tiny ? SCALE_EXPONENT : 0);
  const cancelled = Math.abs(result) < temperature * Math.min(CANCELLED, inexact / 2);
  return row.sign * (cancelled ? exactLogSumExp(row) : result);
}

/** What logSumExp makes of each row. */
export const logSumExpRows: RowFunction = { reduce: logSumExpRow };

/**
 * a + t·(hi + lo)·2^(−exponent), rounded once, for an exponent of 0 or 600: formed as 2^600, 1 or 2^(−600) times its
 * value, where neither the product's low word nor the sum leaves the range of float64.
 */
export function addProduct(a: number, t: number, hi: number, lo: number, exponent: number): number {
  const tExponent = t > 2 ** 500 ? -600 : t < 2 ** -500 && exponent === 0 ? 600 : 0;
  const lift = powerOfTwo(exponent + tExponent);
  if (lift > 1 && Math.abs(a) > 2 ** 400) return a; // the product is below 2^300
  const product = multiplyPairs(t * powerOfTwo(tExponent), 0, hi, lo);
  const productLow = tail[0];
  const sum = twoSum(a * lift, product);
  if (Math.abs(sum) === Infinity) return sum;
  const result = fastTwoSum(sum, tail[0] + productLow);
  if (lift <= 1) return result / lift;
  return result < 0 ? -scaleDown(-result, -tail[0], -600) : scaleDown(result, tail[0], -600);
}

/** The logarithms are good to 2⁻⁶⁷, or to 2⁻⁶¹ of themselves: a result below this and below them needs more. */
const CANCELLED = 2 ** -6;
