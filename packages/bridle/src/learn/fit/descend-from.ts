// A descent at another penalty of a prepared problem, from given parameters: a path over penalties reuses the packed
// data, and each minimum is near the last one.

import { lbfgsDirections } from './lbfgs.ts';
import { descend, type Step, type Stop } from './minimise.ts';
import { freeParameters, newtonDirections } from './newton.ts';
import { type Problem, pointAt } from './objective.ts';
import type { Prepared } from './problem.ts';
import { proximalDescent } from './proximal.ts';
import type { Keeping } from './state.ts';

/** Newton's matrix has so many rows at most, and its sums so many products. */
const SMALL = 100;
const FEW_PRODUCTS = 2e8;

/**
 * Whether Newton's method is as fast as L-BFGS; and it gives standard errors. Without a penalty it is taken for any number
 * of rows, because only it comes to the optimum within rounding there.
 */
export function suitsNewton(problem: Problem): boolean {
  const size = freeParameters(problem);
  return size <= SMALL && (problem.l2 === 0 || problem.design.rows * size ** 2 <= FEW_PRODUCTS);
}

/** Minimises at the penalty `l2`, and `l1` beside it; `parameters` are changed. Yields before each step. */
export function* descendFrom(
  { problem: prepared }: Prepared,
  l2: number,
  parameters: Float64Array,
  { l1 = 0, ...options }: Keeping & { l1?: number; tolerance: number; maxIterations: number },
): Generator<Step, Step & { stop: Stop }> {
  const problem = { ...prepared, l2 };
  if (l1 > 0) return yield* proximalDescent(problem, pointAt(problem, parameters), { l1, ...options });
  const directions = suitsNewton(problem) ? newtonDirections(problem) : lbfgsDirections(problem);
  return yield* descend(problem, pointAt(problem, parameters), directions, options);
}
