// Trains a classifier on a table of one's own, as `bridle train --C 1 --calibration none` does: the same split, recipe, fit
// and model file.

import {
  applyRecipe,
  type Evaluation,
  evaluate,
  fitting,
  type LeftOut,
  learnRecipe,
  type Model,
  predict,
  readLabels,
  serializeModel,
  stratifiedSplit,
  type Table,
  takeRows,
} from 'bridle/learn';
import { MISSING } from './read-csv.ts';

export type Wish = { table: Table; target: string; name: string };

export type Step = { iteration: number; objective: number };

export type Trained = {
  /** The text of the model file. */
  model: string;
  classes: string[];
  trainRows: number;
  /** On rows that did not train; null where there are too few for any. */
  heldOut: Evaluation | null;
  leftOut: LeftOut[];
  iterations: number;
  gapBound: number;
};

const HOLDOUT = 0.2;
const SEED = 1;

/** @throws RecipeError where the column cannot be a target or nothing is left to learn from. */
export function* trainTable({ table, target, name }: Wish): Generator<Step, Trained> {
  const { classes, labels } = readLabels(table, target);
  const split = stratifiedSplit(labels, classes.length, { holdout: HOLDOUT, seed: SEED });
  const part = takeRows(table, split.train);
  const { recipe, leftOut } = learnRecipe(part, { target });
  const { design } = applyRecipe(recipe, part);
  const steps = fitting(
    design,
    Int32Array.from(split.train, (row) => labels[row]),
    classes.length,
  );
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    yield { iteration: step.value.iteration, objective: step.value.objective };
  }
  const { weights, intercepts, l2, C, solver, iterations, converged, objective, gradientNorm, gapBound } = step.value;
  const model: Model = {
    ...{ format: 'bridle-model', version: 2, target, classes, reading: { missing: MISSING }, recipe },
    ...{ weights, intercepts, calibration: null, metrics: null },
    training: {
      ...{ table: name, rows: split.train.length, l2, C, standardize: true, solver, iterations, converged, objective },
      ...{ gradientNorm, gapBound: Number.isFinite(gapBound) ? gapBound : null, holdout: HOLDOUT, seed: SEED },
    },
  };
  let heldOut: Evaluation | null = null;
  if (split.test.length > 0) {
    const { probabilities } = predict(model, takeRows(table, split.test));
    heldOut = evaluate(
      probabilities,
      Int32Array.from(split.test, (row) => labels[row]),
      classes.length,
    );
    const { rows, accuracy, logLoss, brier, ece } = heldOut;
    model.metrics = { rows, accuracy, logLoss, brier, ece };
  }
  return {
    model: serializeModel(model),
    classes,
    trainRows: split.train.length,
    heldOut,
    leftOut,
    iterations,
    gapBound,
  };
}
