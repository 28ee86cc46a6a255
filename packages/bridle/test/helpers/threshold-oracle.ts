// The oracle of sparsemax and entmax15: pᵢ = gᵢ·max(s·xᵢ/T − τ, 0)^power with Newton's iteration for τ in MPFR, from
// the left, where it rises to the root of a convex function; no sorting.

import { ulpError, withBig } from './mpfr.ts';

export type ThresholdRow = { x: readonly number[]; weights: readonly number[]; temperature: number };

/** The largest error of got: in ulp where p ≥ 2⁻⁴⁰, and in units of 2⁻⁹⁴ below. */
export function thresholdErrors(
  got: readonly number[],
  row: ThresholdRow,
  power: 1 | 2,
): { ulp: number; tiny: number } {
  const { x, weights, temperature } = row;
  return withBig((big) => {
    const top = x.indexOf(Math.max(...x));
    const z = x.map((value) => big(value).sub(x[top]).div(temperature).div(power));
    let tau = big(-1.01 * Math.max(1, 1 / weights[top]));
    for (let step = 0; step < 60; step += 1) {
      let value = big(-1);
      let slope = big(0);
      for (let i = 0; i < x.length; i += 1) {
        const excess = z[i].sub(tau);
        if (excess.lessOrEqual(0)) continue;
        value = value.add((power === 1 ? excess : excess.mul(excess)).mul(weights[i]));
        slope = slope.add((power === 1 ? big(1) : excess.mul(2)).mul(weights[i]));
      }
      const next = tau.add(value.div(slope));
      if (next.lessOrEqual(tau)) break;
      tau = next;
    }
    const errors = { ulp: 0, tiny: 0 };
    for (let i = 0; i < x.length; i += 1) {
      const excess = z[i].sub(tau);
      const p = excess.lessOrEqual(0) ? big(0) : (power === 1 ? excess : excess.mul(excess)).mul(weights[i]);
      if (p.toNumber() >= 2 ** -40) errors.ulp = Math.max(errors.ulp, ulpError(got[i], p));
      else errors.tiny = Math.max(errors.tiny, Math.abs(p.sub(got[i]).toNumber()) * 2 ** 94);
    }
    return errors;
  }, 600);
}

/** Rows that are hard: near-ties, scores of 1e8, spreads around the width of the support, ties, a last one just in. */
export function hardRow(random: () => number): number[] {
  if (random() < 0.1) return [random() < 0.5 ? 1 : 2, 2 ** (-20 - 60 * random())];
  const n = 2 + Math.floor(random() * 7);
  const centre = random() < 0.5 ? 0 : (random() - 0.5) * 2e8;
  const width = 4 ** (1 - Math.floor(random() * 8));
  const grid = random() < 0.3 ? 4 : 2 ** 40;
  return Array.from({ length: n }, () => centre + (Math.round(random() * grid) / grid) * width);
}
