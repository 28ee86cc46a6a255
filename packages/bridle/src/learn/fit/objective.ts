// The objective that training minimises, and its derivatives:
//   f(W, b) = Σᵢ wᵢ·(logΣₖ e^(zᵢₖ) − zᵢᵧ) + λ/2·‖W‖²,  z = X·Wᵀ + b,  Σwᵢ = 1; b is not penalised.
// Parameters and gradients are (classes, columns), the last column being the intercept, a feature that is always 1;
// scores and residuals are (classes, stride), the first `rows` of each class being the rows, as in design.ts. In plain float64 with our own exp and log: every sum of
// probabilities leaves out the largest, so a loss of 1e−300 and a residual of 1e−17 are accurate.
// The sums are plain: loss, slope and curvature err by at most (rows + classes + 12)·2⁻⁵³ of the sum of their terms'
// sizes, a residual by (classes + 12)·2⁻⁵³ of its row's weight. Trained models depend on the order of these sums.
// Where the data of the problem are packed, kernels compute these products and sums instead.

import { exp } from '../../core/arithmetic/exp.ts';
import { log1p } from '../../core/arithmetic/log.ts';
import { addScores, type Design, gradientOf } from '../table/design.ts';
import { tileCurvatureAlong, tileLossAlong } from '../tiles/products.ts';
import { type Packed, packedGradient, packedScores } from './packed.ts';

export type Problem = {
  /** With the intercept as its last column. */
  design: Design;
  labels: Int32Array;
  /** One for each row, their sum 1. */
  weights: Float64Array;
  classes: number;
  l2: number;
  /** λ₁ of λ₁·‖W‖₁, which proximal.ts adds; absent where there is none. */
  l1?: number;
  packed?: Packed | null;
};

/**
 * A point and the values computed there, residuals = wᵢ·(p − y) being the loss's derivative with respect to the scores;
 * and two vectors like the scores for a step from it. A packed problem has vectors for one point.
 */
export type Point = {
  parameters: Float64Array;
  scores: Float64Array;
  residuals: Float64Array;
  trial: Float64Array;
  along: Float64Array;
  gradient: Float64Array;
  loss: number;
  objective: number;
};

/** From one class to the next in scores and residuals. */
export function strideOf({ packed, design }: Problem): number {
  return packed ? packed.tiles.stride : design.rows;
}

/** The point of the given parameters, with everything computed. */
export function pointAt(problem: Problem, parameters: Float64Array): Point {
  const vector = () => new Float64Array(problem.classes * problem.design.rows);
  const vectors = problem.packed?.tiles.vectors ?? {
    scores: vector(),
    residuals: vector(),
    trial: vector(),
    along: vector(),
  };
  const point = { ...vectors, parameters, gradient: new Float64Array(parameters.length), loss: 0, objective: 0 };
  recompute(problem, point);
  return point;
}

/** Computes everything from the point's parameters. */
export function recompute(problem: Problem, point: Point): void {
  scoresOf(problem, point.parameters, point.scores);
  point.loss = lossAlong(problem, point.scores, point.scores, 0, point.residuals).loss;
  completePoint(problem, point);
}

/** W·Xᵀ into `scores`, the intercepts being among the parameters. */
export function scoresOf(problem: Problem, parameters: Float64Array, scores: Float64Array): void {
  if (problem.packed) {
    packedScores(problem.packed, parameters, scores);
    return;
  }
  scores.fill(0);
  addScores(problem.design, parameters, problem.classes, scores);
}

/** Computes objective and gradient from the point's parameters, residuals and loss. */
export function completePoint(problem: Problem, point: Point): void {
  const { design, classes, l2, packed } = problem;
  const { parameters, gradient } = point;
  if (packed) packedGradient(packed, point.residuals, gradient);
  else gradientOf(design, point.residuals, classes, gradient);
  eachWeight(problem, (j) => {
    gradient[j] += l2 * parameters[j];
  });
  point.objective = point.loss + (l2 / 2) * weightProduct(problem, parameters, parameters);
}

/**
 * The loss at scores + step·along and its slope there; the residuals are written. No product with X.
 */
export function lossAlong(
  problem: Problem,
  scores: Float64Array,
  along: Float64Array,
  step: number,
  residuals: Float64Array,
): { loss: number; slope: number } {
  const { classes, labels, weights, packed } = problem;
  if (packed) return tileLossAlong(packed.tiles, scores, along, step, residuals);
  const { rows } = problem.design;
  const z = new Float64Array(classes);
  let loss = 0;
  let slope = 0;
  for (let i = 0; i < rows; i += 1) {
    const weight = weights[i];
    const label = labels[i];
    let top = 0;
    for (let k = 0, at = i; k < classes; k += 1, at += rows) {
      z[k] = step === 0 ? scores[at] : scores[at] + step * along[at];
      if (z[k] > z[top]) top = k;
    }
    const max = z[top];
    const labelScore = z[label];
    let rest = 0;
    let others = 0; // the sum over all classes but the label
    for (let k = 0; k < classes; k += 1) {
      z[k] = k === top ? 1 : exp(z[k] - max);
      if (k !== top) rest += z[k];
      if (k !== label) others += z[k];
    }
    loss += weight * (log1p(rest) + (max - labelScore));
    const share = weight / (1 + rest);
    const alongLabel = along[label * rows + i];
    for (let k = 0, at = i; k < classes; k += 1, at += rows) {
      residuals[at] = k === label ? -share * others : share * z[k];
      slope += k === label ? 0 : residuals[at] * (along[at] - alongLabel);
    }
  }
  return { loss, slope };
}

/** The loss's second derivative along a direction of the scores, at the point's residuals: Σᵢ wᵢ·Var_p(along). */
export function curvatureAlong(problem: Problem, residuals: Float64Array, along: Float64Array): number {
  const { classes, labels, weights, packed } = problem;
  if (packed) return tileCurvatureAlong(packed.tiles, residuals, along);
  const { rows } = problem.design;
  let curvature = 0;
  for (let i = 0; i < rows; i += 1) {
    if (weights[i] === 0) continue;
    const alongLabel = along[labels[i] * rows + i];
    let first = 0;
    let second = 0;
    for (let k = 0, at = i; k < classes; k += 1, at += rows) {
      const difference = along[at] - alongLabel;
      first += residuals[at] * difference;
      second += residuals[at] * difference * difference;
    }
    curvature += second - (first * first) / weights[i];
  }
  return curvature;
}

/** Visits the place of every penalised parameter. */
function eachWeight(problem: Problem, visit: (place: number) => void): void {
  const { columns } = problem.design;
  for (let k = 0; k < problem.classes; k += 1) {
    for (let j = 0; j < columns - 1; j += 1) visit(k * columns + j);
  }
}

/** Σ u·v over the penalised parameters. */
export function weightProduct(problem: Problem, u: Float64Array, v: Float64Array): number {
  let sum = 0;
  eachWeight(problem, (j) => {
    sum += u[j] * v[j];
  });
  return sum;
}
