// logSoftmax: ln pᵢ = (xᵢ − m)/T + ln gᵢ − log1p(rest), never the logarithm of a rounded probability, which loses the
// tail (ln 0 = −∞) and the confident answer (ln 1 = 0). See shift.ts for m and rest.

import { scaleDown, tail, twoSum } from './arithmetic/double-double.ts';
import { log1pPair } from './arithmetic/log.ts';
import { prepare, SCALE, SCALE_EXPONENT, shift, sumExponentials } from './arithmetic/shift.ts';
import { applyToCall } from './arrays/plain-row.ts';
import type { Options } from './arrays/row-call.ts';
import type { Row, RowFunction } from './arrays/rows.ts';
import type { Scores } from './arrays/tensor.ts';

/** The reference of logSoftmax, rounded once; for a caller of this name. See accelerated/log-softmax.ts for the rest. */
export function logSoftmaxBy(name: string, x: Scores, options: Options): unknown {
  return applyToCall(name, x, options, logSoftmaxRows);
}

/** The reference: one row's log-probabilities into out[0 … n). */
function logSoftmaxRow(row: Row, out: Float64Array): void {
  const state = prepare(row);
  if (state === 'nan' || state === 'void') out.fill(Number.NaN, 0, row.n);
  if (state !== 'regular' && state !== 'limit') return;
  const s = sumExponentials(shift(row, state), row.n, true);
  const { total, totalLow } = logOnePlus(s.rest, s.restLow);
  for (let i = 0; i < row.n; i += 1) {
    const difference = twoSum(s.hi[i], -total);
    out[i] = difference === -Infinity ? difference : difference + (tail[0] + (s.lo[i] - totalLow));
  }
}

/** What logSoftmax makes of each row. */
export const logSoftmaxRows: RowFunction = { fill: -Infinity, map: logSoftmaxRow };

/** log1p of a rest that is held as 2^600 times its value, as a double-double. */
export function logOnePlus(rest: number, restLow: number): { total: number; totalLow: number } {
  // So small a rest is its own logarithm; rounded once, because it may be a subnormal number.
  if (rest < SCALE * 2 ** -900) return { total: scaleDown(rest, restLow, -SCALE_EXPONENT), totalLow: 0 };
  const total = log1pPair(rest / SCALE, restLow / SCALE);
  return { total, totalLow: tail[0] };
}
