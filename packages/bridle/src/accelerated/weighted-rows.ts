// Softmax with degeneracies: pᵢ = gᵢ·e^(xᵢ/T)/Σ, a row at a time, the weights beside its scores in the window as float64.

import type { Companion } from '../core/arrays/companions.ts';
import type { RowCall } from '../core/arrays/row-call.ts';
import type { Operation } from './kernels.ts';
import { putReference, type RowTask } from './row-task.ts';
import { throughWindow } from './transfer.ts';

/** Rows so long, with their weights, take half of the window. */
const LONGEST = 131072;

/** Whether there are kernels for such rows with weights. */
export function canWeigh(op: Operation, { segments, outStep, longest }: RowCall): boolean {
  return op === 'softmax' && !segments && outStep === 1 && longest <= LONGEST;
}

// Rows with exponentials out of range, or with weights of very different sizes, are deferred to the reference.
const FAR = 700;
const HEAVY = 2 ** 100;
const LIGHT = 2 ** -100;
// A lighter weight may take an exponential of 2⁶⁴·e⁻⁷⁰⁰ below the normal numbers; float32 cannot show so small a result.
const LIGHTEST = 2 ** -76;

/** Rows of n entries end to end. Where a weight is 0 the score is infinite, of the sign that gives probability 0. */
export function weightedRows(task: RowTask, rows: number, n: number, weights: Companion): void {
  const { kernels, space, x: scores } = task;
  const { beta, betaLow, negative } = task.inverse;
  const at = space.window + Math.ceil((n * kernels.size) / 64) * 64;
  const padded = Math.ceil(n / 8) * 8;
  for (let r = 0; r < rows; r += 1) {
    const base = r * n;
    let least = Infinity;
    let heaviest = 0;
    let lightest = Infinity;
    for (let j = 0; j < n; j += 1) {
      const score = scores[base + j];
      const weight = Math.abs(score) < Infinity ? Number(weights.data[weights.whole ? base + j : j]) : 0;
      space.doubles[at / 8 + j] = weight;
      if (weight > 0) least = Math.min(least, negative ? -score : score);
      if (weight > 0) lightest = Math.min(lightest, weight);
      heaviest = Math.max(heaviest, weight);
    }
    space.doubles.fill(0, at / 8 + n, at / 8 + padded);
    throughWindow(task, [base, n], [base, n], (x, y) => {
      const top = kernels.top(x, n, false, negative);
      kernels.exps(x, n, space.scratch, top, beta, betaLow, negative);
      kernels.setSum(0, 0);
      kernels.weigh(n, space.scratch, at);
      const sum = kernels.high() + kernels.low();
      const isNear = (top - least) * beta < FAR && heaviest < HEAVY && (kernels.size === 4 || lightest > LIGHTEST);
      if (isNear && sum > LIGHT && sum < Infinity) {
        const inverse = 1 / sum;
        const low = kernels.size === 4 ? 0 : kernels.lowOf(1, inverse, sum, kernels.high() - sum + kernels.low());
        kernels.scaleWeighted(n, space.scratch, at, y, inverse, low);
      } else putReference(task, r, y, kernels.size);
    });
  }
}
