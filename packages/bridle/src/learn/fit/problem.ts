// From a design, labels and options to the problem that the solvers see: checked, the numbers centred on the training
// rows' means, the intercept a last column of ones; and from the solution's parameters back to weights and intercepts.
// Centring changes neither the objective nor the weights, because the intercepts compensate it, and the minimum takes
// far fewer iterations. No column is copied: only the centers of the block of numbers change. The sums of weights
// are plain, with a relative error of at most rows·2⁻⁵³; it scales all weights alike, and with them C's λ.

import { log } from '../../core/arithmetic/log.ts';
import type { CodeBlock, Design, NumberBlock } from '../table/design.ts';
import type { Problem } from './objective.ts';
import { pack } from './packed.ts';
import { planBlocks } from './precondition.ts';
import type { Keeping } from './state.ts';

/** Options of `fit`: the penalty, the weights of rows, the solver and its tolerance. */
export type FitOptions = Keeping & {
  /** The penalty λ ≥ 0 of λ/2·‖W‖² beside the mean loss. Instead of C. */
  l2?: number;
  /**
   * λ₁ ≥ 0 of a further penalty λ₁·‖W‖₁, which makes weights that do not help exactly 0; `l2` is then λ₂, 0 by default.
   * Instead of C.
   */
  l1?: number;
  /** Elastic net: the share r of L1 in the penalty of C, from 0 to 1: λ·(r·‖W‖₁ + (1 − r)/2·‖W‖²). */
  l1Ratio?: number;
  /** scikit-learn's: λ = 1/(C·n), or 2/(C·n) for two classes, n being the rows or the sum of their weights. Default 1. */
  C?: number;
  /** ≥ 0, one for each row: 2 counts a row twice, 0 leaves it out. */
  sampleWeights?: ArrayLike<number>;
  /**
   * With L1 it is 'proximal'. Newton's method needs a matrix of order (features + 1)·(classes − 1); 'auto' takes it up to
   * 100, but with a penalty only where rows · order² is at most 2e8.
   */
  solver?: 'auto' | 'newton' | 'lbfgs' | 'gd' | 'sgd' | 'proximal';
  /**
   * Of 'gd', gradient descent on all rows, and 'sgd', on a few at a time: from 0 to any finite number, because steps are
   * capped where they might not lower the objective. Default: every step is the largest safe one.
   */
  learningRate?: number;
  /** Rows of a step of 'sgd'. Default 32. */
  batchSize?: number;
  /** Of the order of the rows in 'sgd'. Default 1. */
  seed?: number;
  /** Training ends when the objective is certified to be at most this far above its minimum. Default 1e−12. */
  tolerance?: number;
  /** Default 100 for Newton's method, 'proximal' and for 'sgd', whose iterations are epochs; 1000 for L-BFGS and 'gd'. */
  maxIterations?: number;
  /**
   * Threads that share the work, in Node, where there is enough of it; 8 at most. The result has the same bits for any
   * number. Default 1.
   */
  threads?: number;
};

/** Elements of the longest typed array. */
const LONGEST = 2 ** 32 - 1;

/** The problem, the sum of the weights, and the shift of each numeric feature by centring. */
export type Prepared = { problem: Problem; total: number; shift: Float64Array };

/** Checks everything that `fit` is given; RangeError in its name. The problem as it is given, and the sum of the weights. */
export function checkedProblem(
  design: Design,
  labels: ArrayLike<number>,
  classes: number,
  options: FitOptions,
): { problem: Problem; total: number } {
  const { rows } = design;
  if (!(Number.isInteger(classes) && classes >= 2)) refuse('at least 2 classes', classes);
  if (rows * classes > LONGEST) refuse(`rows × classes at most ${LONGEST}`, `${rows} × ${classes}`);
  if (design.columns * classes > LONGEST)
    refuse(`features × classes at most ${LONGEST}`, `${design.columns} × ${classes}`);
  if (labels.length !== rows) refuse(`labels.length ${rows}`, labels.length);
  const given = options.sampleWeights;
  if (given && given.length !== rows) refuse(`sampleWeights.length ${rows}`, given.length);
  const weights = new Float64Array(rows).fill(1);
  if (given) weights.set(given);
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong !== undefined) refuse('finite sampleWeights ≥ 0', wrong);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const byClass = new Float64Array(classes);
  for (let i = 0; i < rows; i += 1) {
    const label = labels[i];
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) refuse(`labels from 0 to ${classes - 1}`, label);
    byClass[label] += weights[i];
  }
  const empty = byClass.indexOf(0);
  if (empty >= 0) refuse('rows of every class', `none of class ${empty}`);
  const problem = {
    design,
    labels: Int32Array.from(labels),
    weights: weights.map((weight) => weight / total),
    classes,
    ...penaltiesOf(options, total, classes),
  };
  const { threads = 1 } = options;
  if (!(Number.isInteger(threads) && threads >= 1)) refuse('threads ≥ 1', threads);
  return { problem, total };
}

/** The problem that the solvers of dense designs see. */
export function prepareProblem(
  design: Design,
  labels: ArrayLike<number>,
  classes: number,
  options: FitOptions,
): Prepared {
  const { problem, total } = checkedProblem(design, labels, classes, options);
  const { centred, shift } = centre(design, problem.weights);
  const { threads = 1 } = options;
  const targets = { labels: problem.labels, weights: problem.weights, classes };
  const packed = pack(centred, targets, { plan: planBlocks(design.rows, centred.columns, classes), threads });
  return { problem: { ...problem, design: centred, packed }, total, shift };
}

/** Weights 0 and the intercepts that are optimal for them, the logarithms of the class frequencies. */
export function startingParameters(problem: Problem): Float64Array {
  const { classes, labels, weights, design } = problem;
  const shares = new Float64Array(classes);
  labels.forEach((label, i) => {
    shares[label] += weights[i];
  });
  const logs = shares.map(log);
  const mean = logs.reduce((sum, x) => sum + x, 0) / classes;
  const parameters = new Float64Array(classes * design.columns);
  for (let k = 0; k < classes; k += 1) parameters[(k + 1) * design.columns - 1] = logs[k] - mean;
  return parameters;
}

/** Weights (classes, features) and intercepts of the design as it was before centring. */
export function splitParameters(
  { problem, shift }: Prepared,
  parameters: Float64Array,
): { weights: Float64Array; intercepts: Float64Array } {
  const { classes } = problem;
  const features = problem.design.columns - 1;
  const weights = new Float64Array(classes * features);
  const intercepts = new Float64Array(classes);
  for (let k = 0; k < classes; k += 1) {
    const start = k * (features + 1);
    weights.set(parameters.subarray(start, start + features), k * features);
    intercepts[k] = parameters[start + features];
    for (let j = 0; j < features; j += 1) intercepts[k] -= weights[k * features + j] * shift[j];
  }
  return { weights, intercepts };
}

function refuse(expected: string, got: number | string): never {
  throw new RangeError(`fit: expected ${expected}, got ${got}`);
}

/**
 * λ₁ and λ₂ of the options. For two classes λ₂ is doubled (see penaltyOf) and λ₁ is not: the least |W₀| + |W₁| of a given
 * difference w is |w| itself.
 */
export function penaltiesOf(
  { l1, l2, C, l1Ratio }: Pick<FitOptions, 'l1' | 'l2' | 'C' | 'l1Ratio'>,
  total: number,
  classes: number,
): { l1: number; l2: number } {
  if (l1Ratio !== undefined) {
    if (l1 !== undefined || l2 !== undefined) refuse('l1Ratio with C', l1 !== undefined ? 'l1' : 'l2');
    if (!(l1Ratio >= 0 && l1Ratio <= 1)) refuse('l1Ratio from 0 to 1', l1Ratio);
  }
  if (l1 !== undefined && C !== undefined) refuse('l1 or C', 'both');
  if (l2 !== undefined && C !== undefined) refuse('l2 or C', 'both');
  if (l1 !== undefined && !(l1 >= 0 && l1 < Infinity)) refuse('a finite l1 ≥ 0', l1);
  if (l2 !== undefined) return l2 >= 0 && l2 < Infinity ? { l1: l1 ?? 0, l2 } : refuse('a finite l2 ≥ 0', l2);
  if (l1 !== undefined) return { l1, l2: 0 };
  const c = C ?? 1;
  if (!(c > 0)) refuse('C > 0', c);
  const ratio = l1Ratio ?? 0;
  return { l1: ratio === 0 ? 0 : ratio / (c * total), l2: (1 - ratio) * penaltyOf(c, total, classes) };
}

/**
 * The λ of C: 1/(C·n), n being the sum of the weights; or 2/(C·n) for two classes, where scikit-learn penalises the one
 * vector w = W₁ − W₀, and at the optimum ‖W‖² = ‖w‖²/2. The same function gives the C of a λ.
 */
export function penaltyOf(C: number, total: number, classes: number): number {
  return (classes === 2 ? 2 : 1) / (C * total);
}

/** The design with its numbers centred on their weighted means and a last column of ones. */
function centre(design: Design, weights: Float64Array): { centred: Design; shift: Float64Array } {
  const shift = new Float64Array(design.columns);
  const blocks = design.blocks.map((block): NumberBlock | CodeBlock => {
    if (block.kind === 'codes') return block;
    const centers = block.values.map((x, c) => {
      let offset = 0;
      for (let i = 0; i < x.length; i += 1) offset += weights[i] * (x[i] - block.centers[c]);
      shift[block.index[c]] = offset / block.scales[c];
      return block.centers[c] + offset;
    });
    return { ...block, centers };
  });
  const ones: CodeBlock = { kind: 'codes', first: design.columns, levels: 1, codes: new Int32Array(design.rows) };
  return { centred: { rows: design.rows, columns: design.columns + 1, blocks: [...blocks, ones] }, shift };
}
