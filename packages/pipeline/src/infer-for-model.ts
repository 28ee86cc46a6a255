// How a model would read a table: the columns that it needs, as the kinds that it has, what is missing and what is unknown
// to it. Nothing is predicted.

import { applyRecipe, encodeLabels, type Model, type Unseen } from 'bridle/learn';
import { type InferredTable, inferred } from './infer-columns.ts';
import { unread } from './read/column-options.ts';
import type { EmbeddingOptions } from './read/embeddings.ts';
import { inFile } from './read/in-file.ts';
import type { LaterReading, Override } from './read/kept-reading.ts';
import { readForModel } from './read/read-for-model.ts';
import { readModel } from './read/read-model.ts';
import type { ReadOptions } from './read/read-table.ts';

/** What `inferForModel` reads of a table: how the model takes its columns. */
export type TableForModel = InferredTable & { model: Model; unseen: Unseen[]; overrides: Override[] };

/**
 * Reads a table as `predictTable` does or, with `classes`, as `evaluateTable` does.
 *
 * @throws InputError, RecipeError or ModelError with one sentence about the files or options.
 * @example
 * ```ts
 * import { inferForModel } from '@bridle/pipeline';
 * // The model of the example of trainTable.
 * const { rows, unseen } = await inferForModel({ model: 'out/iris.model.json', table: 'examples/iris/iris.csv' });
 * [rows, unseen.length]; // → [150, 0]
 * ```
 */
export async function inferForModel(
  options: LaterReading &
    EmbeddingOptions &
    Pick<ReadOptions, 'format' | 'onNote' | 'signal' | 'onProgress'> & {
      model: string;
      table: string;
      classes?: boolean;
    },
): Promise<TableForModel> {
  const { table: path, classes: labelled = false } = options;
  const model = await readModel(options.model);
  const { table, overrides } = await readForModel(path, model, { ...options, target: labelled });
  const { target, classes, recipe, reading } = model;
  const labels = labelled ? inFile(path, () => encodeLabels(table, target, classes)) : new Int32Array(0);
  const { unseen } = inFile(path, () => applyRecipe(recipe, table));
  const columns = recipe.features.flatMap((feature) => {
    const column = table.columns.find(({ name }) => name === feature.name);
    return column ? { ...inferred(column), kind: feature.kind } : [];
  });
  const missingTargetRows = labels.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  const leftOut = unread(reading).filter(({ reason }) => reason === 'identifier');
  return {
    model,
    rows: table.rows,
    target,
    classes,
    missingTargetRows,
    columns,
    leftOut,
    findings: [],
    unseen,
    overrides,
  };
}
