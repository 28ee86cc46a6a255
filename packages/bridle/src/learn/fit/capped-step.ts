// A step against the gradient that cannot diverge, whatever learning rate was asked for. The Hessian of the loss is at
// most Böhning's H = ½·(I − 11ᵀ/K) ⊗ XᵀX (1992), so along a direction d the objective lies below the parabola
// f − a·|gᵀd| + a²/2·dᵀ(H + λ)d, and no step may go beyond its minimum. dᵀHd = ½·Σᵢwᵢ·‖Xd − its mean over the
// classes‖² needs no product with X once the scores of d are known. The step then changes the score of row i by at most
// 3/√wᵢ, so that no number leaves the range of float64.

import { dot } from './line-search.ts';
import { type Point, type Problem, strideOf, weightProduct } from './objective.ts';
import { countIn, numberIn, type State } from './state.ts';

/** What became of the learning rate that was asked for. */
export type RateTrace = {
  /** null where none was given: every step is then the largest safe one. */
  learningRate: number | null;
  steps: number;
  /** How many steps the bound shortened, and the first of them, counted from 1; null for none. */
  capped: number;
  firstCapped: number | null;
  /** The shortest and the longest step taken, as learning rates; null before the first. */
  shortest: number | null;
  longest: number | null;
};

export function newTrace(learningRate: number | undefined): RateTrace {
  return { learningRate: learningRate ?? null, steps: 0, capped: 0, firstCapped: null, shortest: null, longest: null };
}

/** Continues the trace of a state. */
export function restoreTrace(trace: RateTrace, state: State): void {
  const known = (name: 'firstCapped' | 'shortest' | 'longest') => (state[name] === null ? null : numberIn(state, name));
  const counts = { steps: countIn(state, 'steps'), capped: countIn(state, 'capped') };
  const rates = { firstCapped: known('firstCapped'), shortest: known('shortest'), longest: known('longest') };
  Object.assign(trace, counts, rates);
}

/**
 * Writes the gradient's opposite, divided by its largest entry so that its squares are finite, and returns that entry:
 * a step a along it is the learning rate a/entry.
 */
export function descentDirection(gradient: Float64Array, direction: Float64Array): number {
  const largest = gradient.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  for (let j = 0; j < gradient.length; j += 1) direction[j] = largest === 0 ? 0 : -gradient[j] / largest;
  return largest;
}

/** The longest safe step along a direction whose scores are point.along, and by how much it lowers the objective at least. */
export function safeStep(problem: Problem, point: Point, direction: Float64Array): { step: number; decrease: number } {
  const slope = Math.abs(dot(point.gradient, direction));
  const curvature = curvatureBound(problem, point.along) + problem.l2 * weightProduct(problem, direction, direction);
  if (!(slope > 0 && curvature > 0)) return { step: 0, decrease: 0 };
  const step = slope / curvature;
  return { step, decrease: (step * slope) / 2 };
}

/** The step for the learning rate, recorded in the trace; `share` shortens both it and the bound. */
export function cappedStep(trace: RateTrace, safe: number, largest: number, share = 1): number {
  const wanted = trace.learningRate === null ? Infinity : trace.learningRate * largest;
  const step = share * Math.min(wanted, safe);
  trace.steps += 1;
  if (trace.learningRate !== null && wanted > safe) {
    trace.capped += 1;
    trace.firstCapped ??= trace.steps;
  }
  const rate = step / largest;
  trace.shortest = Math.min(trace.shortest ?? Infinity, rate);
  trace.longest = Math.max(trace.longest ?? 0, rate);
  return step;
}

function curvatureBound(problem: Problem, along: Float64Array): number {
  const { classes, weights, design } = problem;
  const stride = strideOf(problem);
  let sum = 0;
  for (let i = 0; i < design.rows; i += 1) {
    let mean = 0;
    for (let k = 0, at = i; k < classes; k += 1, at += stride) mean += along[at] / classes;
    let squares = 0;
    for (let k = 0, at = i; k < classes; k += 1, at += stride) squares += (along[at] - mean) * (along[at] - mean);
    sum += weights[i] * squares;
  }
  return sum / 2;
}
