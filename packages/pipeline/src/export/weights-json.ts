// A model as one JSON text of plain arrays, for whoever computes with it in another language.

import { applyCalibration, type Model, type Table } from 'bridle/learn';
import { type DenseWeights, denseScores, denseWeights, rawFeatures } from './dense-weights.ts';

/** The text; `parseModel` reads model files, not this. */
export function weightsJson(model: Model): string {
  const { target, recipe, calibration } = model;
  const dense = denseWeights(model);
  const formula = 'softmax(intercepts + weights · (x - mean) / scale), a missing x being replaced by fill';
  return `${JSON.stringify({ target, formula, ...dense, calibration, recipe }, null, 1)}\n`;
}

/** The probabilities that the text's own numbers give. */
export function weightsJsonProbabilities(text: string, model: Model, table: Table): Float64Array {
  const read = JSON.parse(text) as DenseWeights & { calibration: Model['calibration'] };
  const scores = denseScores(read, rawFeatures(model, table));
  return applyCalibration(read.calibration, scores, read.classes.length);
}
