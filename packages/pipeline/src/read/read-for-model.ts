// Reads the columns that a model needs, by the rules of its training, as the kinds that the model has: categories stay text
// even if all of them are digits in this table, and text in a numeric column is refused with its cell. Other columns are
// not read.

import { columnsOf, type Model, type Reading, type Table } from 'bridle/learn';
import type { Encodings } from './as-utf8.ts';
import {
  blocksWithEmbeddings,
  checkEmbeddings,
  type EmbeddingOptions,
  isEmbedded,
  withEmbeddingsFor,
} from './embeddings.ts';
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
    EmbeddingOptions &
    Pick<ReadOptions, 'format' | 'onNote' | 'signal' | 'onProgress'> & {
      target?: boolean;
      /** Further columns, of any kind. */
      more?: readonly string[];
    },
): Promise<ForModel> {
  const { format, onNote, signal, onProgress, target } = options;
  const wishes = wishesOf(model, options);
  if (target) wishes.set(model.target, 'infer');
  for (const name of options.more ?? []) if (!wishes.has(name)) wishes.set(name, 'infer');
  const { reading, overrides } = readingFor(model, options);
  const read = readWished(path, wishes, 'skip', { ...reading, format, onNote, signal, onProgress });
  const table = await withEmbeddingsFor(
    path,
    read.then((found) => found.table),
    model,
    options,
  );
  return { table, overrides };
}

/** The columns of the model's recipe, block by block. */
export function blocksForModel(
  path: string,
  model: Model,
  options: LaterReading & EmbeddingOptions & Pick<BlockOptions, 'format' | 'onNote' | 'signal' | 'size' | 'threads'>,
): { blocks: AsyncGenerator<TableBlock>; overrides: Override[] } {
  const { format, onNote, signal, size, threads } = options;
  const { reading, overrides } = readingFor(model, options);
  const asked = { ...reading, format, onNote, signal, size, threads };
  const blocks = tableBlocks(path, wishesOf(model, options), 'skip', asked);
  return { blocks: blocksWithEmbeddings(path, blocks, model, options), overrides };
}

/** The kinds of the columns of the model's recipe that the table has. */
function wishesOf(model: Model, given: EmbeddingOptions): Map<string, Wish> {
  checkEmbeddings(model, given);
  const features = columnsOf(model.recipe).filter(({ name }) => !isEmbedded(model, name, given));
  return new Map(features.map(({ name, kind }) => [name, kind === 'numeric' ? kind : 'categorical']));
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
