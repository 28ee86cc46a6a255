// LogisticRegression of scikit-learn as its arrays: coef_, intercept_, classes_, where there are names feature_names_in_, and
// the mean_ and scale_ of a StandardScaler before it; in .npz or in JSON. check_x and check_p are rows and their
// predict_proba: they tell a softmax from the one-against-rest of older versions, which has the same arrays.

import type { Calibration, Feature } from 'bridle/learn';
import { readTensorFile } from 'bridle/tensor-files';
import { inTensorFile } from '../read/open-tensor.ts';
import { cannotImport, type ForeignModel, numericFeature, ofTwo } from './foreign-model.ts';

type Arrays = {
  numbers: (name: string, dimensions: 1 | 2) => number[][] | null;
  texts: (name: string) => string[] | null;
};

/** The model of the bytes of an .npz. */
export async function fromNpz(file: string, bytes: Uint8Array): Promise<ForeignModel> {
  const arrays = await inTensorFile(file, () => readTensorFile(bytes, { texts: true }));
  return fromArrays(file, {
    numbers: (name) => {
      const array = arrays.get(name);
      if (array === undefined) return null;
      const { data, dims } = array;
      if (Array.isArray(data)) throw cannotImport(file, 'shape', name);
      const [rows, width] = dims.length === 2 ? dims : [1, data.length];
      const numbers = Array.from(data, Number);
      return Array.from({ length: rows }, (_, i) => numbers.slice(i * width, (i + 1) * width));
    },
    texts: (name) => {
      const array = arrays.get(name);
      return array ? Array.from<unknown, string>(array.data, String) : null;
    },
  });
}

/** The model of a JSON of the same arrays, or of what `bridle export --to json` writes. */
export function fromJson(file: string, text: string): ForeignModel {
  const root = parsed(file, text);
  if (Array.isArray(root.weights) && typeof root.recipe === 'object') return fromWeightsJson(file, root);
  const listOf = (name: string): unknown[] | null => {
    if (!Object.hasOwn(root, name)) return null;
    const value = root[name];
    if (!Array.isArray(value)) throw cannotImport(file, 'shape', name);
    return value;
  };
  return fromArrays(file, {
    numbers: (name) => {
      const list = listOf(name);
      if (list === null) return null;
      const rows = list.every(Array.isArray) ? (list as unknown[][]) : [list];
      return rows.map((row) => row.map((x) => (typeof x === 'number' ? x : refuseShape(file, name))));
    },
    texts: (name) => listOf(name)?.map(String) ?? null,
  });
}

function fromArrays(file: string, { numbers, texts }: Arrays): ForeignModel {
  const coef = numbers('coef_', 2) ?? missing(file, 'coef_');
  const [intercept = []] = numbers('intercept_', 1) ?? missing(file, 'intercept_');
  const classes = texts('classes_') ?? missing(file, 'classes_');
  const width = coef[0]?.length ?? 0;
  const names = texts('feature_names_in_') ?? Array.from({ length: width }, (_, j) => `x${j + 1}`);
  const oneOf = (name: string, otherwise: number) => numbers(name, 1)?.[0] ?? new Array<number>(width).fill(otherwise);
  const [mean, scale] = [oneOf('mean_', 0), oneOf('scale_', 1)];
  const fill = numbers('fill', 1)?.[0] ?? mean;
  for (const [name, list] of Object.entries({ feature_names_in_: names, mean_: mean, scale_: scale, fill })) {
    if (list.length !== width) throw cannotImport(file, 'shape', name);
  }
  const features = names.map((name, j) => numericFeature(name, mean[j], scale[j], fill[j]));
  const isTwo = classes.length === 2 && coef.length === 1;
  const [x, p] = [numbers('check_x', 2), numbers('check_p', 2)];
  return {
    ...{ source: 'scikit-learn', classes, features, calibration: null },
    ...(isTwo ? ofTwo(coef[0], intercept[0]) : { weights: coef, intercepts: intercept }),
    ...(x && p && { check: { x, p } }),
  };
}

/** Names, numbers and the recipe are checked again where the model is made. */
function fromWeightsJson(file: string, root: Record<string, unknown>): ForeignModel {
  const { weights, intercepts, classes, recipe, calibration = null, target } = root;
  const features = (recipe as { features?: unknown }).features;
  if (!Array.isArray(features) || !Array.isArray(classes) || !Array.isArray(intercepts) || !isMatrix(weights)) {
    throw cannotImport(file, 'shape', 'weights');
  }
  return {
    ...{ source: 'bridle', classes: classes.map(String), features: features as Feature[], weights },
    ...{ intercepts: intercepts.map(Number), calibration: calibration as Calibration | null },
    ...(typeof target === 'string' && { target }),
  };
}

function isMatrix(value: unknown): value is number[][] {
  return Array.isArray(value) && value.every((row) => Array.isArray(row) && row.every((x) => typeof x === 'number'));
}

function parsed(file: string, text: string): Record<string, unknown> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    throw cannotImport(file, 'damaged', 'JSON');
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root)) throw cannotImport(file, 'no-part', 'coef_');
  return root as Record<string, unknown>;
}

function missing(file: string, name: string): never {
  throw cannotImport(file, 'no-part', name);
}

function refuseShape(file: string, name: string): never {
  throw cannotImport(file, 'shape', name);
}
