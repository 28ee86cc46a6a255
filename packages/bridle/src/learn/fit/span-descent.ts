// Newton's method in the span of the rows (span.ts), its systems solved by conjugate gradients only as far as they help
// (Nocedal & Wright 2006, algorithm 7.1): one product with X and one with Xᵀ for each inner iteration, and none for the
// trials of a step. From weights far away it takes long, so a training begins at a strong penalty and weakens it.

import { dot } from './line-search.ts';
import type { Step, Stop } from './minimise.ts';
import {
  bend,
  classifiesAll,
  partsOf,
  type Span,
  type SpanParameters,
  slopeAlong,
  softmaxAt,
  spanProduct,
  spanScores,
} from './span.ts';
import { countIn, floatsIn, type Keeping } from './state.ts';

export type SpanStep = Step & { logLoss: number };

/** A Newton step is good enough when this part of the gradient is left. */
const FORCING = 0.5;
const MOST_INNER = 500;
const ARMIJO = 1e-4;
const TRIALS = 40;
const NOISE = 2 ** -48;
const EPSILON = 2 ** -52;
/** Steps that lower the objective by no more than its rounding. */
const FLAT_STEPS = 5;
const NEAR = 1e-10;
/** From a penalty to the next weaker one, and how far above its minimum each but the last may end. */
const WEAKER = 10;
const ROUGH = 0.03;
/** The strongest penalty to begin with, in units of the mean square of a row. */
const STRONG = 1e-3;

/** The penalties on the way to `l2`, which is the last; `square` is the mean square of a row. */
export function penaltiesTo(l2: number, square: number): number[] {
  const way = [l2];
  if (l2 > 0) while (way[0] * WEAKER <= STRONG * square) way.unshift(way[0] * WEAKER);
  return way;
}

/** A training from coefficients 0, or from a state of it. */
export function* trainInSpan(
  span: Span,
  parameters: SpanParameters,
  way: readonly number[],
  { tolerance, maxIterations, state, onState }: Keeping & { tolerance: number; maxIterations: number },
): Generator<SpanStep, SpanStep & { stop: Stop }> {
  let first = 0;
  let counts = { iteration: 0, passes: 0 };
  if (state) {
    parameters.set(floatsIn(state, 'parameters', parameters.length));
    counts = { iteration: countIn(state, 'iteration'), passes: countIn(state, 'passes') };
    first = Math.min(countIn(state, 'penalty'), way.length - 1);
  }
  for (let penalty = first; ; penalty += 1) {
    const isLast = penalty === way.length - 1;
    const steps = descendInSpan(span, parameters, way[penalty], {
      ...counts,
      maxIterations,
      tolerance: isLast ? { absolute: tolerance } : { relative: ROUGH },
    });
    let step = steps.next();
    while (!step.done) {
      const { iteration, passes } = step.value;
      // Without the two passes that are made again from there.
      onState?.(() => ({ parameters: parameters.slice(), iteration, passes: passes - 2, penalty }));
      yield step.value;
      step = steps.next();
    }
    if (isLast || step.value.stop === 'max-iterations') return step.value;
    counts = step.value;
  }
}

type Ends = {
  tolerance: { absolute: number } | { relative: number };
  maxIterations: number;
  iteration: number;
  passes: number;
};

/** Descends from the parameters, which are changed, yielding before each Newton step. */
export function* descendInSpan(
  span: Span,
  parameters: SpanParameters,
  l2: number,
  { tolerance, maxIterations, ...counts }: Ends,
): Generator<SpanStep, SpanStep & { stop: Stop }> {
  const { labels, weights, classes, products } = span;
  const { width } = products;
  const { coefficients, intercepts } = partsOf(span, parameters);
  const vector = () => new Float64Array(coefficients.length);
  const short = () => new Float64Array(width);
  const [scores, p, trial] = [vector(), vector(), vector()];
  const residual = { a: vector(), b: short(), z: vector() };
  const along = { a: vector(), b: short(), z: vector() };
  const move = { a: vector(), b: short(), z: vector() };
  let { iteration, passes } = counts;
  let flat = 0;
  for (; ; iteration += 1) {
    // From the parameters alone, so that a training that goes on from them has the same bits.
    spanScores(span, coefficients, intercepts, scores);
    const logLoss = softmaxAt(span, scores, p);
    const gradientB = short();
    for (let i = 0; i < labels.length; i += 1) {
      for (let k = 0, at = i * width; k < classes; k += 1, at += 1) {
        const r = weights[i] * (p[at] - (k === labels[i] ? 1 : 0));
        residual.a[at] = -(r + l2 * coefficients[at]);
        gradientB[k] += r;
      }
    }
    for (let k = 0; k < width; k += 1) residual.b[k] = -gradientB[k];
    spanScores(span, residual.a, residual.b, residual.z);
    passes += 2;
    const squares = Math.max(0, spanProduct(residual.a, residual.z, residual.b));
    const squaresB = dot(residual.b, residual.b);
    const penalty = (l2 / 2) * spanProduct(coefficients, scores, intercepts);
    const objective = logLoss + penalty;
    // Intercepts that are not optimal for the weights: their gradient squared over twice the curvature, 1/classes or more.
    const gapBound = l2 > 0 ? squares / (2 * l2) + classes * squaresB : Number.POSITIVE_INFINITY;
    const gradientNorm = Math.sqrt(squares + squaresB);
    const step: SpanStep = { iteration, passes, objective, gradientNorm, gapBound, logLoss };
    yield step;
    if (gapBound <= ('absolute' in tolerance ? tolerance.absolute : tolerance.relative * objective)) {
      return { ...step, stop: 'optimum' };
    }
    if (l2 === 0 && classifiesAll(span, p)) return { ...step, stop: 'separated' };
    if (iteration >= maxIterations) return { ...step, stop: 'max-iterations' };
    passes += solveNewton(span, p, l2, { residual, along, move, bent: trial }, squares + squaresB);
    const linear = l2 * spanProduct(coefficients, move.z, move.b);
    const bow = l2 * spanProduct(move.a, move.z, move.b);
    const slope = slopeAlong(span, p, move.z) + linear;
    let length = slope < 0 ? 1 : 0;
    for (let tries = 0; length > 0; tries += 1) {
      for (let at = 0; at < trial.length; at += 1) trial[at] = scores[at] + length * move.z[at];
      const loss = softmaxAt(span, trial, p);
      const reached = loss + penalty + length * linear + (length * length * bow) / 2;
      if (reached <= objective + ARMIJO * length * slope + NOISE * objective) break;
      length = tries < TRIALS ? length / 2 : 0;
    }
    flat = -slope * length > EPSILON * objective ? 0 : flat + 1;
    if (length === 0 || flat > FLAT_STEPS) {
      return { ...step, stop: -slope <= NEAR * objective ? 'precision' : 'stuck' };
    }
    addTo(coefficients, length, move.a);
    addTo(intercepts, length, move.b);
  }
}

/** A direction in coefficients and intercepts, and its scores. */
type Direction = { a: Float64Array; b: Float64Array; z: Float64Array };
type Work = { residual: Direction; along: Direction; move: Direction; bent: Float64Array };

/** Conjugate gradients from 0 for the step `move`, `residual` being minus the gradient, of the square `norm`; returns passes. */
function solveNewton(
  span: Span,
  p: Float64Array,
  l2: number,
  { residual, along, move, bent }: Work,
  norm: number,
): number {
  const { width } = span.products;
  for (const part of ['a', 'b', 'z'] as const) {
    along[part].set(residual[part]);
    move[part].fill(0);
  }
  let rest = norm;
  let passes = 0;
  while (passes < MOST_INNER && rest > FORCING * FORCING * norm) {
    const curvature = bend(span, p, along.z, bent) + l2 * spanProduct(along.a, along.z, along.b);
    if (!(curvature > 0)) break;
    const length = rest / curvature;
    const { a, b } = residual;
    addTo(move.b, length, along.b);
    for (let start = 0; start < a.length; start += width) {
      for (let k = 0, at = start; k < width; k += 1, at += 1) {
        move.a[at] += length * along.a[at];
        move.z[at] += length * along.z[at];
        a[at] -= length * (bent[at] + l2 * along.a[at]);
        b[k] -= length * bent[at];
      }
    }
    spanScores(span, a, b, residual.z);
    passes += 1;
    const next = Math.max(0, spanProduct(a, residual.z, b)) + dot(b, b);
    for (const part of ['a', 'b', 'z'] as const) scaleAndAdd(along[part], next / rest, residual[part]);
    rest = next;
  }
  return passes;
}

function addTo(to: Float64Array, share: number, x: Float64Array): void {
  for (let at = 0; at < to.length; at += 1) to[at] += share * x[at];
}

/** to = share·to + x. */
function scaleAndAdd(to: Float64Array, share: number, x: Float64Array): void {
  for (let at = 0; at < to.length; at += 1) to[at] = share * to[at] + x[at];
}
