// How probabilities are judged against known classes: the measures, and the most confident mistakes, which are often wrong
// labels. Ties go to the lowest class.

import { type CalibrationErrors, calibrationErrors, type Evaluation, evaluate } from 'bridle/learn';

export type FullEvaluation = Evaluation & CalibrationErrors;

export type Judgement = { evaluation: FullEvaluation; mistakes: Mistake[] };

/** A row of the table (counted from 1), its class, and the other class that the model held more probable. */
export type Mistake = {
  row: number;
  truth: number;
  predicted: number;
  probability: number;
  probabilityOfTruth: number;
};

const MOST = 10;

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
  const counted = weights ? labels.map((label, i) => (weights[i] > 0 ? label : -1)) : labels;
  return {
    evaluation: { ...figures, ...calibrationErrors(probabilities, labels, classes, { ...bootstrap, ...sample }) },
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
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    const predicted = argmax(row);
    if (predicted === truth) continue;
    const probability = row[predicted];
    mistakes.push({ row: rows[i] + 1, truth, predicted, probability, probabilityOfTruth: row[truth] });
  }
  return mistakes.sort((a, b) => b.probability - a.probability).slice(0, MOST);
}

/** The place of the largest entry, of equals the first. */
export function argmax(row: ArrayLike<number>): number {
  let top = 0;
  for (let k = 1; k < row.length; k += 1) if (row[k] > row[top]) top = k;
  return top;
}
