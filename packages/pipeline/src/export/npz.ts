// A model as the arrays of scikit-learn's LogisticRegression and StandardScaler: coef_, intercept_, classes_, mean_,
// scale_, feature_names_in_, and fill, by which missing values are replaced. Two classes are one row of coef_, as there.
// Calibration by temperature or by vector is part of coef_ and intercept_; the other methods are not linear.

import { softmax } from 'bridle';
import { featureNames, type Model, type Table } from 'bridle/learn';
import { cannotExport } from './cannot-export.ts';
import { type DenseWeights, denseScores, denseWeights, rawFeatures } from './dense-weights.ts';
import { npyFloats, npyIntegers, npyTexts } from './npy.ts';
import { readNpz } from './read-npz.ts';
import { zip } from './zip.ts';

/** The bytes of the file. */
export function npzFile(model: Model): Uint8Array {
  const { coef, intercept } = sklearnWeights(model);
  const { fill, mean, scale } = denseWeights(model);
  const { classes } = model;
  const areWhole = classes.every((name) => /^-?\d+$/.test(name) && String(Number(name)) === name);
  const arrays: [string, Uint8Array][] = [
    ['coef_', npyFloats(coef)],
    ['intercept_', npyFloats(intercept)],
    ['classes_', areWhole ? npyIntegers(classes.map(Number)) : npyTexts(classes)],
    ['mean_', npyFloats(mean)],
    ['scale_', npyFloats(scale)],
    ['fill', npyFloats(fill)],
    ['feature_names_in_', npyTexts(featureNames(model.recipe))],
  ];
  return zip(arrays.map(([name, bytes]) => ({ name: `${name}.npy`, bytes })));
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
export function npzProbabilities(bytes: Uint8Array, model: Model, table: Table): Float64Array {
  const arrays = readNpz(Buffer.from(bytes));
  const list = (name: string) => {
    const array = arrays.get(name);
    return array && 'numbers' in array ? [...array.numbers] : [];
  };
  const [coef, intercepts] = [list('coef_'), list('intercept_')];
  const width = coef.length / intercepts.length;
  const weights = intercepts.map((_, k) => coef.slice(k * width, (k + 1) * width));
  const shape = { fill: list('fill'), mean: list('mean_'), scale: list('scale_') };
  const scores = denseScores({ ...shape, weights, intercepts }, rawFeatures(model, table));
  if (weights.length > 1) return softmax({ data: scores, dims: [table.rows, weights.length] }).data;
  return Float64Array.from([...scores].flatMap((z) => [1 / (1 + Math.exp(z)), 1 / (1 + Math.exp(-z))]));
}
