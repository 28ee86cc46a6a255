// Embeddings: an array of a tensor file beside a table, whose row i belongs to the table's row i. Its numbers become columns
// embedding[0], embedding[1] …, as those of a column of lists do, some rows at a time. Every number has to be finite.

import type { Model, NumericColumn, Table } from 'bridle/learn';
import type { NumberArray, RowBlock } from 'bridle/tensor-files';
import { InputError } from '../errors.ts';
import { checkArrayMemory } from '../memory.ts';
import { inputError } from '../messages.ts';
import { openTensor, type TensorOptions } from './open-tensor.ts';
import { checkWidth } from './relation.ts';
import type { TableBlock } from './table-blocks.ts';

/** An array beside the table; its name and type are needed only where the file has several arrays, or does not say it. */
export type EmbeddingOptions = TensorOptions & {
  /** The path of a .npy, .npz or .safetensors file with as many rows as the table. */
  embeddings?: string | undefined;
};

/** The name of the columns. */
export const EMBEDDING = 'embedding';
/** Numbers read at once: they and their columns stay in a cache of the processor. */
const ENTRIES = 2 ** 16;

type Rows = {
  width: number;
  /** The next `count` rows as columns. */
  take(count: number): Promise<NumericColumn[]>;
  close(): Promise<void>;
};

/** The table with the columns of its embeddings behind its own, and what a model keeps of them; as it is without any. */
export async function withEmbeddings(
  path: string,
  table: Table,
  options: EmbeddingOptions,
): Promise<{ table: Table; embedding?: number }> {
  if (options.embeddings === undefined) return { table };
  const array = await openEmbeddings(options.embeddings, path, table.rows, options);
  try {
    const columns = joined(path, table, await all(array, options.embeddings, table.rows));
    return { table: { rows: table.rows, columns }, embedding: array.width };
  } finally {
    await array.close();
  }
}

/** As `withEmbeddings` for a model that was trained with such an array, block by block. */
export async function* blocksWithEmbeddings(
  path: string,
  blocks: AsyncGenerator<TableBlock>,
  model: Model,
  options: EmbeddingOptions,
): AsyncGenerator<TableBlock, undefined> {
  let array: Rows | null = null;
  try {
    for await (const block of blocks) {
      array ??= await embeddingsFor(path, block.total, model, options);
      const { table } = block;
      yield array
        ? { ...block, table: { ...table, columns: joined(path, table, await array.take(table.rows)) } }
        : block;
    }
  } catch (error) {
    throw withoutColumns(error, path, model);
  } finally {
    await array?.close();
  }
}

/** The table with the columns that a model needs of its embeddings. */
export async function withEmbeddingsFor(
  path: string,
  read: Promise<Table>,
  model: Model,
  options: EmbeddingOptions,
): Promise<Table> {
  const table = await read.catch((error: unknown) => {
    throw withoutColumns(error, path, model);
  });
  const array = await embeddingsFor(path, table.rows, model, options);
  if (array === null) return table;
  try {
    return { ...table, columns: joined(path, table, await all(array, options.embeddings ?? '', table.rows)) };
  } finally {
    await array.close();
  }
}

/** Refuses an array that a model does not use. */
export function checkEmbeddings({ reading }: Model, { embeddings: file }: EmbeddingOptions): void {
  if (file !== undefined && !reading.embedding) throw inputError('no-embeddings', { file });
}

/** Whether a column of a model comes from the array that is given; without one, the table may have lists of that name. */
export function isEmbedded({ reading }: Model, column: string, { embeddings }: EmbeddingOptions): boolean {
  const { embedding } = reading;
  return embeddings !== undefined && embedding !== undefined && column.startsWith(`${EMBEDDING}[`);
}

/** The array for a model, of the width that it needs; null where none is given. */
async function embeddingsFor(
  path: string,
  rows: number,
  { reading }: Model,
  options: EmbeddingOptions,
): Promise<Rows | null> {
  const { embeddings: file } = options;
  const { embedding } = reading;
  if (file === undefined || !embedding) return null;
  const array = await openEmbeddings(file, path, rows, options);
  if (array.width === embedding) return array;
  await array.close();
  throw inputError('embedding-width', { file, found: array.width, expected: embedding });
}

/** A table that lacks a column of the embeddings is one whose array was not given. */
function withoutColumns(error: unknown, path: string, { reading }: Model): unknown {
  const { embedding } = reading;
  const isLack = error instanceof InputError && error.code === 'no-such-column' && embedding;
  if (!isLack || !String(error.facts.column).startsWith(`${EMBEDDING}[`)) return error;
  return inputError('needs-embeddings', { file: path, width: embedding, column: EMBEDDING });
}

async function openEmbeddings(file: string, table: string, rows: number, options: EmbeddingOptions): Promise<Rows> {
  const { tensor, blocks, close } = await openTensor(file, options);
  try {
    const { dims } = tensor;
    if (dims.length !== 2 || dims[1] === 0)
      throw inputError('embedding-shape', { file, shape: `(${dims.join(', ')})` });
    if (dims[0] !== rows) throw inputError('embedding-rows', { file, found: dims[0], table, rows });
    checkWidth(file, dims[1]);
  } catch (error) {
    await close();
    throw error;
  }
  const width = tensor.dims[1];
  const stream = blocks({ axis: 1, entries: ENTRIES });
  let block: RowBlock | null = null;
  let [used, first] = [0, 0];
  const take = async (count: number) => {
    let values: NumericColumn['values'][] = [];
    for (let done = 0; done < count; ) {
      if (block === null || used === rowsOf(block)) {
        const next = await stream.next();
        if (next.done) throw inputError('changed', { file });
        block = next.value;
        used = 0;
      }
      const { data } = block;
      if (done === 0) values = Array.from({ length: width }, () => arrayFor(data, count));
      const some = Math.min(count - done, rowsOf(block) - used);
      copyRows(file, block, used, some, values, done, first);
      [used, done, first] = [used + some, done + some, first + some];
    }
    return values.map(
      (numbers, j): NumericColumn => ({ kind: 'numeric', name: `${EMBEDDING}[${j}]`, values: numbers }),
    );
  };
  return { width, take, close: () => stream.return(undefined).then(close) };
}

/** Every row at once. */
function all({ take, width }: Rows, file: string, rows: number): Promise<NumericColumn[]> {
  checkArrayMemory({ file, rows, width });
  return take(rows);
}

const rowsOf = ({ dims: [outer, , inner] }: RowBlock) => outer * inner;

/** Float32 where the file has it, or a type that float32 holds. */
function arrayFor(data: NumberArray, count: number): NumericColumn['values'] {
  return data instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
}

/** Copies rows of a block into the columns from `to` on; `first` is the place in the file of the first of them. */
function copyRows(
  file: string,
  { data, dims: [, width, inner] }: RowBlock,
  from: number,
  count: number,
  columns: readonly NumericColumn['values'][],
  to: number,
  first: number,
): void {
  const isWide = data instanceof BigInt64Array || data instanceof BigUint64Array;
  for (let j = 0; j < width; j += 1) {
    const out = columns[j];
    for (let i = 0; i < count; i += 1) {
      const row = from + i;
      const at = inner === 1 ? row * width + j : (Math.floor(row / inner) * width + j) * inner + (row % inner);
      const x = Number(data[at]);
      if (isWide ? !Number.isSafeInteger(x) : x - x !== 0) {
        const cell = { file, row: first + i + 1, column: j, found: String(data[at]) };
        throw inputError(isWide ? 'embedding-integer' : 'embedding-number', cell);
      }
      out[to + i] = x;
    }
  }
}

/** The columns of the table and those of the array; a name that both have is refused. */
function joined(file: string, table: Table, more: readonly NumericColumn[]): Table['columns'] {
  const names = new Set(more.map(({ name }) => name));
  const twice = table.columns.find(({ name }) => names.has(name));
  if (twice) throw inputError('duplicate-column', { file, column: twice.name });
  return [...table.columns, ...more];
}
