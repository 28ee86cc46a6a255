// Evaluates a model on a table whose classes are known; returns the figures and writes a report on request.

import { basename } from 'node:path';
import {
  encodeLabels,
  type Model,
  type RejectThreshold,
  rejectThreshold,
  takeWeights,
  type Unseen,
} from 'bridle/learn';
import { type Drift, measureDrift } from './drift/measure-drift.ts';
import { type FullEvaluation, type Judgement, judge } from './judge.ts';
import { inputError } from './messages.ts';
import { checkNumber, checkPaths, inputsOf } from './options.ts';
import { modelFor, type Priors } from './priors.ts';
import { probabilitiesOf } from './probabilities.ts';
import type { EmbeddingOptions } from './read/embeddings.ts';
import { inFile } from './read/in-file.ts';
import type { LaterReading, Override } from './read/kept-reading.ts';
import type { OnNote } from './read/notes.ts';
import { readForModel } from './read/read-for-model.ts';
import { readProfiled } from './read/read-model.ts';
import type { ReadProgress } from './read/read-table.ts';
import type { FormatName } from './read/source.ts';
import { evaluationReport } from './report/evaluation-report.ts';
import type { Language } from './words/languages.ts';
import { writeWhole } from './write/write-whole.ts';

/** Options of `evaluateTable`. */
export type EvaluateOptions = LaterReading &
  EmbeddingOptions & {
    /** The paths of the model and of the table, which has the model's target as a column. */
    model: string;
    table: string;
    /** The path of a report; default: no report. */
    report?: string | null;
    /** The format of the table, whatever its name. */
    format?: FormatName;
    /** Receives what was decided about the file. */
    onNote?: OnNote;
    /** The class shares of the rows, where they differ from those of the training. */
    priors?: Priors;
    /** The column with the weight of each row, a frequency. */
    weight?: string;
    /** Leaves the model's calibration out. */
    uncalibrated?: boolean;
    /** The accuracy to find a threshold for, below which rows get no class. Default: none. */
    accuracy?: number;
    /** Of the bootstrap intervals. Default 1. */
    seed?: number;
    /** The language of the report. Default 'en'. */
    language?: Language;
    signal?: AbortSignal;
    onProgress?: (progress: ReadProgress) => void;
  };

/** What `evaluateTable` finds: the measures, and which rows they leave out. */
export type EvaluateResult = {
  model: Model;
  reportPath: string | null;
  rows: number;
  missingTargetRows: number;
  /** Rows with a class whose weight is 0. */
  zeroWeightRows: number;
  unseen: Unseen[];
  /** The options that were used in place of those kept in the model. */
  overrides: Override[];
  evaluation: FullEvaluation;
  /** The threshold for `accuracy`; null where it was not asked for, or no threshold reaches it. */
  reject: RejectThreshold | null;
  /** How far the columns and the classes of the table are from those of the training. */
  drift: Drift;
  seconds: number;
};

/**
 * Evaluates a model on every row of a table that has a class. The table is read as the one of the training was; an option
 * given here is used in place of the model's.
 *
 * @throws InputError, RecipeError or ModelError with one sentence about the files; 'unknown-class' for a class that the
 * model does not have; the reason of `signal` when it aborts.
 * @example
 * ```ts
 * import { evaluateTable } from '@bridle/pipeline';
 * // The model of the example of trainTable.
 * const { rows, evaluation } = await evaluateTable({ model: 'out/iris.model.json', table: 'examples/iris/iris.csv' });
 * [rows, evaluation.accuracy.toFixed(2)]; // → [150, '0.97']
 * ```
 */
export async function evaluateTable(options: EvaluateOptions): Promise<EvaluateResult> {
  const start = performance.now();
  const { table: path, report = null, signal, accuracy, seed = 1 } = options;
  checkNumber('accuracy', accuracy, 'a share from 0 to 1', (x) => x >= 0 && x <= 1);
  checkNumber('seed', seed, 'a whole number ≥ 0', (x) => Number.isSafeInteger(x) && x >= 0);
  if (report !== null) await checkPaths(inputsOf(options, options.model), [report]);
  const { model: trained, profile } = await readProfiled(options.model);
  const model = modelFor(options.model, trained, options);
  const more = options.weight === undefined ? [] : [options.weight];
  const { table: read, overrides } = await readForModel(path, model, { ...options, target: true, more });
  const { table, weights } = inFile(path, () => takeWeights(read, options.weight));
  const known = inFile(path, () => encodeLabels(table, model.target, model.classes));
  const missing = known.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  if (missing === table.rows) throw inputError('no-classes', { file: path, column: model.target });
  const labels = known.map((label, row) => (weights && !(weights[row] > 0) ? -1 : label));
  const zeroWeightRows = labels.reduce((sum, label, row) => sum + (label < known[row] ? 1 : 0), 0);
  if (options.weight !== undefined && missing + zeroWeightRows === table.rows) {
    throw inputError('zero-weights', { file: path, column: options.weight });
  }
  const { probabilities, unseen } = probabilitiesOf(model, table, options);
  const rows = Int32Array.from(labels, (_, row) => row);
  const judged = judge(probabilities, labels, rows, model.classes.length, {
    seed,
    ...(weights && { weights }),
  });
  const reject =
    accuracy === undefined
      ? null
      : rejectThreshold(
          probabilities,
          labels,
          model.classes.length,
          accuracy,
          weights ? { sampleWeights: weights } : {},
        );
  const drift = measureDrift(trained, profile, { table, labels, weights });
  if (report !== null) {
    const facts = {
      model,
      modelPath: options.model,
      table: basename(path),
      judged: withWanted(judged, accuracy, reject),
      drift,
    };
    await writeWhole([{ path: report, content: evaluationReport(facts, options.language ?? 'en') }], signal);
  }
  const seconds = (performance.now() - start) / 1000;
  const counts = { rows: table.rows, missingTargetRows: missing, zeroWeightRows };
  return {
    model,
    reportPath: report,
    ...counts,
    unseen,
    overrides,
    evaluation: judged.evaluation,
    reject,
    drift,
    seconds,
  };
}

/** With the accuracy that was asked for in place of the usual ones. */
function withWanted(judged: Judgement, wanted: number | undefined, reject: RejectThreshold | null): Judgement {
  return wanted === undefined ? judged : { ...judged, abstentions: [{ wanted, reject }] };
}
