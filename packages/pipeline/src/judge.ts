// How probabilities are judged against known classes: the measures, the thresholds below which rows may be left to others,
// and the most confident mistakes, which are often wrong labels. Ties go to the lowest class.

import {
  type CalibrationErrors,
  calibrationErrors,
  type Evaluation,
  evaluate,
  type RejectThreshold,
  type RiskCoverage,
  rejectThreshold,
  riskCoverage,
} from 'bridle/learn';

/** Every measure of predictions against the classes: those of `evaluate` and `calibrationErrors`. */
export type FullEvaluation = Evaluation & CalibrationErrors & { riskCoverage: RiskCoverage };

export type Judgement = { evaluation: FullEvaluation; mistakes: Mistake[]; abstentions: Abstention[] };

/** A wanted accuracy, and the threshold that gives it; null where none does. */
export type Abstention = { wanted: number; reject: RejectThreshold | null };

/** A row of the table (counted from 1), its class, and the other class that the model held more probable. */
export type Mistake = {
  row: number;
  truth: number;
  predicted: number;
  probability: number;
  probabilityOfTruth: number;
};

const MOST = 10;
/** Accuracies that people ask for; a report has the first that are above the model's. */
const WANTED = [0.8, 0.9, 0.95, 0.99, 0.999];
const MOST_WANTED = 3;

/**
 * Judges every row that has a class (label ≥ 0); `rows` are the rows' places in the table, from 0. Seed and draws are those
 * of the bootstrap intervals; weights are frequencies.
 */
export function judge(
  probabilities: Float64Array,
  labels: Int32Array,
  rows: Int32Array,
  classes: number,
  { weights, ...bootstrap }: { seed?: number; draws?: number; weights?: Float64Array } = {},
): Judgement {
  const sample = weights ? { sampleWeights: weights } : {};
  const figures = evaluate(probabilities, labels, classes, sample);
  const wanted = WANTED.filter((accuracy) => accuracy > figures.accuracy).slice(0, MOST_WANTED);
  const counted = weights ? labels.map((label, i) => (weights[i] > 0 ? label : -1)) : labels;
  return {
    evaluation: {
      ...figures,
      ...calibrationErrors(probabilities, labels, classes, { ...bootstrap, ...sample }),
      riskCoverage: riskCoverage(probabilities, labels, classes, sample),
    },
    abstentions: wanted.map((accuracy) => ({
      wanted: accuracy,
      reject: rejectThreshold(probabilities, labels, classes, accuracy, sample),
    })),
    mistakes: mostCertainMistakes(probabilities, counted, rows, classes),
  };
}

/** The ten mistakes of the highest confidence, the most confident first. */
export function mostCertainMistakes(
  probabilities: Float64Array,
  labels: Int32Array,
  rows: Int32Array,
  classes: number,
): Mistake[] {
  const mistakes: Mistake[] = [];
  for (let i = 0; i < labels.length; i += 1) {
    const truth = labels[i];
    if (truth < 0) continue;
    const start = i * classes;
    const predicted = argmax(probabilities, start, classes);
    if (predicted === truth) continue;
    const [probability, probabilityOfTruth] = [probabilities[start + predicted], probabilities[start + truth]];
    mistakes.push({ row: rows[i] + 1, truth, predicted, probability, probabilityOfTruth });
  }
  return mistakes.sort((a, b) => b.probability - a.probability).slice(0, MOST);
}

/** The place of the largest of `count` entries from `start` on, of equals the first. */
export function argmax(row: ArrayLike<number>, start = 0, count = row.length): number {
  let top = 0;
  for (let k = 1; k < count; k += 1) if (row[start + k] > row[start + top]) top = k;
  return top;
}
