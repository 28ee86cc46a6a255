// What sparsemax and entmax15 share: probabilities pᵢ = gᵢ·ρ(zᵢ − τ) that are 0 below a threshold τ, where zᵢ are the
// scores less the largest, over T. In falling order an entry belongs to the support while it lies above the threshold
// of those before it; sums and τ are double-doubles, so that near-ties are decided correctly.

import { multiplyPairs, tail, twoSum } from './arithmetic/double-double.ts';
import { addScaled, addTo, type PairSum, scalePair } from './arithmetic/pair-sum.ts';
import { prepare, type Shifted, shift } from './arithmetic/shift.ts';
import type { Row } from './arrays/rows.ts';

/** Σg, Σg·z and Σg·z² over the support so far. */
export type Moments = { weight: PairSum; first: PairSum; second: PairSum };

export type Rule = {
  /** Multiplies the scores: α − 1. */
  slope: 1 | 0.5;
  /** The τ at which the support's probabilities sum to 1, as hi with its low word in `tail[0]`. */
  threshold: (moments: Moments) => number;
  /** ρ(u) of u = hi + lo > 0, low word in `tail[0]`. */
  density: (hi: number, lo: number) => number;
};

/** The reference: one row's probabilities into out[0 … n). */
export function thresholdRow(row: Row, out: Float64Array, rule: Rule): void {
  const state = prepare(row);
  if (state === 'nan' || state === 'void') out.fill(Number.NaN, 0, row.n);
  if (state !== 'regular' && state !== 'limit') return;
  const z = shift({ ...row, weights: null }, state);
  const moments: Moments = { weight: { hi: 0, lo: 0 }, first: { hi: 0, lo: 0 }, second: { hi: 0, lo: 0 } };
  let tau = -Infinity;
  let tauLow = 0;
  for (const i of candidates(row, z, rule.slope)) {
    const hi = rule.slope * z.hi[i];
    const lo = rule.slope * z.lo[i];
    if (above(hi, lo, tau, tauLow) <= 0) break;
    const weight = row.weights ? row.weights[i] : 1;
    addTo(moments.weight, weight, 0);
    addScaled(moments.first, weight, hi, lo);
    const square = multiplyPairs(hi, lo, hi, lo);
    addScaled(moments.second, weight, square, tail[0]);
    tau = rule.threshold(moments);
    tauLow = tail[0];
  }
  for (let i = 0; i < row.n; i += 1) {
    const excess = above(rule.slope * z.hi[i], rule.slope * z.lo[i], tau, tauLow);
    const density = excess > 0 ? rule.density(excess, tail[0]) : 0;
    out[i] = row.weights && excess > 0 ? scalePair(row.weights[i], density, tail[0]) : density;
  }
}

/** (hi + lo) − τ, low word in `tail[0]`. */
function above(hi: number, lo: number, tau: number, tauLow: number): number {
  if (hi === -Infinity || tau === -Infinity) return hi === -Infinity ? hi : Infinity;
  const difference = twoSum(hi, -tau);
  return twoSum(difference, tail[0] + (lo - tauLow));
}

/** The entries that may have a probability, in falling order: the largest has at most 1, so τ ≥ −max(1, 1/g). */
function candidates(row: Row, z: Shifted, slope: number): number[] {
  const floor = -1.01 * Math.max(1, row.weights ? 1 / row.weights[z.top] : 1);
  const found: number[] = [];
  for (let i = 0; i < row.n; i += 1) if (slope * z.hi[i] > floor) found.push(i);
  return found.sort((i, j) => z.hi[j] - z.hi[i] || z.lo[j] - z.lo[i]);
}
