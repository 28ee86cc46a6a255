// A model's probabilities for a table from a file, with errors that name the files.

import { type Model, ModelError, predict, scoreRows, type Table, type Unseen } from 'bridle/learn';
import { checkPredictionMemory } from './memory.ts';
import { inFile } from './read/in-file.ts';

/** The probabilities, all finite: a model whose weights make the scores overflow is refused. */
export function probabilitiesOf(
  model: Model,
  table: Table,
  files: { model: string; table: string; uncalibrated?: boolean },
): { probabilities: Float64Array; unseen: Unseen[] } {
  const { target, classes } = model;
  checkPredictionMemory({ file: files.table, column: target, rows: table.rows, classes: classes.length });
  const options = { uncalibrated: files.uncalibrated === true, scoreRows };
  const result = inFile(files.table, () => predict(model, table, options));
  const at = result.probabilities.findIndex((p) => Number.isNaN(p));
  if (at < 0) return result;
  const index = Math.floor(at / model.classes.length);
  throw new ModelError(
    'not-finite',
    `${files.model}: the scores of row ${index + 1} of ${files.table} overflow because the model's weights are too large.`,
    { file: files.model, field: 'weights', index, found: 'NaN' },
  );
}
