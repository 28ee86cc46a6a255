// Softmax as a machine of a given float format computes it: every score, exponential, product, sum and quotient rounded
// to the format. Naive: e^x/Σe^x. Stable: the same with the largest score taken from each first. What goes wrong first
// is reported with its entry, its step and the threshold that was crossed. No result of the library is computed here.

import { exp } from './arithmetic/exp.ts';
import type { Format } from './formats.ts';

/** Worst first: a fault that makes the whole row NaN, one that makes it 0/0, one that takes single entries to 0. */
export const VERDICTS = ['overflow', 'underflow', 'lossy', 'ok'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * The first entry that a fault shows at. `exponent` is what e was raised to: the score, less the largest in the stable
 * form. `threshold` bounds what the step can take: a score or sum above the largest number, an exponent above
 * ln(largest) or below ln(smallest), a product or quotient that rounds to 0.
 */
export type Fault = {
  verdict: Exclude<Verdict, 'ok'>;
  entry: number;
  exponent: number;
  step: 'score' | 'exponential' | 'weight' | 'sum' | 'quotient';
  threshold: number;
};

export type Formula = 'naive' | 'stable';

/**
 * Puts the probabilities that the formula gives in the format into out[0 … n), for n scores of which none is NaN or +∞
 * and one at least is finite. Returns the first fault, or null; after an overflow or underflow, out is not filled.
 */
export function softmaxInFormat(
  formula: Formula,
  format: Format,
  scores: Float64Array,
  weights: Float64Array | null,
  n: number,
  out: Float64Array,
): Fault | null {
  const { round, largest, smallest, overflowAbove, underflowBelow } = format;
  let top = 0;
  for (let i = 1; i < n; i += 1) if (scores[i] > scores[top]) top = i;
  const shift = formula === 'stable' ? round(scores[top]) : 0;
  if (shift === Infinity)
    return { verdict: 'overflow', entry: top, exponent: shift, step: 'score', threshold: largest };

  const exponentOf = (i: number): number => {
    const score = round(scores[i]);
    return score === -Infinity ? score : round(score - shift);
  };
  const termOf = (i: number, e: number): number => (weights ? round(round(weights[i]) * e) : e);
  const fault = (verdict: Fault['verdict'], i: number, step: Fault['step'], threshold: number): Fault => ({
    verdict,
    entry: i,
    exponent: exponentOf(i),
    step,
    threshold,
  });
  /** A fault for entry i, whose term or probability is 0. */
  const loss = (verdict: Fault['verdict'], i: number): Fault => {
    if (round(scores[i]) === -Infinity) return fault(verdict, i, 'score', -largest);
    const e = round(exp(exponentOf(i)));
    if (e === 0) return fault(verdict, i, 'exponential', underflowBelow);
    return fault(verdict, i, termOf(i, e) === 0 ? 'weight' : 'quotient', smallest / 2);
  };

  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const exponent = exponentOf(i);
    const e = round(exp(exponent));
    out[i] = termOf(i, e);
    sum = round(sum + out[i]);
    if (sum < Infinity) continue;
    if (exponent === Infinity) return fault('overflow', i, 'score', largest);
    if (e === Infinity) return fault('overflow', i, 'exponential', overflowAbove);
    return fault('overflow', i, out[i] === Infinity ? 'weight' : 'sum', largest);
  }
  if (sum === 0) return loss('underflow', top);
  let first: Fault | null = null;
  for (let i = 0; i < n; i += 1) {
    out[i] = round(out[i] / sum);
    if (!first && out[i] === 0 && scores[i] > -Infinity) first = loss('lossy', i);
  }
  return first;
}
