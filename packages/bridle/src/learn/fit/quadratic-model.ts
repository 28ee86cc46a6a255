// The quadratic model of the loss at a point, gᵀd + ½·dᵀHd with the full Hessian of softmax, and a sweep of coordinate
// descent on it with the penalty λ₁|w| + λ₂/2·w². The scores of d are kept up to date, so one coordinate costs the rows of
// its feature; the coupling of the classes is in the mean of these scores under p.

import { factor, solve } from './cholesky.ts';
import type { FeatureColumn } from './feature-columns.ts';
import { dot } from './line-search.ts';
import { type Point, type Problem, strideOf } from './objective.ts';

type Model = {
  problem: Problem;
  point: Point;
  /** The parameters to change, their columns, and their second derivatives without λ₂. */
  places: Int32Array;
  columns: FeatureColumn[];
  curvatures: Float64Array;
  /** wᵢ·pᵢₖ and pᵢₖ, (classes, rows). */
  weighted: Float64Array;
  p: Float64Array;
  /** X·d, (classes, rows), and its mean under p of each row. */
  along: Float64Array;
  means: Float64Array;
};

const SWEEPS = 200;
/** Sweeps between two extrapolations. */
const MEMORY = 5;

/** Keeps a curvature that vanishes, where p is 0 or 1, above 0. */
const LEAST = 1e-14;

/**
 * Writes the step to the minimum of the model, and returns how many sweeps it took. They end once one lowers the model by
 * only a small part of what all did: smaller, the smaller the gap relative to the objective is.
 */
export function minimiseModel(model: Model, direction: Float64Array, l1: number, gap: number): number {
  const enough = Math.max(1e-5, Math.min(1e-2, gap));
  direction.fill(0);
  let total = 0;
  let iterates = [weightsIn(model, direction)];
  for (let count = 1; ; count += 1) {
    const decrease = sweep(model, direction, l1);
    total += decrease;
    if (count >= SWEEPS || decrease <= enough * total) return count;
    iterates.push(weightsIn(model, direction));
    if (iterates.length <= MEMORY) continue;
    extrapolate(model, direction, l1, iterates);
    iterates = [weightsIn(model, direction)];
  }
}

/** The parameters of the places after the step. */
function weightsIn({ places, point }: Model, direction: Float64Array): Float64Array {
  return Float64Array.from(places, (place) => point.parameters[place] + direction[place]);
}

/** Moves to the affine combination of the iterates whose differences cancel the best, if the model is lower there. */
function extrapolate(model: Model, direction: Float64Array, l1: number, iterates: readonly Float64Array[]): void {
  const differences = iterates.slice(1).map((x, m) => x.map((value, at) => value - iterates[m][at]));
  const products = new Float64Array(MEMORY * MEMORY);
  let trace = 0;
  differences.forEach((u, a) => {
    differences.forEach((v, b) => {
      products[a * MEMORY + b] = dot(u, v);
    });
    trace += products[a * MEMORY + a];
  });
  for (let a = 0; a < MEMORY; a += 1) products[a * MEMORY + a] += 1e-12 * trace;
  const shares = new Float64Array(MEMORY).fill(1);
  factor(products, MEMORY);
  solve(products, MEMORY, shares);
  const sum = shares.reduce((all, share) => all + share, 0);
  const before = modelValue(model, direction, l1);
  const [kept, along, means] = [direction.slice(), model.along.slice(), model.means.slice()];
  model.places.forEach((place, at) => {
    let weight = 0;
    for (let m = 0; m < MEMORY; m += 1) weight += (shares[m] / sum) * iterates[m + 1][at];
    direction[place] = weight - model.point.parameters[place];
  });
  scoreDirection(model, direction);
  if (modelValue(model, direction, l1) < before) return;
  direction.set(kept);
  model.along.set(along);
  model.means.set(means);
}

/** The model at a step, with the penalty. */
function modelValue(
  { problem, point, places, weighted, along, means }: Model,
  direction: Float64Array,
  l1: number,
): number {
  const { l2, design } = problem;
  let value = 0;
  places.forEach((place) => {
    const step = direction[place];
    value += point.gradient[place] * step;
    if ((place + 1) % design.columns !== 0) {
      value += (l2 / 2) * step * step + l1 * Math.abs(point.parameters[place] + step);
    }
  });
  let curvature = 0;
  for (let at = 0, i = 0; at < along.length; at += 1, i = i + 1 === design.rows ? 0 : i + 1) {
    curvature += weighted[at] * along[at] * (along[at] - means[i]);
  }
  return value + curvature / 2;
}

/** The scores of the step, and their means. */
function scoreDirection({ problem, places, columns, p, along, means }: Model, direction: Float64Array): void {
  const { rows, columns: width } = problem.design;
  along.fill(0);
  means.fill(0);
  places.forEach((place, at) => {
    const start = Math.floor(place / width) * rows;
    const { rows: listed, values } = columns[at];
    const step = direction[place];
    if (step === 0) return;
    for (let m = 0, n = listed ? listed.length : rows; m < n; m += 1) {
      along[start + (listed ? listed[m] : m)] += step * (values ? values[m] : 1);
    }
  });
  for (let at = 0, i = 0; at < along.length; at += 1, i = i + 1 === rows ? 0 : i + 1) means[i] += p[at] * along[at];
}

export function modelAt(
  problem: Problem,
  point: Point,
  columnOf: (feature: number) => FeatureColumn,
  places: Int32Array,
): Model {
  const { classes, labels, weights, design } = problem;
  const { rows } = design;
  const stride = strideOf(problem);
  const weighted = new Float64Array(classes * rows);
  const p = new Float64Array(classes * rows);
  for (let k = 0; k < classes; k += 1) {
    for (let i = 0; i < rows; i += 1) {
      const residual = point.residuals[k * stride + i];
      weighted[k * rows + i] = labels[i] === k ? weights[i] + residual : residual;
      p[k * rows + i] = weights[i] === 0 ? 0 : weighted[k * rows + i] / weights[i];
    }
  }
  const columns = Array.from(places, (place) => columnOf(place % design.columns));
  const curvatures = Float64Array.from(places, (place, at) => {
    const start = Math.floor(place / design.columns) * rows;
    const { rows: listed, values } = columns[at];
    let sum = 0;
    for (let m = 0, n = listed ? listed.length : rows; m < n; m += 1) {
      const i = start + (listed ? listed[m] : m);
      const x = values ? values[m] : 1;
      sum += weighted[i] * (1 - p[i]) * x * x;
    }
    return sum + LEAST;
  });
  const along = new Float64Array(classes * rows);
  return { problem, point, places, columns, curvatures, weighted, p, along, means: new Float64Array(rows) };
}

/** Minimises over each place in turn; returns by how much that lowers the model, or nearly so. */
function sweep(model: Model, direction: Float64Array, l1: number): number {
  const { problem, point, places, columns, curvatures } = model;
  const { l2, design } = problem;
  let decrease = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at];
    const start = Math.floor(place / design.columns) * design.rows;
    const isIntercept = (place + 1) % design.columns === 0;
    const ridge = isIntercept ? 0 : l2;
    const curvature = curvatures[at] + ridge;
    // λ₂·W is in the gradient.
    const slope = point.gradient[place] + slopeAt(model, columns[at], start) + ridge * direction[place];
    const from = point.parameters[place] + direction[place];
    const target = from - slope / curvature;
    const cut = isIntercept ? 0 : l1 / curvature;
    const to = Math.abs(target) <= cut ? 0 : target - (target > 0 ? cut : -cut);
    const change = to - from;
    if (change === 0) continue;
    direction[place] = to - point.parameters[place];
    move(model, columns[at], start, change);
    decrease += (curvature * change * change) / 2;
  }
  return decrease;
}

/** xᵀ·diag(wp)·(X·d − means) of a feature and the class whose rows begin at `start`. */
function slopeAt({ weighted, along, means, problem }: Model, { rows, values }: FeatureColumn, start: number): number {
  let sum = 0;
  if (rows && !values) {
    for (let m = 0; m < rows.length; m += 1) {
      const i = rows[m];
      sum += weighted[start + i] * (along[start + i] - means[i]);
    }
  } else {
    for (let i = 0, n = problem.design.rows; i < n; i += 1) {
      sum += weighted[start + i] * (along[start + i] - means[i]) * (values ? values[i] : 1);
    }
  }
  return sum;
}

/** The scores of the step and their means after a change of one weight. */
function move(
  { along, means, p, problem }: Model,
  { rows, values }: FeatureColumn,
  start: number,
  change: number,
): void {
  if (rows && !values) {
    for (let m = 0; m < rows.length; m += 1) {
      const i = rows[m];
      along[start + i] += change;
      means[i] += p[start + i] * change;
    }
  } else if (values) {
    for (let i = 0, n = problem.design.rows; i < n; i += 1) {
      const shift = change * values[i];
      along[start + i] += shift;
      means[i] += p[start + i] * shift;
    }
  } else {
    for (let i = 0, n = problem.design.rows; i < n; i += 1) {
      along[start + i] += change;
      means[i] += p[start + i] * change;
    }
  }
}
