// The most populated states in descending order: all of them, or the smallest set that reaches a given share.

import { inputError } from '../messages.ts';
import { runningTotal } from './running-total.ts';
import type { LevelsResult, State } from './sum-levels.ts';

/**
 * The states at the temperature of index t in descending order of population; with a threshold, the fewest whose
 * populations together reach it.
 *
 * @throws InputError 'threshold-too-far' if more levels were read than are kept, and those kept do not reach it.
 * @example
 * ```ts
 * import { leadingStates, sumLevels } from '@bridle/pipeline';
 * const result = await sumLevels({ levels: 'examples/butane/conformers.csv', temperatures: [298.15] });
 * leadingStates(result, 0, 0.9).map(({ probability }) => probability.toFixed(3)); // → ['0.695', '0.305']
 * ```
 */
export function leadingStates(result: LevelsResult, t: number, threshold?: number): State[] {
  const states = result.states(t).sort((a, b) => b.probability - a.probability);
  if (threshold === undefined) return states;
  const add = runningTotal();
  let reached = 0;
  const crossing = states.findIndex(({ probability }) => {
    reached = add(probability);
    return reached >= threshold;
  });
  if (crossing >= 0) return states.slice(0, crossing + 1);
  if (result.complete) return states; // rounding alone keeps the sum from reaching 1
  throw inputError('threshold-too-far', { threshold, kept: states.length, reached: Math.floor(1000 * reached) / 1000 });
}
