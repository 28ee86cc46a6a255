// The model of a training: its recipe, weights, calibration and figures in one.

import { arithmetic } from '../../runtime/arithmetic.ts';
import type { Fit } from '../fit/fit.ts';
import { withZeros } from '../infer/treatment.ts';
import type { Evaluation } from '../model/evaluate.ts';
import { type Metrics, type Model, type Training, versionOf } from '../model/model.ts';
import type { Reading } from '../model/reading.ts';
import { roundWeights } from '../model/short-weights.ts';
import type { Choice } from './choose.ts';
import type { TrainOptions } from './options.ts';
import type { Prepared } from './prepare.ts';
import { classShares } from './weights.ts';

/**
 * The model of a fit of `prepareTraining`'s design: its figures, and its weights with those of reference levels, 0, and, where
 * there are texts, rounded as its file holds them. `table` is the table's name, `reading` how it was read.
 *
 * @example
 * ```ts
 * import { fit, modelOf, prepareTraining } from 'bridle/learn';
 * const x = { kind: 'numeric' as const, name: 'x', values: new Float64Array([1, 2, 4, 5]) };
 * const y = { kind: 'categorical' as const, name: 'y', codes: new Int32Array([0, 1, 0, 1]), levels: ['a', 'b'] };
 * const prepared = prepareTraining({ rows: 4, columns: [x, y] }, { target: 'y' });
 * const trained = fit(prepared.design, prepared.train.labels, 2);
 * modelOf(prepared, { calibration: null }, trained, { target: 'y' }).classes; // → ['a', 'b']
 * ```
 */
export function modelOf(
  { train, classes, recipe, dropped, design, fitWeights, classWeights, holdout }: Prepared,
  { calibration }: Pick<Choice, 'calibration'>,
  fit: Fit,
  { target, standardize = true, seed = 1, weight }: Pick<TrainOptions, 'target' | 'standardize' | 'seed' | 'weight'>,
  { table = '', reading = {} }: { table?: string; reading?: Reading } = {},
): Model {
  const figures = trainingOf(fit, {
    ...{ table, rows: train.rows.length, standardize, holdout, seed },
    shares: [...classShares(train.labels, fitWeights, classes.length)],
    ...(weight !== undefined && { weight }),
    ...(classWeights && { classWeights: [...classWeights] }),
  });
  const exact = withZeros(fit.weights, classes.length, fit.features + dropped.length, dropped);
  const weights = design.sparse ? roundWeights(exact, classes.length) : exact;
  const { intercepts } = fit;
  const head = { format: 'bridle-model', version: versionOf(recipe), target, classes, reading, recipe } as const;
  return { ...head, weights, intercepts, calibration, training: figures, metrics: null };
}

/**
 * How a model was trained: the figures of its fit, and the rest.
 *
 * @example
 * ```ts
 * import { fit, trainingOf } from 'bridle/learn';
 * const trained = fit({ data: [1, 2, 3, 4], dims: [4, 1] }, [0, 1, 0, 1], 2);
 * trainingOf(trained, { table: 't.csv', rows: 4, standardize: false, holdout: 0, seed: 1 }).C; // → 1
 * ```
 */
export function trainingOf(fit: Fit, rest: Omit<Training, keyof Fit | 'arithmetic'>): Training {
  const { l2, l1, C, solver, iterations, converged, objective, gradientNorm, gapBound } = fit;
  const bound = Number.isFinite(gapBound) ? gapBound : null;
  const used = arithmetic();
  const figures = {
    ...{ l2, C, solver, iterations, converged, objective, gradientNorm, gapBound: bound },
    ...(l1 !== undefined && { l1 }),
  };
  return { ...rest, ...figures, ...(used !== 'reproducible' && { arithmetic: used }) };
}

/**
 * What a model keeps of its evaluation on held-out rows.
 *
 * @example
 * ```ts
 * import { evaluate, metricsOf } from 'bridle/learn';
 * metricsOf(evaluate([0.75, 0.25, 0.5, 0.5], [0, 1], 2)).brier; // → 0.3125
 * ```
 */
export function metricsOf({ rows, accuracy, logLoss, brier, ece }: Evaluation): Metrics {
  return { rows, accuracy, logLoss, brier, ece };
}
