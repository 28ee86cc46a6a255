// Reads the columns that a model needs, by the rules of its training, as the kinds that the model has: categories stay text
// even if all of them are digits in this table, and text in a numeric column is refused with its cell. Other columns are
// not read.

import type { Model, Reading, Table } from 'bridle/learn';
import type { Encodings } from './as-utf8.ts';
import { type LaterReading, laterReading, type Override } from './kept-reading.ts';
import type { Wish } from './kinds.ts';
import { type ReadOptions, readWished } from './read-table.ts';
import { type BlockOptions, type TableBlock, tableBlocks } from './table-blocks.ts';

export type ForModel = { table: Table; overrides: Override[] };

/** The columns of the model's recipe; with `target`, also the column that the model predicts. */
export async function readForModel(
  path: string,
  model: Model,
  options: LaterReading &
    Pick<ReadOptions, 'format' | 'onNote' | 'signal' | 'onProgress'> & {
      target?: boolean;
      /** Further columns, of any kind. */
      more?: readonly string[];
    },
): Promise<ForModel> {
  const { format, onNote, signal, onProgress, target } = options;
  const wishes = wishesOf(model);
  if (target) wishes.set(model.target, 'infer');
  for (const name of options.more ?? []) if (!wishes.has(name)) wishes.set(name, 'infer');
  const { reading, overrides } = readingFor(model, options);
  const { table } = await readWished(path, wishes, 'skip', { ...reading, format, onNote, signal, onProgress });
  return { table, overrides };
}

/** The columns of the model's recipe, block by block. */
export function blocksForModel(
  path: string,
  model: Model,
  options: LaterReading & Pick<BlockOptions, 'format' | 'onNote' | 'signal' | 'size' | 'threads'>,
): { blocks: AsyncGenerator<TableBlock>; overrides: Override[] } {
  const { format, onNote, signal, size, threads } = options;
  const { reading, overrides } = readingFor(model, options);
  const asked = { ...reading, format, onNote, signal, size, threads };
  return { blocks: tableBlocks(path, wishesOf(model), 'skip', asked), overrides };
}

/** The kinds of the columns of the model's recipe. */
function wishesOf(model: Model): Map<string, Wish> {
  return new Map(model.recipe.features.map(({ name, kind }) => [name, kind === 'numeric' ? kind : 'categorical']));
}

/** How a table is read for a model, and the options that were used in place of the model's. */
export function readingFor(
  model: Model,
  given: LaterReading,
): {
  reading: Omit<Reading, 'encoding'> & Encodings;
  overrides: Override[];
} {
  const { reading, overrides } = laterReading(model.reading, given);
  // A later table may be in UTF-8 though that of the training was not.
  return { reading: { ...reading, encoding: given.encoding, otherwise: reading.encoding }, overrides };
}
