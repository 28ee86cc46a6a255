// What a training is doing, as one line: rows read, trainings of the cross-validation, iterations, and the time left.

import type { TrainProgress } from '@bridle/pipeline';
import type { Context } from '../context.ts';
import { count, elapsed } from './figures.ts';

/** Before so many milliseconds, and trainings or iterations, the time left is a guess. */
const LEAST_MS = 1000;
const LEAST_DONE = 10;
/** Where a training ends. */
const TOLERANCE = 1e-12;

/** A function that says where a training stands; the time left is measured from the first event of its phase. */
export function trainingProgress({ messages }: Context): (event: TrainProgress) => string {
  const t = messages.train;
  const trainings = remaining();
  const iterations = remaining();
  let least = Infinity;
  return (event) => {
    if (event.phase === 'read') return t.reading(count(event.rows), count(event.total));
    if (event.phase === 'choose') {
      const { done, total } = event;
      return t.choosing(count(done + 1), count(total), trainings(done, total, done));
    }
    if (event.phase !== 'fit') return t.phases[event.phase];
    const { solver, iteration, objective, gradientNorm, gapBound } = event;
    // The logarithm of the bound falls about evenly.
    least = Math.min(least, gapBound);
    const left = Number.isFinite(least) ? iterations(-Math.log(least), -Math.log(TOLERANCE), iteration) : '';
    return t.fitting(t.solvers[solver], count(iteration), objective.toFixed(9), gradientNorm.toExponential(1), left);
  };
}

/** A function that extrapolates the time left from how far work is: `at` grows evenly to `end`. */
function remaining(): (at: number, end: number, done: number) => string {
  let first: { time: number; at: number; done: number } | undefined;
  return (at, end, done) => {
    first ??= { time: performance.now(), at, done };
    const spent = performance.now() - first.time;
    const isKnown = spent >= LEAST_MS && done - first.done >= LEAST_DONE && at > first.at && end > at;
    return isKnown ? elapsed(((end - at) * spent) / (at - first.at) / 1000) : '';
  };
}
