// The Hessian of a sample's objective at given weights, in contrasts, factored: the initial matrix of the descent.

import { softmax } from 'bridle';
import { denseRows, type Sample } from './sample.ts';

/** Multiplications that the matrix may cost; beyond, fewer rows of the sample are used. */
const WORK = 3e9;

/** A function that solves H·x = b in place, H being the sample's Hessian with λ on the diagonal of the weights. */
export function sampleHessian(
  { design, weights }: Sample,
  parameters: Float64Array,
  q: readonly Float64Array[],
  l2: number,
): (b: Float64Array) => void {
  const width = design.columns + 1;
  const classes = q.length + 1;
  const size = q.length * width;
  const hessian = new Float64Array(size * size);
  const x = denseRows(design);
  const used = Math.max(1, Math.min(design.rows, Math.floor(WORK / ((size * size) / 2))));
  const scores = new Float64Array(used * classes);
  for (let i = 0; i < used; i += 1) {
    for (let k = 0; k < classes; k += 1) {
      let score = 0;
      for (let j = 0; j < width; j += 1) score += x[i * width + j] * parameters[k * width + j];
      scores[i * classes + k] = score;
    }
  }
  const p = softmax({ data: scores, dims: [used, classes] }).data;
  let total = 0;
  for (let i = 0; i < used; i += 1) {
    total += weights[i];
    addRow(
      hessian,
      size,
      x.subarray(i * width, (i + 1) * width),
      p.subarray(i * classes, (i + 1) * classes),
      weights[i],
      q,
    );
  }
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) hessian[a * size + b] /= total;
    if ((a + 1) % width !== 0) hessian[a * size + a] += l2;
  }
  factor(hessian, size);
  return (b) => solve(hessian, size, b);
}

/** Adds weight · Cov_p(q_a, q_b) · x·xᵀ to the lower triangle. */
function addRow(
  hessian: Float64Array,
  size: number,
  x: Float64Array,
  p: Float64Array,
  weight: number,
  q: readonly Float64Array[],
): void {
  const width = x.length;
  const means = q.map((row) => row.reduce((sum, share, k) => sum + share * p[k], 0));
  for (let a = 0; a < q.length; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let covariance = 0;
      for (let k = 0; k < p.length; k += 1) covariance += p[k] * (q[a][k] - means[a]) * (q[b][k] - means[b]);
      const share = weight * covariance;
      for (let j = 0; j < width; j += 1) {
        const xj = share * x[j];
        if (xj === 0) continue;
        const at = (a * width + j) * size + b * width;
        const end = a === b ? j + 1 : width;
        for (let l = 0; l < end; l += 1) hessian[at + l] += xj * x[l];
      }
    }
  }
}

/** Cholesky's factor in place; a pivot that is only rounding is a dependent column, and taken as 0. */
function factor(a: Float64Array, size: number): void {
  for (let j = 0; j < size; j += 1) {
    const row = j * size;
    for (let l = 0; l < j; l += 1) {
      let sum = a[row + l];
      for (let m = 0; m < l; m += 1) sum -= a[row + m] * a[l * size + m];
      a[row + l] = a[l * size + l] > 0 ? sum / a[l * size + l] : 0;
    }
    const diagonal = a[row + j];
    let pivot = diagonal;
    for (let m = 0; m < j; m += 1) pivot -= a[row + m] * a[row + m];
    a[row + j] = pivot > 1e-13 * diagonal ? Math.sqrt(pivot) : 0;
  }
}

function solve(l: Float64Array, size: number, b: Float64Array): void {
  for (let j = 0; j < size; j += 1) {
    let sum = b[j];
    for (let m = 0; m < j; m += 1) sum -= l[j * size + m] * b[m];
    b[j] = l[j * size + j] > 0 ? sum / l[j * size + j] : 0;
  }
  for (let j = size - 1; j >= 0; j -= 1) {
    b[j] = l[j * size + j] > 0 ? b[j] / l[j * size + j] : 0;
    for (let m = 0; m < j; m += 1) b[m] -= l[j * size + m] * b[j];
  }
}
