// Average marginal effects: how much the probability of each class changes with a feature, averaged over the rows. For a
// number it is the derivative, for a level the difference between every row at this level and every row at the reference.
// Standard errors by the delta method, from the effects' derivatives with respect to the coefficients.

import { exp } from '../../core/arithmetic/exp.ts';
import type { Design } from '../table/design.ts';
import type { CentredRows } from './centred-rows.ts';

/**
 * The average marginal effect of a feature on the probability of a class: the mean over the rows of ∂p/∂x, with its
 * standard error by the delta method.
 */
export type Effect = { class: number; feature: number; effect: number; standardError: number };

export type Estimates = {
  data: CentredRows;
  weights: Float64Array;
  total: number;
  classes: number;
  /** The classes but the base: parameter a·width + j is that of others[a]. */
  others: readonly number[];
  /** Coefficients (classes, width), 0 for the base, and the covariance of those of the others. */
  coefficients: Float64Array;
  covariance: Float64Array;
};

/** The effect of each feature of the design on each class. */
export function marginalEffects(design: Design, estimates: Estimates): Effect[] {
  const effects: Effect[] = [];
  for (const block of design.blocks) {
    if (block.kind === 'numbers') for (const j of block.index) effects.push(...slopes(j, estimates));
    else {
      for (let level = 0; level < block.levels; level += 1) {
        effects.push(...differences({ first: block.first, levels: block.levels }, block.first + level, estimates));
      }
    }
  }
  return effects.sort((a, b) => a.class - b.class || a.feature - b.feature);
}

/** The mean of ∂pₖ/∂x = pₖ·(βₖ − Σₗ pₗβₗ) in the number's own units. */
function slopes(feature: number, estimates: Estimates): Effect[] {
  const { data, weights, total, classes, others, coefficients } = estimates;
  const width = data.features + 1;
  const scale = data.scales[feature];
  const beta = Float64Array.from({ length: classes }, (_, k) => coefficients[k * width + feature]);
  const effects = new Float64Array(classes);
  const jacobians = Array.from({ length: classes }, () => new Float64Array(others.length * width));
  const p = new Float64Array(classes);
  for (let i = 0; i < data.rows; i += 1) {
    const x = data.x.subarray(i * width, (i + 1) * width);
    const share = weights[i] / total;
    probabilitiesAt(x, coefficients, p);
    const mean = beta.reduce((sum, b, k) => sum + p[k] * b, 0);
    for (let k = 0; k < classes; k += 1) {
      effects[k] += share * p[k] * (beta[k] - mean);
      others.forEach((l, a) => {
        const same = (k === l ? 1 : 0) - p[l];
        const along = share * p[k] * (same * (beta[k] - mean) - p[l] * (beta[l] - mean));
        for (let m = 0; m < width; m += 1) jacobians[k][a * width + m] += along * x[m];
        jacobians[k][a * width + feature] += share * p[k] * same;
      });
    }
  }
  return Array.from(effects, (effect, k) => ({
    class: k,
    feature,
    effect: effect / scale,
    standardError: errorOf(jacobians[k], estimates.covariance) / scale,
  }));
}

/** The mean difference of pₖ between the feature 1 and 0, the other levels of its column 0 in both. */
function differences(column: { first: number; levels: number }, feature: number, estimates: Estimates): Effect[] {
  const { data, weights, total, classes, others, coefficients } = estimates;
  const width = data.features + 1;
  const effects = new Float64Array(classes);
  const jacobians = Array.from({ length: classes }, () => new Float64Array(others.length * width));
  const p = new Float64Array(classes);
  const x = new Float64Array(width);
  for (let i = 0; i < data.rows; i += 1) {
    x.set(data.x.subarray(i * width, (i + 1) * width));
    x.fill(0, column.first, column.first + column.levels);
    for (const at of [1, 0]) {
      const share = ((at === 1 ? 1 : -1) * weights[i]) / total;
      x[feature] = at;
      probabilitiesAt(x, coefficients, p);
      for (let k = 0; k < classes; k += 1) {
        effects[k] += share * p[k];
        others.forEach((l, a) => {
          const along = share * p[k] * ((k === l ? 1 : 0) - p[l]);
          for (let m = 0; m < width; m += 1) jacobians[k][a * width + m] += along * x[m];
        });
      }
    }
  }
  return Array.from(effects, (effect, k) => ({
    class: k,
    feature,
    effect,
    standardError: errorOf(jacobians[k], estimates.covariance),
  }));
}

/** softmax of the scores of one row. */
export function probabilitiesAt(x: Float64Array, coefficients: Float64Array, p: Float64Array): void {
  const width = x.length;
  let max = -Infinity;
  for (let k = 0; k < p.length; k += 1) {
    let score = 0;
    for (let j = 0; j < width; j += 1) score += coefficients[k * width + j] * x[j];
    p[k] = score;
    max = Math.max(max, score);
  }
  let sum = 0;
  for (let k = 0; k < p.length; k += 1) {
    p[k] = exp(p[k] - max);
    sum += p[k];
  }
  for (let k = 0; k < p.length; k += 1) p[k] /= sum;
}

/** √(vᵀ·V·v). */
function errorOf(v: Float64Array, covariance: Float64Array): number {
  let variance = 0;
  for (let a = 0; a < v.length; a += 1) {
    for (let b = 0; b < v.length; b += 1) variance += v[a] * covariance[a * v.length + b] * v[b];
  }
  return Math.sqrt(Math.max(0, variance));
}
