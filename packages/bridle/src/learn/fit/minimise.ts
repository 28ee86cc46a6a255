// The descent that both solvers share: a direction, a step along it, a certificate. With λ > 0 the objective, minimised
// over the intercepts, is λ-strongly convex in the weights, so ‖∇_W‖²/(2λ) bounds how far it is above its minimum.
// With λ = 0 there is no bound, and there may be no minimum: where a direction raises no other class above a row's own,
// and lowers some, the loss falls along it without end (Albert & Anderson 1984). A point that classifies every row
// rightly is such a direction itself; one that leaves ties shows by scores that go on growing while the loss no longer
// falls.

import { factor, solve } from './cholesky.ts';
import { dot, moveAlong } from './line-search.ts';
import { completePoint, type Point, type Problem, recompute, scoresOf, strideOf, weightProduct } from './objective.ts';
import { countIn, floatsIn, type Keeping, numberIn, partIn, pointState, restorePoint, type State } from './state.ts';

/** Writes a direction and returns the passes over the data that it cost. */
export type Directions = ((point: Point, direction: Float64Array) => number) & {
  /** What it remembers of earlier points; without them it remembers nothing. */
  state?: () => State;
  restore?: (state: State) => void;
};

export type Step = { iteration: number; passes: number; objective: number; gradientNorm: number; gapBound: number };

/** Why a descent ended; see `Fit`. */
export type Stop = 'optimum' | 'precision' | 'separated' | 'max-iterations' | 'stuck';

/** Steps whose predicted decrease is below the rounding of the objective: a few of them still lower the gradient. */
const FLAT_STEPS = 20;
const EPSILON = 2 ** -52;
/** Once the predicted decrease is this fraction of the objective, scores near a minimum move by far less than 1. */
const NEAR = 1e-10;
const SETTLING_ROUNDS = 5;

/** Descends from the point, or from that of the state; the point is changed. Yields before each step. */
export function* descend(
  problem: Problem,
  point: Point,
  directions: Directions,
  { tolerance, maxIterations, state, onState }: Keeping & { tolerance: number; maxIterations: number },
): Generator<Step, Step & { stop: Stop }> {
  const direction = new Float64Array(point.parameters.length);
  let passes = 1;
  let flat = 0;
  let failures = 0;
  let near: Float64Array | null = null;
  let iteration = 0;
  if (state) {
    restorePoint(problem, point, partIn(state, 'point') ?? {});
    [iteration, passes] = [countIn(state, 'iteration'), numberIn(state, 'passes')];
    [flat, failures] = [countIn(state, 'flat'), countIn(state, 'failures')];
    near = state.near === null ? null : floatsIn(state, 'near', point.scores.length);
    directions.restore?.(partIn(state, 'directions') ?? {});
  }
  const take = (): State => {
    const counts = { iteration, passes, flat, failures };
    return { ...counts, near: near?.slice() ?? null, point: pointState(point), directions: directions.state?.() ?? {} };
  };
  for (; ; iteration += 1) {
    const step = (): Step => ({ iteration, passes, ...certificate(problem, point) });
    const end = (stop: Stop) => {
      settle(problem, point);
      passes += 1;
      return { ...step(), stop };
    };
    onState?.(take);
    yield step();
    if (step().gapBound <= tolerance) {
      const settled = end('optimum');
      if (settled.gapBound <= tolerance) return settled;
    }
    if (problem.l2 === 0 && classifiesAll(problem, point)) return end('separated');
    if (iteration >= maxIterations) return end('max-iterations');
    passes += directions(point, direction) + 1;
    scoresOf(problem, direction, point.along);
    const promised = Math.abs(dot(point.gradient, direction)) / (2 * point.objective);
    if (promised <= NEAR) near ??= point.scores.slice();
    flat = promised <= EPSILON ? flat + 1 : 0;
    const moved = flat <= FLAT_STEPS && moveAlong(problem, point, direction);
    failures = moved ? 0 : failures + 1;
    if (flat > FLAT_STEPS || failures > 1) {
      if (!(promised <= NEAR)) return end('stuck');
      return end(problem.l2 === 0 && near && recedes(problem, near, point.scores) ? 'separated' : 'precision');
    }
    completePoint(problem, point);
  }
}

export function certificate(
  problem: Problem,
  point: Point,
): { objective: number; gradientNorm: number; gapBound: number } {
  const { gradient, objective } = point;
  const squares = weightProduct(problem, gradient, gradient);
  const gradientNorm = gradient.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return { objective, gradientNorm, gapBound: problem.l2 > 0 ? squares / (2 * problem.l2) : Infinity };
}

/** Whether every row's own class has more than half of its probability. */
export function classifiesAll(problem: Problem, { residuals }: Point): boolean {
  const { labels, weights } = problem;
  const stride = strideOf(problem);
  return weights.every((weight, i) => weight === 0 || residuals[labels[i] * stride + i] > -weight / 2);
}

/** Whether the step between two points moves some score by more than 1, and no score against a row's own class. */
function recedes(problem: Problem, from: Float64Array, to: Float64Array): boolean {
  const { classes, labels, weights } = problem;
  const { rows } = problem.design;
  const stride = strideOf(problem);
  let least = 0;
  let most = 0;
  for (let i = 0; i < rows; i += 1) {
    if (weights[i] === 0) continue;
    const own = labels[i] * stride + i;
    for (let k = 0, at = i; k < classes; k += 1, at += stride) {
      const lead = to[own] - from[own] - (to[at] - from[at]);
      least = Math.min(least, lead);
      most = Math.max(most, lead);
    }
  }
  return most > 1 && least >= -most / 1000;
}

/**
 * Computes the point afresh and minimises over the intercepts alone, by Newton's method: the bound supposes that their
 * gradient is 0, and their matrix has only as many rows as there are classes.
 */
export function settle(problem: Problem, point: Point): void {
  recompute(problem, point);
  const { classes, design } = problem;
  const { columns } = design;
  const stride = strideOf(problem);
  const direction = new Float64Array(point.parameters.length);
  for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
    const step = Float64Array.from({ length: classes }, (_, k) => -point.gradient[(k + 1) * columns - 1]);
    if (step.every((x) => Math.abs(x) <= EPSILON)) return;
    const hessian = interceptHessian(problem, point);
    factor(hessian, classes);
    solve(hessian, classes, step);
    const mean = step.reduce((sum, x) => sum + x, 0) / classes;
    for (let k = 0; k < classes; k += 1) {
      direction[(k + 1) * columns - 1] = step[k] - mean;
      point.along.fill(step[k] - mean, k * stride, (k + 1) * stride);
    }
    if (!moveAlong(problem, point, direction)) return;
    completePoint(problem, point);
  }
}

/** Σᵢ wᵢ·(diag p − p·pᵀ), the lower triangle of (classes, classes); singular along the ones, which `factor` allows. */
function interceptHessian(problem: Problem, { residuals }: Point): Float64Array {
  const { classes, labels, weights, design } = problem;
  const stride = strideOf(problem);
  const hessian = new Float64Array(classes * classes);
  const p = new Float64Array(classes);
  for (let i = 0; i < design.rows; i += 1) {
    if (weights[i] === 0) continue;
    for (let k = 0; k < classes; k += 1) {
      p[k] = residuals[k * stride + i] / weights[i] + (k === labels[i] ? 1 : 0);
    }
    for (let k = 0, row = 0; k < classes; k += 1, row += classes) {
      const share = weights[i] * p[k];
      hessian[row + k] += share;
      for (let l = 0; l <= k; l += 1) hessian[row + l] -= share * p[l];
    }
  }
  return hessian;
}
