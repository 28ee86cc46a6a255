// Where a model should abstain: the largest probability below which rows get no class, so that the others are right as
// often as wanted.

import { confidenceSteps } from './confidence-steps.ts';
import { judgedRows } from './judged-rows.ts';
import { topConfidences } from './top-confidences.ts';

/** With classes only for rows whose largest probability is ≥ `threshold`: the fraction of rows, and their accuracy. */
export type RejectThreshold = { threshold: number; coverage: number; accuracy: number; rows: number };

/**
 * The threshold of the largest coverage whose accuracy is at least `accuracy`, on rows with known classes; null where no
 * threshold reaches it. Rows whose label is −1 are left out. It is chosen on these rows, so that the accuracy on others
 * is a little lower where few rows are left.
 *
 * `sampleWeights` are frequencies: coverage and accuracy are then shares of their sum.
 *
 * @throws RangeError for an accuracy outside [0, 1], sizes or weights that do not fit, or no row with a label.
 * @example
 * ```ts
 * import { rejectThreshold } from 'bridle/learn';
 * const p = [0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4];
 * rejectThreshold(p, [0, 0, 1, 0], 2, 1); // → { threshold: 0.8, coverage: 0.5, accuracy: 1, rows: 2 }
 * rejectThreshold(p, [1, 0, 1, 0], 2, 0.9); // → null
 * ```
 */
export function rejectThreshold(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classCount: number,
  accuracy: number,
  { sampleWeights }: { sampleWeights?: ArrayLike<number> } = {},
): RejectThreshold | null {
  if (!(accuracy >= 0 && accuracy <= 1)) {
    throw new RangeError(`rejectThreshold: expected an accuracy from 0 to 1, got ${accuracy}`);
  }
  if (probabilities.length !== labels.length * classCount) {
    const expected = labels.length * classCount;
    throw new RangeError(`rejectThreshold: expected ${expected} probabilities, got ${probabilities.length}`);
  }
  const judged = judgedRows('rejectThreshold', labels, sampleWeights);
  const top = topConfidences(probabilities, labels, judged.rows, classCount);
  let [rows, mass, hits] = [0, 0, 0];
  let best: RejectThreshold | null = null;
  for (const step of confidenceSteps(top, judged)) {
    rows += step.rows;
    mass += step.mass;
    hits += step.hits;
    if (hits < accuracy * mass) continue;
    best = { threshold: step.confidence, coverage: mass / judged.total, accuracy: hits / mass, rows };
  }
  return best;
}
