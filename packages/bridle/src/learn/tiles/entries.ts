// A design as the lists of its entries that are not 0, row after row, in the order of its blocks; numbers are centred and
// scaled.

import type { Design } from '../table/design.ts';
import type { Entries } from './lists.ts';

export function entriesOf({ rows, columns, blocks, sparse = [] }: Design): Entries {
  const isAlone = blocks.every((block) => block.kind === 'numbers' && block.index.length === 0);
  if (isAlone && sparse.length === 1 && sparse[0].width === columns) {
    const { offsets, indices, values } = sparse[0];
    return { columns, offsets, indices, values };
  }
  let size = 0;
  for (const block of blocks) size += rows * (block.kind === 'numbers' ? block.index.length : 1);
  for (const block of sparse) size += block.values.length;
  const offsets = new Int32Array(rows + 1);
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  let end = 0;
  const give = (feature: number, value: number) => {
    if (value === 0) return;
    indices[end] = feature;
    values[end] = value;
    end += 1;
  };
  for (let i = 0; i < rows; i += 1) {
    for (const block of blocks) {
      if (block.kind === 'codes') {
        if (block.codes[i] >= 0) give(block.first + block.codes[i], 1);
        continue;
      }
      const { index, centers, scales } = block;
      for (let c = 0; c < index.length; c += 1) give(index[c], (block.values[c][i] - centers[c]) / scales[c]);
    }
    for (const block of sparse) {
      const { first } = block;
      for (let e = block.offsets[i]; e < block.offsets[i + 1]; e += 1) give(first + block.indices[e], block.values[e]);
    }
    offsets[i + 1] = end;
  }
  return { columns, offsets, indices: indices.slice(0, end), values: values.slice(0, end) };
}

/** The mean square of the rows' lengths, by weights that sum to 1. */
export function meanSquare({ offsets, values }: Entries, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) {
    let square = 0;
    for (let e = offsets[i]; e < offsets[i + 1]; e += 1) square += values[e] * values[e];
    sum += weights[i] * square;
  }
  return sum;
}
