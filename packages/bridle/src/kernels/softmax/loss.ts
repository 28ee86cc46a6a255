// Cross-entropy of rows with one class each, −ln softmax(x)[class], and its gradient (p − 1[class])·weight in the same
// pass, since the exponentials are already in the scratch. Losses are float64.

import { PART } from '../constants/rows';
import { largestSigned, logOfSum, lowOf, rest, scale, scaleAnew, sumOf } from './rows-one-by-one';
import { exps, high, lost, low } from './row-sums';
import { lowered64, ofClass, unit, WORK_EXPS } from './row-arithmetic';

/** Rows as in rowsOf, which also says what is returned; y = 0 asks for no gradient. */
export function lossRowsOf<T>(
  x: usize, y: usize, scratch: usize, rows: i32, n: i32, beta: f64, betaLow: f64, negative: bool,
  classes: usize, losses: usize, weight: f64,
): i32 {
  const flip = i64x2.splat(negative ? 0x8000000000000000 : 0);
  for (let row = 0; row < rows; row++, x += n * sizeof<T>(), classes += 4, losses += 8) {
    const m = largestSigned<T>(x, n, negative);
    const sum = sumOf<T>(x, n, scratch, m, beta, betaLow, negative);
    if (!(sum < Infinity)) return row;
    const sumHigh = high();
    const sumLow = low();
    const r = weight / sum;
    const rLow = sizeof<T>() == 4 ? 0 : lowOf(weight, r, sum, lost(sum));
    const l = logOfSum<T>(x, n, scratch, m, beta, betaLow, negative, sum);
    if (isNaN(l)) return row;
    const j = <usize>load<i32>(classes);
    const score = x + j * sizeof<T>();
    const log = lowered64(
      f64x2.splat(<f64>load<T>(score)), flip, f64x2.splat(m), f64x2.splat(beta), f64x2.splat(betaLow), f64x2.splat(l),
    );
    store<f64>(losses, 0 - f64x2.extract_lane(log, 0));
    if (y == 0) continue;
    const missing = rest;
    if (n > PART) exps<T>(score, 1, scratch, m, beta, betaLow, negative);
    const term = load<f64>(scratch + (n > PART ? 0 : j * 8), WORK_EXPS) / unit<T>();
    if (n > PART) scaleAnew<T>(x, y, n, scratch, m, beta, betaLow, negative, r, rLow);
    else scale<T>(n, scratch, y, r, rLow);
    store<T>(y + j * sizeof<T>(), <T>ofClass<T>(term, missing, sumHigh, sumLow, weight));
    y += n * sizeof<T>();
  }
  return rows;
}
