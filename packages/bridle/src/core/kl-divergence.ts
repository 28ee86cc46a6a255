// klDivergence: Σ p·ln(p/q). Where p and q nearly agree, the terms cancel almost completely, and the plain sum is only
// rounding error, often negative. So a near entry counts as p·(r − ln(1 + r)) + (p − q) with r = (q − p)/p: the first
// part is r²/2 to leading order, never negative, and known to its last digits; the second is exact. Rounding the
// probabilities to their format changes their sums, and with them Σ p·ln(p/q), by far more than nearly equal
// distributions diverge. Where both sums are 1 but for that, Σ (p·ln(p/q) − p + q) takes the place of Σ p·ln(p/q): the
// same for equal sums, and never negative (the generalised divergence of Csiszár 1991).

import { dividePairs, multiplyPairs, powerOfTwo, scaleDown, tail, twoSum } from './arithmetic/double-double.ts';
import { logPair } from './arithmetic/log.ts';
import { addScaled, addTo, type PairSum } from './arithmetic/pair-sum.ts';
import { foldAxes, type ReduceOptions } from './arrays/fold-axes.ts';
import type { Reduced } from './arrays/reduced.ts';
import { refuse } from './arrays/refuse.ts';
import { reduceRows } from './arrays/rows.ts';
import { apart, type Out, rowMajorData, type Scores, view } from './arrays/tensor.ts';
import { formats } from './formats.ts';

type DivergenceOptions = Omit<ReduceOptions, 'temperature' | 'weights'>;

/**
 * Kullback–Leibler divergence of p from q along an axis, in nats: Σ pᵢ·ln(pᵢ/qᵢ), with 0·ln 0 = 0, and ∞ where some
 * pᵢ > 0 has qᵢ = 0. q has the shape of p.
 *
 * Where Σp and Σq are both 1 but for the rounding of their entries (to float64, or to float32 or float16 if all entries
 * are such numbers), the result is Σ (pᵢ·ln(pᵢ/qᵢ) − pᵢ + qᵢ), which is the same for equal sums and never negative: the
 * rounding of two softmaxes does not show in their divergence. Other p and q are taken as given; where Σq is larger
 * than Σp by δ, the result is smaller by about δ, and may be negative.
 *
 * Results have the shape that `logSumExp` has; several axes and `keepDims` as there. Error ≤ 0.6 ulp of the result's type, also where p and q nearly agree;
 * for p and q taken as given 2⁻⁵⁷·Σ (pᵢ·ln(pᵢ/qᵢ) − pᵢ + qᵢ) in addition. Negative, NaN or infinite entries give NaN,
 * an empty row 0; masked entries are left out.
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
export function klDivergence<X extends Scores, const O extends DivergenceOptions>(
  p: X,
  q: Scores,
  options?: O,
): Reduced<X, O>;
export function klDivergence(p: Scores, q: Scores, options: DivergenceOptions = {}): unknown {
  refuse('klDivergence', options, 'temperature', 'weights');
  const name = 'klDivergence';
  const folded = foldAxes(name, p, options, q);
  const [operand] = folded.operands;
  const other = apart(rowMajorData(name, operand, view(name, folded.x).size), options.out);
  let qRow = new Float64Array(0);
  const divergences = reduceRows(name, folded.x, folded.options, (row) => {
    if (qRow.length < row.n) qRow = new Float64Array(row.length);
    for (let i = 0; i < row.n; i += 1) qRow[i] = other[row.base + (row.kept?.[i] ?? i) * row.step];
    return divergence(row.values, qRow, row.n);
  });
  return folded.unfold(divergences);
}

/** Where no entry reaches this, all are multiplied by 2^600, so that no product is a subnormal number. */
const SMALL = 2 ** -400;
const LIFT = 600;

function divergence(p: Float64Array, q: Float64Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i += 1) largest = Math.max(largest, p[i], q[i]);
  const lift = largest < SMALL ? LIFT : 0;
  const sums: Sums = { terms: { hi: 0, lo: 0 }, near: { hi: 0, lo: 0 }, far: { hi: 0, lo: 0 } };
  for (let i = 0; i < n; i += 1) addTerm(sums, p[i] * powerOfTwo(lift), q[i] * powerOfTwo(lift));
  const { terms, near, far } = sums;
  if (isDistribution(p, n) && isDistribution(q, n)) addTo(terms, -far.hi, -far.lo);
  else addTo(terms, near.hi, near.lo);
  return terms.hi < 0 ? -scaleDown(-terms.hi, -terms.lo, -lift) : scaleDown(terms.hi, terms.lo, -lift);
}

/** Whether the sum is 1, but for what rounding each entry to its format changes. */
function isDistribution(x: Float64Array, n: number): boolean {
  const sum: PairSum = { hi: -1, lo: 0 };
  for (let i = 0; i < n; i += 1) addTo(sum, x[i], 0);
  const off = Math.abs(sum.hi);
  return FORMATS.some(({ round, relative, absolute }) => {
    if (!(off <= relative + absolute * n)) return false;
    for (let i = 0; i < n; i += 1) if (round(x[i]) !== x[i]) return false;
    return true;
  });
}

/** Entries of float16 are computed in float32 and rounded once; those of the others are off by some units. */
const FORMATS = [
  { round: formats.f64.round, relative: 8 * 2 ** -53, absolute: 2 ** -1074 },
  { round: formats.f32.round, relative: 8 * 2 ** -24, absolute: 2 ** -149 },
  { round: formats.f16.round, relative: 2 * 2 ** -11, absolute: 2 ** -25 },
];

/**
 * Σ p·ln(p/q) is terms + near; Σ (p·ln(p/q) − p + q) is terms − far. `terms` has p·(r − ln(1 + r)) of near entries and
 * p·ln(p/q) of the others; near and far have p − q of each kind.
 */
type Sums = { terms: PairSum; near: PairSum; far: PairSum };

/** Within this of each other, relatively, p and q count as near. */
const NEAR = 1 / 16;

function addTerm({ terms, near, far }: Sums, p: number, q: number): void {
  const valid = p >= 0 && p < Infinity && q >= 0 && q < Infinity;
  if (!valid) addTo(terms, Number.NaN, 0);
  else if (p > 0 && q === 0) addTo(terms, Infinity, 0);
  else if (Math.abs(q - p) < NEAR * p) {
    addNear(terms, p, q);
    addTo(near, p - q, 0); // exact (Sterbenz)
  } else {
    const difference = twoSum(p, -q);
    addTo(far, difference, tail[0]);
    if (p > 0) addFar(terms, p, q);
  }
}

/** terms += p·ln(p/q). */
function addFar(terms: PairSum, p: number, q: number): void {
  const logP = logPair(p, 0);
  const logPLow = tail[0];
  const logQ = logPair(q, 0);
  const logQLow = tail[0];
  const difference = twoSum(logP, -logQ);
  addScaled(terms, p, difference, tail[0] + (logPLow - logQLow));
}

/** terms += p·(r − ln(1 + r)) with r = (q − p)/p; r − ln(1 + r) = r²/2 − r³/3 + r⁴·(1/4 − r/5 + r²/6 − …). */
function addNear(terms: PairSum, p: number, q: number): void {
  const r = dividePairs(q - p, 0, p, 0);
  const rLow = tail[0];
  let series = 0;
  for (let k = 18; k >= 4; k -= 1) series = 1 / k - r * series;
  const square = multiplyPairs(r, rLow, r, rLow);
  const squareLow = tail[0];
  const cube = multiplyPairs(square, squareLow, r, rLow);
  const third = dividePairs(cube, tail[0], 3, 0);
  addScaled(terms, -p, third, tail[0]);
  addScaled(terms, p, square / 2, squareLow / 2);
  addScaled(terms, p, square * square * series, 0);
}
