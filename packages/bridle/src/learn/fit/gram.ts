// Weighted Gram matrices Xᵀ·diag(v)·X, the second-order products of a design that solvers need: over all rows or a
// sample, block by block, numbers densely in tiles of rows that fit the cache, codes by counting.
// Each pair of features is summed once, at one of its two places; `mirror` fills the other.
// The sums are plain: an entry errs by at most (rows + 6)·2⁻⁵³ of Σᵢ vᵢ·|xᵢⱼ·xᵢₗ|.

import type { CodeBlock, Design, NumberBlock } from '../table/design.ts';

/** Rows in a tile: 128 of them in 100 columns are 100 kB. */
const TILE = 128;

/** Σᵢ v[i]·x(rows[i])·x(rows[i])ᵀ into `gram`, (columns, columns). */
export function gramOf(design: Design, rows: Int32Array, v: Float64Array, gram: Float64Array): void {
  gram.fill(0);
  const { columns, blocks } = design;
  blocks.forEach((block, b) => {
    if (block.kind === 'numbers') addNumbers(columns, block, rows, v, gram);
    else addCodeGram(columns, block, blocks.slice(0, b), rows, v, gram);
  });
  mirror(columns, gram);
}

/** Makes both places of each pair the sum of the two. */
export function mirror(columns: number, gram: Float64Array): void {
  for (let j = 0; j < columns; j += 1) {
    for (let l = 0; l < j; l += 1) {
      const sum = gram[j * columns + l] + gram[l * columns + j];
      gram[j * columns + l] = sum;
      gram[l * columns + j] = sum;
    }
  }
}

/** The diagonal of the Gram matrix for each class: Σᵢ v[k, i]·x(i, j)², with v and the result laid out as in design.ts. */
export function squaresOf(design: Design, v: Float64Array, classes: number, squares: Float64Array): void {
  const { rows, columns } = design;
  squares.fill(0);
  for (const block of design.blocks) {
    for (let k = 0; k < classes; k += 1) {
      const at = k * columns;
      if (block.kind === 'codes') {
        for (let i = 0; i < rows; i += 1) {
          if (block.codes[i] >= 0) squares[at + block.first + block.codes[i]] += v[k * rows + i];
        }
        continue;
      }
      block.values.forEach((x, c) => {
        const center = block.centers[c];
        let sum = 0;
        for (let i = 0; i < rows; i += 1) sum += v[k * rows + i] * (x[i] - center) * (x[i] - center);
        squares[at + block.index[c]] = sum / block.scales[c] / block.scales[c];
      });
    }
  }
}

function addNumbers(columns: number, block: NumberBlock, rows: Int32Array, v: Float64Array, gram: Float64Array): void {
  const { values, centers, scales, index } = block;
  const count = values.length;
  const even = count + (count % 2); // an odd last column gets a partner of zeros
  const tile = new Float64Array(even * TILE);
  const weighted = new Float64Array(even * TILE);
  for (let start = 0; start < rows.length; start += TILE) {
    const size = Math.min(TILE, rows.length - start);
    for (let c = 0; c < count; c += 1) {
      for (let i = 0; i < size; i += 1) {
        const x = (values[c][rows[start + i]] - centers[c]) / scales[c];
        tile[c * TILE + i] = x;
        weighted[c * TILE + i] = x * v[start + i];
      }
    }
    for (let c = 0; c < even; c += 2) {
      const [a0, a1] = [c * TILE, (c + 1) * TILE];
      for (let d = 0; d <= c; d += 2) {
        const [b0, b1] = [d * TILE, (d + 1) * TILE];
        let [s00, s01, s10, s11] = [0, 0, 0, 0];
        for (let i = 0; i < size; i += 1) {
          const x0 = tile[a0 + i];
          const x1 = tile[a1 + i];
          const y0 = weighted[b0 + i];
          const y1 = weighted[b1 + i];
          s00 += x0 * y0;
          s01 += x0 * y1;
          s10 += x1 * y0;
          s11 += x1 * y1;
        }
        gram[index[c] * columns + index[d]] += s00;
        if (d + 1 <= c) gram[index[c] * columns + index[d + 1]] += s01;
        if (c + 1 >= count) continue;
        gram[index[c + 1] * columns + index[d]] += s10;
        gram[index[c + 1] * columns + index[d + 1]] += s11;
      }
    }
  }
}

/** Every group of codes by itself and by every block before it: below the diagonal, each place is then a pair's sum. */
export function addCodeGrams(
  columns: number,
  blocks: Design['blocks'],
  rows: Int32Array,
  v: Float64Array,
  gram: Float64Array,
): void {
  blocks.forEach((block, b) => {
    if (block.kind !== 'codes') return;
    // The intercept, which is the last block, has its products with numbers already.
    const before = blocks.slice(0, b).filter(({ kind }) => kind === 'codes' || b < blocks.length - 1);
    addCodeGram(columns, block, before, rows, v, gram);
  });
  if (blocks.some(({ kind }, b) => kind === 'codes' && b < blocks.length - 1)) mirror(columns, gram);
}

/** A group of codes by itself and by every block before it. */
export function addCodeGram(
  columns: number,
  block: CodeBlock,
  before: readonly (NumberBlock | CodeBlock)[],
  rows: Int32Array,
  v: Float64Array,
  gram: Float64Array,
): void {
  const { codes, first } = block;
  for (let i = 0; i < rows.length; i += 1) {
    if (codes[rows[i]] >= 0) gram[(first + codes[rows[i]]) * (columns + 1)] += v[i];
  }
  for (const other of before) {
    if (other.kind === 'codes') {
      for (let i = 0; i < rows.length; i += 1) {
        const code = codes[rows[i]];
        const otherCode = other.codes[rows[i]];
        if (code >= 0 && otherCode >= 0) gram[(first + code) * columns + other.first + otherCode] += v[i];
      }
      continue;
    }
    other.values.forEach((x, c) => {
      const [center, scale] = [other.centers[c], other.scales[c]];
      for (let i = 0; i < rows.length; i += 1) {
        const code = codes[rows[i]];
        if (code >= 0) gram[(first + code) * columns + other.index[c]] += (v[i] * (x[rows[i]] - center)) / scale;
      }
    });
  }
}
