// What every training ends with: its parts judged, the model's figures, and the model and the report written together.

import { arithmetic } from 'bridle';
import {
  type Evaluation,
  type Fit,
  type Metrics,
  type Model,
  predict,
  scoreRows,
  serializeModel,
  type Table,
  type Training,
  takeRows,
} from 'bridle/learn';
import { type Judgement, judge } from './judge.ts';
import { trainingReport } from './report/training-report.ts';
import type { TrainOptions } from './train-options.ts';
import type { TrainResult } from './train-result.ts';
import { writeWhole } from './write/write-whole.ts';

/** Rows by their places in the whole table, with their labels and, where there are any, their weights. */
export type Part = { table: Table; labels: Int32Array; rows: Int32Array; weights: Float64Array | null };

export function partOf(table: Table, labels: Int32Array, rows: Int32Array, weights: Float64Array | null): Part {
  return {
    table: takeRows(table, rows),
    labels: Int32Array.from(rows, (row) => labels[row]),
    rows,
    weights: weights && Float64Array.from(rows, (row) => weights[row]),
  };
}

export function judgePart(
  model: Model,
  { table, labels, rows, weights }: Part,
  intervals: { seed?: number; draws?: number },
): Judgement {
  const { probabilities } = predict(model, table, { scoreRows });
  return judge(probabilities, labels, rows, model.classes.length, { ...intervals, ...(weights && { weights }) });
}

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

export function metricsOf({ rows, accuracy, logLoss, brier, ece }: Evaluation): Metrics {
  return { rows, accuracy, logLoss, brier, ece };
}

/** Writes the model and the report, both or neither. */
export async function writeOutcome(
  result: TrainResult,
  found: Judgement,
  { signal, language = 'en', onProgress }: TrainOptions,
  start: number,
): Promise<TrainResult> {
  onProgress?.({ phase: 'write' });
  const { model, modelPath, reportPath } = result;
  const outputs = [{ path: modelPath, content: serializeModel(model) }];
  if (reportPath !== null) outputs.push({ path: reportPath, content: trainingReport(result, found, language) });
  await writeWhole(outputs, signal);
  return { ...result, seconds: (performance.now() - start) / 1000 };
}
