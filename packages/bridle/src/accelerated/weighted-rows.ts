// Softmax with degeneracies: pᵢ = gᵢ·e^(xᵢ/T)/Σ, a row at a time, the weights beside it in the window as float64.

import type { Companion } from '../core/arrays/rows.ts';
import { fetch, type Job, memoryOf, place, putReference } from './row-task.ts';

/** The longest row whose scores and weights both find room. */
const LONGEST = 131072;

/** Whether the kernels can do such rows; else the reference does. */
export function canWeigh(job: Job, n: number): boolean {
  return job.op === 'softmax' && n <= LONGEST && n * (job.calls.size + 8) + 128 <= job.space.capacity;
}

// Where an exponential leaves its range, or weights of far apart sizes would, the reference does the row.
const FAR = 700;
const HEAVY = 2 ** 100;
const LIGHT = 2 ** -100;
// A lighter one may take an exponential of 2⁶⁴·e⁻⁷⁰⁰ below the normal numbers; what is so small is nothing in float32.
const LIGHTEST = 2 ** -76;

/** Rows of equal length end to end. Where a weight is 0 the scores hold what makes an entry nothing. */
export function weightedRows(job: Job, outer: number, n: number, weights: Companion): void {
  const { calls, slope, space } = job;
  const { beta, betaLow, negative } = slope;
  const scores = memoryOf(job);
  const at = space.window + Math.ceil((n * calls.size) / 64) * 64;
  const padded = Math.ceil(n / 8) * 8;
  for (let row = 0; row < outer; row += 1) {
    const base = row * n;
    let least = Infinity;
    let heaviest = 0;
    let lightest = Infinity;
    for (let j = 0; j < n; j += 1) {
      const score = job.x[base + j];
      const weight = Math.abs(score) < Infinity ? Number(weights.data[weights.whole ? base + j : j]) : 0;
      scores[space.window / calls.size + j] = score;
      space.doubles[at / 8 + j] = weight;
      if (weight > 0) least = Math.min(least, negative ? -score : score);
      if (weight > 0) lightest = Math.min(lightest, weight);
      heaviest = Math.max(heaviest, weight);
    }
    space.doubles.fill(0, at / 8 + n, at / 8 + padded);
    const y = place(job, base);
    const top = calls.top(space.window, n, false, negative);
    calls.exps(space.window, n, space.scratch, top, beta, betaLow, negative);
    calls.setSum(0, 0);
    calls.weigh(n, space.scratch, at);
    const sum = calls.high() + calls.low();
    const isNear = (top - least) * beta < FAR && heaviest < HEAVY && (calls.size === 4 || lightest > LIGHTEST);
    if (isNear && sum > LIGHT && sum < Infinity) {
      const r = 1 / sum;
      const rLow = calls.size === 4 ? 0 : calls.lowOf(1, r, sum, calls.high() - sum + calls.low());
      calls.scale(n, space.scratch, y, r, rLow);
    } else putReference(job, base, n, 1, y, calls.size);
    fetch(job, base, n);
  }
}
