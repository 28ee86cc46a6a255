// One tensor of a .npy, .npz or .safetensors file, opened to be read some rows at a time. A file that is replaced or written
// to while it is read is refused.

import { type FileHandle, open } from 'node:fs/promises';
import {
  type ByteSource,
  chooseTensor,
  openTensorFile,
  type RowBlock,
  type RowBlockOptions,
  rowBlocks,
  TensorFileError,
  type TensorInFile,
} from 'bridle/tensor-files';
import { inputError } from '../messages.ts';
import { checkReadable, identityOf } from './source.ts';

export type TensorOptions = {
  /** The name of the tensor; needed where the file has several. */
  tensor?: string | undefined;
  /** The type of an array whose header does not name it, as for bfloat16. */
  type?: TensorInFile['type'] | undefined;
};

export type OpenTensor = {
  tensor: TensorInFile;
  /** Every tensor of the file. */
  others: readonly TensorInFile[];
  /** The rows along an axis, block by block; as often as is asked for. */
  blocks(options: RowBlockOptions): AsyncGenerator<RowBlock>;
  close(): Promise<void>;
};

/**
 * Opens the tensor of a name, or the only one; the caller closes it.
 *
 * @throws InputError for a path that cannot be read and a file that changes; TensorFileError, with the file, for what is in
 * it.
 */
export async function openTensor(file: string, { tensor: name, type }: TensorOptions = {}): Promise<OpenTensor> {
  const size = await checkReadable(file);
  const handle = await open(file);
  try {
    const source = sourceOf(file, handle, size, await identityOf(file));
    const others = await inTensorFile(file, () => openTensorFile(source, { type }));
    const tensor = await inTensorFile(file, () => chooseTensor(others, name));
    return {
      ...{ tensor, others },
      blocks: (options) => inFileBlocks(file, rowBlocks(tensor, options)),
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
