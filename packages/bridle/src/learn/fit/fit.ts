// Training: the optimum of objective.ts, certified. Newton's method where its matrix and its sums are small, preconditioned
// L-BFGS beyond; both descend from weights 0, so the same input gives the same bits. Gradient descent on request.

import type { Design } from '../table/design.ts';
import { designFrom, type Features } from '../table/matrix.ts';
import { entriesOf, meanSquare } from '../tiles/entries.ts';
import { openLists } from '../tiles/lists.ts';
import type { RateTrace } from './capped-step.ts';
import { suitsNewton } from './descend-from.ts';
import { gradientDescent } from './gradient-descent.ts';
import { lbfgsDirections } from './lbfgs.ts';
import { descend, type Step, type Stop } from './minimise.ts';
import { freeParameters, newtonDirections, standardErrorsAt } from './newton.ts';
import { type Point, type Problem, pointAt } from './objective.ts';
import {
  checkedProblem,
  type FitOptions,
  penaltyOf,
  prepareProblem,
  splitParameters,
  startingParameters,
} from './problem.ts';
import { proximalDescent } from './proximal.ts';
import { startInSpan, weightsInSpan } from './span.ts';
import { penaltiesTo, trainInSpan } from './span-descent.ts';
import { checkSame, type Keeping, partIn } from './state.ts';
import { stochasticDescent } from './stochastic-descent.ts';

/**
 * How the optimum is found: Newton by conjugate gradients, L-BFGS, gradient descent whole or stochastic, or proximal
 * Newton for L1.
 */
export type Solver = 'newton' | 'lbfgs' | 'gd' | 'sgd' | 'proximal';

/** Where a training stands, before each of its steps. */
export type Progress = {
  solver: Solver;
  iteration: number;
  /** Passes over the data so far, one forward and one backward product each; Gram matrices by what they cost. */
  passes: number;
  objective: number;
  /** The largest entry of the gradient. */
  gradientNorm: number;
  /** An upper bound on how far the objective is above its minimum; ∞ where λ = 0, which gives no bound. */
  gapBound: number;
  /** Of 'gd' and 'sgd': what became of the learning rate. */
  rate?: RateTrace;
};

/** A trained softmax classifier: scores are weights·features + intercepts. */
export type Fit = Omit<Progress, 'iteration'> & {
  /**
   * (classes, features). Over the classes each feature's weights sum to 0, but with L1 for more than two classes; the
   * intercepts always do.
   */
  weights: Float64Array;
  intercepts: Float64Array;
  classes: number;
  features: number;
  /** λ, and the C that gives it; null where λ = 0, and for a given `l1`. */
  l2: number;
  /** λ₁ of the penalty λ₁·‖W‖₁; absent without it. */
  l1?: number;
  C: number | null;
  iterations: number;
  /** The mean loss without the penalty. */
  logLoss: number;
  /** Whether the optimum was reached: by the bound, or to the precision of float64. */
  converged: boolean;
  /**
   * Why it ended: 'optimum', gapBound ≤ tolerance; 'precision', no step lowers the objective by more than the rounding
   * of float64; 'separated', with λ = 0 and classes that a plane separates there is no optimum; 'max-iterations';
   * 'stuck', no step was found although the objective should fall: its numbers leave the range of float64.
   */
  stop: Stop;
  /** From Newton's method that converged: the standard error of each weight, (classes, features), by (n·H)⁻¹. */
  standardErrors?: Float64Array;
};

/** A matrix of this order takes 128 MB. */
const LARGEST_NEWTON = 4000;
const MAX_ITERATIONS: Record<Solver, number> = { newton: 100, lbfgs: 1000, gd: 1000, sgd: 100, proximal: 100 };

/** Sparse features make large models; what a gap of 1e−9 leaves is far below what their weights are rounded to. */
const SPARSE_TOLERANCE = 1e-9;

type Ends = { tolerance: number; maxIterations: number };

/**
 * Trains step by step: a generator that yields its progress before each step and returns the result, so that a caller
 * can show it, let other work run in between, or stop.
 *
 * @throws RangeError as `fit`, at the first step.
 * @example
 * ```ts
 * import { applyRecipe, fitting } from 'bridle/learn';
 * const recipe = { features: [{ kind: 'numeric' as const, name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: false }] };
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([-1, 0, 0, 1]) };
 * const steps = fitting(applyRecipe(recipe, { rows: 4, columns: [x] }).design, [0, 1, 0, 1], 2, { l2: 0.5 });
 * const first = steps.next().value;
 * first.objective; // → 0.6931471805599453
 * ```
 */
export function* fitting(
  x: Features,
  labels: ArrayLike<number>,
  classCount: number,
  options: FitOptions = {},
): Generator<Progress, Fit> {
  const design = designFrom(x, 'fit');
  if (design.sparse?.length) return yield* fittingInSpan(design, labels, classCount, options);
  const prepared = prepareProblem(design, labels, classCount, options);
  const { problem } = prepared;
  const size = freeParameters(problem);
  const { solver: wanted = 'auto', tolerance = 1e-12 } = options;
  const { l1 = 0 } = problem;
  const solver = wanted !== 'auto' ? wanted : l1 > 0 ? 'proximal' : suitsNewton(problem) ? 'newton' : 'lbfgs';
  const { maxIterations = MAX_ITERATIONS[solver] } = options;
  checkSolver(solver, options, l1);
  if (!(tolerance > 0)) throw new RangeError(`fit: expected tolerance > 0, got ${tolerance}`);
  if (!(maxIterations >= 0)) throw new RangeError(`fit: expected maxIterations ≥ 0, got ${maxIterations}`);
  if (solver === 'newton' && size > LARGEST_NEWTON) {
    throw new RangeError(`fit: expected at most ${LARGEST_NEWTON} free parameters for solver newton, got ${size}`);
  }
  try {
    const point = pointAt(problem, startingParameters(problem));
    const facts = { solver, rows: design.rows, columns: design.columns, classes: classCount, l2: problem.l2, l1 };
    const { state: _, onState: __, ...rest } = options;
    const keeping = keepingOf(facts, options);
    const steps = stepsOf(solver, problem, point, { ...rest, ...keeping, tolerance, maxIterations });
    let step = steps.next();
    while (!step.done) {
      yield { solver, ...step.value };
      step = steps.next();
    }
    const { stop, iteration, ...figures } = step.value;
    const converged = stop === 'optimum' || stop === 'precision';
    return {
      solver,
      stop,
      ...figures,
      ...splitParameters(prepared, point.parameters),
      classes: classCount,
      features: design.columns,
      l2: problem.l2,
      ...(l1 > 0 && { l1 }),
      C: strength(options, prepared.total, classCount),
      iterations: iteration,
      logLoss: point.loss,
      converged,
      ...(converged && solver === 'newton' && { standardErrors: standardErrorsAt(problem, point, prepared.total) }),
    };
  } finally {
    problem.packed?.tiles.crew?.close();
  }
}

/** The training of sparse features; see span-descent.ts. */
function* fittingInSpan(
  design: Design,
  labels: ArrayLike<number>,
  classCount: number,
  options: FitOptions,
): Generator<Progress, Fit> {
  const { solver = 'auto', tolerance = SPARSE_TOLERANCE, maxIterations = MAX_ITERATIONS.newton } = options;
  if (solver !== 'auto' && solver !== 'newton') {
    throw new RangeError(`fit: expected solver auto or newton for sparse features, got ${solver}`);
  }
  if (options.l1 || options.l1Ratio) throw new RangeError('fit: expected no l1 for sparse features');
  const { problem, total } = checkedProblem(design, labels, classCount, options);
  const { l2 } = problem;
  const entries = entriesOf(design);
  const products = openLists(entries, design.rows, classCount, options.threads ?? 1);
  try {
    const span = { products, labels: problem.labels, weights: problem.weights, classes: classCount };
    const parameters = startInSpan(span);
    const facts = { solver: 'newton', rows: design.rows, columns: design.columns, classes: classCount, l2 };
    const way = penaltiesTo(l2, meanSquare(entries, problem.weights));
    const steps = trainInSpan(span, parameters, way, { tolerance, maxIterations, ...keepingOf(facts, options) });
    let step = steps.next();
    while (!step.done) {
      yield { solver: 'newton', ...step.value };
      step = steps.next();
    }
    const { stop, iteration, ...figures } = step.value;
    return {
      solver: 'newton',
      stop,
      ...figures,
      ...weightsInSpan(span, parameters),
      classes: classCount,
      features: design.columns,
      l2,
      C: strength(options, total, classCount),
      iterations: iteration,
      converged: stop === 'optimum' || stop === 'precision',
    };
  } finally {
    products.close();
  }
}

function checkSolver(solver: Solver, { learningRate, batchSize = 1 }: FitOptions, l1: number): void {
  if (!Object.hasOwn(MAX_ITERATIONS, solver)) {
    throw new RangeError(`fit: expected solver auto, newton, lbfgs, gd, sgd or proximal, got ${solver}`);
  }
  if (l1 > 0 !== (solver === 'proximal')) {
    throw new RangeError(
      `fit: expected solver ${l1 > 0 ? 'auto or proximal' : 'proximal only'} with L1, got ${solver}`,
    );
  }
  if (learningRate !== undefined) {
    if (solver !== 'gd' && solver !== 'sgd') {
      throw new RangeError(`fit: expected solver gd or sgd for a learningRate, got ${solver}`);
    }
    if (!(learningRate > 0 && learningRate < Infinity)) {
      throw new RangeError(`fit: expected a finite learningRate > 0, got ${learningRate}`);
    }
  }
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`fit: expected a whole batchSize ≥ 1, got ${batchSize}`);
  }
}

function stepsOf(
  solver: Solver,
  problem: Problem,
  point: Point,
  { learningRate, batchSize = 32, seed = 1, tolerance, maxIterations, state, onState }: FitOptions & Ends,
): Generator<Step & Pick<Progress, 'rate'>, Step & Pick<Progress, 'rate'> & { stop: Stop }> {
  const ends = { tolerance, maxIterations, ...(state && { state }), ...(onState && { onState }) };
  const rate = learningRate === undefined ? {} : { learningRate };
  if (solver === 'proximal') return proximalDescent(problem, point, { l1: problem.l1 ?? 0, ...ends });
  if (solver === 'gd') return gradientDescent(problem, point, { ...rate, ...ends });
  if (solver === 'sgd') return stochasticDescent(problem, point, { ...rate, batchSize, seed, ...ends });
  return descend(problem, point, solver === 'newton' ? newtonDirections(problem) : lbfgsDirections(problem), ends);
}

/** The solver's own keeping, inside a state that names the problem. */
function keepingOf(facts: Readonly<Record<string, number | string>>, { state, onState }: Keeping): Keeping {
  if (state) for (const [name, own] of Object.entries(facts)) checkSame(state, name, own);
  const descent = state && partIn(state, 'descent');
  return {
    ...(descent && { state: descent }),
    ...(onState && { onState: (take) => onState(() => ({ ...facts, descent: take() })) }),
  };
}

/** The C of the penalty: the given one itself, which a quotient of a quotient might miss by a rounding. */
function strength({ l1, l2, C = 1 }: FitOptions, total: number, classes: number): number | null {
  if (l1 !== undefined) return null;
  if (l2 === undefined) return C < Infinity ? C : null;
  return l2 > 0 ? penaltyOf(l2, total, classes) : null;
}

/**
 * Trains a softmax classifier to the optimum of Σᵢ wᵢ·loss(i)/Σw + λ/2·‖W‖², without a penalty on the intercepts.
 *
 * `x` are the features of the rows: a matrix (rows, columns), compressed rows, or the design of a recipe. `labels` are
 * class indices, one for each row, and every class needs a row. Two classes are softmax with two sets of weights, which at
 * the optimum are each other's negatives. `converged` and `stop` say how it ended, `gapBound` how far above its minimum
 * the objective is at most. Complete separation has no optimum with λ = 0: then `stop` is 'separated' and the weights are
 * those of a point that separates. `logits` and `probabilities` apply the result to rows of the same columns.
 *
 * @throws RangeError for sizes, numbers, labels or options that do not fit; see `designFrom` for those of a matrix.
 * @example
 * ```ts
 * import { fit, probabilities } from 'bridle/learn';
 * const trained = fit({ data: [-1, 0, 0, 1], dims: [4, 1] }, [0, 1, 0, 1], 2);
 * trained.stop; // → 'optimum'
 * probabilities(trained, { data: [0], dims: [1, 1] }); // → Float64Array [0.5, 0.5]
 * fit({ data: [-2, -1, 1, 2], dims: [4, 1] }, [0, 0, 1, 1], 2, { l2: 0 }).stop; // → 'separated'
 * ```
 */
export function fit(x: Features, labels: ArrayLike<number>, classCount: number, options: FitOptions = {}): Fit {
  const steps = fitting(x, labels, classCount, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
