// Gradient descent on all rows with a learning rate of the caller's, capped (see capped-step.ts): the objective falls
// with every step. To train a model use Newton's method or L-BFGS, which need far fewer steps; this is for those who
// want to see, compare or teach descent.

import { cappedStep, descentDirection, newTrace, type RateTrace, restoreTrace, safeStep } from './capped-step.ts';
import { certificate, classifiesAll, type Step, type Stop, settle } from './minimise.ts';
import { completePoint, lossAlong, type Point, type Problem, scoresOf } from './objective.ts';
import { countIn, type Keeping, partIn, pointState, restorePoint } from './state.ts';

export type TracedStep = Step & { rate: RateTrace };

/** A safe step that lowers the objective by a smaller part of it is lost in rounding. */
const EPSILON = 2 ** -52;

/** Descends from the point, or from that of the state; the point is changed. Yields before each step. */
export function* gradientDescent(
  problem: Problem,
  point: Point,
  {
    learningRate,
    tolerance,
    maxIterations,
    state,
    onState,
  }: Keeping & { learningRate?: number; tolerance: number; maxIterations: number },
): Generator<TracedStep, TracedStep & { stop: Stop }> {
  const direction = new Float64Array(point.parameters.length);
  const trace = newTrace(learningRate);
  let passes = 1;
  let iteration = 0;
  if (state) {
    restorePoint(problem, point, partIn(state, 'point') ?? {});
    [iteration, passes] = [countIn(state, 'iteration'), countIn(state, 'passes')];
    restoreTrace(trace, partIn(state, 'rate') ?? {});
  }
  for (; ; iteration += 1) {
    const traced = (): TracedStep => ({ iteration, passes, ...certificate(problem, point), rate: { ...trace } });
    const end = (stop: Stop) => {
      settle(problem, point);
      passes += 1;
      return { ...traced(), stop };
    };
    const before = traced();
    onState?.(() => ({ iteration, passes, rate: { ...trace }, point: pointState(point) }));
    yield before;
    if (before.gapBound <= tolerance) {
      const settled = end('optimum');
      if (settled.gapBound <= tolerance) return settled;
    }
    if (problem.l2 === 0 && classifiesAll(problem, point)) return end('separated');
    if (iteration >= maxIterations) return end('max-iterations');
    const largest = descentDirection(point.gradient, direction);
    scoresOf(problem, direction, point.along);
    const { step: safe, decrease } = safeStep(problem, point, direction);
    if (!(decrease > EPSILON * point.objective)) return end('precision');
    takeStep(problem, point, direction, cappedStep(trace, safe, largest));
    passes += 1;
  }
}

function takeStep(problem: Problem, point: Point, direction: Float64Array, step: number): void {
  const { parameters, scores, along, trial } = point;
  point.loss = lossAlong(problem, scores, along, step, trial).loss;
  for (let j = 0; j < direction.length; j += 1) parameters[j] += step * direction[j];
  for (let j = 0; j < along.length; j += 1) scores[j] += step * along[j];
  point.trial = point.residuals;
  point.residuals = trial;
  completePoint(problem, point);
}
