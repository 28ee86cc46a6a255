// The logits in a .npy, .npz or .safetensors file, seen as rows along one axis and read some rows at a time.

import type { RowBlock, TensorInFile } from 'bridle/tensor-files';
import { inputError } from '../messages.ts';
import { openTensor, type TensorOptions } from '../read/open-tensor.ts';

/** Which tensor of a file holds the logits, and along which axis. */
export type LogitsOptions = TensorOptions & {
  /** The dimension that a row runs along. Default −1. */
  axis?: number | undefined;
};

/** Open logits: rows along one axis of a tensor in a file, read some at a time. */
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
 * @example
 * ```ts
 * import { openLogits, writeWhole } from '@bridle/pipeline';
 * import { writeNpy } from 'bridle/tensor-files';
 * await writeWhole([{ path: 'out/opened.npy', content: writeNpy({ data: new Float32Array(6), dims: [2, 3] }) }]);
 * const logits = await openLogits('out/opened.npy');
 * [logits.rows, logits.length]; // → [2, 3]
 * await logits.close();
 * ```
 */
export async function openLogits(file: string, { axis = -1, ...chosen }: LogitsOptions = {}): Promise<Logits> {
  const { tensor, others, blocks, close } = await openTensor(file, chosen);
  const { dims } = tensor;
  const positive = axis < 0 ? axis + dims.length : axis;
  if (!(positive >= 0 && positive < dims.length)) {
    await close();
    if (dims.length === 0) throw inputError('no-axes', { file });
    throw inputError('no-such-axis', { file, axis, shape: dims.join(' × '), last: dims.length - 1 });
  }
  const rows = dims.reduce((product, length, d) => (d === positive ? product : product * length), 1);
  return {
    ...{ file, tensor, others, axis: positive, rows, length: dims[positive] },
    blocks: (entries) => blocks({ axis: positive, entries }),
    close,
  };
}
