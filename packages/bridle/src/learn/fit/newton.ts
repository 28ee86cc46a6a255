// Newton's direction −H⁻¹g by Cholesky, for problems small enough to hold H. Adding one vector to the weights of every
// class changes no probability, so H would be singular; it is formed in Helmert's contrasts V (W = Qᵀ·V, Q orthonormal
// and orthogonal to the ones), which have no such freedom and keep the penalty as it is, ‖W‖ = ‖V‖.

import { factor, solve } from './cholesky.ts';
import type { Directions } from './minimise.ts';
import { type Point, type Problem, strideOf } from './objective.ts';
import { gramsOf } from './packed-gram.ts';

/** Parameters that are free: the order of Newton's matrix. */
export function freeParameters(problem: Problem): number {
  return (problem.classes - 1) * problem.design.columns;
}

/** A function that writes Newton's direction at a point and returns the passes over the data that it cost. */
export function newtonDirections(problem: Problem): Directions {
  const { classes, design } = problem;
  const { columns } = design;
  const q = contrasts(classes);
  return (point, direction) => {
    const hessian = hessianAt(problem, point, q);
    const size = freeParameters(problem);
    factor(hessian, size);
    const v = new Float64Array(size);
    for (let a = 0; a < classes - 1; a += 1) {
      for (let k = 0; k < classes; k += 1) {
        for (let j = 0; j < columns; j += 1) v[a * columns + j] -= q[a][k] * point.gradient[k * columns + j];
      }
    }
    solve(hessian, size, v);
    direction.fill(0);
    for (let a = 0; a < classes - 1; a += 1) {
      for (let k = 0; k < classes; k += 1) {
        for (let j = 0; j < columns; j += 1) direction[k * columns + j] += q[a][k] * v[a * columns + j];
      }
    }
    return ((classes - 1) * columns) / 4; // K·(K − 1)/2 Gram matrices, each p/(2K) passes
  };
}

/**
 * The standard error of every weight, (classes, columns − 1): the roots of the diagonal of (n·H)⁻¹, n being the number
 * of rows, or the sum of their weights; 0 for a column that depends on those before it.
 */
export function standardErrorsAt(problem: Problem, point: Point, n: number): Float64Array {
  const { classes, design } = problem;
  const { columns } = design;
  const q = contrasts(classes);
  const size = freeParameters(problem);
  const hessian = hessianAt(problem, point, q);
  factor(hessian, size);
  const variances = new Float64Array(classes * (columns - 1));
  const v = new Float64Array(size);
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < columns - 1; j += 1) {
      v.fill(0);
      for (let a = 0; a < classes - 1; a += 1) v[a * columns + j] = q[a][k];
      solve(hessian, size, v);
      for (let a = 0; a < classes - 1; a += 1) variances[k * (columns - 1) + j] += (q[a][k] * v[a * columns + j]) / n;
    }
  }
  return variances.map(Math.sqrt);
}

/** The Hessian in contrasts: block (a, b) is Σᵢ wᵢ·Cov_p(q_a, q_b)·xᵢxᵢᵀ, and λ on the diagonal of the weights. */
function hessianAt(problem: Problem, point: Point, q: Float64Array[]): Float64Array {
  const { classes, design, l2 } = problem;
  const { columns } = design;
  const size = freeParameters(problem);
  const hessian = new Float64Array(size * size);
  const rows = Int32Array.from({ length: design.rows }, (_, i) => i);
  const pairs = q.flatMap((s, a) => q.slice(0, a + 1).map((t) => covariances(problem, point.residuals, s, t)));
  const grams = gramsOf(problem, rows, pairs);
  for (let a = 0, pair = 0; a < classes - 1; a += 1) {
    for (let b = 0; b <= a; b += 1, pair += 1) {
      const gram = grams[pair];
      for (let j = 0; j < columns; j += 1) {
        for (let l = 0; l < columns; l += 1) {
          hessian[(a * columns + j) * size + b * columns + l] = gram[j * columns + l];
        }
      }
    }
    for (let j = a * columns; j < (a + 1) * columns - 1; j += 1) hessian[j * size + j] += l2;
  }
  return hessian;
}

/** wᵢ·Cov_p(s, t) of each row for two contrasts, from residuals: measured from the label, the sums do not cancel. */
function covariances(problem: Problem, residuals: Float64Array, s: Float64Array, t: Float64Array): Float64Array {
  const { classes, labels, weights, design } = problem;
  const out = new Float64Array(design.rows);
  const stride = strideOf(problem);
  for (let i = 0; i < design.rows; i += 1) {
    const label = labels[i];
    let sMean = 0;
    let tMean = 0;
    let product = 0;
    for (let k = 0, at = i; k < classes; k += 1, at += stride) {
      const sk = s[k] - s[label];
      const tk = t[k] - t[label];
      sMean += residuals[at] * sk;
      tMean += residuals[at] * tk;
      product += residuals[at] * sk * tk;
    }
    out[i] = weights[i] === 0 ? 0 : product - (sMean * tMean) / weights[i];
  }
  return out;
}

/** Helmert's contrasts: row a is (1, …, 1, −a, 0, …, 0)/√(a·(a + 1)) with a ones, for a = 1 … classes − 1. */
function contrasts(classes: number): Float64Array[] {
  return Array.from({ length: classes - 1 }, (_, row) => {
    const a = row + 1;
    return Float64Array.from({ length: classes }, (__, k) => (k < a ? 1 : k === a ? -a : 0) / Math.sqrt(a * (a + 1)));
  });
}
