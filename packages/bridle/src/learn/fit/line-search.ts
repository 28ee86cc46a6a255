// A step along a direction, on cached scores: f(a) = loss(Z + a·Zd) + the penalty's parabola, so a trial costs n·K
// exponentials and no product with X. f is convex: the slope changes sign once, and secant steps on it, kept inside
// the bracket, find a point where it is small. The first trial is Newton's, −f′(0)/f″(0).

import { curvatureAlong, lossAlong, type Point, type Problem, weightProduct } from './objective.ts';

/** A step is accepted once the slope, of either sign, is at most this fraction of the first. */
const SLOPE = 0.2;
/** Armijo's fraction of the decrease that the slope predicts; small, because the condition on the slope is stronger. */
const DECREASE = 1e-4;
/** What rounding may add to an objective. */
const NOISE = 2 ** -48;
const TRIALS = 40;

/**
 * Moves the point's parameters, scores, residuals, loss and objective along a descent direction, whose scores are
 * point.along; its gradient is then the old one. False, and nothing moved, where no step lowers the objective by more than its rounding in float64.
 */
export function moveAlong(problem: Problem, point: Point, direction: Float64Array): boolean {
  const { l2 } = problem;
  const { scores, along, trial: residuals } = point;
  const linear = l2 * weightProduct(problem, point.parameters, direction);
  const quadratic = l2 * weightProduct(problem, direction, direction);
  const atZero = dot(point.gradient, direction);
  const curvature = curvatureAlong(problem, point.residuals, along) + quadratic;
  const allowed = NOISE * Math.abs(point.objective);
  let step = curvature > 0 ? -atZero / curvature : 1;
  if (!(atZero < 0 && step < Infinity)) return false;
  let low = { step: 0, slope: atZero };
  let high: { step: number; slope: number } | null = null;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const found = lossAlong(problem, scores, along, step, residuals);
    const slope = found.slope + linear + step * quadratic;
    const objective = found.loss + (point.objective - point.loss) + step * linear + (step * step * quadratic) / 2;
    const lower = objective <= point.objective + DECREASE * step * atZero + allowed;
    if (lower && Math.abs(slope) <= -SLOPE * atZero) {
      for (let j = 0; j < direction.length; j += 1) point.parameters[j] += step * direction[j];
      for (let j = 0; j < along.length; j += 1) scores[j] += step * along[j];
      point.trial = point.residuals;
      point.residuals = residuals;
      point.loss = found.loss;
      point.objective = objective;
      return true;
    }
    if (lower && slope < 0) low = { step, slope };
    else high = { step, slope: slope > 0 ? slope : -atZero };
    step = nextStep(low, high);
  }
  return false;
}

/** The secant's zero of the slope, kept off the ends of the bracket; without an upper end four times as far. */
function nextStep(low: { step: number; slope: number }, high: { step: number; slope: number } | null): number {
  if (!high) return 4 * low.step;
  const width = high.step - low.step;
  const secant = low.slope / (low.slope - high.slope);
  return low.step + width * Math.min(0.9, Math.max(0.1, Number.isNaN(secant) ? 0.1 : secant));
}

export function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < u.length; j += 1) sum += u[j] * v[j];
  return sum;
}
