// Trains with more rows than memory. The table is read once into a file of columns; the recipe is learned from all training
// rows, column by column, and the weights by passes over the file. What needs rows by the thousand only, the choice of the
// penalty and the calibration, the start of the descent, and the figures of the result, is of rows drawn by the seed.

import { basename, dirname, join } from 'node:path';
import type { PassesEnd } from '@bridle/sql';
import {
  type Choice,
  choosing,
  type Fit,
  type Inspection,
  inspectColumns,
  type Model,
  metricsOf,
  type Part,
  referenceLevels,
  trainingOf,
  withZeros,
} from 'bridle/learn';
import { alikeClasses } from '../alike-classes.ts';
import type { InferredTable } from '../infer-columns.ts';
import { inputError } from '../messages.ts';
import { rolesIn, unread } from '../read/column-options.ts';
import { filesOf } from '../read/files.ts';
import { inFile } from '../read/in-file.ts';
import { keptReading } from '../read/kept-reading.ts';
import { readWithFacts } from '../read/read-table.ts';
import { refuseList } from '../read/vectors.ts';
import { refuseFindings } from '../refuse-findings.ts';
import type { Keeper } from '../state/keep-state.ts';
import { runSteps } from '../state/run-steps.ts';
import type { TrainOptions } from '../train-options.ts';
import { judgePart, writeOutcome } from '../train-outcome.ts';
import type { TrainResult } from '../train-result.ts';
import { removeLeftovers, removeTemporary, temporaryName } from '../write/temporary-files.ts';
import { checkWritable } from '../write/write-whole.ts';
import { designOf, fitByPasses, MOST_PASSES } from './fit-by-passes.ts';
import { drawJudged, drawSample, gather, splitRows } from './rows-of-spill.ts';
import type { Spill } from './spill.ts';
import { fillSpill } from './spill-table.ts';
import { surveyFeatures, surveyTarget } from './survey.ts';

/** Rows that the penalty, the calibration and the start are of, and by which the model is judged, at most. */
const SAMPLE = 20_000;
const JUDGED = 200_000;
/** Of every row: its label, its part, and one cell of a column, twice while it is read. */
const BYTES_OF_A_ROW = 10;
/** What DuckDB may take of it, and at least. */
const DATABASE_SHARE = 0.4;
const DATABASE_LEAST = 100e6;
/** The order of the matrix of the sample's Hessian, at most. */
const LARGEST = 2000;

/** Trains by passes over a spill file, and writes the model and the report. */
export async function streamAndWrite(
  options: TrainOptions,
  report: string | null,
  keeper: Keeper,
): Promise<TrainResult> {
  const { out, tmp = dirname(out), table } = options;
  if ((await filesOf(table)).length > 1) throw inputError('memory-files', { file: table });
  for (const file of report === null ? [out] : [out, report]) await checkWritable(file);
  const target = join(tmp, `${basename(out)}.rows`);
  await removeLeftovers(target);
  const path = temporaryName(target);
  let spill: Spill | undefined;
  try {
    return await trainOn(
      path,
      (opened) => {
        spill = opened;
      },
      options,
      report,
      keeper,
    );
  } finally {
    await spill?.file.close().catch(() => {});
    await removeTemporary(path);
  }
}

async function trainOn(
  path: string,
  opened: (spill: Spill) => void,
  options: TrainOptions,
  report: string | null,
  keeper: Keeper,
): Promise<TrainResult> {
  const start = performance.now();
  const { table: file, target, out, standardize = true, holdout = 0.2, seed = 1, signal, onProgress } = options;
  const memory = options.memory ?? 0;
  const { spill, facts } = await readIntoSpill(path, opened, options, memory);
  onProgress?.({ phase: 'prepare' });
  const prepare = () => {
    onProgress?.({ phase: 'prepare' });
    signal?.throwIfAborted();
  };
  const { classes, labels } = await surveyTarget(spill, target, file);
  const split = splitRows(labels, classes.length, holdout, seed);
  const drawn = drawSample(split, SAMPLE, seed);
  const most = Math.min(JUDGED, Math.floor(memory / 8 / (8 * (spill.columns.length + 3 * classes.length))));
  const judged = [drawJudged(split, 0, most, seed), drawJudged(split, 1, most, seed)] as const;
  const head = Int32Array.from({ length: Math.min(spill.blockRows, spill.rows) }, (_, row) => row);
  const [sampled, onTrainRows, onTestRows, first] = await gather(spill, [drawn.rows, ...judged, head]);
  const labelsOf = (rows: Int32Array) => Int32Array.from(rows, (row) => labels[row]);
  const found = inFile(file, () =>
    inspection(
      { table: sampled, labels: labelsOf(drawn.rows) },
      { table: first, labels: labelsOf(head) },
      { target, classes: classes.length },
      options,
    ),
  );
  if (options.strict) refuseFindings(file, found.findings);
  const how = { target, file, standardize, minCount: options.minCount ?? 1, found };
  const { recipe, leftOut, columns } = await surveyFeatures(spill, split, how, prepare);
  const left = [...unread(options), ...leftOut];
  const missingTargetRows = spill.rows - split.trainRows - split.testRows;
  const inferred: InferredTable = {
    ...{ rows: spill.rows, target, classes, missingTargetRows, columns, leftOut: left, findings: found.findings },
  };
  options.onInferred?.(inferred);

  const references = options.l2 === 0 ? inFile(file, () => referenceLevels(recipe, options.references)) : [];
  const dropped = references.map(({ feature }) => feature);
  const shape = { file, split, recipe, dropped: new Set(dropped), classes: classes.length };
  const design = designOf({ ...shape, l2: 0 }, sampled, drawn.rows);
  const size = (classes.length - 1) * (design.columns + 1);
  const limit = Math.min(LARGEST, Math.floor(Math.sqrt(memory / 4 / 8)));
  if (size > limit) {
    throw inputError('memory-weights', { file, classes: classes.length, features: design.columns, limit });
  }
  const sampleLabels = labelsOf(drawn.rows);
  const mean = split.trainRows / drawn.rows.length;
  const isEven = drawn.weights.every((weight) => weight === drawn.weights[0]);
  const rows = {
    ...{ table: sampled, labels: sampleLabels, classes },
    weights: isEven ? null : drawn.weights.map((weight) => weight / mean),
  };
  const { threads: _, ...choiceOptions } = options;
  const { result: choice, last } = await runSteps((keeping) => choosing(rows, () => recipe, choiceOptions, keeping), {
    ...{ keeper, part: 'choice', signal },
    onProgress: (progress) => onProgress?.({ phase: 'choose', ...progress }),
  });
  const { penalty } = choice;
  const C = penalty && 'C' in penalty ? penalty.C : 1;
  const given = penalty && 'l2' in penalty ? penalty.l2 : undefined;
  const l2 = given ?? penaltyOf(C, split.trainRows, classes.length);
  const sample = { rows: drawn.rows.length, design, labels: sampleLabels, weights: drawn.weights };
  const fitted = performance.now();
  const end = await fitByPasses({ ...shape, spill, l2 }, sample, {
    ...{ keeper, signal, maxPasses: options.maxIterations },
    before: last ? { choice: last } : {},
    onPass: ({ pass, objective, gradientNorm }) =>
      onProgress?.({
        ...{ phase: 'fit', solver: 'lbfgs', iteration: pass, passes: pass, objective, gradientNorm },
        gapBound: Infinity,
      }),
  });
  const ending = { rows: split.trainRows, maxPasses: options.maxIterations };
  const fit = fitOf(end, { ...ending, classes: classes.length, features: design.columns, l2, penalty });

  onProgress?.({ phase: 'evaluate' });
  const training = trainingOf(fit, {
    ...{ table: basename(file), rows: split.trainRows, standardize, holdout, seed },
    shares: split.counts.map((count) => count / split.trainRows),
  });
  const weights = withZeros(fit.weights, classes.length, fit.features + dropped.length, dropped);
  const reading = keptReading({ ...options, ...facts });
  const { intercepts } = fit;
  const { calibration } = choice;
  const top = { format: 'bridle-model', version: 2, target, classes, reading, recipe } as const;
  const model: Model = { ...top, weights, intercepts, calibration, training, metrics: null };
  const part = (table: Part['table'], rows: Int32Array): Part => ({
    table,
    rows,
    labels: labelsOf(rows),
    weights: null,
  });
  const onTest = split.testRows > 0 ? judgePart(model, part(onTestRows, judged[1]), { seed }) : null;
  const onTrain = judgePart(model, part(onTrainRows, judged[0]), onTest ? { draws: 0 } : { seed });
  if (onTest) model.metrics = metricsOf(onTest.evaluation);
  const result: TrainResult = {
    ...{
      model,
      modelPath: out,
      modelBytes: 0,
      reportPath: report,
      rows: spill.rows,
      missingTargetRows,
      zeroWeightRows: 0,
    },
    ...{ trainRows: split.trainRows, testRows: split.testRows, features: fit.features, leftOut: left },
    alikeClasses: alikeClasses(classes),
    findings: found.findings,
    fit: { ...fit, seconds: (performance.now() - fitted) / 1000 },
    penalty: choice.penaltyAccount,
    calibration: choice.calibrationAccount,
    training: onTrain.evaluation,
    heldOut: onTest?.evaluation ?? null,
    refitRows: null,
    summary: null,
    resumed: keeper.found !== null,
    streamed: { memory, spillBytes: spill.bytes, sampleRows: drawn.rows.length, gapEstimate: end.gapEstimate ?? 0 },
    seconds: 0,
  };
  return writeOutcome(result, onTest ?? onTrain, part(onTrainRows, judged[0]), options, start);
}

/** Reads the table into the file, and refuses one whose rows need more memory for their labels alone. */
async function readIntoSpill(path: string, opened: (spill: Spill) => void, options: TrainOptions, memory: number) {
  const { table: file, target } = options;
  let spill: Spill | undefined;
  const fill = fillSpill({
    path,
    levelBytes: memory / 8,
    onOpened: (it) => {
      const needed = it.rows * BYTES_OF_A_ROW;
      if (needed > memory)
        throw inputError('memory-too-small', {
          file,
          rows: it.rows,
          needed: megabytes(needed),
          found: megabytes(memory),
        });
      options.onSpill?.({ path, bytes: it.bytes });
      opened(it);
      spill = it;
    },
  });
  const databaseMemory = Math.max(DATABASE_LEAST, DATABASE_SHARE * memory);
  const { facts } = await readWithFacts(file, { ...options, fill, databaseMemory });
  const names =
    spill?.columns.map(({ name }) => ({ kind: 'numeric' as const, name, values: new Float64Array(0) })) ?? [];
  refuseList(file, { rows: 0, columns: names }, target);
  if (!spill) throw inputError('no-rows', { file });
  return { spill, facts };
}

/** What a sample shows of the columns, and of the first rows whether a column counts them. */
function inspection(
  sample: { table: Part['table']; labels: Int32Array },
  head: { table: Part['table']; labels: Int32Array },
  { target, classes }: { target: string; classes: number },
  options: TrainOptions,
): Inspection {
  const of = ({ table, labels }: typeof sample) =>
    inspectColumns(table, { target, labels, classes }, rolesIn(table, options));
  const found = of(sample);
  if (found.texts.length > 0) throw inputError('memory-text-column', { file: options.table, column: found.texts[0] });
  const known = new Set(found.findings.map(({ column }) => column));
  const counting = of(head).findings.filter(({ code, column }) => code === 'row-numbers' && !known.has(column));
  const leftOut = counting.flatMap(({ column, left }) =>
    left ? [{ name: column, reason: 'row-numbers' as const }] : [],
  );
  return { ...found, findings: [...found.findings, ...counting], leftOut: [...found.leftOut, ...leftOut] };
}

function fitOf(
  { parameters, loss, objective, gradientNorm, passes, converged }: PassesEnd,
  { classes, features, l2, penalty, rows, maxPasses = MOST_PASSES }: Fitted,
): Fit {
  const width = features + 1;
  const weights = new Float64Array(classes * features);
  const intercepts = new Float64Array(classes);
  for (let k = 0; k < classes; k += 1) {
    weights.set(parameters.subarray(k * width, k * width + features), k * features);
    intercepts[k] = parameters[(k + 1) * width - 1];
  }
  const given = penalty && 'C' in penalty ? penalty.C : null;
  const stop = converged ? 'optimum' : passes >= maxPasses ? 'max-iterations' : 'precision';
  return {
    ...{ solver: 'lbfgs', weights, intercepts, classes, features, l2, iterations: passes, passes, objective },
    C: given ?? (l2 > 0 ? penaltyOf(l2, rows, classes) : null),
    ...{ gradientNorm, gapBound: Infinity, logLoss: loss, converged: stop !== 'max-iterations', stop },
  };
}

type Fitted = {
  classes: number;
  features: number;
  l2: number;
  penalty: Choice['penalty'];
  rows: number;
  maxPasses: number | undefined;
};

/** The λ of C, and the C of λ. */
function penaltyOf(C: number, rows: number, classes: number): number {
  return (classes === 2 ? 2 : 1) / (C * rows);
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
