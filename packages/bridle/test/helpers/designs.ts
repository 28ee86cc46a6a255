// Designs for tests: built from the rows of a dense matrix or at random, and read back as one by their own definition.

import type { Random } from '../../src/core/random.ts';
import type { Design } from '../../src/learn/table/design.ts';

/** The matrix that a design stands for, by the meaning of its blocks and not by its products. */
export function denseOf(design: Design): number[][] {
  return Array.from({ length: design.rows }, (_, i) => {
    const row = new Array<number>(design.columns).fill(0);
    for (const block of design.blocks) {
      if (block.kind === 'codes') {
        if (block.codes[i] >= 0) row[block.first + block.codes[i]] = 1;
      } else {
        block.values.forEach((x, c) => {
          row[block.index[c]] = (x[i] - block.centers[c]) / block.scales[c];
        });
      }
    }
    return row;
  });
}

/** `numbers` columns of numbers with centers and scales, and a group of codes (some negative) for each of `levels`. */
export function randomDesign(random: Random, rows: number, numbers: number, levels: readonly number[]): Design {
  const column = () => Float64Array.from({ length: rows }, () => 4 * random() - 2);
  let first = numbers;
  const codes = levels.map((count) => {
    const block = { kind: 'codes' as const, first, levels: count, codes: new Int32Array(rows) };
    block.codes.forEach((_, i) => {
      block.codes[i] = Math.floor(random() * (count + 1)) - 1;
    });
    first += count;
    return block;
  });
  const block = {
    kind: 'numbers' as const,
    index: Array.from({ length: numbers }, (_, j) => numbers - 1 - j),
    values: Array.from({ length: numbers }, column),
    centers: Array.from({ length: numbers }, () => random() - 0.5),
    scales: Array.from({ length: numbers }, () => 0.5 + random()),
  };
  return { rows, columns: first, blocks: [block, ...codes] };
}

/** `size` numbers in [−1, 1). */
export function randomFloats(random: Random, size: number): Float64Array {
  return Float64Array.from({ length: size }, () => 2 * random() - 1);
}

/** The largest |a − b|. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((max, x, i) => Math.max(max, Math.abs(x - b[i])), a.length === b.length ? 0 : Infinity);
}
