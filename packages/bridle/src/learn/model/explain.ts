// Why a row has its logits: a logit is the sum of an intercept and of what each feature adds, weight times value. The sum
// in `logits` is rounded at every step, so its roundings are moved into the addends, the largest first: then the addends
// sum to the logit, and each is off by no more than the logit itself is.

import { exactSum } from '../../core/arithmetic/exact-sum.ts';
import { applyCalibration, type Calibration } from '../calibrate/calibration.ts';
import { applyRecipe } from '../table/apply-recipe.ts';
import type { Design } from '../table/design.ts';
import { featureNames } from '../table/features.ts';
import { type Table, takeRows } from '../table/table.ts';
import { activeFeatures } from './active-features.ts';
import { logits } from './logits.ts';
import type { Model } from './model.ts';
import type { PredictOptions } from './predict.ts';

/** What one feature adds to the logit of each class. */
export type Contribution = { feature: string; values: Float64Array };

/** The parts of the logits of one row, as `explain` gives them. */
export type Explanation = {
  /** Of each class, with the bits of `logits`: before the calibration. */
  logits: Float64Array;
  /** Of each class, with the bits of `predict`. */
  probabilities: Float64Array;
  /** What each class has without any feature. */
  intercepts: Float64Array;
  /** Of every feature that is not 0 in the row, in the order of the model's features. */
  contributions: Contribution[];
  /**
   * The calibration as factors: the probabilities are softmax(scale∘logits + shift), and scale times a contribution is
   * what the feature adds to the calibrated logit. All 1 and 0 without a calibration; null for the methods that are no
   * such map, isotonic and dirichlet.
   */
  calibration: { scale: Float64Array; shift: Float64Array } | null;
};

/**
 * What each feature adds to the logits of one row of a table, `row` counted from 0.
 *
 * For each class the intercept and the contributions sum, exactly, to within 1 ulp of the logit. Contributions are
 * comparable between classes: only differences between two classes matter to the probabilities.
 *
 * @throws RangeError for a row that the table does not have; RecipeError as `predict`.
 * @example
 * ```ts
 * import { explain, type Model } from 'bridle/learn';
 * const model = {
 *   classes: ['a', 'b'], weights: new Float64Array([2, -2]), intercepts: new Float64Array([0.5, -0.5]), calibration: null,
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 1, scale: 2, hasMissing: false }] },
 * } as unknown as Model;
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 4]) };
 * const { contributions, logits } = explain(model, { rows: 2, columns: [x] }, 1);
 * contributions; // → [{ feature: 'x', values: Float64Array [3, -3] }]
 * logits; // → Float64Array [3.5, -3.5]
 * ```
 */
export function explain(
  model: Model,
  table: Table,
  row: number,
  { uncalibrated = false }: Pick<PredictOptions, 'uncalibrated'> = {},
): Explanation {
  if (!(Number.isInteger(row) && row >= 0 && row < table.rows)) {
    throw new RangeError(`explain: expected row to be a whole number from 0 to ${table.rows - 1}, got ${row}`);
  }
  const one = takeRows(table, [row]);
  const { design } = applyRecipe(model.recipe, one);
  const classes = model.classes.length;
  const calibration = uncalibrated ? null : model.calibration;
  const scores = logits(model, one);
  const intercepts = Float64Array.from(model.intercepts);
  const { features, values } = contributionsOf(design, model, scores);
  const names = featureNames(model.recipe);
  const contributions = features.map((j, at) => ({
    feature: names[j],
    values: values.slice(at * classes, (at + 1) * classes),
  }));
  const probabilities = applyCalibration(calibration, scores, classes);
  return { logits: scores, probabilities, intercepts, contributions, calibration: factorsOf(calibration, classes) };
}

/** The active features of a design's only row and what they add, (features, classes), whose sums are the scores. */
function contributionsOf(design: Design, { weights, intercepts, classes: names }: Model, scores: Float64Array) {
  const classes = names.length;
  const active = activeFeatures(design);
  const features: number[] = [];
  const added: number[] = [];
  active(0, (j, weigh) => {
    features.push(j);
    for (let k = 0; k < classes; k += 1) added.push(weigh(weights[k * design.columns + j]));
  });
  const values = Float64Array.from(added);
  for (let k = 0; k < classes; k += 1) settle(values, k, classes, intercepts[k], scores[k]);
  return { features, values };
}

/** Moves what the exact sum lacks to the sum into the addends of class k, the largest first. */
function settle(values: Float64Array, k: number, classes: number, intercept: number, sum: number): void {
  const places = Array.from({ length: values.length / classes }, (_, at) => at * classes + k);
  if (!Number.isFinite(sum) || !places.every((at) => Number.isFinite(values[at]))) return;
  const order = places.sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]));
  for (const at of order) {
    const rest = exactSum([sum, -intercept, ...places.map((place) => -values[place])]);
    if (Math.abs(rest) <= Math.abs(sum) * 2 ** -54) return;
    values[at] += rest;
  }
}

function factorsOf(calibration: Calibration | null, classes: number): Explanation['calibration'] {
  const filled = (x: number) => new Float64Array(classes).fill(x);
  if (calibration === null) return { scale: filled(1), shift: filled(0) };
  if (calibration.method === 'temperature') return { scale: filled(1 / calibration.temperature), shift: filled(0) };
  if (calibration.method !== 'vector') return null;
  return { scale: Float64Array.from(calibration.scale), shift: Float64Array.from(calibration.shift) };
}
