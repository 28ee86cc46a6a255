// The stages of softmax, as the library computes them: score, less the largest, exponential, sum, probability.

import { exp, softmax } from 'bridle';

export type Stages = {
  max: number;
  /** xᵢ − max */
  shifted: readonly number[];
  /** e^(xᵢ − max), the largest of which is 1 */
  exponentials: readonly number[];
  sum: number;
  probabilities: readonly number[];
  /** The sum of the probabilities */
  total: number;
  /** The largest e^xᵢ without the shift: ∞ beyond x = 709.78. */
  naive: number;
};

export function stages(scores: readonly number[]): Stages {
  const max = scores.reduce((a, b) => Math.max(a, b));
  const shifted = scores.map((x) => x - max);
  const exponentials = shifted.map((x) => exp(x));
  const probabilities = softmax(scores);
  return {
    max,
    shifted,
    exponentials,
    sum: sumOf(exponentials),
    probabilities,
    total: sumOf(probabilities),
    naive: exp(max),
  };
}

const sumOf = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);

/** What adding 100 to every score does: 0 the largest gains, 1 nothing, 2 it breaks. */
export function answerOfAdding(): number {
  const before = softmax([1, 1, 3]);
  const after = softmax([101, 101, 103]);
  if (after.some((p) => Number.isNaN(p))) return 2;
  return after.every((p, i) => p === before[i]) ? 1 : 0;
}

/** The probability of the third among (1, 1, 3), and among (101, 101, 103). */
export const factsOfAdding = () => [softmax([1, 1, 3])[2], softmax([101, 101, 103])[2]];
