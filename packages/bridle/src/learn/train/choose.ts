// The choice of the penalty and of the calibration by cross-validation on the training rows, step by step, so that
// progress can be reported and the state kept in between.

import { applyCalibration, type Calibration, type CalibrationMethod } from '../calibrate/calibration.ts';
import { crossCalibrated } from '../calibrate/cross-calibrated.ts';
import { fitCalibration } from '../calibrate/fit-calibration.ts';
import type { Keeping } from '../fit/state.ts';
import { type Evaluation, evaluate } from '../model/evaluate.ts';
import { type ChoiceProgress, choosingPenalty, type PathPoint, type PenaltyChoice } from '../select/choose-penalty.ts';
import type { Recipe } from '../table/features.ts';
import type { Table } from '../table/table.ts';
import { type CalibrationChoice, type Given, type LearnOptions, wantedOf } from './options.ts';

/** How the penalty came about: `folds` and `path` are 0 and empty where nothing was cross-validated. */
export type PenaltyAccount = {
  chosen: 'auto' | 'given';
  folds: number;
  path: PathPoint[];
  /** Classes whose only training row took part in every training, so that it was not judged. */
  singleRowClasses: string[];
};

/** The figures of out-of-fold probabilities: each row is predicted by a model, and calibrated by a map, of other rows. */
export type OutOfFold = Pick<Evaluation, 'rows' | 'weight' | 'accuracy' | 'logLoss' | 'brier' | 'ece' | 'bins'>;

/** Which calibration was asked for, which one the model got, and the out-of-fold figures that decided it. */
export type CalibrationAccount = {
  asked: CalibrationChoice;
  /** The method of the model's calibration; 'none' where it was not asked for, or does not help. */
  method: 'none' | CalibrationMethod;
  /** Without and with the calibration that was tried; null where none was. */
  before: OutOfFold | null;
  after: OutOfFold | null;
};

/** The penalty and the calibration of a training, given or chosen, with what decided them. */
export type Choice = {
  /** For the final training; undefined for its default, where no class has two rows to choose by. */
  penalty: Penalty | undefined;
  penaltyAccount: PenaltyAccount;
  calibration: Calibration | null;
  calibrationAccount: CalibrationAccount;
};

type Penalty = Given & { l1Ratio?: number };

/** The training rows; weights are frequencies. */
export type ChoiceRows = {
  table: Table;
  labels: Int32Array;
  classes: readonly string[];
  weights?: Float64Array | null;
};

/**
 * Chooses what is wanted from the training rows; nothing is trained where nothing is to be chosen. `learn` makes the recipe
 * of the training part of a fold. Without a given penalty it is the C of the smallest out-of-fold log-loss (see
 * `choosingPenalty`). `calibration` 'auto' is a temperature if it lowers that log-loss, and a method by name is left out
 * where it does not help.
 *
 * @throws RangeError as `choosingPenalty`.
 * @example
 * ```ts
 * import { choosing, learnRecipe } from 'bridle/learn';
 * const x = { kind: 'numeric' as const, name: 'x', values: Float64Array.from({ length: 40 }, (_, i) => i % 8) };
 * const y = { kind: 'categorical' as const, name: 'y', codes: Int32Array.from({ length: 40 }, (_, i) => +(i % 8 > 2 + (i % 3))), levels: ['a', 'b'] };
 * const rows = { table: { rows: 40, columns: [x, y] }, labels: y.codes, classes: y.levels };
 * const steps = choosing(rows, (part) => learnRecipe(part, { target: 'y' }).recipe, { folds: 4 });
 * let step = steps.next();
 * while (!step.done) step = steps.next();
 * step.value.penalty; // → { C: 31.622776601683796 }
 * ```
 */
export function* choosing(
  { table, labels, classes: names, weights = null }: ChoiceRows,
  learn: (training: Table, weights: Float64Array) => Recipe,
  options: LearnOptions = {},
  keeping: Keeping = {},
): Generator<ChoiceProgress, Choice> {
  const { penalty, l1Ratio, calibration: asked, folds, seed, oneStandardError, threads } = wantedOf(options);
  const classes = names.length;
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label] += 1;
  const chosen = penalty === 'auto' ? 'auto' : 'given';
  const withRatio = (one: Given): Penalty => ('C' in one && l1Ratio > 0 ? { ...one, l1Ratio } : one);
  const nothing: CalibrationAccount = { asked, method: 'none', before: null, after: null };
  if ((penalty !== 'auto' && asked === 'none') || counts.every((count) => count < 2)) {
    return {
      penalty: penalty !== 'auto' ? withRatio(penalty) : l1Ratio > 0 ? { C: 1, l1Ratio } : undefined,
      penaltyAccount: { chosen, folds: 0, path: [], singleRowClasses: [] },
      calibration: null,
      calibrationAccount: nothing,
    };
  }
  const fixed = { ...(penalty !== 'auto' && { fixed: penalty }), ...(l1Ratio > 0 && { l1Ratio }) };
  const sample = weights ? { sampleWeights: weights } : {};
  const wanted = { learn, folds, seed, oneStandardError, threads, ...fixed, ...sample };
  const choice = yield* choosingPenalty(table, labels, classes, { ...wanted, ...keeping });
  const calibrated = calibrationOf(choice, classes, asked, sample);
  return {
    penalty: withRatio(penalty === 'auto' ? { C: choice.C } : penalty),
    penaltyAccount: {
      chosen,
      folds: choice.folds,
      path: choice.path,
      singleRowClasses: names.filter((_, k) => counts[k] === 1),
    },
    ...(calibrated ?? { calibration: null, calibrationAccount: nothing }),
  };
}

/**
 * The calibration, if it helps on rows that it was not fitted on: by the log-loss, and where it was asked for by name, by
 * the Brier score too, because isotonic calibration can give a class the probability 0.
 */
function calibrationOf(
  { logits, labels, foldOf }: PenaltyChoice,
  classes: number,
  asked: CalibrationAccount['asked'],
  sample: { sampleWeights?: Float64Array },
): Pick<Choice, 'calibration' | 'calibrationAccount'> | null {
  if (asked === 'none') return null;
  const method = asked === 'auto' ? 'temperature' : asked;
  const judged = labels.filter((label) => label >= 0);
  const { sampleWeights } = sample;
  const ofJudged = sampleWeights ? { sampleWeights: sampleWeights.filter((_, i) => labels[i] >= 0) } : {};
  const known = (rows: Float64Array) => rows.filter((_, i) => labels[Math.floor(i / classes)] >= 0);
  const figures = (probabilities: Float64Array): OutOfFold => {
    const { rows, weight, accuracy, logLoss, brier, ece, bins } = evaluate(probabilities, judged, classes, ofJudged);
    return { rows, ...(weight !== undefined && { weight }), accuracy, logLoss, brier, ece, bins };
  };
  const before = figures(applyCalibration(null, known(logits), classes));
  const after = figures(known(crossCalibrated(logits, labels, classes, { foldOf, method, ...sample })));
  const { calibration, converged } = fitCalibration(logits, labels, classes, { method, ...sample });
  const helps = after.logLoss < before.logLoss || (asked !== 'auto' && after.brier < before.brier);
  const applied = helps && (converged || method !== 'temperature');
  return {
    calibration: applied ? calibration : null,
    calibrationAccount: { asked, method: applied ? method : 'none', before, after },
  };
}
