// Rows in order of their largest probability, the most certain first. Rows of equal probability are one step, because no
// threshold tells them apart.

import type { JudgedRows } from './judged-rows.ts';
import type { Top } from './top-confidences.ts';

/** Rows that share a largest probability: how many, their weight, and the weight of the correct ones among them. */
export type ConfidenceStep = { confidence: number; rows: number; mass: number; hits: number };

/** The steps in falling order. */
export function confidenceSteps({ confidence, right }: Top, { weights }: JudgedRows): ConfidenceStep[] {
  const sorted = Float64Array.from(confidence).sort();
  const steps: ConfidenceStep[] = [];
  for (let i = sorted.length - 1; i >= 0; i -= 1) {
    if (steps.length > 0 && sorted[i] === sorted[i + 1]) continue;
    steps.push({ confidence: sorted[i], rows: 0, mass: 0, hits: 0 });
  }
  for (let i = 0; i < confidence.length; i += 1) {
    const step = steps[stepOf(steps, confidence[i])];
    const weight = weights ? weights[i] : 1;
    step.rows += 1;
    step.mass += weight;
    step.hits += weight * right[i];
  }
  return steps;
}

function stepOf(steps: readonly ConfidenceStep[], confidence: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].confidence > confidence) low = middle + 1;
    else high = middle;
  }
  return low;
}
