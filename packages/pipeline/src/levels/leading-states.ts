// The states that matter, the most populated first: all of them, or the smallest set that holds a given share.

import { inputError } from '../messages.ts';
import { runningTotal } from './running-total.ts';
import type { LevelsResult, State } from './sum-levels.ts';

/**
 * The states at the temperature of index t in the order of their populations; with a threshold the fewest whose
 * populations reach it, the one that crosses it included.
 *
 * @throws InputError 'threshold-too-far' where so many levels were read that those kept do not reach it.
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
