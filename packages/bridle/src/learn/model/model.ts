// A trained classifier as one JSON text: what it predicts, how a table is read and becomes features, its weights (base64 of little-endian
// float64, so that every bit is kept; in 16 bits where there are text features, see short-weights.ts) and how it was trained. No dates and no names of machines: the same training
// gives the same bytes. Reading checks every field (parse-model.ts).

import type { Calibration } from '../calibrate/calibration.ts';
import type { Recipe } from '../table/features.ts';
import { encodeFloats } from './base64.ts';
import type { Reading } from './reading.ts';
import { encodeShort } from './short-weights.ts';
import { textFeatureFields } from './text-feature-fields.ts';

/** How the model was trained, and a bound on its distance from the optimum. */
export type Training = {
  /** The program that trained the model, where it was imported; then rows and the figures of the solver are unknown, and 0. */
  imported?: string;
  /** The table's name, and how many of its rows trained; all of them where the model was trained again after its evaluation. */
  table: string;
  rows: number;
  /** λ, and the C that gives it by scikit-learn's rule (see `FitOptions`); C is null where λ = 0. */
  l2: number;
  C: number | null;
  /** λ₁ of a further penalty λ₁·‖W‖₁; absent without it. */
  l1?: number;
  standardize: boolean;
  solver: 'newton' | 'lbfgs' | 'gd' | 'sgd' | 'proximal';
  /** The arithmetic of the training; absent for 'reproducible', and where it was not kept. */
  arithmetic?: 'auto' | 'fast' | 'reference';
  iterations: number;
  converged: boolean;
  objective: number;
  gradientNorm: number;
  /** An upper bound on how far the objective is above its minimum; null where λ = 0, which gives no bound. */
  gapBound: number | null;
  /** The column of the weights, and the weights of the classes, where there were any. */
  weight?: string;
  classWeights?: number[];
  /** The shares of the classes in the training, by weight, class weights included; absent where they were not kept. */
  shares?: number[];
  /** The fraction held out for the metrics, and the seed that chose it. */
  holdout: number;
  seed: number;
};

/** Metrics on rows that were not used for training, or only after they had judged the model. */
export type Metrics = { rows: number; accuracy: number; logLoss: number; brier: number; ece: number };

/**
 * Scores are weights·features + intercepts, weights (classes, features); probabilities their softmax, or what the
 * calibration makes of them.
 */
export type Model = {
  format: 'bridle-model';
  /**
   * Of the file that it was read from. In version 1, C is 1/(λ·rows) for two classes too; version 3 is that of a recipe with
   * products, which earlier readers do not know.
   */
  version: 1 | 2 | 3;
  target: string;
  classes: string[];
  /** How its table was read; empty for version 1, which did not keep it. */
  reading: Reading;
  recipe: Recipe;
  weights: Float64Array;
  intercepts: Float64Array;
  /** Fitted on rows that its training did not use; null for none. */
  calibration: Calibration | null;
  training: Training;
  metrics: Metrics | null;
};

/**
 * The version of a model of this recipe.
 *
 * @example
 * ```ts
 * import { versionOf } from 'bridle/learn';
 * versionOf({ features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] }); // → 2
 * ```
 */
export function versionOf({ features }: Recipe): 2 | 3 {
  return features.some(({ kind }) => kind === 'product') ? 3 : 2;
}

/**
 * The model as the text of its file, in version 2, or 3 with products. `parseModel` returns the same model with the same bits, but for weights of
 * a model with text features that `roundWeights` has not rounded.
 *
 * @example
 * ```ts
 * import { type Model, parseModel, serializeModel } from 'bridle/learn';
 * const model: Model = {
 *   format: 'bridle-model', version: 2, target: 'y', classes: ['a', 'b'], reading: {},
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] },
 *   weights: new Float64Array([0.1, -0.1]), intercepts: new Float64Array(2), calibration: null,
 *   training: {
 *     table: 't.csv', rows: 9, l2: 0.5, C: null, standardize: false, solver: 'newton', iterations: 3, converged: true,
 *     objective: 0.5, gradientNorm: 0, gapBound: 0, holdout: 0, seed: 1,
 *   },
 *   metrics: null,
 * };
 * parseModel(serializeModel(model)).weights; // → Float64Array [0.1, -0.1]
 * ```
 */
export function serializeModel(model: Model): string {
  const { format, version, target, classes, reading, recipe, calibration, metrics } = model;
  const { C } = model.training;
  const doubled = version === 1 && classes.length === 2 && C !== null;
  const training = doubled ? { ...model.training, C: 2 * C } : model.training;
  const hasTexts = recipe.features.some(({ kind }) => kind === 'text');
  const weights = hasTexts ? encodeShort(model.weights, classes.length) : encodeFloats(model.weights);
  const intercepts = encodeFloats(model.intercepts);
  const features = recipe.features.map((feature) => (feature.kind === 'text' ? textFeatureFields(feature) : feature));
  const head = { format, version: versionOf(recipe), target, classes, reading, recipe: { ...recipe, features } };
  return `${JSON.stringify({ ...head, weights, intercepts, calibration, training, metrics }, null, 2)}\n`;
}
