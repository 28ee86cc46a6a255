// Trains a classifier from a table: reads it, holds rows out, learns the recipe on the rest, trains to the certified
// optimum, evaluates on the held-out rows, trains again on all rows where that was asked for or there are texts, and writes
// model and report, both or neither (see writeWhole).

import { basename } from 'node:path';
import {
  type Choice,
  CodedError,
  choosing,
  fitting,
  type LeftOut,
  metricsOf,
  modelOf,
  type Prepared,
  prepareTraining,
  type State,
  solverOf,
  type Table,
} from 'bridle/learn';
import { alikeClasses } from './alike-classes.ts';
import { WorkError } from './errors.ts';
import { inferredTable } from './infer-columns.ts';
import { checkTextMemory, checkTrainingMemory } from './memory.ts';
import { inputError } from './messages.ts';
import { checkPaths, inputsOf } from './options.ts';
import { rolesIn, unread } from './read/column-options.ts';
import { withEmbeddings } from './read/embeddings.ts';
import { inFile } from './read/in-file.ts';
import { keptReading } from './read/kept-reading.ts';
import { readWithFacts } from './read/read-table.ts';
import { refuseList } from './read/vectors.ts';
import { refuseFindings } from './refuse-findings.ts';
import { streamAndWrite } from './spill/stream-table.ts';
import { type Keeper, openKeeper, statePath } from './state/keep-state.ts';
import { runSteps } from './state/run-steps.ts';
import { summarize } from './summary.ts';
import { checkTrainOptions, type TrainOptions } from './train-options.ts';
import { judgePart, writeOutcome } from './train-outcome.ts';
import type { TrainResult } from './train-result.ts';
import { checkWritable } from './write/write-whole.ts';

/**
 * Trains a softmax classifier on a table and writes it as a model file, with a report.
 *
 * The held-out rows are used neither for the recipe nor for training, until they have judged the model. Outputs are written when all work is done; whether
 * they can be written is checked before training starts. A training of more than ten seconds saves its state beside the
 * model every few seconds; after a crash, a kill or an abort the same call continues from it, with the same bits.
 *
 * @throws InputError, RecipeError: what is wrong with the table, the options or the paths, in one sentence; the reason
 * of `signal` when it aborts.
 * @example
 * ```ts
 * import { trainTable } from '@bridle/pipeline';
 * const { model, trainRows, heldOut } = await trainTable({
 *   table: 'examples/iris/iris.csv',
 *   target: 'species',
 *   out: 'out/iris.model.json',
 *   C: 1,
 * });
 * model.classes; // → ['setosa', 'versicolor', 'virginica']
 * [trainRows, heldOut?.rows]; // → [120, 30]
 * ```
 */
export async function trainTable(options: TrainOptions): Promise<TrainResult> {
  checkTrainOptions(options);
  const { out, report = `${out.replace(/(\.model)?\.json$/, '')}.report.html`, signal } = options;
  await checkPaths(inputsOf(options), [out, ...(report === null ? [] : [report]), statePath(out)]);
  const keeper = await openKeeper(options);
  try {
    const train = options.memory === undefined ? trainAndWrite : streamAndWrite;
    const result = await train(options, report, keeper);
    await keeper.remove();
    return result;
  } catch (error) {
    const isFinal = error instanceof CodedError && !(error instanceof WorkError) && !signal?.aborted;
    if (isFinal) await keeper.remove(); // the same call would end in the same way
    throw error;
  }
}

async function trainAndWrite(options: TrainOptions, report: string | null, keeper: Keeper): Promise<TrainResult> {
  const start = performance.now();
  const { table: path, target, out, summary, seed = 1, signal, onProgress } = options;
  // The reader has a `fill` of its own.
  const { fill: _, ...readOptions } = options;
  const { table: bare, facts } = await readWithFacts(path, readOptions);
  const { table: read, ...beside } = await withEmbeddings(path, bare, options);
  refuseList(path, read, target);

  onProgress?.({ phase: 'prepare' });
  const prepared = prepare(path, read, options);
  const { table, classes, recipe, design, train, test, incompleteRows, idleRows, fitWeights, learn } = prepared;
  const { findings } = prepared.inspection;
  const leftOut = [...unread(options), ...prepared.leftOut.filter(({ name }) => name !== summary?.cluster)];
  const inferred = inferredTable(table, { target, classes, labels: prepared.labels, recipe, leftOut, findings });
  for (const file of report === null ? [out] : [out, report]) await checkWritable(file);
  options.onInferred?.(inferred);
  const { result: choice, last } = await runSteps(
    (keeping) =>
      choosing(
        { table: train.table, labels: train.labels, classes, weights: fitWeights },
        (part, weights) => learn(part, fitWeights && weights),
        options,
        keeping,
      ),
    {
      ...{ keeper, part: 'choice', signal },
      onProgress: (progress) => onProgress?.({ phase: 'choose', ...progress }),
    },
  );
  const chosen = last && { choice: last };
  const judged = await fitUntilDone(prepared, choice, options, { keeper, part: 'fit', before: chosen });

  onProgress?.({ phase: 'evaluate' });
  const reading = keptReading({ ...options, ...facts, ...beside });
  const about = { table: basename(path), reading };
  const judgedModel = modelOf(prepared, choice, judged.fit, options, about);
  const inference =
    summary &&
    summarize({ file: path, ...prepared, table: train.table, labels: train.labels, weights: train.weights }, summary);
  const onTest = test.rows.length > 0 ? judgePart(judgedModel, test, { seed }) : null;
  const onTrain = judgePart(judgedModel, train, onTest ? { draws: 0 } : { seed });
  const isRefit = onTest !== null && (options.refit ?? design.sparse !== undefined);
  const final = isRefit ? { ...prepare(path, read, { ...options, holdout: 0 }), holdout: prepared.holdout } : prepared;
  const before = { ...chosen, ...(judged.last && { fit: judged.last }) };
  const { fit } = isRefit ? await fitUntilDone(final, choice, options, { keeper, part: 'refit', before }) : judged;
  const model = isRefit ? modelOf(final, choice, fit, options, about) : judgedModel;
  if (onTest) model.metrics = metricsOf(onTest.evaluation);
  const result: TrainResult = {
    model,
    modelPath: out,
    modelBytes: 0,
    reportPath: report,
    rows: table.rows,
    trainRows: train.rows.length,
    testRows: test.rows.length,
    missingTargetRows: table.rows - train.rows.length - incompleteRows - test.rows.length - idleRows,
    zeroWeightRows: idleRows,
    features: final.design.columns,
    alikeClasses: alikeClasses(classes),
    leftOut,
    findings,
    fit,
    penalty: choice.penaltyAccount,
    calibration: choice.calibrationAccount,
    training: onTrain.evaluation,
    heldOut: onTest?.evaluation ?? null,
    refitRows: isRefit ? final.train.rows.length : null,
    summary: inference ?? null,
    resumed: keeper.found !== null,
    streamed: null,
    seconds: 0,
  };

  return writeOutcome(result, onTest ?? onTrain, final.train, options, start);
}

/** The training of the table; what does not suit a strict training, a summary or the memory is refused. */
function prepare(file: string, table: Table, options: TrainOptions): Prepared {
  const { target, summary, holdout = summary ? 0 : 'auto' } = options;
  const size = { file, column: target };
  const prepared = inFile(file, () =>
    prepareTraining(table, {
      ...options,
      ...rolesIn(table, options),
      ...{ holdout, exclude: clusterColumn(options), completeRows: summary !== undefined },
      onInspected: ({ findings, texts, classes, rows }) => {
        if (options.strict) refuseFindings(file, findings);
        checkTrainingMemory({ ...size, rows, classes: classes.length, features: 0 });
        if (texts.length > 0) refuseWithTexts(file, texts[0], options);
      },
    }),
  );
  const { design, classes } = prepared;
  const check = design.sparse ? checkTextMemory : checkTrainingMemory;
  check({ ...size, rows: table.rows, classes: classes.length, features: design.columns });
  return prepared;
}

/** What cannot be done with texts. */
function refuseWithTexts(file: string, column: string, { summary, l1, l1Ratio, solver = 'auto' }: TrainOptions): void {
  if (summary) throw inputError('summary-of-texts', { file, column });
  if (l1 !== undefined || l1Ratio !== undefined) {
    throw inputError('bad-option', {
      option: 'l1',
      expected: 'no L1 penalty beside a column of texts',
      found: 'texts',
    });
  }
  if (solver !== 'auto' && solver !== 'newton') {
    throw inputError('bad-option', { option: 'solver', expected: 'auto or newton for texts', found: solver });
  }
}

/** The column that groups rows is no feature. */
function clusterColumn({ summary }: TrainOptions): LeftOut[] {
  return summary?.cluster === undefined ? [] : [{ name: summary.cluster, reason: 'identifier' }];
}

/** Runs the solver one iteration at a time; see run-steps.ts. */
async function fitUntilDone(
  { design, train, classes, fitWeights }: Prepared,
  { penalty }: Choice,
  options: TrainOptions,
  { keeper, part, before }: { keeper: Keeper; part: 'fit' | 'refit'; before: State | null },
): Promise<{ fit: TrainResult['fit']; last: State | null }> {
  const start = performance.now();
  const { signal, onProgress, solver } = options;
  const fitOptions = { ...penalty, ...solverOf(options), ...(fitWeights && { sampleWeights: fitWeights }) };
  try {
    const { result, last } = await runSteps(
      (keeping) => fitting(design, train.labels, classes.length, { ...fitOptions, ...keeping }),
      {
        ...{ keeper, part, signal },
        ...(before && { before }),
        onProgress: (progress) => onProgress?.({ phase: 'fit', ...progress }),
      },
    );
    return { fit: { ...result, seconds: (performance.now() - start) / 1000 }, last };
  } catch (error) {
    // Only the solver knows how many weights Newton's method can take.
    if (!(error instanceof RangeError && solver === 'newton')) throw error;
    throw inputError('bad-option', { option: 'solver', expected: 'auto or lbfgs for so many weights', found: solver });
  }
}
