// logSumExp.signed: T·ln|Σ bᵢ·e^(xᵢ/T)| and the sum's sign, for weights b of both signs. Relative to the largest term the
// others are added with their signs as double-doubles; where so much cancels that these do not hold enough of the
// result, whole numbers of as many bits as it takes decide (exact-signed.ts).

import { addPairs, tail, twoSum } from './arithmetic/double-double.ts';
import { exactColdLimit, exactHotLimit, exactSigned, type Signed } from './arithmetic/exact-signed.ts';
import { log1pPair, logPair } from './arithmetic/log.ts';
import { SCALE, SCALE_EXPONENT, shift, sumExponentials } from './arithmetic/shift.ts';
import { foldAxes, type ReduceOptions } from './arrays/fold-axes.ts';
import type { Reduced } from './arrays/reduced.ts';
import { refuse } from './arrays/refuse.ts';
import { rowCall } from './arrays/row-call.ts';
import { applyToRows, type Row } from './arrays/rows.ts';
import { rowMajorData, type Scores } from './arrays/tensor.ts';
import { addProduct } from './log-sum-exp.ts';

export type SignedOptions = Omit<ReduceOptions, 'out' | 'weights'> & {
  /** Finite factors of any sign; 0 takes an entry out. As many as x has entries, or one for each place in a row. */
  weights?: Scores | undefined;
};

const NAME = 'logSumExp.signed';

/** See accelerated/log-sum-exp.ts. */
export function signedLogSumExp<X extends Scores, const O extends SignedOptions>(
  x: X,
  options?: O,
): { logAbs: Reduced<X, O>; sign: Reduced<X, O> };
export function signedLogSumExp(x: Scores, options: SignedOptions = {}): { logAbs: unknown; sign: unknown } {
  refuse(NAME, options, 'out');
  const folded = foldAxes(NAME, x, options as ReduceOptions);
  const { weights } = folded.options;
  const given = weights === undefined ? null : finiteWeights(weights as Scores);
  const call = rowCall(NAME, folded.x, { ...folded.options, weights: given?.map(Math.abs) });
  const signs = new Float64Array(call.count);
  const logAbs = applyToRows(call, {
    reduce: (row) => {
      const placeOf = (i: number) => (call.weights?.whole ? row.base + i * row.step : i);
      const result = signedRow(row, (i) => given !== null && given[placeOf(row.kept?.[i] ?? i)] < 0);
      signs[row.index] = result.sign;
      return row.sign * result.logAbs;
    },
  });
  const sign = applyToRows(call, { reduce: (row) => signs[row.index] });
  return { logAbs: folded.unfold(logAbs), sign: folded.unfold(sign) };
}

/** One row's result for |T|. */
function signedRow(row: Row, isNegative: (i: number) => boolean): Signed {
  const { values, n, temperature } = row;
  let max = -Infinity;
  for (let i = 0; i < n; i += 1) {
    if (Number.isNaN(values[i])) return UNDEFINED;
    if (values[i] > max) max = values[i];
  }
  if (max === -Infinity) return { logAbs: max, sign: 0 };
  if (max === Infinity) return ofInfinities(row, isNegative);
  if (temperature === 0) return exactColdLimit(row, isNegative);
  if (temperature === Infinity) return exactHotLimit(row, isNegative);
  return inPairs(row, isNegative) ?? exactSigned(row, isNegative);
}

const UNDEFINED: Signed = { logAbs: Number.NaN, sign: Number.NaN };

/** ∞ − ∞ is nothing that one could know. */
function ofInfinities({ values, n }: Row, isNegative: (i: number) => boolean): Signed {
  let sign = 0;
  for (let i = 0; i < n; i += 1) {
    if (values[i] < Infinity) continue;
    const own = isNegative(i) ? -1 : 1;
    if (sign === -own) return UNDEFINED;
    sign = own;
  }
  return { logAbs: Infinity, sign };
}

/** The result by double-doubles, or null where they may be off by more than 2⁻⁵⁸ of it. */
function inPairs(row: Row, isNegative: (i: number) => boolean): Signed | null {
  const { values, n, temperature } = row;
  const s = sumExponentials(shift(row, 'regular'), n, false);
  const topSign = isNegative(s.top) ? -1 : 1;
  let rest = 0; // 2^600 times the others' sum relative to the top, with their signs relative to its
  let restLow = 0;
  for (let i = 0; i < n; i += 1) {
    if (i === s.top) continue;
    const factor = isNegative(i) ? -topSign : topSign;
    rest = addPairs(rest, restLow, factor * s.hi[i], factor * s.lo[i]);
    restLow = tail[0];
  }
  const whole = addPairs(SCALE, 0, rest, restLow);
  const wholeLow = tail[0];
  if (whole === 0) return null;
  const sign = whole < 0 ? -topSign : topSign;
  // So small a rest is its own logarithm, and is taken as it is held: 2^600 times its value.
  const tiny = s.topLogWeight === 0 && Math.abs(rest) < SCALE * 2 ** -200;
  const total =
    rest > -0.9 * SCALE
      ? log1pPair(rest / SCALE, restLow / SCALE)
      : logPair((sign * topSign * whole) / SCALE, (sign * topSign * wholeLow) / SCALE);
  const totalLow = tail[0];
  const logSum = tiny ? rest : twoSum(s.topLogWeight, total);
  const logSumLow = tiny ? restLow : tail[0] + (s.topLogWeightLow + totalLow);
  const logAbs = addProduct(values[s.top], temperature, logSum, logSumLow, tiny ? SCALE_EXPONENT : 0);
  // Each term is good to 2⁻⁶⁵, a logarithm to 2⁻⁶⁷ or to 2⁻⁶¹ of itself.
  const error = 2 ** -64 * (s.rest / Math.abs(whole)) + ofLogarithm(total) + ofLogarithm(s.topLogWeight);
  return temperature * error <= 2 ** -58 * Math.abs(logAbs) ? { logAbs, sign } : null;
}

function ofLogarithm(value: number): number {
  return Math.min(2 ** -66, 2 ** -60 * Math.abs(value));
}

function finiteWeights(given: Scores): Float64Array {
  const weights = Float64Array.from(rowMajorData(NAME, given));
  const wrong = weights.findIndex((weight) => !(Math.abs(weight) < Infinity));
  if (wrong >= 0) throw new RangeError(`${NAME}: expected finite weights, got ${weights[wrong]} at ${wrong}`);
  return weights;
}
