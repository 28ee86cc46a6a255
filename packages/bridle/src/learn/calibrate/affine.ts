// Vector scaling and Dirichlet calibration: softmax(A·x + b), A a diagonal (vector, x the logits) or a full matrix
// (dirichlet, x = ln p), which minimises the mean log-loss + λ/2·(‖A − I‖² + ‖b‖²). The penalty pulls towards the map
// that changes nothing, and makes the minimum unique; without one a full matrix overfits (Guo et al. 2017). It is
// strongly convex, so ‖∇‖²/(2λ) bounds how far a point is above the minimum.

import { exp } from '../../core/arithmetic/exp.ts';
import { log1p } from '../../core/arithmetic/log.ts';
import { minimise } from './minimise.ts';
import type { Rows } from './rows.ts';

/** A as its diagonal or its rows, and b. */
export type AffineMap = { matrix: Float64Array; shift: Float64Array; converged: boolean };

const TOLERANCE = 1e-13;

/** The best map of the rows, a diagonal one where `isDiagonal`. */
export function bestAffineMap(rows: Rows, isDiagonal: boolean, l2: number): AffineMap {
  const { classes } = rows;
  const size = isDiagonal ? classes : classes * classes;
  const identity = new Float64Array(size + classes);
  for (let k = 0; k < classes; k += 1) identity[isDiagonal ? k : k * (classes + 1)] = 1;
  const parameters = identity.slice();
  const residuals = new Float64Array(classes);
  const evaluate = (gradient: Float64Array): number => {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < rows.labels.length; row += 1) {
      const x = rows.data.subarray(row * classes, (row + 1) * classes);
      for (let k = 0; k < classes; k += 1) {
        let z = parameters[size + k];
        if (isDiagonal) z += parameters[k] * x[k];
        else for (let l = 0, at = k * classes; l < classes; l += 1) z += parameters[at + l] * x[l];
        residuals[k] = z;
      }
      loss += residualsOf(residuals, rows.labels[row], rows.weights[row]);
      for (let k = 0; k < classes; k += 1) {
        gradient[size + k] += residuals[k];
        if (isDiagonal) gradient[k] += residuals[k] * x[k];
        else for (let l = 0, at = k * classes; l < classes; l += 1) gradient[at + l] += residuals[k] * x[l];
      }
    }
    for (let j = 0; j < parameters.length; j += 1) {
      const distance = parameters[j] - identity[j];
      gradient[j] += l2 * distance;
      loss += (l2 / 2) * distance * distance;
    }
    return loss;
  };
  const converged = minimise(parameters, evaluate, (squares) => squares / (2 * l2) <= TOLERANCE);
  return { matrix: parameters.slice(0, size), shift: parameters.slice(size), converged };
}

/** Turns a row's scores into weight·(p − y) and returns weight·loss. */
function residualsOf(z: Float64Array, label: number, weight: number): number {
  let top = 0;
  for (let k = 1; k < z.length; k += 1) if (z[k] > z[top]) top = k;
  const lead = z[top] - z[label];
  const max = z[top];
  let rest = 0;
  for (let k = 0; k < z.length; k += 1) {
    z[k] = k === top ? 1 : exp(z[k] - max);
    if (k !== top) rest += z[k];
  }
  const share = weight / (1 + rest);
  for (let k = 0; k < z.length; k += 1) z[k] *= share;
  z[label] -= weight;
  return weight * (log1p(rest) + lead);
}
