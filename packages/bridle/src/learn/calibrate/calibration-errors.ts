// How far probabilities are from frequencies: three further estimates of the calibration error, the parts of the Brier
// score, and how much the figures of `evaluate` vary by the choice of rows.

import { bootstrap, type Intervals } from './bootstrap.ts';
import { isotonicPools } from './isotonic.ts';
import { type JudgedRows, judgedRows } from './judged-rows.ts';
import { BINS, binOf, type Top, topConfidences } from './top-confidences.ts';

/** Errors of calibration beside those of `evaluate`, each in probability: 0 is perfect, 1 the worst. */
export type CalibrationErrors = {
  /** Σ share·|accuracy − confidence| over bins of equally many rows. */
  eceEqualMass: number;
  /** The mean over the classes of Σ share·|frequency − mean pₖ| over 15 equal-width bins of pₖ (Kull et al. 2019). */
  eceClasswise: number;
  /**
   * The debiased ℓ2 calibration error of Kumar, Liang & Ma (2019): the root of Σ share·((accuracy − confidence)² −
   * accuracy·(1 − accuracy)/(count − 1)) over the bins of equally many rows, or 0 where that sum is negative. The other
   * errors are above 0 also for perfect probabilities, the more so the fewer rows there are; this one is not on average.
   */
  eceDebiased: number;
  /**
   * The Brier score is reliability − resolution + uncertainty, with p made monotone in the outcomes class by class
   * instead of bins (CORP; Dimitriadis, Gneiting & Jordan 2021). Reliability is what calibration could gain.
   */
  brierParts: { reliability: number; resolution: number; uncertainty: number };
  /** Bootstrap intervals of 95 %; null with `draws: 0`. */
  intervals: Intervals | null;
};

/**
 * Calibration errors of probabilities, (rows, classes) row-major, against labels; a row whose label is −1 is left out.
 *
 * Bins of equally many rows are 15, or fewer so that each has two rows; rows of equal confidence are in the same bin.
 * `draws` (default 1000) resamples of the rows, by `seed` (default 1), give the intervals between the quantiles 0.025
 * and 0.975. `sampleWeights` are frequencies: a whole weight w gives the figures of w equal rows, and resamples draw rows
 * by their weights.
 *
 * @throws RangeError where the sizes differ, a weight is negative or not finite, or no row is left.
 * @example
 * ```ts
 * import { calibrationErrors } from 'bridle/learn';
 * const p = [0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25];
 * calibrationErrors(p, [0, 0, 0, 1], 2).eceEqualMass; // → 0
 * calibrationErrors(p, [0, 0, 1, 1], 2).brierParts; // → { reliability: 0.125, resolution: 0, uncertainty: 0.5 }
 * ```
 */
export function calibrationErrors(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount: number,
  { seed = 1, draws = 1000, sampleWeights }: ErrorOptions = {},
): CalibrationErrors {
  if (probabilities.length !== labels.length * classCount) {
    const expected = labels.length * classCount;
    throw new RangeError(`calibrationErrors: expected ${expected} probabilities, got ${probabilities.length}`);
  }
  const judged = judgedRows('calibrationErrors', labels, sampleWeights);
  const { rows } = judged;
  const top = topConfidences(probabilities, labels, rows, classCount);
  const masses = equalMassBins(top, judged);
  let classwise = 0;
  const brierParts = { reliability: 0, resolution: 0, uncertainty: 0 };
  for (let k = 0; k < classCount; k += 1) {
    const p = Float64Array.from(rows, (row) => probabilities[row * classCount + k]);
    classwise += equalWidthGap(p, (i) => labels[rows[i]] === k, judged) / classCount;
    addBrierParts(brierParts, p, (i) => labels[rows[i]] === k, judged);
  }
  return {
    eceEqualMass: masses.reduce((sum, { gap, share }) => sum + share * Math.abs(gap), 0),
    eceClasswise: classwise,
    eceDebiased: Math.sqrt(Math.max(0, masses.reduce(addDebiased, 0))),
    brierParts,
    intervals: draws > 0 ? bootstrap(probabilities, labels, judged, classCount, { seed, draws }) : null,
  };
}

type ErrorOptions = { seed?: number; draws?: number; sampleWeights?: ArrayLike<number> };

type Bin = { count: number; share: number; gap: number; accuracy: number };

function equalMassBins({ confidence, right }: Top, { weights, total, size }: JudgedRows): Bin[] {
  const n = confidence.length;
  const order = Array.from(confidence.keys()).sort((a, b) => confidence[a] - confidence[b]);
  const count = Math.max(1, Math.min(BINS, Math.floor(size / 2)));
  const bins: Bin[] = [];
  let before = 0; // the weight of the rows before `end`
  for (let start = 0, end = 0, b = 1; start < n; b += 1) {
    const limit = b === count ? Infinity : size === total ? Math.floor((b * total) / count) : (b * total) / count;
    let [mass, hits, confidences] = [0, 0, 0];
    while (end < n && (before < limit || (end > start && confidence[order[end]] === confidence[order[end - 1]]))) {
      const i = order[end];
      const weight = weights ? weights[i] : 1;
      hits += weight * right[i];
      confidences += weight * confidence[i];
      mass += weight;
      before += weight;
      end += 1;
    }
    if (end === start) continue;
    bins.push({ count: mass, share: mass / total, gap: (hits - confidences) / mass, accuracy: hits / mass });
    start = end;
  }
  return bins;
}

function addDebiased(sum: number, { count, share, gap, accuracy }: Bin): number {
  const noise = count > 1 ? (accuracy * (1 - accuracy)) / (count - 1) : gap * gap;
  return sum + share * (gap * gap - noise);
}

function equalWidthGap(p: Float64Array, isEvent: (i: number) => boolean, { weights, total }: JudgedRows): number {
  const gaps = new Float64Array(BINS);
  for (let i = 0; i < p.length; i += 1) gaps[binOf(p[i])] += (weights ? weights[i] : 1) * ((isEvent(i) ? 1 : 0) - p[i]);
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** Adds one class's score S(p), less that of the monotone frequencies, and that of its share of the rows. */
function addBrierParts(
  parts: CalibrationErrors['brierParts'],
  p: Float64Array,
  isEvent: (i: number) => boolean,
  { weights, total: n }: JudgedRows,
): void {
  let score = 0;
  let events = 0;
  for (let i = 0; i < p.length; i += 1) {
    const y = isEvent(i) ? 1 : 0;
    const weight = weights ? weights[i] : 1;
    score += (weight * (p[i] - y) ** 2) / n;
    events += weight * y;
  }
  const uncertainty = (events / n) * (1 - events / n);
  let monotone = 0; // the Brier score of each pool's own frequency
  for (const pool of isotonicPools(p, isEvent, weights ?? undefined))
    monotone += (pool.events * (1 - pool.events / pool.weight)) / n;
  parts.reliability += score - monotone;
  parts.resolution += uncertainty - monotone;
  parts.uncertainty += uncertainty;
}
