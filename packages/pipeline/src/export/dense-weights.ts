// A model as plain arrays: for each feature what a missing value is replaced by, a mean and a scale, and the weights of
// each class. Features that are 0 or 1 have the mean 0 and the scale 1.

import { featureNames, type Model, type Table } from 'bridle/learn';
import { plainFeatures } from './cannot-export.ts';

export type DenseWeights = {
  classes: string[];
  features: string[];
  /** weights[class][feature] */
  weights: number[][];
  intercepts: number[];
  fill: number[];
  mean: number[];
  scale: number[];
};

export function denseWeights(model: Model): DenseWeights {
  const features = featureNames(model.recipe);
  const width = features.length;
  const shapes = plainFeatures(model).flatMap((feature) => {
    const marks = (count: number) => Array.from({ length: count }, () => ({ fill: 0, mean: 0, scale: 1 }));
    if (feature.kind === 'categorical') return marks(feature.levels.length + (feature.hasMissing ? 1 : 0));
    const { fill, mean, scale, hasMissing } = feature;
    return [{ fill, mean, scale }, ...marks(hasMissing ? 1 : 0)];
  });
  return {
    classes: model.classes,
    features,
    weights: model.classes.map((_, k) => [...model.weights.subarray(k * width, (k + 1) * width)]),
    intercepts: [...model.intercepts],
    fill: shapes.map(({ fill }) => fill),
    mean: shapes.map(({ mean }) => mean),
    scale: shapes.map(({ scale }) => scale),
  };
}

/** The features of every row before filling and scaling, (rows, features): NaN where a number is missing. */
export function rawFeatures(model: Model, table: Table): Float64Array[] {
  const cells = plainFeatures(model).map(({ name }) => table.columns.find((column) => column.name === name));
  return Array.from({ length: table.rows }, (_, row) =>
    Float64Array.from(
      plainFeatures(model).flatMap((feature, i) => {
        const column = cells[i];
        if (feature.kind === 'numeric') {
          const x = column?.kind === 'numeric' ? column.values[row] : Number.NaN;
          return feature.hasMissing ? [x, Number.isNaN(x) ? 1 : 0] : [x];
        }
        const text =
          column?.kind === 'categorical' ? (column.levels[column.codes[row]] ?? null) : numberText(column, row);
        const marks = feature.levels.map((level) => (level === text ? 1 : 0));
        return feature.hasMissing ? [...marks, text === null ? 1 : 0] : marks;
      }),
    ),
  );
}

function numberText(column: Table['columns'][number] | undefined, row: number): string | null {
  const x = column?.kind === 'numeric' ? column.values[row] : Number.NaN;
  return Number.isNaN(x) ? null : String(x);
}

/** The scores of every row by plain arrays, (rows, classes). */
export function denseScores(
  dense: Omit<DenseWeights, 'classes' | 'features'>,
  rows: readonly Float64Array[],
): Float64Array {
  const { weights, intercepts, fill, mean, scale } = dense;
  const scores = new Float64Array(rows.length * weights.length);
  rows.forEach((row, i) => {
    const x = row.map((value, j) => ((Number.isNaN(value) ? fill[j] : value) - mean[j]) / scale[j]);
    weights.forEach((w, k) => {
      scores[i * weights.length + k] = x.reduce((sum, value, j) => sum + w[j] * value, intercepts[k]);
    });
  });
  return scores;
}
