// Training where the data is: the classifier's optimum by statements that a database answers, a handful of passes over the
// table. A sample is trained here; its optimum is the start, and its Hessian the initial matrix of L-BFGS. Where the
// engine has a trainer of its own, its weights are the start, and the first pass is their certificate.

import { log } from 'bridle';
import type { LeftOut, Model } from 'bridle/learn';
import { descendByPasses } from './by-passes.ts';
import { placesOf } from './cells.ts';
import { designStatement } from './design.ts';
import { pass } from './pass.ts';
import type { Query } from './query.ts';
import { drawSample, fractionsOf, type Sample, sampleOptimum } from './sample.ts';
import { widthOf } from './source.ts';
import { surveyClasses, surveyFeatures } from './survey.ts';
import { columnsOf, penaltyOf, refuseSums, type Start, sourceOf, type TrainOptions } from './train-options.ts';

/** Samples that are drawn until one has every class. */
const ATTEMPTS = 3;

/** The model that `train` found, and the certificate of its optimum. */
export type Trained = {
  model: Model;
  /** Rows with a target, rows without, rows with one of weight 0, and rows of the sample, 0 if none was needed. */
  rows: number;
  missingTargetRows: number;
  zeroWeightRows: number;
  /** The sum of the weights; absent where each row counts once. */
  weight?: number;
  sampleRows: number;
  leftOut: LeftOut[];
  /** Passes over the table by gradients; two or more statements before them count rows and moments. */
  passes: number;
  objective: number;
  gradientNorm: number;
  /**
   * How far the objective is above its minimum, by the gradient and the sample's Hessian: an estimate, not a bound. Null
   * without a sample.
   */
  gapEstimate: number | null;
  converged: boolean;
};

/**
 * Trains a softmax classifier on a table of a database, to the optimum of Σᵢ wᵢ·loss(i)/Σw + λ/2·‖W‖² as `fit`.
 *
 * `query` runs one statement by the caller's own client and returns its rows as objects. Statements only read. Rows
 * without a target are left out and counted; the recipe (means, deviations, levels, missing cells) is that of
 * `learnRecipe`, of all rows that have one and no weight of 0.
 *
 * @throws SqlError for what cannot be trained on, by name: 'foreign-label', 'bad-weights', 'too-large', 'empty-class',
 * 'target-one-class', 'too-many-levels', 'too-many-sums', 'changed' (the table changed meanwhile) and others; RangeError
 * for options; the client's own errors.
 * @example
 * ```ts
 * import { DuckDBInstance } from '@duckdb/node-api';
 * import { train } from '@bridle/sql';
 * const connection = await (await DuckDBInstance.create(':memory:')).connect();
 * await connection.run(`CREATE TABLE points AS
 *   SELECT sin(i) AS x, IF(sin(i) + cos(3 * i) > 0, 'up', 'down') AS side FROM range(500) t(i)`);
 * const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
 * const { model, rows } = await train(query, { dialect: 'duckdb', table: 'points', target: 'side', features: ['x'] });
 * [rows, ...model.classes]; // → [500, 'down', 'up']
 * connection.closeSync();
 * ```
 */
export async function train(query: Query, options: TrainOptions): Promise<Trained> {
  const { standardize = true, sampleRows = 20_000, seed = 1, tolerance = 1e-9, maxPasses = 100, signal } = options;
  const checked: Query = (sql) => {
    signal?.throwIfAborted();
    return query(sql);
  };
  const columns = columnsOf(options);
  const source = sourceOf(options);
  const { labels, rows: rowsByClass, weights, missing, idle } = await surveyClasses(checked, source, options.classes);
  const rows = rowsByClass.reduce((sum, n) => sum + n, 0);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const { recipe, leftOut } = await surveyFeatures(checked, source, columns, { rows, total, standardize });
  const places = placesOf({ recipe }, source.prefix);
  const l2 = penaltyOf(options, total, labels.length);
  const classes = labels.length;
  const width = places.reduce((sum, { feature }) => sum + widthOf(feature), 1);
  refuseSums((classes - 1) * width + 2, source.rules);
  const fractions = fractionsOf(rowsByClass, sampleRows);
  const draw = (at: number) => drawSample(checked, source, places, labels, fractions, at);
  const given = await options.start?.({
    ...{ statement: designStatement(source, places, labels), features: width - 1, classes, l2 },
  });
  const { sample: drawn, start } = given
    ? { sample: null, start: parametersOf(given, width) }
    : await startFrom(draw, { seed, classes, l2, weights, width });
  const { parameters: w, ...end } = await descendByPasses(
    async (parameters) => pass(checked, source, places, labels, parameters, total),
    { sample: drawn ?? (() => draw(seed)), start, classes, l2, tolerance, maxPasses, onPass: options.onProgress },
  );
  const { objective, gradientNorm, gapEstimate, passes, converged, sampleRows: sampled } = end;
  const training = {
    table: typeof options.table === 'string' ? options.table : options.table.join('.'),
    rows,
    ...(options.weight !== undefined && { weight: options.weight }),
    l2,
    C: l2 > 0 ? (classes === 2 ? 2 : 1) / (l2 * total) : null,
    standardize,
    solver: 'lbfgs' as const,
    iterations: given?.iterations ?? passes,
    converged,
    objective,
    gradientNorm,
    gapBound: null,
    holdout: 0,
    seed,
  };
  const model: Model = {
    format: 'bridle-model',
    version: 2,
    target: options.target,
    classes: labels.map(({ name }) => name),
    reading: { missing: [...source.words] },
    recipe,
    weights: Float64Array.from(w.filter((_, j) => (j + 1) % width !== 0)),
    intercepts: Float64Array.from({ length: classes }, (_, k) => w[(k + 1) * width - 1]),
    calibration: null,
    training,
    metrics: null,
  };
  return {
    ...{
      model,
      rows,
      missingTargetRows: missing,
      zeroWeightRows: idle,
      ...(options.weight !== undefined && { weight: total }),
      leftOut,
      passes,
    },
    ...{ objective, gradientNorm, converged, sampleRows: sampled, gapEstimate },
  };
}

/** The weights of another trainer as (classes, features + 1), the intercept last. */
function parametersOf({ weights, intercepts }: Start, width: number): Float64Array {
  const parameters = new Float64Array(intercepts.length * width);
  intercepts.forEach((intercept, k) => {
    parameters.set(weights.subarray(k * (width - 1), (k + 1) * (width - 1)), k * width);
    parameters[(k + 1) * width - 1] = intercept;
  });
  return parameters;
}

/** A sample and its optimum; of samples that lack a class the last, with the intercepts of the class frequencies. */
async function startFrom(
  draw: (seed: number) => Promise<Sample>,
  {
    seed,
    classes,
    l2,
    weights,
    width,
  }: { seed: number; classes: number; l2: number; weights: number[]; width: number },
): Promise<{ sample: Sample; start: Float64Array }> {
  for (let attempt = 0; ; attempt += 1) {
    const sample = await draw(seed + attempt);
    const start = sampleOptimum(sample, classes, l2);
    if (start) return { sample, start };
    if (attempt === ATTEMPTS) return { sample, start: frequencies(weights, width) };
  }
}

/** Weights 0 and the intercepts that are optimal for them. */
function frequencies(weights: readonly number[], width: number): Float64Array {
  const logs = weights.map((weight) => log(weight));
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const parameters = new Float64Array(weights.length * width);
  logs.forEach((x, k) => {
    parameters[(k + 1) * width - 1] = x - mean;
  });
  return parameters;
}
