// From a table to a model in one call: recipe, penalty, calibration and training, the same in Node and in a page.

import { type Fit, fitting, type Progress } from '../fit/fit.ts';
import type { Finding } from '../inspect/findings.ts';
import { type Evaluation, evaluate } from '../model/evaluate.ts';
import { probabilities } from '../model/logits.ts';
import type { Model } from '../model/model.ts';
import type { ChoiceProgress } from '../select/choose-penalty.ts';
import type { LeftOut } from '../table/features.ts';
import type { Table } from '../table/table.ts';
import { scoreRows } from '../tiles/score-rows.ts';
import { checkTable } from './check-table.ts';
import { type CalibrationAccount, choosing, type PenaltyAccount } from './choose.ts';
import { inTurns, type Turns } from './in-turns.ts';
import { metricsOf, modelOf } from './model-of.ts';
import { checkLearnOptions, solverOf, type TrainOptions } from './options.ts';
import type { Part } from './parts.ts';
import { type Prepared, prepareTraining } from './prepare.ts';

/** A step of a training: a training of the cross-validation, or an iteration of the last one. */
export type TrainStep = ({ phase: 'choose' } & ChoiceProgress) | ({ phase: 'fit' } & Progress);

/** A model, and what its training found. */
export type Trained = {
  /** For `predict`, `explain`, `serializeModel`. */
  model: Model;
  /** How the last training ended. */
  fit: Fit;
  penalty: PenaltyAccount;
  calibration: CalibrationAccount;
  /** The columns that are no features, and why. */
  leftOut: LeftOut[];
  /** What was decided about columns, or deserves a second look. */
  findings: Finding[];
  /** The rows that trained, and those held out, by their places in the table from 0. */
  trainRows: Int32Array;
  testRows: Int32Array;
  /** On the held-out rows, by a model that has not seen them; null where there are none. */
  heldOut: Evaluation | null;
  /** Whether the model was then trained on all rows. */
  refitted: boolean;
};

/**
 * `train` as a generator that yields before each of its steps and returns the result.
 *
 * @throws as `train`.
 * @example
 * ```ts
 * import { training } from 'bridle/learn';
 * const x = { kind: 'numeric' as const, name: 'x', values: Float64Array.from({ length: 40 }, (_, i) => i % 8) };
 * const y = { kind: 'categorical' as const, name: 'y', codes: Int32Array.from({ length: 40 }, (_, i) => +(i % 8 > 2 + (i % 3))), levels: ['a', 'b'] };
 * const steps = training({ rows: 40, columns: [x, y] }, { target: 'y', C: 1 });
 * const step = steps.next();
 * !step.done && step.value.phase; // → 'fit'
 * ```
 */
export function* training(table: Table, options: TrainOptions): Generator<TrainStep, Trained> {
  const refuse = (option: string, expected: string, found: unknown): never => {
    throw new RangeError(`train: expected ${expected} for ${option === 'l1Solver' ? 'solver' : option}, got ${found}`);
  };
  checkLearnOptions(options, refuse);
  checkTable('train', table);
  const { target, exclude = [], weight, holdout = 0, l1, l1Ratio } = options;
  if (exclude.includes(target)) refuse('exclude', 'columns other than the target', target);
  if (weight === target) refuse('weight', 'a column other than the target', target);
  if (holdout !== 'auto' && !(holdout >= 0 && holdout < 1)) refuse('holdout', 'a share from 0 to below 1', holdout);
  const prepared = prepareTraining(table, {
    ...options,
    onInspected: ({ texts }) => {
      if (texts.length > 0 && (l1 !== undefined || l1Ratio !== undefined))
        refuse('l1', 'no L1 penalty beside a column of texts', 'texts');
    },
  });
  const { train, test, classes, fitWeights, learn, leftOut, inspection } = prepared;
  const choices = choosing(
    { table: train.table, labels: train.labels, classes, weights: fitWeights },
    (part, weights) => learn(part, fitWeights && weights),
    options,
  );
  const choice = yield* inPhase('choose', choices);
  const fitOf = (rows: Prepared) => {
    const weights = rows.fitWeights && { sampleWeights: rows.fitWeights };
    const fitOptions = { ...choice.penalty, ...solverOf(options), ...weights };
    return inPhase('fit', fitting(rows.design, rows.train.labels, classes.length, fitOptions));
  };
  let fit = yield* fitOf(prepared);
  let model = modelOf(prepared, choice, fit, options);
  const heldOut = test.rows.length > 0 ? judge(model, test) : null;
  const refitted = heldOut !== null && (options.refit ?? prepared.design.sparse !== undefined);
  if (refitted) {
    const all = prepareTraining(table, { ...options, holdout: 0 });
    fit = yield* fitOf(all);
    model = modelOf({ ...all, holdout: prepared.holdout }, choice, fit, options);
  }
  if (heldOut) model.metrics = metricsOf(heldOut);
  return {
    ...{
      model,
      fit,
      penalty: choice.penaltyAccount,
      calibration: choice.calibrationAccount,
      leftOut,
      heldOut,
      refitted,
    },
    findings: inspection.findings,
    trainRows: train.rows,
    testRows: test.rows,
  };
}

function judge(model: Model, { table, labels, weights }: Part): Evaluation {
  const p = probabilities(model, table, { scoreRows });
  return evaluate(p, labels, model.classes.length, weights ? { sampleWeights: weights } : {});
}

function* inPhase<Phase extends string, Step extends object, Result>(
  phase: Phase,
  steps: Generator<Step, Result>,
): Generator<{ phase: Phase } & Step, Result> {
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      yield { phase, ...step.value };
    }
  } finally {
    steps.return(undefined as Result);
  }
}

/**
 * Trains a softmax classifier on a table in memory: labels from the target, a recipe from the other columns, the penalty and
 * the calibration by cross-validation unless they are given, the optimum of all training rows. The same table and options
 * give the same bits in Node and in a page at arithmetic 'reproducible', and for any number of threads.
 *
 * `signal` ends it with its reason, and `onProgress` is told each step; in between other work runs. The columns are read
 * as `inspectColumns` finds: identifiers are left out, dates and texts taken apart; `exclude`, `numeric`, `categorical` and
 * `text` decide otherwise. `bridle train` does the same with files.
 *
 * @throws RecipeError for a table that cannot be learned from, which names the column, the row and what was found;
 * RangeError for a table or options that do not fit.
 * @example
 * ```ts
 * import { predict, train } from 'bridle/learn';
 * const size = { kind: 'numeric' as const, name: 'size', values: new Float64Array([1, 2, 3, 4, 5, 6]) };
 * const kind = { kind: 'categorical' as const, name: 'kind', codes: new Int32Array([0, 0, 1, 0, 1, 1]), levels: ['newt', 'toad'] };
 * const { model, fit, penalty } = await train({ rows: 6, columns: [size, kind] }, { target: 'kind', folds: 3 });
 * fit.stop; // → 'optimum'
 * penalty.chosen; // → 'auto'
 * predict(model, { rows: 1, columns: [{ ...size, values: new Float64Array([6]) }] }).probabilities[1] > 0.5; // → true
 * ```
 */
export function train(table: Table, options: TrainOptions & Turns<TrainStep>): Promise<Trained> {
  return inTurns(training(table, options), options);
}
