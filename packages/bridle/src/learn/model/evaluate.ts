// The quality of probabilities for known classes: accuracy, log-loss, Brier score, calibration error and confusion.
// Log-loss and Brier are proper scores (Gneiting & Raftery 2007); the expected calibration error is Naeini's (2015).
// Sums over rows and classes are double-doubles, so a figure's digits do not depend on how many rows there are.

import { multiplyPairs, tail, twoSum } from '../../core/arithmetic/double-double.ts';
import { logPair } from '../../core/arithmetic/log.ts';
import { addScaled, addTo, type PairSum, quotient } from '../../core/arithmetic/pair-sum.ts';

/** Rows whose top confidence is in (lower, upper], their mean confidence and the fraction that was right; 0 if none. */
export type CalibrationBin = { lower: number; upper: number; count: number; confidence: number; accuracy: number };

/** One class against the rest. A figure whose denominator is 0 is 0. */
export type ClassScore = { precision: number; recall: number; f1: number; support: number };

/** The results of `evaluate`; all are finite, so they can be written as JSON. */
export type Evaluation = {
  rows: number;
  /** The sum of the weights; absent where every row counts once. */
  weight?: number;
  accuracy: number;
  logLoss: number;
  brier: number;
  ece: number;
  bins: CalibrationBin[];
  /** confusion[true class][predicted class] */
  confusion: number[][];
  perClass: ClassScore[];
};

const BINS = 15;

/**
 * Scores probabilities, (rows, classes) row-major, against labels; a row whose label is −1 is left out.
 *
 * logLoss = −mean ln p(true class), where a probability of 0 counts as the least float64 above it, a loss of 744.4;
 * brier = mean Σₖ (pₖ − yₖ)², from 0 to 2; ece = Σ over 15 equal bins of the top confidence of
 * share · |accuracy − confidence|. The prediction is the most probable class, the first of equals. Errors ≤ 0.51 ulp,
 * of any number of rows and classes.
 *
 * `sampleWeights` are frequencies: a row of weight 2 counts as two, in `confusion`, `bins` and `support` too, and one of
 * weight 0 is left out. Weights are summed in plain float64.
 *
 * @throws RangeError where the sizes differ, an entry is not a probability, a label is not a class, or no row has a
 * label.
 * @example
 * ```ts
 * import { evaluate } from 'bridle/learn';
 * evaluate([0.75, 0.25, 0.5, 0.5], [0, 1], 2).confusion; // → [[1, 0], [1, 0]]
 * evaluate([0.75, 0.25, 0.5, 0.5], [0, 1], 2).brier; // → 0.3125
 * ```
 */
export function evaluate(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount: number,
  { sampleWeights }: { sampleWeights?: ArrayLike<number> } = {},
): Evaluation {
  if (probabilities.length !== labels.length * classCount) {
    const expected = labels.length * classCount;
    throw new RangeError(`evaluate: expected ${expected} probabilities, got ${probabilities.length}`);
  }
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: zero(), right: 0 }));
  checkWeights(labels, sampleWeights);
  let rows = 0;
  let total = 0;
  const logLoss = zero();
  const brier = zero();
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row];
    const weight = sampleWeights ? sampleWeights[row] : 1;
    if (label === -1 || weight === 0) continue;
    if (!confusion[label]) throw new RangeError(`evaluate: expected labels below ${classCount}, got ${label}`);
    const start = row * classCount;
    let top = 0;
    for (let k = 0; k < classCount; k += 1) {
      const p = probabilities[start + k];
      if (!(p >= 0 && p <= 1)) throw new RangeError(`evaluate: expected probabilities from 0 to 1, got ${p}`);
      if (p > probabilities[start + top]) top = k;
      const error = twoSum(p, k === label ? -1 : 0);
      const square = multiplyPairs(error, tail[0], error, tail[0]);
      addScaled(brier, weight, square, tail[0]);
    }
    rows += 1;
    total += weight;
    const logarithm = logPair(Math.max(probabilities[start + label], Number.MIN_VALUE), 0);
    addScaled(logLoss, -weight, logarithm, tail[0]);
    confusion[label][top] += weight;
    const confidence = probabilities[start + top];
    const bin = bins[Math.max(0, Math.ceil(confidence * BINS) - 1)];
    bin.count += weight;
    addScaled(bin.confidence, weight, confidence, 0);
    if (top === label) bin.right += weight;
  }
  if (rows === 0) throw new RangeError('evaluate: expected at least one row with a label, got none');
  const right = confusion.reduce((sum, row, k) => sum + row[k], 0);
  return {
    rows,
    ...(sampleWeights && { weight: total }),
    accuracy: right / total,
    logLoss: mean(logLoss, total),
    brier: mean(brier, total),
    ece: mean(gaps(bins), total),
    bins: bins.map(({ count, confidence, right: hits }, b) => ({
      lower: b / BINS,
      upper: (b + 1) / BINS,
      count,
      confidence: mean(confidence, count),
      accuracy: ratio(hits, count),
    })),
    confusion,
    perClass: confusion.map((_, k) => classScore(confusion, k)),
  };
}

function checkWeights(labels: ArrayLike<number>, weights: ArrayLike<number> | undefined): void {
  if (!weights) return;
  if (weights.length !== labels.length) {
    throw new RangeError(`evaluate: expected sampleWeights.length ${labels.length}, got ${weights.length}`);
  }
  for (let row = 0; row < weights.length; row += 1) {
    if (!(weights[row] >= 0 && weights[row] < Infinity)) {
      throw new RangeError(`evaluate: expected finite sampleWeights ≥ 0, got ${weights[row]}`);
    }
  }
}

function classScore(confusion: number[][], k: number): ClassScore {
  const hits = confusion[k][k];
  const support = confusion[k].reduce((sum, count) => sum + count, 0);
  const predicted = confusion.reduce((sum, row) => sum + row[k], 0);
  return {
    precision: ratio(hits, predicted),
    recall: ratio(hits, support),
    f1: ratio(2 * hits, predicted + support),
    support,
  };
}

/** Σ |right − confidence| over the bins. */
function gaps(bins: { right: number; confidence: PairSum }[]): PairSum {
  const sum = zero();
  for (const { right, confidence } of bins) {
    const gap: PairSum = { hi: right, lo: 0 };
    addTo(gap, -confidence.hi, -confidence.lo);
    const sign = gap.hi < 0 ? -1 : 1;
    addTo(sum, sign * gap.hi, sign * gap.lo);
  }
  return sum;
}

function zero(): PairSum {
  return { hi: 0, lo: 0 };
}

function mean(sum: PairSum, count: number): number {
  return count === 0 ? 0 : quotient(sum, { hi: count, lo: 0 });
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
