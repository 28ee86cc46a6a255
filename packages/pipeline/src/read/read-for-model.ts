// Reads the columns that a model needs, by the rules of its training, as the kinds that the model has: categories stay text
// even if all of them are digits in this table, and text in a numeric column is refused with its cell. Other columns are
// not read.

import type { Model, Table } from 'bridle/learn';
import { type LaterReading, laterReading, type Override } from './kept-reading.ts';
import type { Wish } from './kinds.ts';
import { type ReadOptions, readWished } from './read-table.ts';

export type ForModel = { table: Table; overrides: Override[] };

/** The columns of the model's recipe; with `target`, also the column that the model predicts. */
export async function readForModel(
  path: string,
  model: Model,
  options: LaterReading & Pick<ReadOptions, 'signal' | 'onProgress'> & { target?: boolean },
): Promise<ForModel> {
  const { signal, onProgress, target } = options;
  const wishes = new Map<string, Wish>(model.recipe.features.map(({ name, kind }) => [name, kind]));
  if (target) wishes.set(model.target, 'infer');
  const { reading, overrides } = laterReading(model.reading, options);
  const table = await readWished(path, wishes, 'skip', { ...reading, signal, onProgress });
  return { table, overrides };
}
