// How training would read a table: which columns are numbers, which are categories, what is missing, what is left out.

import {
  type Column,
  type Feature,
  type Finding,
  inspectColumns,
  type LeftOut,
  learnRecipe,
  type Recipe,
  readLabels,
  type Table,
  takeWeights,
} from 'bridle/learn';
import { checkColumnOptions, rolesIn, unread } from './read/column-options.ts';
import { type EmbeddingOptions, withEmbeddings } from './read/embeddings.ts';
import { inFile } from './read/in-file.ts';
import { type ReadOptions, readTable } from './read/read-table.ts';
import { refuseList } from './read/vectors.ts';

/** A column; `levels` is the number of categories, different dates or texts, null for numbers; `missing` the number of empty cells. */
export type InferredColumn = { name: string; kind: Feature['kind']; levels: number | null; missing: number };

/** What `inferColumns` reads of a table: rows, classes, and which columns become features. */
export type InferredTable = {
  rows: number;
  target: string;
  classes: string[];
  missingTargetRows: number;
  /** The columns that become features, in the order of the table. */
  columns: InferredColumn[];
  leftOut: LeftOut[];
  /** What deserves a second look, and whether the column is left out for it. */
  findings: Finding[];
};

/**
 * Reads a table as `trainTable` does, and trains nothing. What is left out is judged by all rows with a target, where
 * training judges empty, constant and all-distinct columns by those that it trains on.
 *
 * @throws InputError, RecipeError: what is wrong with the table or the options, in one sentence.
 * @example
 * ```ts
 * import { inferColumns } from '@bridle/pipeline';
 * const { rows, classes, columns } = await inferColumns({ table: 'examples/iris/iris.csv', target: 'species' });
 * [rows, classes.length, columns.length]; // → [150, 3, 4]
 * ```
 */
export async function inferColumns(
  options: ReadOptions & EmbeddingOptions & { table: string; target: string; weight?: string },
): Promise<InferredTable> {
  const { table: path, target } = options;
  checkColumnOptions(options, target);
  const { table: read } = await withEmbeddings(path, await readTable(path, options), options);
  refuseList(path, read, target);
  const { table } = inFile(path, () => takeWeights(read, options.weight));
  const { classes, labels } = inFile(path, () => readLabels(table, target));
  const facts = { target, labels, classes: classes.length };
  const {
    findings,
    leftOut: exclude,
    dates,
    texts,
  } = inFile(path, () => inspectColumns(table, facts, rolesIn(table, options)));
  const { recipe, leftOut } = inFile(path, () => learnRecipe(table, { target, exclude, dates, texts }));
  return inferredTable(table, { target, classes, labels, recipe, leftOut: [...unread(options), ...leftOut], findings });
}

/** What was inferred, as data. */
export function inferredTable(
  table: Table,
  facts: Omit<InferredTable, 'rows' | 'missingTargetRows' | 'columns'> & { labels: Int32Array; recipe: Recipe },
): InferredTable {
  const { labels, recipe, target, classes, leftOut, findings } = facts;
  const used = new Map(recipe.features.map(({ name, kind }) => [name, kind]));
  const missingTargetRows = labels.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  const columns = table.columns.flatMap((column): InferredColumn | [] => {
    const kind = used.get(column.name);
    return kind === undefined ? [] : { ...inferred(column), kind };
  });
  return { rows: table.rows, target, classes, missingTargetRows, columns, leftOut, findings };
}

/** A column as it was read. */
export function inferred(column: Column): InferredColumn {
  const { name, kind } = column;
  if (kind === 'numeric') {
    return { name, kind, levels: null, missing: countMissing(column.values) };
  }
  const seen = new Set(column.codes);
  seen.delete(-1);
  return { name, kind, levels: seen.size, missing: column.codes.reduce((sum, code) => sum + (code < 0 ? 1 : 0), 0) };
}

/** By index: `for … of` over a typed array takes five times as long. */
function countMissing(values: ArrayLike<number>): number {
  let missing = 0;
  for (let row = 0; row < values.length; row += 1) if (Number.isNaN(values[row])) missing += 1;
  return missing;
}
