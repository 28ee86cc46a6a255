// Gram matrices of a problem for several weightings of the same rows, the numbers and the intercept by the kernel where
// the problem is packed: a tile of rows is gathered once for all of them.

import { type GramKernel, openGram } from '../tiles/gram.ts';
import { addCodeGram, gramOf, mirror } from './gram.ts';
import type { Problem } from './objective.ts';
import type { Packed } from './packed.ts';

/** Σᵢ v[i]·x(rows[i])·x(rows[i])ᵀ for each v, (columns, columns). */
export function gramsOf({ design, packed }: Problem, rows: Int32Array, vs: readonly Float64Array[]): Float64Array[] {
  const { columns, blocks } = design;
  const grams = vs.map(() => new Float64Array(columns * columns));
  const numbers = packed && blocks.find((block) => block.kind === 'numbers');
  const kernel = numbers ? kernelOf(packed, numbers.values.length + 1, vs.length) : null;
  if (!packed || !numbers || !kernel) {
    vs.forEach((v, m) => {
      gramOf(design, rows, v, grams[m]);
    });
    return grams;
  }
  const { values, centers, scales } = numbers;
  const { x, stride, width } = kernel;
  const intercept = blocks.slice(-1);
  vs.forEach((_, m) => {
    kernel.sums(m).fill(0);
  });
  for (let start = 0; start < rows.length; start += kernel.rows) {
    const size = Math.min(kernel.rows, rows.length - start);
    values.forEach((column, c) => {
      const [center, scale, first] = [centers[c], scales[c], c * stride];
      for (let i = 0; i < size; i += 1) x[first + i] = (column[rows[start + i]] - center) / scale;
    });
    x.fill(1, values.length * stride, values.length * stride + size);
    vs.forEach((v, m) => {
      kernel.add(m, v.subarray(start, start + size));
    });
  }
  const places = [...numbers.index, columns - 1];
  return grams.map((gram, m) => {
    const sums = kernel.sums(m);
    places.forEach((place, c) => {
      for (let d = 0; d <= c; d += 1) gram[place * columns + places[d]] = sums[c * width + d];
    });
    packed.codes.blocks.forEach((block, b) => {
      if (block.kind === 'codes')
        addCodeGram(columns, block, [...packed.codes.blocks.slice(0, b), numbers, ...intercept], rows, vs[m], gram);
    });
    mirror(columns, gram);
    return gram;
  });
}

/** The problem's kernel, made anew where it has room for fewer. */
function kernelOf(packed: Packed, features: number, count: number): GramKernel | null {
  if (!packed.gram || packed.gram.count < count) packed.gram = openGram(features, count);
  return packed.gram;
}
