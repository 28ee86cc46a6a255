// Prediction: the recipe gives the features, the weights give scores, softmax or the model's calibration gives
// probabilities. The kernels are not imported here, so that a page that only predicts loads 10 kB; who has many rows
// passes `scoreRows`.

import { applyCalibration } from '../calibrate/calibration.ts';
import { applyRecipe, type Unseen } from '../table/apply-recipe.ts';
import { addScores, type Design } from '../table/design.ts';
import type { Table } from '../table/table.ts';
import type { Linear, scoreRows } from '../tiles/score-rows.ts';
import type { Model } from './model.ts';

/** Options of `predict`. */
export type PredictOptions = {
  /** Leaves the model's calibration out. */
  uncalibrated?: boolean;
  /** The function of that name in bridle/learn, which scores many rows four to ten times as fast (bench/predicting.mjs). */
  scoreRows?: typeof scoreRows;
};

/**
 * The probability of each class for each row, (rows, classes) row-major, and what the model had not seen in training.
 *
 * The bits of a row's probabilities do not depend on the other rows. Softmax is rounded once; with `scoreRows`, in
 * arithmetic 'auto' and 'fast', that of a score d below its row's largest errs by at most (d + 2c + 4)·2⁻⁵³ of itself with c
 * classes, whose sum is plain, and calibrated by a temperature T by at most (2d/T + 2c + 4)·2⁻⁵³; other calibrations have
 * the softmax that is rounded once.
 * A row whose scores overflow, which needs weights or numbers far beyond those of training, is NaN.
 *
 * @throws RecipeError 'missing-column', 'not-numeric', 'too-large', as `applyRecipe`; RangeError for more probabilities
 * than one array can hold.
 * @example
 * ```ts
 * import { type Model, predict } from 'bridle/learn';
 * const model: Model = {
 *   format: 'bridle-model', version: 2, target: 'y', classes: ['a', 'b'], reading: {},
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] },
 *   weights: new Float64Array([Math.LN2, 0]), intercepts: new Float64Array(2), calibration: null,
 *   training: {
 *     table: 't.csv', rows: 9, l2: 0.5, C: null, standardize: false, solver: 'newton', iterations: 3, converged: true,
 *     objective: 0.5, gradientNorm: 0, gapBound: 0, holdout: 0, seed: 1,
 *   },
 *   metrics: null,
 * };
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([0, 1]) };
 * predict(model, { rows: 2, columns: [x] }).probabilities; // → Float64Array [0.5, 0.5, 0.6666666666666666, 0.3333333333333333]
 * ```
 */
export function predict(
  model: Model,
  table: Table,
  { uncalibrated, scoreRows }: PredictOptions = {},
): { probabilities: Float64Array; unseen: Unseen[] } {
  const calibration = uncalibrated ? null : model.calibration;
  const linear = { ...model, classes: model.classes.length, calibration };
  const quick = scoreRows?.(table, linear);
  if (quick) return { probabilities: quick, unseen: [] };
  const { design, unseen } = designOf('predict', model, table);
  const fast = scoreRows?.(design, linear);
  const p = fast ?? applyCalibration(calibration, scoresOf(design, linear, scoreRows), linear.classes);
  return { probabilities: p, unseen };
}

/** The rows of a table by the model's recipe; RangeError in the caller's name for more scores than an array can hold. */
export function designOf(name: string, model: Model, table: Table): { design: Design; unseen: Unseen[] } {
  const classes = model.classes.length;
  // The elements of the longest typed array.
  if (table.rows * classes > 4294967295) {
    throw new RangeError(`${name}: expected rows × classes at most 4294967295, got ${table.rows} × ${classes}`);
  }
  return applyRecipe(model.recipe, table);
}

/** (rows, classes). */
export function scoresOf(design: Design, linear: Linear, scoreRows: PredictOptions['scoreRows']): Float64Array {
  const { rows } = design;
  const { classes, intercepts, weights } = linear;
  const fast = scoreRows?.(design, linear, 'scores');
  if (fast) return fast;
  const byClass = new Float64Array(classes * rows);
  for (let k = 0; k < classes; k += 1) byClass.fill(intercepts[k], k * rows, (k + 1) * rows);
  addScores(design, weights, classes, byClass);
  const scores = new Float64Array(classes * rows);
  for (let k = 0; k < classes; k += 1) {
    for (let i = 0; i < rows; i += 1) scores[i * classes + k] = byClass[k * rows + i];
  }
  return scores;
}
