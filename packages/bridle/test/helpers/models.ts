// A trained model for tests, from an example table.

import { fit } from '../../src/learn/fit/fit.ts';
import type { Model } from '../../src/learn/model/model.ts';
import { applyRecipe } from '../../src/learn/table/apply-recipe.ts';
import { readLabels } from '../../src/learn/table/labels.ts';
import { learnRecipe } from '../../src/learn/table/recipe.ts';
import type { Table } from '../../src/learn/table/table.ts';

/** The model of a table whose targets are all known, trained with the defaults. */
export function modelOf(table: Table, target: string): Model {
  const { classes, labels } = readLabels(table, target);
  const { recipe } = learnRecipe(table, { target });
  const result = fit(applyRecipe(recipe, table).design, labels, classes.length);
  const { weights, intercepts, l2, solver, iterations, converged, objective, gradientNorm, gapBound } = result;
  return {
    format: 'bridle-model',
    version: 2,
    target,
    classes,
    reading: {},
    recipe,
    weights,
    intercepts,
    calibration: null,
    training: {
      table: 'example.csv',
      rows: table.rows,
      l2,
      C: 1,
      standardize: true,
      solver,
      iterations,
      converged,
      objective,
      gradientNorm,
      gapBound,
      holdout: 0,
      seed: 1,
    },
    metrics: { rows: 10, accuracy: 0.9, logLoss: 0.25, brier: 0.5, ece: 0.125 },
  };
}
