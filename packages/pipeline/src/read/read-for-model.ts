// Reads the columns that a model needs as the kinds that the model has: categories stay text even if all of them are
// digits in this table, and text in a numeric column is refused with its cell. Other columns are not read.

import type { Model, Table } from 'bridle/learn';
import type { Wish } from './kinds.ts';
import { type ReadOptions, readWished } from './read-table.ts';

/** The columns of the model's recipe; with `target`, also the column that the model predicts. */
export function readForModel(path: string, model: Model, options: ReadOptions & { target?: boolean }): Promise<Table> {
  const wishes = new Map<string, Wish>(model.recipe.features.map(({ name, kind }) => [name, kind]));
  if (options.target) wishes.set(model.target, 'infer');
  return readWished(path, wishes, 'skip', options);
}
