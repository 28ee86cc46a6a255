// What every training ends with: its parts judged, and the model and the report written together.

import { type Model, type Part, predict, scoreRows, serializeModel } from 'bridle/learn';
import { asRows } from './drift/count-cells.ts';
import { learnProfile, withProfile } from './drift/profile.ts';
import { type Judgement, judge } from './judge.ts';
import { trainingReport } from './report/training-report.ts';
import type { TrainOptions } from './train-options.ts';
import type { TrainResult } from './train-result.ts';
import { writeWhole } from './write/write-whole.ts';

export function judgePart(
  model: Model,
  { table, labels, rows, weights }: Part,
  intervals: { seed?: number; draws?: number },
): Judgement {
  const { probabilities } = predict(model, table, { scoreRows });
  return judge(probabilities, labels, rows, model.classes.length, { ...intervals, ...(weights && { weights }) });
}

/** Writes the model, with the profile of its training rows, and the report, both or neither. */
export async function writeOutcome(
  result: TrainResult,
  found: Judgement,
  { table, weights }: Pick<Part, 'table' | 'weights'>,
  { signal, language = 'en', onProgress }: TrainOptions,
  start: number,
): Promise<TrainResult> {
  onProgress?.({ phase: 'write' });
  const { model, modelPath, reportPath } = result;
  const profile = learnProfile(model.recipe, table, asRows(weights));
  const content = withProfile(serializeModel(model), profile);
  const outputs = [{ path: modelPath, content }];
  if (reportPath !== null) outputs.push({ path: reportPath, content: trainingReport(result, found, language) });
  await writeWhole(outputs, signal);
  return { ...result, modelBytes: Buffer.byteLength(content), seconds: (performance.now() - start) / 1000 };
}
