// The columns of a table that a model needs, read as the model needs them: a category stays text though this table's
// happen to be numbers, and text among numbers is refused by its cell. The other columns are not looked at.

import type { Model, Table } from 'bridle/learn';
import type { Wish } from './kinds.ts';
import { type ReadOptions, readWished } from './read-table.ts';

/** The table's columns that the recipe reads; with `target`, also the column that the model predicts. */
export function readForModel(path: string, model: Model, options: ReadOptions & { target?: boolean }): Promise<Table> {
  const wishes = new Map<string, Wish>(model.recipe.features.map(({ name, kind }) => [name, kind]));
  if (options.target) wishes.set(model.target, 'infer');
  return readWished(path, wishes, 'skip', options);
}
