// A row that is longer than the window and not resident, in parts that pass through the window, or one whose parts are
// shared among threads: once for the largest score, once for the sum, once for the results. The steps are those of
// kernels/softmax/rows-one-by-one.ts, and so are the bits.

import { FAR, PART, PEAKED, TINY_REST, UNSHIFTED } from '../kernels/constants/rows.ts';
import type { Steps } from './parallel.ts';
import type { RowTask } from './row-task.ts';
import { isAllResident, putResults, throughWindow } from './transfer.ts';

export { PART };

/** Computes the row of n entries from `start` on, its results from `to` on; false where only the reference can. */
export function longRow(task: RowTask, start: number, n: number, to: number): boolean {
  const { op, kernels, inverse } = task;
  const unit = kernels.size === 4 ? 1 : 2 ** 64;
  const steps = task.parallel?.steps(task) ?? stepsOf(task);
  const each = (work: (x: number, count: number) => void) =>
    eachStretch(task, n, (from, count) => throughWindow(task, [start + from, count], [to, 0], (x) => work(x, count)));
  const write = (work: (x: number, count: number, y: number) => void) =>
    eachStretch(task, n, (from, count) =>
      throughWindow(task, [start + from, count], [to + from, count], (x, y) => work(x, count, y)),
    );
  let m = largest(each, steps, false);
  const plain =
    kernels.size === 4 && inverse.beta === 1 && !inverse.negative && largest(each, steps, true) <= UNSHIFTED;
  const top = m;
  if (plain) m = Number.NaN;

  const sumUp = () => {
    kernels.setSum(0, 0);
    each((x, count) => steps.sum(x, count, m));
    return kernels.high() + kernels.low();
  };
  let sum = sumUp();
  if (!(sum < Infinity)) return false;

  if (op === 'softmax') {
    const r = 1 / sum;
    const rLow = kernels.size === 4 ? 0 : kernels.lowOf(1, r, sum, kernels.high() - sum + kernels.low());
    write((x, count, y) => steps.scale(x, count, y, m, r, rLow));
    return true;
  }

  let l = Number.NaN;
  if (plain) {
    l = kernels.logOf(sum);
    m = 0;
    if (l - top < 0.5) {
      m = top;
      l = Number.NaN;
      sum = sumUp();
    }
  }
  if (Number.isNaN(l)) {
    if (kernels.size === 8 && inverse.beta < 1 && m > FAR) return false;
    let rest = (kernels.high() - unit + kernels.low()) / unit;
    if (sum < PEAKED * unit) {
      // The sum without one of its largest entries, in units of it.
      kernels.setSum(0, 0);
      let ties = -1;
      each((x, count) => {
        ties += steps.rest(x, count, m);
      });
      rest = (kernels.high() + kernels.low()) / unit + ties;
      if (rest < TINY_REST) {
        if (kernels.size === 8) return false;
        rest = 0;
      }
    }
    l = kernels.logOnePlus(rest);
  }
  if (op === 'logSumExp') {
    const result = kernels.plusLog(m, l, inverse.beta, inverse.betaLow);
    if (Math.abs(result) < (m === 0 ? 0.25 : l / inverse.beta)) return false;
    putResults(task, [inverse.negative ? -result : result], to);
    return true;
  }
  write((x, count, y) => steps.lower(x, count, y, m, l));
  return true;
}

/** A part at a time, or for threads as many as there is room for. */
function eachStretch(task: RowTask, n: number, visit: (from: number, count: number) => void): void {
  const { parallel, space, kernels } = task;
  const shared = isAllResident(task) ? n : Math.floor(space.capacity / kernels.size / PART) * PART;
  const most = parallel ? shared : PART;
  for (let from = 0; from < n; from += most) visit(from, Math.min(most, n - from));
}

function largest(each: (work: (x: number, count: number) => void) => void, steps: Steps, magnitude: boolean): number {
  let top = -Infinity;
  each((x, count) => {
    top = Math.max(top, steps.top(x, count, magnitude));
  });
  return top;
}

/** The steps on one part by this thread. */
function stepsOf({ kernels, inverse, space }: RowTask): Steps {
  const { beta, betaLow, negative } = inverse;
  const { scratch } = space;
  const exps = (x: number, count: number, m: number) => kernels.exps(x, count, scratch, m, beta, betaLow, negative);
  return {
    top: (x, count, magnitude) => kernels.top(x, count, magnitude, negative),
    sum: exps,
    rest: (x, count, m) => {
      const [high, low] = [kernels.high(), kernels.low()];
      exps(x, count, m);
      kernels.setSum(high, low);
      return kernels.rest(count, scratch);
    },
    scale: (x, count, y, m, r, rLow) => {
      exps(x, count, m);
      kernels.scale(count, scratch, y, r, rLow);
    },
    lower: (x, count, y, m, l) => kernels.lowered(x, y, count, m, beta, betaLow, l, negative),
  };
}
