// The design matrix written out for inference: (rows, features + 1), numbers centred on their weighted means, the last
// column ones. Centring keeps the information matrix solvable for columns such as years or 1e9 ± 1, whose own units
// would make it numerically singular; what is linear in the coefficients is taken back to own units at the end.

import type { Design } from '../table/design.ts';

export type CentredRows = {
  rows: number;
  /** Features, without the intercept. */
  features: number;
  x: Float64Array;
  /** Of each feature: feature = value/scale + constant; centred it is feature − mean. */
  means: Float64Array;
  scales: Float64Array;
  /** What the design subtracts from each feature's value before it divides by the scale. */
  centers: Float64Array;
};

/** The rows of a design; `weights` sum to `total`. */
export function centredRows(design: Design, weights: Float64Array, total: number): CentredRows {
  const { rows, columns: features } = design;
  const width = features + 1;
  const x = new Float64Array(rows * width);
  const means = new Float64Array(features);
  const scales = new Float64Array(features).fill(1);
  const centers = new Float64Array(features);
  for (const block of design.blocks) {
    if (block.kind === 'codes') {
      block.codes.forEach((code, i) => {
        if (code >= 0) x[i * width + block.first + code] = 1;
      });
      continue;
    }
    block.values.forEach((values, c) => {
      const [j, center, scale] = [block.index[c], block.centers[c], block.scales[c]];
      let mean = 0;
      for (let i = 0; i < rows; i += 1) mean += ((weights[i] / total) * (values[i] - center)) / scale;
      for (let i = 0; i < rows; i += 1) x[i * width + j] = (values[i] - center) / scale - mean;
      [means[j], scales[j], centers[j]] = [mean, scale, center];
    });
  }
  for (let i = 0; i < rows; i += 1) x[i * width + features] = 1;
  return { rows, features, x, means, scales, centers };
}
