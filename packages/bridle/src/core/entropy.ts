// entropy: −Σ p·ln p, of probabilities or straight from scores. From scores nothing goes through rounded probabilities:
// in softmax([0, −40]) the larger rounds to 1, and its part of the entropy, e^(−40), would be lost.

import {
  addPairs,
  dividePairs,
  multiplyPairs,
  powerOfTwo,
  scaleDown,
  tail,
  twoSum,
} from './arithmetic/double-double.ts';
import { expPair } from './arithmetic/exp.ts';
import { log1pPair, logPair } from './arithmetic/log.ts';
import { addScaled, addTo, type PairSum } from './arithmetic/pair-sum.ts';
import { prepare, SCALE, SCALE_EXPONENT, shift, sumExponentials } from './arithmetic/shift.ts';
import { foldAxes, type ReduceOptions } from './arrays/fold-axes.ts';
import type { Reduced } from './arrays/reduced.ts';
import { refuse } from './arrays/refuse.ts';
import { type Row, reduceRows } from './arrays/rows.ts';
import type { Out, Scores } from './arrays/tensor.ts';
import { logOnePlus } from './log-softmax.ts';

type EntropyOptions = Omit<ReduceOptions, 'temperature'>;

/**
 * Entropy of probabilities along an axis, in nats: −Σ pᵢ·ln pᵢ with 0·ln 0 = 0. With degeneracies gᵢ = `weights`, over
 * which each pᵢ spreads evenly: −Σ pᵢ·ln(pᵢ/gᵢ). The probabilities are taken as given, not normalised.
 *
 * Results have the shape that `logSumExp` has; options as there (several axes and `keepDims` too), without a temperature. Error ≤ 0.52 ulp of the
 * result's type where every pᵢ ≤ gᵢ, whose terms have one sign; otherwise ≤ 2⁻⁵⁸·Σ|pᵢ·ln(pᵢ/gᵢ)| before the last
 * rounding. An empty row gives 0, a negative, NaN or infinite entry NaN.
 *
 * @throws TypeError for what is not numbers, or for a temperature; RangeError for options that do not fit.
 * @example
 * ```ts
 * import { entropy } from 'bridle';
 * entropy([0.25, 0, 0.75]); // → 0.5623351446188084
 * entropy([[0.5, 0.5], [1, 0]]); // → [0.6931471805599453, 0]
 * ```
 */
export function entropy<O extends Out>(p: Scores, options: EntropyOptions & { out: O }): O;
export function entropy<X extends Scores, const O extends EntropyOptions>(p: X, options?: O): Reduced<X, O>;
export function entropy(p: Scores, options: EntropyOptions = {}): unknown {
  refuse('entropy', options, 'temperature');
  const folded = foldAxes('entropy', p, options);
  return folded.unfold(reduceRows('entropy', folded.x, folded.options, entropyRow));
}

/**
 * Entropy of softmax(x), in nats, from the scores: ln Z − Σ pᵢ·xᵢ/T. With `weights`, as in `entropy`.
 *
 * Options, shapes and edges as in `logSumExp`: NaN for a row with a NaN or of −∞ only, 0 for an empty one; limits at
 * T = 0, T = ∞ and +∞ scores. Error ≤ 0.51 ulp of the result's type, also where it is 1e−300 (≤ 1 ulp where T ≠ 1;
 * with weights below 1, whose terms have both signs, ≤ 2⁻⁵⁸·max|ln g| before the last rounding).
 *
 * @example
 * ```ts
 * import { entropy } from 'bridle';
 * entropy.fromLogits([0, 0, -Infinity]); // → 0.6931471805599453
 * entropy.fromLogits([0, -40]); // → 1.7418252446695514e-16
 * ```
 */
entropy.fromLogits = <X extends Scores, const O extends ReduceOptions>(x: X, options: O = {} as O): Reduced<X, O> => {
  const folded = foldAxes('entropy.fromLogits', x, options);
  return folded.unfold(reduceRows('entropy.fromLogits', folded.x, folded.options, logitsRow)) as Reduced<X, O>;
};

/** Where no entry reaches this, all are multiplied by 2^600, so that no product is a subnormal number. */
const SMALL = 2 ** -400;

function entropyRow(row: Row): number {
  const sum: PairSum = { hi: 0, lo: 0 };
  let largest = 0;
  for (let i = 0; i < row.n; i += 1) largest = Math.max(largest, row.values[i]);
  const lift = largest < SMALL ? SCALE_EXPONENT : 0;
  for (let i = 0; i < row.n; i += 1) {
    const p = row.values[i];
    if (p === 0) continue;
    if (!(p > 0 && p < Infinity)) return Number.NaN;
    const logarithm = logOfRatio(row.weights ? row.weights[i] : 1, p);
    addScaled(sum, p * powerOfTwo(lift), logarithm, tail[0]);
  }
  return sum.hi < 0 ? -scaleDown(-sum.hi, -sum.lo, -lift) : scaleDown(sum.hi, sum.lo, -lift);
}

/** ln(g/p) as hi, low word in `tail[0]`; where they are nearly equal, the difference of logarithms would cancel. */
function logOfRatio(g: number, p: number): number {
  if (Math.abs(g - p) < p / 16 && g < 1e270) {
    const excess = dividePairs(g - p, 0, p, 0);
    return log1pPair(excess, tail[0]);
  }
  const logG = logPair(g, 0);
  const logGLow = tail[0];
  const logP = logPair(p, 0);
  return addPairs(logG, logGLow, -logP, -tail[0]);
}

/** ln Σ e^dᵢ + Σ e^dᵢ·(ln gᵢ − dᵢ)/Σ e^dᵢ: terms ≥ 0 where every g ≥ 1. */
function logitsRow(row: Row): number {
  const state = prepare(row);
  if (state === 'nan' || state === 'void') return Number.NaN;
  if (state === 'empty') return 0;
  const d = sumExponentials(shift(row, state), row.n, true);
  const sum: PairSum = { hi: 0, lo: 0 };
  for (let i = 0; i < row.n; i += 1) {
    if (d.hi[i] < -1000) continue;
    const e = expPair(d.hi[i], d.lo[i], SCALE_EXPONENT);
    const eLow = tail[0];
    const logWeight = row.weights ? logPair(row.weights[i], 0) : 0;
    const factor = addPairs(logWeight, row.weights ? tail[0] : 0, -d.hi[i], -d.lo[i]);
    const term = multiplyPairs(e, eLow, factor, tail[0]);
    addTo(sum, term, tail[0]);
  }
  // rest is so small that Σ e^d rounds to 1 and ln Σ e^d to rest: kept at 2^600 times its value, and rounded only once.
  if (sum.hi + d.rest < SCALE * 2 ** -400 && sum.hi >= 0) {
    const all = addPairs(sum.hi, sum.lo, d.rest, d.restLow);
    return scaleDown(all, tail[0], -SCALE_EXPONENT);
  }
  const { total, totalLow } = logOnePlus(d.rest, d.restLow);
  const whole = addPairs(SCALE, 0, d.rest, d.restLow);
  const mean = dividePairs(sum.hi, sum.lo, whole, tail[0]);
  const meanLow = tail[0];
  const result = twoSum(total, mean);
  return result + (tail[0] + (totalLow + meanLow));
}
