// The temperature of the least log-loss: f(β) = mean(ln Σₖ e^(βzₖ) − βz_y) is convex in β = 1/T, so Newton's method
// between bounds finds its minimum. f′ = mean(E_p z − z_y) and f″ = mean(Var_p z), with z measured from the label's.

import { exp } from '../../core/arithmetic/exp.ts';
import type { Rows } from './rows.ts';

/** β is kept in [e⁻¹⁰, e¹⁰]: rows that are all right would make it infinite, labels without any relation to the logits 0. */
const LOWEST = 4.539992976248485e-5;
const HIGHEST = 22026.465794806718;
const ROUNDS = 200;

/** The temperature, and whether it is a bound, beyond which the log-loss would still fall. */
export function bestTemperature(rows: Rows): { temperature: number; atBound: boolean } {
  let [low, high] = [LOWEST, HIGHEST];
  if (!(derivatives(rows, low).slope < 0)) return { temperature: 1 / low, atBound: true };
  if (!(derivatives(rows, high).slope > 0)) return { temperature: 1 / high, atBound: true };
  let beta = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { slope, curvature } = derivatives(rows, beta);
    if (slope === 0) break;
    if (slope < 0) low = beta;
    else high = beta;
    const newton = beta - slope / curvature;
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high);
    const moved = Math.abs(next - beta);
    beta = next;
    if (moved <= 1e-15 * beta) break;
  }
  return { temperature: 1 / beta, atBound: false };
}

function derivatives({ data, labels, weights, classes }: Rows, beta: number): { slope: number; curvature: number } {
  let slope = 0;
  let curvature = 0;
  for (let row = 0, at = 0; row < labels.length; row += 1, at += classes) {
    if (weights[row] === 0) continue;
    const own = data[at + labels[row]];
    let max = 0;
    for (let k = 0; k < classes; k += 1) max = Math.max(max, beta * (data[at + k] - own));
    let [sum, first, second] = [0, 0, 0];
    for (let k = 0; k < classes; k += 1) {
      const lead = data[at + k] - own;
      const share = exp(beta * lead - max);
      sum += share;
      first += share * lead;
      second += share * lead * lead;
    }
    slope += weights[row] * (first / sum);
    curvature += weights[row] * (second / sum - (first / sum) ** 2);
  }
  return { slope, curvature };
}
