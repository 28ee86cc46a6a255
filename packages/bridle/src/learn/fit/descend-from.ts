// A descent at another penalty of a prepared problem, from given parameters: a path over penalties reuses the packed
// data, and each minimum is near the last one.

import { lbfgsDirections } from './lbfgs.ts';
import { descend, type Step, type Stop } from './minimise.ts';
import { freeParameters, newtonDirections } from './newton.ts';
import { pointAt } from './objective.ts';
import type { Prepared } from './problem.ts';
import { proximalDescent } from './proximal.ts';
import type { Keeping } from './state.ts';

/** Newton's method for matrices of so many rows at most: as fast as L-BFGS there, and it gives standard errors. */
export const SMALL = 100;

/** Minimises at the penalty `l2`, and `l1` beside it; `parameters` are changed. Yields before each step. */
export function* descendFrom(
  { problem: prepared }: Prepared,
  l2: number,
  parameters: Float64Array,
  { l1 = 0, ...options }: Keeping & { l1?: number; tolerance: number; maxIterations: number },
): Generator<Step, Step & { stop: Stop }> {
  const problem = { ...prepared, l2 };
  if (l1 > 0) return yield* proximalDescent(problem, pointAt(problem, parameters), { l1, ...options });
  const directions = freeParameters(problem) <= SMALL ? newtonDirections(problem) : lbfgsDirections(problem);
  return yield* descend(problem, pointAt(problem, parameters), directions, options);
}
