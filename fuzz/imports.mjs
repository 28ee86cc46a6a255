// Classifiers of other programs, as scikit-learn, skl2onnx and Spark wrote them. What is imported must be a model: finite, and
// the same after it is written and read again.

import { readdirSync, readFileSync } from 'node:fs';
import { parseModel, serializeModel } from 'bridle/learn';
import { modelOf } from '../packages/pipeline/dist/import/foreign-model.js';

const FOLDER = new URL('../packages/pipeline/test/import/fixtures/', import.meta.url);

/** The fixtures whose names match. */
export function importSeeds(names) {
  return readdirSync(FOLDER)
    .filter((name) => names.test(name))
    .map((name) => readFileSync(new URL(name, FOLDER)));
}

/** The folder of a Spark model. */
export const SPARK = new URL('spark-4.2.0-sparse/', FOLDER);

export function asModel(foreign) {
  return modelOf('model', 'model', foreign, 'target');
}

export function judgeModel(model) {
  const text = serializeModel(model);
  if (serializeModel(parseModel(text)) !== text) return 'it is another model once it is written and read';
  const numbers = [...model.weights, ...model.intercepts];
  return numbers.every(Number.isFinite) ? null : 'a weight is not finite';
}
