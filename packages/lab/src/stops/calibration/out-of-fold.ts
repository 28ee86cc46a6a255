// Logits of every digit from a model that has not seen it: five trainings, each without one fifth of the pictures.

import { type Fit, fitting, type Progress, stratifiedFolds } from 'bridle/learn';
import { CLASSES, designOf, logitsOf, PENALTY, type Report, share, TOLERANCE, type Weights } from '../digits/model.ts';
import { type Digits, pictureOf } from '../digits/pictures.ts';

export const FOLDS = { folds: 5, seed: 1 };

export type OutOfFold = {
  /** (pictures, classes), row-major. */
  logits: Float64Array;
  labels: Int32Array;
  /** The model of the first fold, for pictures that are in no fold. */
  model: Weights;
};

/** Trains fold after fold, reporting before each step; `done` is of all folds together. */
export function* outOfFold(digits: Digits): Generator<Report, OutOfFold> {
  const labels = Int32Array.from(digits.labels);
  const foldOf = stratifiedFolds(labels, CLASSES, FOLDS);
  const logits = new Float64Array(labels.length * CLASSES);
  let model: Weights | null = null;
  for (let fold = 0; fold < FOLDS.folds; fold += 1) {
    const train = Int32Array.from(labels.keys()).filter((row) => foldOf[row] !== fold);
    const steps = fitting(
      designOf(digits, train),
      Int32Array.from(train, (row) => labels[row]),
      CLASSES,
      { C: PENALTY, tolerance: TOLERANCE },
    );
    let first: Progress | null = null;
    let step: IteratorResult<Progress, Fit> = steps.next();
    for (; !step.done; step = steps.next()) {
      first ??= step.value;
      const { iteration, objective, gapBound } = step.value;
      yield { iteration, objective, done: (fold + share(first.gapBound, gapBound)) / FOLDS.folds };
    }
    const { weights, intercepts } = step.value;
    model ??= { weights, intercepts };
    for (const row of labels.keys()) {
      if (foldOf[row] === fold) logits.set(logitsOf({ weights, intercepts }, pictureOf(digits, row)), row * CLASSES);
    }
  }
  return { logits, labels, model: model! };
}
