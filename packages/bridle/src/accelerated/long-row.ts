// A row that is longer than the window and does not lie in the kernels' memory, in parts that pass through the window,
// or one whose parts are shared among threads: once for the largest score, once for the sum, once for the results. The
// steps are those of kernels/row.ts, so are the bits.

import { FAR, PART, PEAKED, TINY_REST, UNSHIFTED } from '../kernels/constants/rows.ts';
import type { Steps } from './parallel.ts';
import { bring, fetch, type Job, place, residence } from './row-task.ts';

export { PART };

/** Does the row of n entries from `start` on, its results from `to` on; false where only the reference can. */
export function longRow(job: Job, start: number, n: number, to: number): boolean {
  const { op, calls, slope } = job;
  const unit = calls.size === 4 ? 1 : 2 ** 64;
  const steps = job.team?.steps(job) ?? stepsOf(job);
  const each = (work: (x: number, count: number, from: number) => void) => eachStretch(job, start, n, work);
  let m = largest(each, steps, false);
  const plain = calls.size === 4 && slope.beta === 1 && !slope.negative && largest(each, steps, true) <= UNSHIFTED;
  const top = m;
  if (plain) m = Number.NaN;

  const sumUp = () => {
    calls.setSum(0, 0);
    each((x, count) => steps.sum(x, count, m));
    return calls.high() + calls.low();
  };
  let sum = sumUp();
  if (!(sum < Infinity)) return false;

  if (op === 'softmax') {
    const r = 1 / sum;
    const rLow = calls.size === 4 ? 0 : calls.lowOf(1, r, sum, calls.high() - sum + calls.low());
    each((x, count, from) => {
      steps.scale(x, count, place(job, to + from), m, r, rLow);
      fetch(job, to + from, count);
    });
    return true;
  }

  let l = Number.NaN;
  if (plain) {
    l = calls.logOf(sum);
    m = 0;
    if (l - top < 0.5) {
      m = top;
      l = Number.NaN;
      sum = sumUp();
    }
  }
  if (Number.isNaN(l)) {
    if (calls.size === 8 && slope.beta < 1 && m > FAR) return false;
    let rest = (calls.high() - unit + calls.low()) / unit;
    if (sum < PEAKED * unit) {
      // The sum without one of its largest entries, in units of it.
      calls.setSum(0, 0);
      let ties = -1;
      each((x, count) => {
        ties += steps.rest(x, count, m);
      });
      rest = (calls.high() + calls.low()) / unit + ties;
      if (rest < TINY_REST) {
        if (calls.size === 8) return false;
        rest = 0;
      }
    }
    l = calls.logOnePlus(rest);
  }
  if (op === 'logSumExp') {
    const result = calls.plusLog(m, l, slope.beta, slope.betaLow);
    if (Math.abs(result) < (m === 0 ? 0.25 : l / slope.beta)) return false;
    job.out[to] = slope.negative ? -result : result;
    return true;
  }
  each((x, count, from) => {
    steps.lower(x, count, place(job, to + from), m, l);
    fetch(job, to + from, count);
  });
  return true;
}

type Each = (work: (x: number, count: number, from: number) => void) => void;

/** A part at a time, or for threads as many as there is room for. */
function eachStretch(job: Job, start: number, n: number, work: (x: number, count: number, from: number) => void): void {
  const isHome = residence(job, job.x) && residence(job, job.out);
  const most = !job.team ? PART : isHome ? n : Math.floor(job.space.capacity / job.calls.size / PART) * PART;
  for (let from = 0; from < n; from += most) {
    const count = Math.min(most, n - from);
    work(bring(job, start + from, count), count, from);
  }
}

function largest(each: Each, steps: Steps, magnitude: boolean): number {
  let top = -Infinity;
  each((x, count) => {
    top = Math.max(top, steps.top(x, count, magnitude));
  });
  return top;
}

/** The steps on one part by this thread. */
function stepsOf({ calls, slope, space }: Job): Steps {
  const { beta, betaLow, negative } = slope;
  const { scratch } = space;
  const exps = (x: number, count: number, m: number) => calls.exps(x, count, scratch, m, beta, betaLow, negative);
  return {
    top: (x, count, magnitude) => calls.top(x, count, magnitude, negative),
    sum: exps,
    rest: (x, count, m) => {
      const [high, low] = [calls.high(), calls.low()];
      exps(x, count, m);
      calls.setSum(high, low);
      return calls.rest(count, scratch);
    },
    scale: (x, count, y, m, r, rLow) => {
      exps(x, count, m);
      calls.scale(count, scratch, y, r, rLow);
    },
    lower: (x, count, y, m, l) => calls.lowered(x, y, count, m, beta, betaLow, l, negative),
  };
}
