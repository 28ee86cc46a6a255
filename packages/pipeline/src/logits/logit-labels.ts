// The true classes of logits in a file: another tensor of the same file, by its name, or a tensor file of its own. As many
// whole numbers as there are rows, in row-major order; −1 says that a row's class is not known.

import { stat } from 'node:fs/promises';
import { readTensor, type TensorInFile } from 'bridle/tensor-files';
import { inputError } from '../messages.ts';
import { inTensorFile } from '../read/open-tensor.ts';
import { isTensorFile, type Logits, openLogits } from './open-logits.ts';

/**
 * @throws InputError 'no-labels', 'label-count', 'bad-label'; as `openLogits` for a file of their own.
 * @example
 * ```ts
 * import { openLogits, readLabels, writeWhole } from '@bridle/pipeline';
 * import { writeNpz } from 'bridle/tensor-files';
 * const arrays = {
 *   logits: { data: new Float64Array([2, 0, 0, 3]), dims: [2, 2] },
 *   y: { data: new Int32Array([0, 1]), dims: [2] },
 * };
 * await writeWhole([{ path: 'out/labelled.npz', content: writeNpz(new Map(Object.entries(arrays))) }]);
 * const logits = await openLogits('out/labelled.npz', { tensor: 'logits' });
 * await readLabels(logits, 'y'); // → Int32Array [0, 1]
 * await logits.close();
 * ```
 */
export async function readLabels(logits: Logits, labels: string): Promise<Int32Array> {
  const inside = logits.others.find((tensor) => tensor.name === labels && tensor !== logits.tensor);
  if (inside) return checked(logits, logits.file, inside);
  if (!isTensorFile(labels) || !(await stat(labels).catch(() => null))) {
    const names = logits.others.filter((one) => one !== logits.tensor).map(({ name }) => name);
    throw inputError('no-labels', { file: logits.file, labels, known: names.join(', ') || '-' });
  }
  const other = await openLogits(labels);
  try {
    return await checked(logits, labels, other.tensor);
  } finally {
    await other.close();
  }
}

async function checked({ rows, length }: Logits, file: string, tensor: TensorInFile): Promise<Int32Array> {
  const entries = tensor.dims.reduce((product, size) => product * size, 1);
  if (entries !== rows) throw inputError('label-count', { file, found: entries, expected: rows });
  const { data } = await inTensorFile(file, () => readTensor(tensor));
  return Int32Array.from(data as ArrayLike<number | bigint>, (given, row) => {
    const label = Number(given);
    if (Number.isInteger(label) && label >= -1 && label < length) return label;
    throw inputError('bad-label', { file, row: row + 1, found: String(given), classes: length });
  });
}
