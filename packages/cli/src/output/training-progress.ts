// What a training is doing, as one line: rows read, trainings of the cross-validation with the time left, iterations.

import type { TrainProgress } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { count, elapsed } from './figures.ts';

/** Before so many milliseconds and trainings the time left is a guess. */
const LEAST_MS = 1000;
const LEAST_DONE = 10;

/** A function that says where a training stands; the time left is measured from its first cross-validation. */
export function trainingProgress({ messages }: Context): (event: TrainProgress) => string {
  const t = messages.train;
  let begun: number | null = null;
  return (event) => {
    if (event.phase === 'read') return t.reading(count(event.rows), count(event.total));
    if (event.phase === 'choose') {
      begun ??= performance.now();
      const { done, total } = event;
      const spent = performance.now() - begun;
      const isKnown = spent >= LEAST_MS && done >= LEAST_DONE;
      const left = isKnown ? elapsed(((total - done) * spent) / done / 1000) : '';
      return t.choosing(count(done + 1), count(total), left);
    }
    if (event.phase !== 'fit') return t.phases[event.phase];
    const { solver, iteration, objective, gradientNorm } = event;
    return t.fitting(t.solvers[solver], count(iteration), objective.toFixed(9), gradientNorm.toExponential(1));
  };
}
