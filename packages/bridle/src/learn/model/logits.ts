// The logits and probabilities of a model for a table, and of a fit for the numbers of a matrix. `predict` is apart, so that
// a page that only predicts does not load what matrices need.

import { applyCalibration } from '../calibrate/calibration.ts';
import type { Design } from '../table/design.ts';
import { designFrom, type Features } from '../table/matrix.ts';
import type { Table } from '../table/table.ts';
import type { Linear } from '../tiles/score-rows.ts';
import type { Model } from './model.ts';
import { designOf, type PredictOptions, predict, scoresOf } from './predict.ts';

type Scoring = Pick<PredictOptions, 'scoreRows'>;

/**
 * The probability of each class for each row, (rows, classes) row-major: of a model for
 * a table, as `predict` without what was unseen; or of a fit for a matrix, compressed rows or a design of as many columns
 * as it was trained on.
 *
 * @throws as `predict`; for a matrix RangeError as `designFrom` and for another number of columns; TypeError for a matrix
 * with a model, or a table with a fit.
 * @example
 * ```ts
 * import { fit, type Model, probabilities } from 'bridle/learn';
 * const model = {
 *   classes: ['a', 'b'], weights: new Float64Array([Math.LN2, 0]), intercepts: new Float64Array(2), calibration: null,
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] },
 * } as unknown as Model;
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([0, -1]) };
 * probabilities(model, { rows: 2, columns: [x] }); // → Float64Array [0.5, 0.5, 0.3333333333333333, 0.6666666666666666]
 * const trained = fit({ data: [-1, 0, 0, 1], dims: [4, 1] }, [0, 1, 0, 1], 2);
 * probabilities(trained, { data: [0], dims: [1, 1] }); // → Float64Array [0.5, 0.5]
 * ```
 */
export function probabilities(model: Model, table: Table, options?: PredictOptions): Float64Array;
export function probabilities(fit: Linear, x: Features, options?: Scoring): Float64Array;
export function probabilities(
  model: Model | Linear,
  x: Table | Features,
  { uncalibrated = false, scoreRows }: PredictOptions = {},
): Float64Array {
  if ('recipe' in model && isTable(x))
    return predict(model, x, { uncalibrated, ...(scoreRows && { scoreRows }) }).probabilities;
  const { design, linear } = opened('probabilities', model, x);
  return (
    scoreRows?.(design, linear, 'probabilities') ??
    applyCalibration(null, scoresOf(design, linear, undefined), linear.classes)
  );
}

/**
 * The logit of each class for each row, (rows, classes) row-major: the scores before softmax and calibration, of a
 * model for a table or of a fit for a matrix.
 *
 * @throws as `probabilities`.
 * @example
 * ```ts
 * import { logits, type Model } from 'bridle/learn';
 * const model = {
 *   classes: ['a', 'b'], weights: new Float64Array([2, -2]), intercepts: new Float64Array([0.5, -0.5]),
 *   recipe: { features: [{ kind: 'numeric', name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] },
 * } as unknown as Model;
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([0, 1]) };
 * logits(model, { rows: 2, columns: [x] }); // → Float64Array [0.5, -0.5, 2.5, -2.5]
 * const fit = { weights: new Float64Array([2, -2]), intercepts: [0.5, -0.5], classes: 2 };
 * logits(fit, { data: [0, 1], dims: [2, 1] }); // → Float64Array [0.5, -0.5, 2.5, -2.5]
 * ```
 */
export function logits(model: Model, table: Table, options?: Scoring): Float64Array;
export function logits(fit: Linear, x: Features, options?: Scoring): Float64Array;
export function logits(model: Model | Linear, x: Table | Features, { scoreRows }: Scoring = {}): Float64Array {
  const { design, linear } = opened('logits', model, x);
  return scoresOf(design, linear, scoreRows);
}

const isTable = (x: Table | Features): x is Table => 'columns' in x && typeof x.columns === 'object';

/** The rows as a design: of a model's table by its recipe, of a fit's features as they are. */
function opened(name: string, model: Model | Linear, x: Table | Features): { design: Design; linear: Linear } {
  if ('recipe' in model) {
    if (!isTable(x)) throw new TypeError(`${name}: expected a fit for a matrix or a design`);
    return { ...designOf(name, model, x), linear: { ...model, classes: model.classes.length } };
  }
  if (isTable(x)) throw new TypeError(`${name}: expected a model for a table`);
  const design = designFrom(x, name);
  const width = model.weights.length / model.classes;
  if (design.columns !== width) {
    throw new RangeError(`${name}: expected ${width} columns, as in training, got ${design.columns}`);
  }
  return { design, linear: model };
}
