// A model as the arrays of scikit-learn's LogisticRegression and StandardScaler: coef_, intercept_, classes_, mean_,
// scale_, feature_names_in_, and fill, by which missing values are replaced. Two classes are one row of coef_, as there.
// Calibration by temperature or by vector is part of coef_ and intercept_; the other methods are not linear.

import { softmax } from 'bridle';
import { featureNames, type Model, type Table } from 'bridle/learn';
import { readTensorFile, writeNpz } from 'bridle/tensor-files';
import { cannotExport } from './cannot-export.ts';
import { type DenseWeights, denseScores, denseWeights, rawFeatures } from './dense-weights.ts';

/** The bytes of the file. */
export function npzFile(model: Model): Uint8Array {
  const { coef, intercept } = sklearnWeights(model);
  const { fill, mean, scale } = denseWeights(model);
  const { classes } = model;
  const areWhole = classes.every((name) => /^-?\d+$/.test(name) && String(Number(name)) === name);
  const names = featureNames(model.recipe);
  const odd = [...classes, ...names].find((name) => /\0$|\p{Cs}/u.test(name));
  if (odd !== undefined) throw cannotExport('npz', 'name', odd);
  const list = (data: Float64Array<ArrayBuffer> | BigInt64Array<ArrayBuffer> | string[]) => ({
    data,
    dims: [data.length],
  });
  return writeNpz(
    new Map([
      ['coef_', { data: Float64Array.from(coef.flat()), dims: [coef.length, names.length] }],
      ['intercept_', list(Float64Array.from(intercept))],
      ['classes_', list(areWhole ? BigInt64Array.from(classes, BigInt) : classes)],
      ['mean_', list(Float64Array.from(mean))],
      ['scale_', list(Float64Array.from(scale))],
      ['fill', list(Float64Array.from(fill))],
      ['feature_names_in_', list(names)],
    ]),
  );
}

/** The weights with a linear calibration in them; of two classes the difference. */
function sklearnWeights(model: Model): { coef: number[][]; intercept: number[] } {
  const { weights, intercepts } = linear(model, denseWeights(model));
  if (weights.length > 2) return { coef: weights, intercept: intercepts };
  return {
    coef: [weights[1].map((w, j) => w - weights[0][j])],
    intercept: [intercepts[1] - intercepts[0]],
  };
}

function linear(model: Model, { weights, intercepts }: DenseWeights): Pick<DenseWeights, 'weights' | 'intercepts'> {
  const { calibration } = model;
  if (calibration === null) return { weights, intercepts };
  if (calibration.method === 'temperature') {
    const t = calibration.temperature;
    return { weights: weights.map((row) => row.map((w) => w / t)), intercepts: intercepts.map((b) => b / t) };
  }
  if (calibration.method === 'vector') {
    const { scale, shift } = calibration;
    return {
      weights: weights.map((row, k) => row.map((w) => w * scale[k])),
      intercepts: intercepts.map((b, k) => b * scale[k] + shift[k]),
    };
  }
  throw cannotExport('npz', 'calibration', calibration.method);
}

/** The probabilities that scikit-learn computes from the arrays of the file. */
export async function npzProbabilities(bytes: Uint8Array, model: Model, table: Table): Promise<Float64Array> {
  const arrays = await readTensorFile(bytes, { texts: true });
  const list = (name: string) => Array.from<unknown, number>(arrays.get(name)?.data ?? [], Number);
  const [coef, intercepts] = [list('coef_'), list('intercept_')];
  const width = coef.length / intercepts.length;
  const weights = intercepts.map((_, k) => coef.slice(k * width, (k + 1) * width));
  const shape = { fill: list('fill'), mean: list('mean_'), scale: list('scale_') };
  const scores = denseScores({ ...shape, weights, intercepts }, rawFeatures(model, table));
  if (weights.length > 1) return softmax({ data: scores, dims: [table.rows, weights.length] }).data;
  return Float64Array.from([...scores].flatMap((z) => [1 / (1 + Math.exp(z)), 1 / (1 + Math.exp(-z))]));
}
