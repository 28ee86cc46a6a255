// The logits in a .npy, .npz or .safetensors file, seen as rows along one axis and read some rows at a time. A file that is
// replaced or written to while it is read is refused.

import { type FileHandle, open, stat } from 'node:fs/promises';
import {
  type ByteSource,
  chooseTensor,
  openTensorFile,
  type RowBlock,
  rowBlocks,
  TensorFileError,
  type TensorInFile,
} from 'bridle/tensor-files';
import { inputError } from '../messages.ts';
import { checkReadable } from '../read/source.ts';

export type LogitsOptions = {
  /** The name of the tensor; needed where the file has several. */
  tensor?: string | undefined;
  /** The type of an array whose header does not name it, as for bfloat16. */
  type?: TensorInFile['type'] | undefined;
  /** The dimension that a row runs along. Default −1. */
  axis?: number | undefined;
};

export type Logits = {
  file: string;
  tensor: TensorInFile;
  /** Every tensor of the file. */
  others: readonly TensorInFile[];
  /** Counted from 0. */
  axis: number;
  rows: number;
  /** The entries of a row: the classes. */
  length: number;
  /** All rows, block by block; as often as is asked for. */
  blocks(entries?: number): AsyncGenerator<RowBlock>;
  close(): Promise<void>;
};

/** Whether a file is one of tensors, by its name. */
export function isTensorFile(file: string): boolean {
  return /\.(npy|npz|safetensors)$/i.test(file);
}

/**
 * Opens logits; the caller closes them.
 *
 * @throws InputError for a path that cannot be read, an axis that is not there, a file that changes; TensorFileError, with
 * the file, for what is in it.
 */
export async function openLogits(file: string, { tensor: name, type, axis = -1 }: LogitsOptions = {}): Promise<Logits> {
  const size = await checkReadable(file);
  const handle = await open(file);
  try {
    const source = sourceOf(file, handle, size, await identityOf(file));
    const others = await inTensorFile(file, () => openTensorFile(source, { type }));
    const tensor = await inTensorFile(file, () => chooseTensor(others, name));
    const { dims } = tensor;
    if (dims.length === 0) throw inputError('no-axes', { file });
    const positive = axis < 0 ? axis + dims.length : axis;
    if (!(positive >= 0 && positive < dims.length)) {
      throw inputError('no-such-axis', {
        file,
        axis,
        shape: dims.join(' × '),
        last: dims.length - 1,
      });
    }
    const rows = dims.reduce((product, length, d) => (d === positive ? product : product * length), 1);
    return {
      ...{ file, tensor, others, axis: positive, rows, length: dims[positive] },
      blocks: (entries) => inFileBlocks(file, rowBlocks(tensor, { axis: positive, entries })),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Runs `work` and adds the file to its errors. */
export async function inTensorFile<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TensorFileError ? error.inFile(file) : error;
  }
}

async function* inFileBlocks(file: string, blocks: AsyncGenerator<RowBlock>): AsyncGenerator<RowBlock> {
  try {
    yield* blocks;
  } catch (error) {
    throw error instanceof TensorFileError ? error.inFile(file) : error;
  }
}

/** Reads ranges of the open file, and compares what the system says of it each time. */
function sourceOf(file: string, handle: FileHandle, size: number, before: string): ByteSource {
  return {
    size,
    read: async (start, end) => {
      const bytes = Buffer.alloc(end - start);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at);
        if (bytesRead === 0) throw inputError('changed', { file });
        at += bytesRead;
      }
      if ((await identityOf(file)) !== before) throw inputError('changed', { file });
      return bytes;
    },
  };
}

async function identityOf(file: string): Promise<string> {
  const facts = await stat(file, { bigint: true }).catch(() => undefined);
  return facts ? [facts.dev, facts.ino, facts.size, facts.mtimeNs].join() : 'gone';
}
