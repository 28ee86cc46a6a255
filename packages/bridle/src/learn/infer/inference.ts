// Inference for a fit without a penalty: estimates against a base class with standard errors, tests and intervals, the
// likelihood of the model and of its simpler neighbours, and average marginal effects (Agresti 2013, ch. 8).
// Weights are frequencies: 2 is a row that stands twice, and n is their sum.

import { exp } from '../../core/arithmetic/exp.ts';
import { log } from '../../core/arithmetic/log.ts';
import { type Fit, fit } from '../fit/fit.ts';
import type { Design } from '../table/design.ts';
import { designFrom, type Matrix } from '../table/matrix.ts';
import { centredRows } from './centred-rows.ts';
import { covarianceOf } from './covariance.ts';
import { firstDependence } from './dependence.ts';
import { InferenceError } from './inference-error.ts';
import { type Effect, type Estimates, marginalEffects, probabilitiesAt } from './marginal-effects.ts';
import { separations } from './separation.ts';
import { chiSquareTail, normalQuantile, normalTail } from './tails.ts';
import { withoutFeatures } from './without-features.ts';

/** Feature −1 is the intercept. `oddsRatio` is e^estimate. */
export type Coefficient = {
  class: number;
  feature: number;
  estimate: number;
  standardError: number;
  z: number;
  p: number;
  low: number;
  high: number;
  oddsRatio: number;
};

/**
 * A likelihood-ratio test: twice the difference of the log-likelihoods, its degrees of freedom, and the χ² probability
 * beyond it.
 */
export type LikelihoodRatio = { statistic: number; df: number; p: number };

/**
 * What `inferring` finds of a fit without a penalty: estimates against the base class, tests, criteria and marginal
 * effects.
 */
export type Inference = {
  base: number;
  /** The sum of the weights. */
  rows: number;
  logLikelihood: number;
  /** Of the class shares alone. */
  nullLogLikelihood: number;
  aic: number;
  bic: number;
  mcfaddenR2: number;
  /** Of the model against the class shares alone. */
  likelihoodRatio: LikelihoodRatio;
  /** Class by class but the base, the intercept first; in the numbers' own units. */
  coefficients: Coefficient[];
  /** Of the model against the one without each group of features. */
  tests: (LikelihoodRatio & { group: number })[];
  marginalEffects: Effect[];
};

/** Options of `inferring`. */
export type InferenceOptions = {
  /** The class that the others are compared with. Default 0. */
  base?: number;
  sampleWeights?: ArrayLike<number>;
  /** The group of each feature, from 0; each group is tested as a whole. Default: every feature alone. */
  groups?: ArrayLike<number>;
  /** Standard errors that hold where the model does not (HC0). */
  robust?: boolean;
  /** The cluster of each row, from 0: standard errors that allow for dependence within clusters. */
  clusters?: ArrayLike<number>;
  /** Of the intervals. Default 0.95. */
  confidence?: number;
};

/**
 * Trains without a penalty on a matrix (rows, columns) or a design, and infers. Estimates and standard errors agree with statsmodels' MNLogit to 6 digits and
 * more; the tails of p-values have relative errors ≤ 1e−12.
 *
 * @throws InferenceError 'dependent-features' (facts.feature, and facts.of as numbers with commas) where a feature is a
 * combination of others, 'separated' where there is no optimum, 'not-converged'; RangeError as `fit`, or for options
 * that do not fit.
 * @example
 * ```ts
 * import { inferring } from 'bridle/learn';
 * const result = inferring({ data: [0, 0, 0, 1, 1, 1, 1], dims: [7, 1] }, [0, 1, 1, 0, 0, 0, 1], 2);
 * result.coefficients[1].oddsRatio.toFixed(9); // → '0.166666667'
 * ```
 */
export function inferring(
  x: Design | Matrix,
  labels: ArrayLike<number>,
  classCount: number,
  options: InferenceOptions = {},
): Inference {
  const design = designFrom(x, 'inferring');
  const { base = 0, sampleWeights, confidence = 0.95, robust = false, clusters } = options;
  const { groups = Int32Array.from({ length: design.columns }, (_, j) => j) } = options;
  check(design, classCount, { base, groups, clusters, confidence });
  const weights = Float64Array.from(labels, (_, i) => (sampleWeights ? sampleWeights[i] : 1));
  const trained = trainedOf(design, labels, classCount, weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const data = centredRows(design, weights, total);
  const width = data.features + 1;
  const others = Array.from({ length: classCount }, (_, k) => k).filter((k) => k !== base);
  const coefficients = againstBase(trained, base, data.means);
  const p = new Float64Array(data.rows * classCount);
  for (let i = 0; i < data.rows; i += 1) {
    const at = data.x.subarray(i * width, (i + 1) * width);
    probabilitiesAt(at, coefficients, p.subarray(i * classCount, (i + 1) * classCount));
  }
  const rest = { labels, weights, classes: classCount, others };
  const covariance = covarianceOf(data, p, rest, { robust, ...(clusters && { clusters }) });
  // No feature depends on the others, so probabilities of 0 and 1 made the information singular.
  const size = others.length * width;
  const isSingular = Array.from({ length: size }, (_, j) => covariance[j * size + j]).some(
    (x) => !(x > 0 && x < Infinity),
  );
  if (isSingular) refuseSeparated(design, labels, classCount, weights);
  const estimates: Estimates = { data, weights, total, classes: classCount, others, coefficients, covariance };
  const logLikelihood = -total * trained.logLoss;
  const nullLogLikelihood = nullLogLikelihoodOf(labels, weights, total, classCount);
  const parameters = others.length * width;
  const ratioTo = (simpler: number, df: number): LikelihoodRatio => {
    const statistic = Math.max(0, 2 * (logLikelihood - simpler));
    return { statistic, df, p: chiSquareTail(statistic, df) };
  };
  return {
    base,
    rows: total,
    logLikelihood,
    nullLogLikelihood,
    aic: 2 * parameters - 2 * logLikelihood,
    bic: parameters * log(total) - 2 * logLikelihood,
    mcfaddenR2: 1 - logLikelihood / nullLogLikelihood,
    likelihoodRatio: ratioTo(nullLogLikelihood, others.length * data.features),
    coefficients: coefficientsOf(estimates, normalQuantile((1 - confidence) / 2)),
    tests: [...new Set(Array.from(groups))].map((group) => {
      const dropped = Int32Array.from(groups, (_, j) => j).filter((j) => groups[j] === group);
      const simpler = withoutFeatures(design, new Set(dropped));
      const logLoss =
        simpler.columns === 0
          ? -nullLogLikelihood / total
          : trainedOf(simpler, labels, classCount, weights, 'neighbour').logLoss;
      return { group, ...ratioTo(-total * logLoss, others.length * dropped.length) };
    }),
    marginalEffects: marginalEffects(design, estimates),
  };
}

function check(
  design: Design,
  classes: number,
  {
    base,
    groups,
    clusters,
    confidence,
  }: Required<Pick<InferenceOptions, 'base' | 'groups' | 'confidence'>> & {
    clusters: ArrayLike<number> | undefined;
  },
): void {
  if (design.sparse?.length) refuse('features that are not sparse', 'compressed rows');
  if (!(Number.isInteger(base) && base >= 0 && base < classes)) refuse(`base from 0 to ${classes - 1}`, base);
  if (groups.length !== design.columns) refuse(`groups.length ${design.columns}`, groups.length);
  if (clusters && clusters.length !== design.rows) refuse(`clusters.length ${design.rows}`, clusters.length);
  if (!(confidence > 0 && confidence < 1)) refuse('confidence between 0 and 1', confidence);
}

function refuse(expected: string, got: number | string): never {
  throw new RangeError(`inferring: expected ${expected}, got ${got}`);
}

/** The optimum without a penalty; an error that says why there is none. */
function trainedOf(
  design: Design,
  labels: ArrayLike<number>,
  classes: number,
  weights: Float64Array,
  part: 'model' | 'neighbour' = 'model',
): Fit {
  const trained = fit(design, labels, classes, { l2: 0, sampleWeights: weights });
  if (part === 'neighbour' && trained.stop !== 'max-iterations' && trained.stop !== 'stuck') return trained;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const dependence = firstDependence(centredRows(design, weights, total), weights);
  if (dependence) {
    const { feature, of } = dependence;
    throw new InferenceError(
      'dependent-features',
      `Feature ${feature} is constant or a combination of the features ${of.join(', ')}, so the estimates are not unique.`,
      { feature, of: of.join(',') },
    );
  }
  if (trained.stop === 'separated') refuseSeparated(design, labels, classes, weights);
  if (!trained.converged) {
    throw new InferenceError('not-converged', 'The solver did not reach the optimum, so nothing can be inferred.', {
      gradient: trained.gradientNorm.toExponential(1),
    });
  }
  return trained;
}

/** The error of classes that the features separate, completely or in part. */
function refuseSeparated(design: Design, labels: ArrayLike<number>, classes: number, weights: Float64Array): never {
  const found = separations(design, labels, classes, weights);
  const facts = found.length === 0 ? {} : { feature: found[0].feature, class: found[0].class, how: found[0].how };
  throw new InferenceError(
    'separated',
    'The classes can be separated completely or in part, so there is no optimum without a penalty: estimates would be infinite.',
    facts,
  );
}

/** (classes, width) for centred features, the intercept last, the base 0. */
function againstBase({ weights, intercepts, classes, features }: Fit, base: number, means: Float64Array): Float64Array {
  const width = features + 1;
  const out = new Float64Array(classes * width);
  for (let k = 0; k < classes; k += 1) {
    let intercept = intercepts[k] - intercepts[base];
    for (let j = 0; j < features; j += 1) {
      const weight = weights[k * features + j] - weights[base * features + j];
      out[k * width + j] = weight;
      intercept += weight * means[j];
    }
    out[k * width + features] = intercept;
  }
  return out;
}

/** Estimates in own units: a slope is divided by the scale, the intercept is that of values of 0. */
function coefficientsOf({ data, others, coefficients, covariance }: Estimates, quantile: number): Coefficient[] {
  const { features, means, scales, centers } = data;
  const width = features + 1;
  const size = others.length * width;
  return others.flatMap((k, a) =>
    [features, ...Array.from({ length: features }, (_, j) => j)].map((j): Coefficient => {
      // What this coefficient is, as a combination of those of the centred features.
      const combination = new Float64Array(width);
      if (j === features) {
        combination[features] = 1;
        for (let l = 0; l < features; l += 1) combination[l] = -(means[l] + centers[l] / scales[l]);
      } else combination[j] = 1 / scales[j];
      let estimate = 0;
      let variance = 0;
      for (let l = 0; l < width; l += 1) {
        estimate += combination[l] * coefficients[k * width + l];
        for (let m = 0; m < width; m += 1) {
          variance += combination[l] * combination[m] * covariance[(a * width + l) * size + a * width + m];
        }
      }
      const standardError = Math.sqrt(Math.max(0, variance));
      const z = estimate / standardError;
      return {
        class: k,
        feature: j === features ? -1 : j,
        estimate,
        standardError,
        z,
        p: Math.min(1, 2 * normalTail(Math.abs(z))),
        low: estimate - quantile * standardError,
        high: estimate + quantile * standardError,
        oddsRatio: exp(estimate),
      };
    }),
  );
}

function nullLogLikelihoodOf(labels: ArrayLike<number>, weights: Float64Array, total: number, classes: number): number {
  const counts = new Float64Array(classes);
  for (let i = 0; i < labels.length; i += 1) counts[labels[i]] += weights[i];
  return counts.reduce((sum, count) => sum + count * log(count / total), 0);
}
