// Training with λ₁‖W‖₁, alone or beside λ₂/2·‖W‖² (elastic net; Zou & Hastie 2005): weights that do not help are exactly
// 0. Each iteration minimises the quadratic model of the loss plus the penalty, with its full Hessian, by coordinate
// descent on a working set: the weights that are not 0 and those whose gradient exceeds λ₁ the most (proximal Newton;
// Friedman, Hastie & Tibshirani 2010; Lee, Sun & Saunders 2014). A search along the step makes the objective fall, and the
// duality gap (duality-gap.ts) certifies where it ended.

import { dualityGap } from './duality-gap.ts';
import { featureColumns } from './feature-columns.ts';
import { dot } from './line-search.ts';
import { type Step, type Stop, settle } from './minimise.ts';
import { completePoint, lossAlong, type Point, type Problem, scoresOf, weightProduct } from './objective.ts';
import { minimiseModel, modelAt } from './quadratic-model.ts';
import { countIn, type Keeping, numberIn, partIn, pointState, restorePoint } from './state.ts';

/** New weights of an iteration: as many again as there are, and at least so many. */
const FEWEST = 64;
/** A penalty far below the one of weights 0 is approached in stages, each this factor weaker, once the gap is so small. */
const STAGE = 4;
const STAGE_GAP = 0.02;
const DECREASE = 1e-4;
const TRIALS = 30;
const EPSILON = 2 ** -52;
/** Steps whose predicted decrease is lost in rounding: a few of them still make the gap smaller. */
const FLAT_STEPS = 5;

/** Descends from the point, or from that of the state; the point is changed. Yields before each step. */
export function* proximalDescent(
  problem: Problem,
  point: Point,
  { l1, tolerance, maxIterations, state, onState }: Keeping & { l1: number; tolerance: number; maxIterations: number },
): Generator<Step, Step & { stop: Stop }> {
  const columnOf = featureColumns(problem.design);
  const direction = new Float64Array(point.parameters.length);
  let passes = 1;
  let flat = 0;
  let stage = Math.max(l1, largestPenalty(problem, point) / STAGE);
  let iteration = 0;
  if (state) {
    restorePoint(problem, point, partIn(state, 'point') ?? {});
    [iteration, flat] = [countIn(state, 'iteration'), countIn(state, 'flat')];
    [passes, stage] = [numberIn(state, 'passes'), numberIn(state, 'stage')];
  }
  for (; ; iteration += 1) {
    const figuresAt = (penalty: number): Step => {
      const { gap, violation } = dualityGap(problem, point, penalty);
      const objective = point.objective + penalty * absoluteSum(problem, point.parameters);
      return { iteration, passes, objective, gradientNorm: violation, gapBound: gap };
    };
    const end = (stop: Stop) => {
      toGauge(problem, point.parameters);
      settle(problem, point);
      passes += 1;
      return { ...figuresAt(l1), stop };
    };
    const now = figuresAt(l1);
    onState?.(() => ({ iteration, passes, flat, stage, point: pointState(point) }));
    yield now;
    if (now.gapBound <= tolerance) {
      const settled = end('optimum');
      if (settled.gapBound <= tolerance) return settled;
    }
    if (iteration >= maxIterations) return end('max-iterations');
    let before = stage > l1 ? figuresAt(stage) : now;
    if (stage > l1 && before.gapBound <= STAGE_GAP * before.objective) {
      stage = Math.max(l1, stage / STAGE);
      before = figuresAt(stage);
    }
    const places = workingSet(problem, point, stage);
    const model = modelAt(problem, point, columnOf, places);
    const cost = minimiseModel(model, direction, stage, before.gapBound / before.objective);
    scoresOf(problem, direction, point.along);
    passes += 1 + (cost * places.length) / point.parameters.length;
    const promised = promise(problem, point, direction, stage);
    flat = Math.abs(promised) <= EPSILON * before.objective ? flat + 1 : 0;
    if (flat > FLAT_STEPS && stage === l1) return end('precision');
    const allowed = 4 * EPSILON * before.objective;
    if (!take(problem, point, direction, stage, promised, before.objective, allowed)) {
      if (stage === l1) return end(flat > 0 || now.gapBound <= 1e-10 ? 'precision' : 'stuck');
      stage = l1;
    }
  }
}

/** The penalty λ₁ from which on every weight is 0, at the point of weights 0 and the best intercepts. */
export function largestPenalty({ design, classes }: Problem, { gradient }: Point): number {
  let largest = 0;
  for (let k = 0; k < classes; k += 1) {
    for (let j = k * design.columns; j < (k + 1) * design.columns - 1; j += 1) {
      largest = Math.max(largest, Math.abs(gradient[j]));
    }
  }
  return largest;
}

/** Places of the parameters to change: the intercepts, the weights that are not 0, and those that the gradient asks for most. */
function workingSet({ design, classes }: Problem, { gradient, parameters }: Point, l1: number): Int32Array {
  const { columns } = design;
  const kept: number[] = [];
  const wanted: number[] = [];
  for (let at = 0; at < classes * columns; at += 1) {
    if ((at + 1) % columns === 0 || parameters[at] !== 0) kept.push(at);
    else if (Math.abs(gradient[at]) > l1) wanted.push(at);
  }
  const room = Math.max(FEWEST, kept.length);
  if (wanted.length > room) wanted.sort((a, b) => Math.abs(gradient[b]) - Math.abs(gradient[a]) || a - b);
  return Int32Array.from([...kept, ...wanted.slice(0, room)]).sort();
}

/** What the step changes the objective by in its linear part; below 0. */
function promise(problem: Problem, { gradient, parameters }: Point, direction: Float64Array, l1: number): number {
  const ahead = parameters.map((x, j) => x + direction[j]);
  return dot(gradient, direction) + l1 * (absoluteSum(problem, ahead) - absoluteSum(problem, parameters));
}

/** Takes the step, or a part of it, if the objective falls by enough. */
function take(
  problem: Problem,
  point: Point,
  direction: Float64Array,
  l1: number,
  promised: number,
  objective: number,
  allowed: number,
): boolean {
  const { scores, along, trial } = point;
  for (let step = 1, tried = 0; tried < TRIALS; step /= 2, tried += 1) {
    const { loss } = lossAlong(problem, scores, along, step, trial);
    const ahead = point.parameters.map((x, j) => x + step * direction[j]);
    const smooth = loss + (problem.l2 / 2) * weightProduct(problem, ahead, ahead);
    if (!(smooth + l1 * absoluteSum(problem, ahead) <= objective + DECREASE * step * promised + allowed)) continue;
    point.parameters.set(ahead);
    for (let j = 0; j < along.length; j += 1) scores[j] += step * along[j];
    point.trial = point.residuals;
    point.residuals = trial;
    point.loss = loss;
    completePoint(problem, point);
    return true;
  }
  return false;
}

/**
 * Of equal probabilities: two classes have weights that are each other's negatives, as without L1, which makes no penalty
 * larger; and intercepts have the mean 0.
 */
function toGauge({ classes, design }: Problem, parameters: Float64Array): void {
  const { columns } = design;
  for (let j = classes === 2 ? 0 : columns - 1; j < columns; j += 1) {
    let mean = 0;
    for (let k = 0; k < classes; k += 1) mean += parameters[k * columns + j] / classes;
    for (let k = 0; k < classes; k += 1) parameters[k * columns + j] -= mean;
  }
}

/** Σ|W|, without the intercepts. */
function absoluteSum({ classes, design }: Problem, parameters: Float64Array): number {
  const { columns } = design;
  let sum = 0;
  for (let k = 0; k < classes; k += 1) {
    for (let j = k * columns; j < (k + 1) * columns - 1; j += 1) sum += Math.abs(parameters[j]);
  }
  return sum;
}
