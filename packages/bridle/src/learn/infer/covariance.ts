// The covariance of the coefficients against a base class. Model-based it is the inverse of the information
//   I = Σᵢ wᵢ·(diag p − p·pᵀ) ⊗ xᵢxᵢᵀ;
// robust (HC0; White 1980) I⁻¹·S·I⁻¹ with S = Σ sᵢ·sᵢᵀ of the rows' scores s = (y − p) ⊗ x, which are summed within
// clusters first where there are any (Liang & Zeger 1986), without a correction for their number.

import { factor, solve } from '../fit/cholesky.ts';
import type { CentredRows } from './centred-rows.ts';

export type CovarianceOptions = {
  robust?: boolean;
  /** The cluster of each row, from 0. Implies robust. */
  clusters?: ArrayLike<number>;
};

/**
 * (size, size) with size = others.length·width: parameter k·width + j is feature j's coefficient for class others[k].
 * `p` is (rows, classes).
 */
export function covarianceOf(
  { rows, features, x }: CentredRows,
  p: Float64Array,
  data: { labels: ArrayLike<number>; weights: Float64Array; classes: number; others: readonly number[] },
  { robust = false, clusters }: CovarianceOptions,
): Float64Array {
  const { weights, classes, others } = data;
  const width = features + 1;
  const size = others.length * width;
  const information = new Float64Array(size * size);
  for (let i = 0; i < rows; i += 1) {
    const row = x.subarray(i * width, (i + 1) * width);
    for (let a = 0; a < others.length; a += 1) {
      const pa = p[i * classes + others[a]];
      for (let b = 0; b <= a; b += 1) {
        const factorOfRow = weights[i] * pa * ((a === b ? 1 : 0) - p[i * classes + others[b]]);
        if (factorOfRow === 0) continue;
        for (let j = 0; j < width; j += 1) {
          const left = factorOfRow * row[j];
          if (left === 0) continue;
          const at = (a * width + j) * size + b * width;
          for (let l = 0; l < width; l += 1) information[at + l] += left * row[l];
        }
      }
    }
  }
  const inverse = inverseOf(information, size);
  if (!robust && !clusters) return inverse;
  const scores = scoresOf({ rows, width, x }, p, data, clusters);
  const meat = new Float64Array(size * size);
  for (const { weight, score } of scores) {
    for (let a = 0; a < size; a += 1) {
      const left = weight * score[a];
      if (left === 0) continue;
      for (let b = 0; b < size; b += 1) meat[a * size + b] += left * score[b];
    }
  }
  return product(product(inverse, meat, size), inverse, size);
}

/** The scores of the rows, each with its weight, or their weighted sums in the clusters. */
function scoresOf(
  { rows, width, x }: { rows: number; width: number; x: Float64Array },
  p: Float64Array,
  { labels, weights, classes, others }: Parameters<typeof covarianceOf>[2],
  clusters: ArrayLike<number> | undefined,
): { weight: number; score: Float64Array }[] {
  const sums = new Map<number, Float64Array>();
  const single: { weight: number; score: Float64Array }[] = [];
  for (let i = 0; i < rows; i += 1) {
    const score = new Float64Array(others.length * width);
    others.forEach((k, a) => {
      const residual = (labels[i] === k ? 1 : 0) - p[i * classes + k];
      for (let j = 0; j < width; j += 1) score[a * width + j] = residual * x[i * width + j];
    });
    if (!clusters) {
      single.push({ weight: weights[i], score });
      continue;
    }
    const sum = sums.get(clusters[i]) ?? new Float64Array(score.length);
    sums.set(clusters[i], sum);
    for (let j = 0; j < score.length; j += 1) sum[j] += weights[i] * score[j];
  }
  return clusters ? [...sums.values()].map((score) => ({ weight: 1, score })) : single;
}

/** The inverse of a symmetric positive definite matrix of which the lower triangle is given; it is overwritten. */
function inverseOf(matrix: Float64Array, size: number): Float64Array {
  factor(matrix, size);
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    inverse[j * size + j] = 1;
    solve(matrix, size, inverse, j * size);
  }
  return inverse;
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let l = 0; l < size; l += 1) {
      const left = a[i * size + l];
      if (left === 0) continue;
      for (let j = 0; j < size; j += 1) out[i * size + j] += left * b[l * size + j];
    }
  }
  return out;
}
