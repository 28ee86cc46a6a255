// A linear classifier of another program as a Bridle model. What the other file does not know, such as how it was trained,
// stays 0 in the model, which says where it came from.

import { type Calibration, type Feature, featureNames, type Model, parseModel, serializeModel } from 'bridle/learn';
import { inputError } from '../messages.ts';

/** Why a file cannot be imported; `found` names the part. */
export type ImportFault =
  | 'damaged'
  | 'no-part'
  | 'shape'
  | 'not-finite'
  | 'operator'
  | 'one-vs-rest'
  | 'no-model'
  | 'differs';

/** Weights (classes, features) for features in the order of the recipe. */
export type ForeignModel = {
  /** The program, with its version where the file tells it. */
  source: string;
  target?: string;
  classes: string[];
  features: Feature[];
  weights: number[][];
  intercepts: number[];
  calibration: Calibration | null;
  /** Rows of features and what the other program predicts for them. */
  check?: { x: number[][]; p: number[][] };
};

export function cannotImport(file: string, reason: ImportFault, found = ''): Error {
  return inputError('cannot-import', { file, reason, found });
}

/** The scores of two classes from the one of the second: halves, so that the weights of the classes sum to 0. */
export function ofTwo(row: readonly number[], intercept: number): Pick<ForeignModel, 'weights' | 'intercepts'> {
  return { weights: [row.map((w) => -w / 2), row.map((w) => w / 2)], intercepts: [-intercept / 2, intercept / 2] };
}

/** A number as a feature; `mean` and `scale` are those of a standardisation before the classifier. */
export function numericFeature(name: string, mean = 0, scale = 1, fill = mean): Feature {
  return { kind: 'numeric', name, fill, mean, scale, hasMissing: false };
}

/** The model, every field checked as one that is read from a file. */
export function modelOf(file: string, table: string, foreign: ForeignModel, target: string): Model {
  const { source, classes, features, weights, intercepts, calibration } = foreign;
  const width = featureNames({ features }).length;
  if (weights.length !== classes.length || intercepts.length !== classes.length || classes.length < 2)
    throw cannotImport(file, 'shape', 'classes');
  if (weights.some((row) => row.length !== width)) throw cannotImport(file, 'shape', 'features');
  if (!weights.every((row) => row.every(Number.isFinite))) throw cannotImport(file, 'not-finite', 'coefficients');
  if (!intercepts.every(Number.isFinite)) throw cannotImport(file, 'not-finite', 'intercepts');
  const standardize = features.some((feature) => feature.kind === 'numeric' && feature.scale !== 1);
  const unknown = { rows: 0, l2: 0, C: null, iterations: 0, objective: 0, gradientNorm: 0, gapBound: null };
  const model: Model = {
    ...{ format: 'bridle-model', version: 2, target, classes, reading: {}, recipe: { features } },
    ...{ weights: Float64Array.from(weights.flat()), intercepts: Float64Array.from(intercepts), calibration },
    training: {
      ...{ table, standardize, solver: 'lbfgs', converged: false, holdout: 0, seed: 1, imported: source },
      ...unknown,
    },
    metrics: null,
  };
  return parseModel(serializeModel(model));
}
