// A row that is longer than the window and does not lie in the kernels' memory, in parts that pass through the window:
// once for the largest score, once for the sum, once for the results. The steps are those of kernels/softmax.ts, so are
// the bits.

import { bring, fetch, type Job, place } from './job.ts';

/** As kernels/softmax.ts. */
export const PART = 262144;
const UNSHIFTED = 600;
const PEAKED = 1.5;
const TINY_REST = 1e-280;

/** Does the row of n entries from `start` on, its results from `to` on; false where only the reference can. */
export function longRow(job: Job, start: number, n: number, to: number): boolean {
  const { op, calls, slope, space } = job;
  const { beta, betaLow, negative } = slope;
  const unit = calls.size === 4 ? 1 : 2 ** 64;
  let m = top(job, start, n, false);
  const plain = calls.size === 4 && beta === 1 && !negative && top(job, start, n, true) <= UNSHIFTED;
  const largest = m;
  if (plain) m = Number.NaN;

  const sumUp = () => {
    calls.setSum(0, 0);
    eachPart(job, start, n, (x, count) => calls.exps(x, count, space.scratch, m, beta, betaLow, negative));
    return calls.high() + calls.low();
  };
  let sum = sumUp();
  if (!(sum < Infinity)) return false;

  if (op === 'softmax') {
    const r = 1 / sum;
    const rLow = calls.size === 4 ? 0 : calls.lowOf(1, r, sum, calls.high() - sum + calls.low());
    eachPart(job, start, n, (x, count, from) => {
      calls.exps(x, count, space.scratch, m, beta, betaLow, negative);
      calls.scale(count, space.scratch, place(job, to + from), r, rLow);
      fetch(job, to + from, count);
    });
    return true;
  }

  let l = Number.NaN;
  if (plain) {
    l = calls.logOf(sum);
    m = 0;
    if (l - largest < 0.5) {
      m = largest;
      l = Number.NaN;
      sum = sumUp();
    }
  }
  if (Number.isNaN(l)) {
    let rest = (calls.high() - unit + calls.low()) / unit;
    if (sum < PEAKED * unit) {
      rest = restOf(job, start, n, m);
      if (rest < TINY_REST) {
        if (calls.size === 8) return false;
        rest = 0;
      }
    }
    l = calls.logOnePlus(rest);
  }
  if (op === 'logSumExp') {
    const result = m + l / beta;
    if (Math.abs(result) < (m === 0 ? 0.25 : l / beta)) return false;
    job.out[to] = negative ? -result : result;
    return true;
  }
  eachPart(job, start, n, (x, count, from) => {
    calls.lowered(x, place(job, to + from), count, m, beta, betaLow, l, negative);
    fetch(job, to + from, count);
  });
  return true;
}

function eachPart(job: Job, start: number, n: number, work: (x: number, count: number, from: number) => void): void {
  for (let from = 0; from < n; from += PART) {
    const count = Math.min(PART, n - from);
    work(bring(job, start + from, count), count, from);
  }
}

function top(job: Job, start: number, n: number, magnitude: boolean): number {
  let largest = -Infinity;
  eachPart(job, start, n, (x, count) => {
    largest = Math.max(largest, job.calls.top(x, count, magnitude, job.slope.negative));
  });
  return largest;
}

/** The sum without one of its largest entries, in units of it. */
function restOf(job: Job, start: number, n: number, m: number): number {
  const { calls, slope, space } = job;
  let [high, low, ties] = [0, 0, -1];
  eachPart(job, start, n, (x, count) => {
    calls.exps(x, count, space.scratch, m, slope.beta, slope.betaLow, slope.negative);
    calls.setSum(high, low);
    ties += calls.rest(count, space.scratch);
    high = calls.high();
    low = calls.low();
  });
  return (high + low) / (calls.size === 4 ? 1 : 2 ** 64) + ties;
}
