// How far the objective with λ₁‖W‖₁ + λ₂/2·‖W‖² is above its minimum at most: its gap to the Fenchel dual at the dual
// point s·w(p − y), for s = 1 or so small that |s·G| ≤ λ₁ everywhere, G being the gradient of the loss with respect to W.
// With the intercepts' gradient zero, the gap at s = 1 is Σ (W·G + λ₁|W| + λ₂/2·W² + (|G| − λ₁)₊²/(2λ₂)), and at s < 1 it is
// the same of s·G, plus what the entropies change. Every term is ≥ 0, so nothing cancels and gaps of 1e−15 are seen.

import { log } from '../../core/arithmetic/log.ts';
import { type Point, type Problem, strideOf } from './objective.ts';

type GapBound = { gap: number; violation: number };

/** The gap at a point, and the largest violation of the conditions of the optimum. */
export function dualityGap(problem: Problem, point: Point, l1: number): GapBound {
  const { classes, l2, design } = problem;
  const { columns } = design;
  const { gradient, parameters } = point;
  let largest = 0;
  let violation = 0;
  for (let k = 0; k < classes; k += 1) {
    violation = Math.max(violation, Math.abs(gradient[(k + 1) * columns - 1]));
    for (let j = k * columns; j < (k + 1) * columns - 1; j += 1) {
      const slope = gradient[j] - l2 * parameters[j];
      largest = Math.max(largest, Math.abs(slope));
      violation = Math.max(violation, violationAt(gradient[j], parameters[j], l1));
    }
  }
  const scale = largest > l1 ? l1 / largest : 1;
  const at = (s: number) => gapAt(problem, point, l1, s);
  const gap = scale === 1 ? at(1) : l2 > 0 ? Math.min(at(1), at(scale)) : at(scale);
  return { gap, violation };
}

/** The distance from 0 to the subdifferential of the objective in one weight. */
function violationAt(slope: number, weight: number, l1: number): number {
  if (weight === 0) return Math.max(0, Math.abs(slope) - l1);
  return Math.abs(slope + (weight > 0 ? l1 : -l1));
}

function gapAt(problem: Problem, { gradient, parameters, residuals }: Point, l1: number, s: number): number {
  const { classes, l2, design, labels, weights } = problem;
  const { columns } = design;
  let gap = 0;
  for (let k = 0; k < classes; k += 1) {
    for (let j = k * columns; j < (k + 1) * columns - 1; j += 1) {
      const weight = parameters[j];
      const slope = s * (gradient[j] - l2 * weight);
      const excess = Math.max(0, Math.abs(slope) - l1);
      const primal = weight * slope + l1 * Math.abs(weight) + (l2 / 2) * weight * weight;
      // Without λ₂ the point is scaled, and an excess is rounding.
      gap += Math.max(0, primal + (l2 > 0 ? (excess * excess) / (2 * l2) : 0));
    }
  }
  if (s === 1) return gap;
  const stride = strideOf(problem);
  for (let i = 0; i < design.rows; i += 1) {
    if (weights[i] === 0) continue;
    const wrong = -residuals[labels[i] * stride + i] / weights[i];
    if (wrong === 0) continue;
    const right = 1 - s * wrong;
    gap += weights[i] * (s * wrong * log(s) + right * log(right / (1 - wrong)));
  }
  return Math.max(0, gap);
}
