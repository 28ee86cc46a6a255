// Trains a classifier from a table: reads it, holds rows out, learns the recipe on the rest, trains to the certified
// optimum, evaluates on the held-out rows, and writes model and report, both or neither (see writeWhole).

import { basename } from 'node:path';
import {
  applyRecipe,
  CodedError,
  type Design,
  fitting,
  type LeftOut,
  learnRecipe,
  type Model,
  readLabels,
  referenceLevels,
  roundWeights,
  stratifiedSplit,
  type Table,
  withoutFeatures,
  withZeros,
} from 'bridle/learn';
import { alikeClasses } from './alike-classes.ts';
import { type Choice, choose } from './choose.ts';
import { WorkError } from './errors.ts';
import { inferredTable } from './infer-columns.ts';
import { inspectColumns, refuseFindings } from './inspect/inspect-columns.ts';
import { checkTextMemory, checkTrainingMemory } from './memory.ts';
import { inputError } from './messages.ts';
import { checkPaths } from './options.ts';
import { unread } from './read/column-options.ts';
import { inFile } from './read/in-file.ts';
import { keptReading } from './read/kept-reading.ts';
import { readWithFacts } from './read/read-table.ts';
import { refuseList } from './read/vectors.ts';
import { streamAndWrite } from './spill/stream-table.ts';
import { type Keeper, openKeeper, statePath } from './state/keep-state.ts';
import { runSteps } from './state/run-steps.ts';
import { completeRows, summarize } from './summary.ts';
import { checkTrainOptions, solverOf, type TrainOptions, textShapeOf, wantedOf } from './train-options.ts';
import { judgePart, metricsOf, type Part, partOf, trainingOf, writeOutcome } from './train-outcome.ts';
import type { TrainResult } from './train-result.ts';
import { classShares, classWeightsOf, rowWeights, takeWeights, weighedLabels } from './weights.ts';
import { checkWritable } from './write/write-whole.ts';

/** The share of rows held out by default; texts need every row, because each brings words of its own. */
const HOLDOUT = 0.2;
const HOLDOUT_OF_TEXTS = 0.1;

/**
 * Trains a softmax classifier on a table and writes it as a model file, with a report.
 *
 * The held-out rows are used neither for the recipe nor for training. Outputs are written when all work is done; whether
 * they can be written is checked before training starts. A training of more than ten seconds saves its state beside the
 * model every few seconds; after a crash, a kill or an abort the same call continues from it, with the same bits.
 *
 * @throws InputError, RecipeError: what is wrong with the table, the options or the paths, in one sentence; the reason
 * of `signal` when it aborts.
 */
export async function trainTable(options: TrainOptions): Promise<TrainResult> {
  checkTrainOptions(options);
  const { table, out, report = `${out.replace(/(\.model)?\.json$/, '')}.report.html`, signal } = options;
  await checkPaths([table], [out, ...(report === null ? [] : [report]), statePath(out)]);
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
  const { table: path, target, out, standardize = true, summary, seed = 1, signal, onProgress } = options;
  // The reader has a `fill` of its own.
  const { fill: _, ...readOptions } = options;
  const { table: read, facts } = await readWithFacts(path, readOptions);
  refuseList(path, read, target);
  const weighted = takeWeights(path, read, options.weight);
  const { table } = weighted;

  onProgress?.({ phase: 'prepare' });
  const {
    inferred,
    learn,
    recipe,
    whole,
    design,
    references,
    dropped,
    train,
    test,
    incompleteRows,
    idleRows,
    holdout,
    ...rest
  } = prepare(path, weighted, options, {
    target,
    standardize,
    seed,
  });
  const { classes, leftOut, findings } = inferred;
  const { classWeights, fitWeights } = rest;
  for (const file of report === null ? [out] : [out, report]) await checkWritable(file);
  options.onInferred?.(inferred);
  const choice = await choose(
    { table: train.table, labels: train.labels, classes, weights: fitWeights },
    (part, weights) => learn(part, fitWeights && weights).recipe,
    { ...wantedOf(options), seed, threads: options.threads ?? 1 },
    { keeper, signal, onProgress: (progress) => onProgress?.({ phase: 'choose', ...progress }) },
  );
  const { calibration } = choice;
  const part = { ...train, weights: fitWeights };
  const fit = await fitUntilDone(design, part, classes.length, choice, options, keeper);

  onProgress?.({ phase: 'evaluate' });
  const training = trainingOf(fit, {
    ...{ table: basename(path), rows: train.rows.length, standardize, holdout, seed },
    shares: [...classShares(train.labels, fitWeights, classes.length)],
    ...(options.weight !== undefined && { weight: options.weight }),
    ...(classWeights && { classWeights: [...classWeights] }),
  });
  const { intercepts } = fit;
  const width = fit.features + dropped.length;
  const exact = withZeros(fit.weights, classes.length, width, dropped);
  const weights = design.sparse ? roundWeights(exact, classes.length) : exact;
  const reading = keptReading({ ...options, ...facts });
  const head = { format: 'bridle-model', version: 2, target, classes, reading, recipe } as const;
  const model: Model = { ...head, weights, intercepts, calibration, training, metrics: null };
  const inference =
    summary &&
    summarize(
      {
        file: path,
        table: train.table,
        whole,
        design,
        labels: train.labels,
        weights: train.weights,
        classes,
        recipe,
        references,
        dropped,
        incompleteRows,
      },
      summary,
    );
  const onTest = test.rows.length > 0 ? judgePart(model, test, { seed }) : null;
  const onTrain = judgePart(model, train, onTest ? { draws: 0 } : { seed });
  if (onTest) model.metrics = metricsOf(onTest.evaluation);
  const result: TrainResult = {
    model,
    modelPath: out,
    reportPath: report,
    rows: table.rows,
    trainRows: train.rows.length,
    testRows: test.rows.length,
    missingTargetRows: table.rows - train.rows.length - incompleteRows - test.rows.length - idleRows,
    zeroWeightRows: idleRows,
    features: fit.features,
    alikeClasses: alikeClasses(classes),
    leftOut,
    findings,
    fit,
    penalty: choice.penaltyAccount,
    calibration: choice.calibrationAccount,
    training: onTrain.evaluation,
    heldOut: onTest?.evaluation ?? null,
    summary: inference ?? null,
    resumed: keeper.found !== null,
    streamed: null,
    seconds: 0,
  };

  return writeOutcome(result, onTest ?? onTrain, options, start);
}

/** The classes, the parts of the table, and the design of the training part. */
function prepare(
  path: string,
  { table, weights }: { table: Table; weights: Float64Array | null },
  options: TrainOptions,
  { target, standardize, seed }: { target: string; standardize: boolean; seed: number },
) {
  const { classes, labels: read } = inFile(path, () => readLabels(table, target));
  const labels = weighedLabels(path, options.weight, { labels: read, weights, classes });
  const found = inFile(path, () => inspectColumns(table, { target, labels, classes: classes.length }, options));
  if (options.strict) refuseFindings(path, found.findings);
  const size = { file: path, column: target, rows: table.rows, classes: classes.length };
  checkTrainingMemory({ ...size, features: 0 });
  if (options.summary && found.texts.length > 0) {
    throw inputError('summary-of-texts', { file: path, column: found.texts[0] });
  }
  const { holdout = options.summary ? 0 : found.texts.length > 0 ? HOLDOUT_OF_TEXTS : HOLDOUT } = options;
  const split = stratifiedSplit(labels, classes.length, { holdout, seed });
  const all = partOf(table, labels, split.train, weights);
  const test = partOf(table, labels, split.test, weights);
  const exclude = [...found.leftOut, ...clusterColumn(options)];
  const { dates, texts } = found;
  const minCount = options.minCount ?? 1;
  const how = {
    target,
    standardize,
    exclude,
    dates,
    texts,
    textShape: textShapeOf(options),
    minCount,
    fill: options.fill ?? ('mean' as const),
  };
  const learn = (part: Table, of: Float64Array | null) => learnRecipe(part, { ...how, ...(of && { weights: of }) });
  const classWeights = classWeightsOf(path, options.classWeight, { ...all, classes });
  const weightsOf = (part: Part) => rowWeights(part.labels, part.weights, classWeights);
  const first = inFile(path, () => learn(all.table, weightsOf(all)), all.rows);
  // As statistics programs do: rows with a missing cell are left out, so that no mark of missing cells is estimated.
  const train = options.summary ? partOf(table, labels, completeRows(all, first.recipe, path, classes), weights) : all;
  const { recipe, leftOut } =
    train.rows.length === all.rows.length
      ? first
      : inFile(path, () => learn(train.table, weightsOf(train)), train.rows);
  const incompleteRows = all.rows.length - train.rows.length;
  const left = [...unread(options), ...leftOut.filter(({ name }) => name !== options.summary?.cluster)];
  const references =
    options.l2 === 0 && options.l1 === undefined && texts.length === 0
      ? inFile(path, () => referenceLevels(recipe, options.references))
      : [];
  const dropped = references.map(({ feature }) => feature);
  const whole = applyRecipe(recipe, train.table).design;
  const design = dropped.length > 0 ? withoutFeatures(whole, new Set(dropped)) : whole;
  if (design.sparse) checkTextMemory({ ...size, features: design.columns });
  else checkTrainingMemory({ ...size, features: design.columns });
  const inferred = inferredTable(table, { target, classes, labels, recipe, leftOut: left, findings: found.findings });
  const idleRows = labels.reduce((sum, label, row) => sum + (label < read[row] ? 1 : 0), 0);
  return {
    inferred,
    learn,
    recipe,
    whole,
    design,
    references,
    dropped,
    train,
    test,
    incompleteRows,
    idleRows,
    holdout,
    classWeights,
    fitWeights: weightsOf(train),
  };
}

/** The column that groups rows is no feature. */
function clusterColumn({ summary }: TrainOptions): LeftOut[] {
  return summary?.cluster === undefined ? [] : [{ name: summary.cluster, reason: 'identifier' }];
}

/** Runs the solver one iteration at a time; see run-steps.ts. */
async function fitUntilDone(
  design: Design,
  { labels, weights }: Pick<Part, 'labels' | 'weights'>,
  classes: number,
  { penalty, state: choice }: Choice,
  options: TrainOptions,
  keeper: Keeper,
): Promise<TrainResult['fit']> {
  const start = performance.now();
  const { signal, onProgress } = options;
  const sample = weights ? { sampleWeights: weights } : {};
  if (design.sparse && (options.l1 !== undefined || options.l1Ratio !== undefined)) {
    throw inputError('bad-option', { option: 'l1', expected: 'no L1 penalty for texts', found: 'one' });
  }
  if (design.sparse && !['auto', 'newton'].includes(options.solver ?? 'auto')) {
    const found = String(options.solver);
    throw inputError('bad-option', { option: 'solver', expected: 'auto or newton for texts', found });
  }
  try {
    const { result } = await runSteps(
      (keeping) => fitting(design, labels, classes, { ...penalty, ...solverOf(options), ...sample, ...keeping }),
      {
        ...{ keeper, part: 'fit', signal },
        ...(choice && { before: { choice } }),
        onProgress: (progress) => onProgress?.({ phase: 'fit', ...progress }),
      },
    );
    return { ...result, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    // Only the solver knows how many weights Newton's method can take.
    const { solver } = options;
    if (!(error instanceof RangeError && solver === 'newton')) throw error;
    throw inputError('bad-option', { option: 'solver', expected: 'auto or lbfgs for so many weights', found: solver });
  }
}
