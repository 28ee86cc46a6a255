// Newton's classifier of the points as a model file: `bridle predict` reads it, with a table of the columns x and y (and
// x² and y² where they were used), such as the CSV of the decision regions.

import { type Fit, serializeModel } from 'bridle/learn';
import { featuresOf } from './model.ts';
import type { Rows } from './points.ts';

/** `classes` are the names of the classes of the rows. */
export function modelFile(rows: Rows, fit: Fit, classes: readonly string[]): string {
  const { weights, intercepts, iterations, converged, gapBound, l2, solver, objective, gradientNorm } = fit;
  return serializeModel({
    ...{ format: 'bridle-model', version: 2, target: 'class', reading: {}, recipe: { features: featuresOf(rows) } },
    classes: [...classes],
    ...{ weights, intercepts, calibration: null },
    training: {
      ...{
        table: 'bridle-plane.csv',
        rows: rows.x.length,
        l2,
        C: 1,
        standardize: false,
        solver,
        iterations,
        converged,
      },
      ...{ objective, gradientNorm, gapBound: Number.isFinite(gapBound) ? gapBound : null, holdout: 0, seed: 1 },
    },
    metrics: null,
  });
}
