// klDivergence: Σ p·ln(p/q). Where p and q nearly agree, the terms cancel almost wholly, and the plain sum is rounding
// noise, often negative. So a near entry counts as p·(r − ln(1 + r)) + (p − q) with r = (q − p)/p: the first part is
// r²/2 to leading order, never negative, and known to its last digits; the second is exact.

import { dividePairs, multiplyPairs, tail, twoSum } from './arithmetic/double-double.ts';
import { logPair } from './arithmetic/log.ts';
import { addScaled, addTo, type PairSum } from './arithmetic/pair-sum.ts';
import type { Reduced } from './arrays/reduced.ts';
import { type Options, reduceRows } from './arrays/rows.ts';
import { type Out, rowMajorData, type Scores, view } from './arrays/tensor.ts';
import { refuse } from './refuse.ts';

type DivergenceOptions = Omit<Options, 'temperature' | 'weights'>;

/**
 * Kullback–Leibler divergence of p from q along an axis, in nats: Σ pᵢ·ln(pᵢ/qᵢ), with 0·ln 0 = 0, and ∞ where some
 * pᵢ > 0 has qᵢ = 0. q has the shape of p. Both are taken as given: sums that differ by δ move the result by about δ.
 *
 * Results have the shape that `logSumExp` has. Error ≤ 1 ulp of the result's type for p and q of equal sums, also where
 * they nearly agree; in general ≤ 1 ulp of Σ (pᵢ·ln(pᵢ/qᵢ) − pᵢ + qᵢ). Negative, NaN or infinite entries give NaN, an
 * empty row 0; masked entries are left out.
 *
 * @throws TypeError for what is not numbers, or for a temperature or weights; RangeError for sizes or options that do
 * not fit.
 * @example
 * ```ts
 * import { klDivergence } from 'bridle';
 * klDivergence([0.5, 0.5, 0], [0.25, 0.25, 0.5]); // → 0.6931471805599453
 * klDivergence([0.5, 0.5], [1, 0]); // → Infinity
 * ```
 */
export function klDivergence<O extends Out>(p: Scores, q: Scores, options: DivergenceOptions & { out: O }): O;
export function klDivergence<X extends Scores, O extends DivergenceOptions>(
  p: X,
  q: Scores,
  options?: O,
): Reduced<X, O>;
export function klDivergence(p: Scores, q: Scores, options: DivergenceOptions = {}): unknown {
  refuse('klDivergence', options, 'temperature', 'weights');
  const other = rowMajorData('klDivergence', q, view('klDivergence', p).size);
  return reduceRows('klDivergence', p, options, (row) => {
    const sum: PairSum = { hi: 0, lo: 0 };
    for (let i = 0; i < row.n; i += 1) addTerm(sum, row.values[i], other[row.base + (row.kept?.[i] ?? i) * row.step]);
    return sum.hi;
  });
}

/** Within this of each other, relatively, p and q count as near. */
const NEAR = 1 / 16;

/** sum += p·ln(p/q). */
function addTerm(sum: PairSum, p: number, q: number): void {
  const valid = p >= 0 && p < Infinity && q >= 0 && q < Infinity;
  if (!valid) addTo(sum, Number.NaN, 0);
  else if (p === 0) return;
  else if (q === 0) addTo(sum, Infinity, 0);
  else if (Math.abs(q - p) < NEAR * p) addNear(sum, p, q);
  else {
    const logP = logPair(p, 0);
    const logPLow = tail[0];
    const logQ = logPair(q, 0);
    const logQLow = tail[0];
    const difference = twoSum(logP, -logQ);
    addScaled(sum, p, difference, tail[0] + (logPLow - logQLow));
  }
}

function addNear(sum: PairSum, p: number, q: number): void {
  const difference = twoSum(q, -p); // exact, no low word (Sterbenz)
  const r = dividePairs(difference, 0, p, 0);
  const rLow = tail[0];
  // r − ln(1 + r) = r²/2 − r³·(1/3 − r/4 + r²/5 − …)
  let series = 0;
  for (let k = 14; k >= 3; k -= 1) series = 1 / k - r * series;
  const square = multiplyPairs(r, rLow, r, rLow);
  addScaled(sum, p, square / 2, tail[0] / 2);
  addScaled(sum, p, -r * r * r * series, 0);
  addTo(sum, -difference, 0);
}
