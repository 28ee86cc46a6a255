// The classifier of the digits as a model file: `bridle predict` reads it, with a table like examples/digits/digits.csv.

import { type Evaluation, serializeModel } from 'bridle/learn';
import { CLASSES, PENALTY, recipe, SPLIT, type Trained } from './model.ts';

export function modelFile(trained: Trained, { rows, accuracy, logLoss, brier, ece }: Evaluation): string {
  const { weights, intercepts, iterations, converged, gapBound, l2, solver, objective, gradientNorm } = trained;
  return serializeModel({
    ...{ format: 'bridle-model', version: 2, target: 'digit', reading: {}, recipe },
    classes: Array.from({ length: CLASSES }, (_, k) => String(k)),
    ...{ weights, intercepts, calibration: null },
    training: {
      ...{ table: 'digits.csv', rows: trained.rows, l2, C: PENALTY, standardize: false, solver, iterations, converged },
      ...{ objective, gradientNorm, gapBound: Number.isFinite(gapBound) ? gapBound : null, ...SPLIT },
    },
    metrics: { rows, accuracy, logLoss, brier, ece },
  });
}
