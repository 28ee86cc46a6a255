// Predicts with a model: the probability of each class for each row of a table.

import type { Model, Unseen } from 'bridle/learn';
import { inputError } from './messages.ts';
import { checkNumber, checkPaths } from './options.ts';
import { modelFor, type Priors } from './priors.ts';
import { probabilitiesOf } from './probabilities.ts';
import type { LaterReading, Override } from './read/kept-reading.ts';
import type { OnNote } from './read/notes.ts';
import { readForModel } from './read/read-for-model.ts';
import { readModel } from './read/read-model.ts';
import type { ReadProgress } from './read/read-table.ts';
import type { FormatName } from './read/source.ts';
import { joined, type Keep, keeps, keptColumns } from './write/kept-columns.ts';
import { predictions } from './write/predictions.ts';
import { outputKind, textParts, writePredictions } from './write/write-predictions.ts';

export type PredictOptions = LaterReading & {
  /** The paths of the model and of the table. */
  model: string;
  table: string;
  /** The output file: .csv, .tsv, .json, .jsonl, .ndjson or .parquet. With null, the result is returned as CSV text. */
  out: string | null;
  /** Only the k most probable classes instead of all. */
  topK?: number;
  /** A row whose highest probability is lower gets no class. */
  rejectBelow?: number;
  /** The format of the table, whatever its name. */
  format?: FormatName;
  /** Receives what was decided about the file. */
  onNote?: OnNote;
  /** The columns of the table that come before the predictions: the model's identifiers (default), all, or none. */
  keep?: Keep;
  /** The class shares of the rows, where they differ from those of the training. */
  priors?: Priors;
  /** Leaves the model's calibration out. */
  uncalibrated?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: ReadProgress) => void;
};

export type PredictResult = {
  model: Model;
  outPath: string | null;
  /** The CSV text if `out` is null. */
  text: string | null;
  rows: number;
  /** Rows without a class because of `rejectBelow`. */
  rejected: number;
  /** Categories that did not occur in training; they match none of the model's levels. */
  unseen: Unseen[];
  /** The options that were used in place of those kept in the model. */
  overrides: Override[];
  seconds: number;
};

/**
 * Predicts every row of a table. The file contains exactly the probabilities that `predict` computes, bit for bit.
 *
 * The table is read as the one of the training was; an option given here is used in place of the model's.
 *
 * Columns: those that `keep` names, as they stand in the table; then `predicted`, `probability`, then `p_<class>` for each class; with topK, `class_2`, `probability_2`, …
 *
 * @throws InputError, RecipeError or ModelError with one sentence about the files or options; the reason of `signal` when
 * it aborts.
 */
export async function predictTable(options: PredictOptions): Promise<PredictResult> {
  const start = performance.now();
  const { table: path, out, topK, rejectBelow, signal } = options;
  if (options.keep !== undefined && !keeps.includes(options.keep)) {
    throw inputError('bad-option', { option: 'keep', expected: keeps.join(', '), found: String(options.keep) });
  }
  checkNumber('rejectBelow', rejectBelow, 'a probability from 0 to 1', (x) => x >= 0 && x <= 1);
  if (out !== null) {
    outputKind(out);
    await checkPaths([path, options.model], [out]);
  }
  const model = modelFor(options.model, await readModel(options.model), options);
  const { length } = model.classes;
  checkNumber(
    'topK',
    topK,
    `a whole number from 1 to ${length}, the number of classes`,
    (x) => Number.isInteger(x) && x >= 1 && x <= length,
  );
  const { table, overrides } = await readForModel(path, model, options);
  const kept = await keptColumns(path, model, options);
  const { probabilities, unseen } = probabilitiesOf(model, table, options);
  const { rows, rejected, columns: made } = predictions(probabilities, model.classes, { topK, rejectBelow });
  const columns = joined(path, kept, made, options.keep);
  let text: string | null = null;
  if (out === null) text = [...textParts('csv', { rows, columns })].join('');
  else await writePredictions(out, { rows, rejected, columns }, signal);
  const seconds = (performance.now() - start) / 1000;
  return { model, outPath: out, text, rows, rejected, unseen, overrides, seconds };
}
