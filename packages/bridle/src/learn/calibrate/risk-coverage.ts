// The risk–coverage curve (El-Yaniv & Wiener 2010): how accurate the rows are that a threshold on the largest probability
// keeps, over the share of rows kept; and the area under the curve of their errors (AURC; Geifman & El-Yaniv 2017).

import { log } from '../../core/arithmetic/log.ts';
import { type ConfidenceStep, confidenceSteps } from './confidence-steps.ts';
import { judgedRows } from './judged-rows.ts';
import type { RejectThreshold } from './reject-threshold.ts';
import { topConfidences } from './top-confidences.ts';

/** How the error rate falls as the least certain rows are rejected: the area under the curve and its points. */
export type RiskCoverage = {
  /**
   * The mean, over k = 1 … n, of the error rate of the k most certain rows; rows of equal probability count as in the mean
   * of all their orders. The order of the rows alone decides it, not the size of the probabilities.
   */
  aurc: number;
  /** The AURC if every correct row were more certain than every wrong one: the least that this accuracy allows. */
  optimalAurc: number;
  /** The curve from the most certain rows to all rows, at most `points` of its steps. */
  curve: RejectThreshold[];
};

/**
 * The risk–coverage curve of probabilities, (rows, classes) row-major, against labels; a row whose label is −1 is left out.
 *
 * An order without information has the AURC 1 − accuracy in the mean. `points` (default 100) bounds the curve, at about
 * equal distances of coverage, the last at coverage 1; AURC is of all rows. `sampleWeights` are frequencies: a whole
 * weight w gives the figures of w equal rows.
 *
 * @throws RangeError where the sizes differ, a weight is negative or not finite, no row is left, or `points` is not ≥ 1.
 * @example
 * ```ts
 * import { riskCoverage } from 'bridle/learn';
 * const p = [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4];
 * riskCoverage(p, [0, 0, 1, 0], 2).curve.map(({ accuracy }) => accuracy); // → [1, 1, 0.6666666666666666, 0.75]
 * riskCoverage(p, [0, 0, 0, 1], 2).aurc; // → 0.0625
 * riskCoverage(p, [1, 0, 0, 0], 2).optimalAurc; // → 0.0625
 * ```
 */
export function riskCoverage(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount: number,
  { points = 100, sampleWeights }: { points?: number; sampleWeights?: ArrayLike<number> } = {},
): RiskCoverage {
  if (!(points >= 1)) throw new RangeError(`riskCoverage: expected points ≥ 1, got ${points}`);
  if (probabilities.length !== labels.length * classCount) {
    const expected = labels.length * classCount;
    throw new RangeError(`riskCoverage: expected ${expected} probabilities, got ${probabilities.length}`);
  }
  const judged = judgedRows('riskCoverage', labels, sampleWeights);
  const { rows, total, size } = judged;
  const steps = confidenceSteps(topConfidences(probabilities, labels, rows, classCount), judged);
  const hits = steps.reduce((sum, step) => sum + step.hits, 0);
  const scale = size / total; // fractional weights as shares of the rows
  const best = [
    { mass: hits, hits },
    { mass: total - hits, hits: 0 },
  ];
  return {
    aurc: areaOf(steps, scale) / size,
    optimalAurc: areaOf(best, scale) / size,
    curve: curveOf(steps, total, points),
  };
}

/**
 * Σₖ errors(k)/k. In a step of g rows with e errors after m rows with E errors, the j-th row brings
 * (E + e·j/g)/(m + j), whose sum over the step is e + (E − e·m/g)·(H(m + g) − H(m)) with the harmonic numbers H.
 */
function areaOf(steps: readonly Pick<ConfidenceStep, 'mass' | 'hits'>[], scale: number): number {
  let area = 0;
  let before = 0;
  let errors = 0;
  for (const step of steps) {
    const mass = scale * step.mass;
    if (mass === 0) continue;
    const wrong = scale * (step.mass - step.hits);
    area += wrong + (errors - (wrong * before) / mass) * harmonicBetween(before, mass);
    before += mass;
    errors += wrong;
  }
  return Math.max(0, area);
}

/** H(m + g) − H(m): term by term for few whole rows, where a difference of two logarithms would lose digits. */
function harmonicBetween(m: number, g: number): number {
  if (!(g <= 64 && Number.isInteger(g))) return harmonic(m + g) - harmonic(m);
  let sum = 0;
  for (let j = 1; j <= g; j += 1) sum += 1 / (m + j);
  return sum;
}

const EULER = 0.5772156649015329;

/** H(x) = ψ(x + 1) + γ for x ≥ 0, by the asymptotic series beyond 20, within 1e−14. */
function harmonic(x: number): number {
  let sum = EULER;
  let at = x;
  for (; at < 20; at += 1) sum -= 1 / (at + 1);
  const square = 1 / (at * at);
  return sum + log(at) + 0.5 / at - square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)));
}

function curveOf(steps: readonly ConfidenceStep[], total: number, points: number): RejectThreshold[] {
  const curve: RejectThreshold[] = [];
  let [rows, mass, hits, kept] = [0, 0, 0, 0];
  steps.forEach((step, s) => {
    rows += step.rows;
    mass += step.mass;
    hits += step.hits;
    const isLast = s === steps.length - 1;
    const coverage = isLast ? 1 : mass / total;
    const reached = Math.floor(coverage * points);
    // Of few steps all are kept.
    if (!isLast && steps.length > points && reached === kept) return;
    kept = reached;
    curve.push({ threshold: step.confidence, coverage, accuracy: hits / mass, rows });
  });
  return curve;
}
