// The design matrix X (rows, columns) as an operator: it is never built. Numbers stay in the table's own columns and
// are centred and scaled as they are read; one-hot features stay codes. Solvers use only its products. Layouts: scores
// and residuals are (classes, rows), each class contiguous; weights and gradients (classes, columns). The sums of a row
// run in a fixed order, so its scores have the same bits alone and among other rows. The sums are plain: a score errs
// by at most (columns + 4)·2⁻⁵³ of Σⱼ|wⱼxⱼ|, a gradient's entry by (rows + 4)·2⁻⁵³ of Σᵢ|rᵢxᵢ|, with x centred and
// scaled.

import { addSparseGradient, addSparseScores, type SparseBlock } from './sparse.ts';
import type { Numbers } from './table.ts';

/** Columns of numbers: feature `index[c]` is (values[c][row] − centers[c])/scales[c]. */
export type NumberBlock = {
  kind: 'numbers';
  index: number[];
  values: Numbers[];
  centers: number[];
  scales: number[];
};

/** A group of 0/1 features: in each row feature first + codes[row] is 1, or none of them where the code is negative. */
export type CodeBlock = { kind: 'codes'; first: number; levels: number; codes: Int32Array };

/**
 * An operator over columns; `blocks`, at most one of them of numbers, and `sparse` cover features 0 … columns − 1. A design
 * with sparse features is trained by fit/span.ts; the solvers of other designs never see one.
 */
export type Design = {
  rows: number;
  columns: number;
  blocks: (NumberBlock | CodeBlock)[];
  sparse?: readonly SparseBlock[];
};

/** Rows in a tile, which fits the first-level cache with its scores. */
const TILE = 512;

/** scores += W·Xᵀ; `stride` is from one class to the next. */
export function addScores(
  design: Design,
  weights: Float64Array,
  classes: number,
  scores: Float64Array,
  stride = design.rows,
): void {
  for (const block of design.blocks) {
    if (block.kind === 'numbers') addNumberScores(design, block, weights, classes, scores, stride);
    else addCodeScores(design, block, weights, classes, scores, stride);
  }
  for (const block of design.sparse ?? []) addSparseScores(block, design.columns, weights, classes, scores, stride);
}

/** R·X for residuals R, into `gradient`; `stride` is from one class to the next. */
export function gradientOf(
  design: Design,
  residuals: Float64Array,
  classes: number,
  gradient: Float64Array,
  stride = design.rows,
): void {
  gradient.fill(0);
  for (const block of design.blocks) {
    if (block.kind === 'numbers') addNumberGradient(design, block, residuals, classes, gradient, stride);
    else addCodeGradient(design, block, residuals, classes, gradient, stride);
  }
  for (const block of design.sparse ?? [])
    addSparseGradient(block, design.columns, residuals, classes, gradient, stride);
}

/** How many products one row costs for one class: its numbers and its codes. */
export function entriesPerRow(design: Design): number {
  return design.blocks.reduce((sum, block) => sum + (block.kind === 'numbers' ? block.values.length : 1), 0);
}

/** Two columns by two classes at a time: four products for four loads, where one by one needs eight. */
function addNumberScores(
  design: Design,
  block: NumberBlock,
  weights: Float64Array,
  classes: number,
  scores: Float64Array,
  stride: number,
): void {
  const { rows, columns } = design;
  const { values, centers, scales, index } = block;
  for (let start = 0; start < rows; start += TILE) {
    const end = Math.min(start + TILE, rows);
    for (let c = 0; c < values.length; c += 2) {
      const d = Math.min(c + 1, values.length - 1);
      const [x, y, xCenter, yCenter] = [values[c], values[d], centers[c], centers[d]];
      const yScale = d > c ? 1 / scales[d] : 0; // an odd last column is paired with itself, with weight 0
      for (let k = 0; k < classes; k += 2) {
        const l = Math.min(k + 1, classes - 1);
        const xk = weights[k * columns + index[c]] / scales[c];
        const yk = weights[k * columns + index[d]] * yScale;
        const xl = l > k ? weights[l * columns + index[c]] / scales[c] : 0;
        const yl = l > k ? weights[l * columns + index[d]] * yScale : 0;
        const [atK, atL] = [k * stride, l * stride];
        for (let i = start; i < end; i += 1) {
          const xi = x[i] - xCenter;
          const yi = y[i] - yCenter;
          scores[atK + i] += xk * xi + yk * yi;
          scores[atL + i] += xl * xi + yl * yi;
        }
      }
    }
  }
}

function addNumberGradient(
  design: Design,
  block: NumberBlock,
  residuals: Float64Array,
  classes: number,
  gradient: Float64Array,
  stride: number,
): void {
  const { rows, columns } = design;
  const { values, centers, scales, index } = block;
  for (let start = 0; start < rows; start += TILE) {
    const end = Math.min(start + TILE, rows);
    for (let c = 0; c < values.length; c += 2) {
      const d = Math.min(c + 1, values.length - 1);
      const [x, y, xCenter, yCenter] = [values[c], values[d], centers[c], centers[d]];
      for (let k = 0; k < classes; k += 2) {
        const l = Math.min(k + 1, classes - 1);
        const [atK, atL] = [k * stride, l * stride];
        let [xk, yk, xl, yl] = [0, 0, 0, 0];
        for (let i = start; i < end; i += 1) {
          const xi = x[i] - xCenter;
          const yi = y[i] - yCenter;
          xk += residuals[atK + i] * xi;
          yk += residuals[atK + i] * yi;
          xl += residuals[atL + i] * xi;
          yl += residuals[atL + i] * yi;
        }
        gradient[k * columns + index[c]] += xk / scales[c];
        if (d > c) gradient[k * columns + index[d]] += yk / scales[d];
        if (l > k) gradient[l * columns + index[c]] += xl / scales[c];
        if (l > k && d > c) gradient[l * columns + index[d]] += yl / scales[d];
      }
    }
  }
}

/** The scores of `count` rows from `start` on, or of all. */
export function addCodeScores(
  design: Design,
  block: CodeBlock,
  weights: Float64Array,
  classes: number,
  scores: Float64Array,
  stride: number,
  start = 0,
  count = design.rows,
): void {
  const { columns } = design;
  for (let k = 0; k < classes; k += 1) {
    const first = k * columns + block.first;
    for (let i = 0; i < count; i += 1) {
      const code = block.codes[start + i];
      if (code >= 0) scores[k * stride + i] += weights[first + code];
    }
  }
}

function addCodeGradient(
  design: Design,
  block: CodeBlock,
  residuals: Float64Array,
  classes: number,
  gradient: Float64Array,
  stride: number,
): void {
  const { rows, columns } = design;
  for (let k = 0; k < classes; k += 1) {
    const first = k * columns + block.first;
    for (let i = 0; i < rows; i += 1) {
      const code = block.codes[i];
      if (code >= 0) gradient[first + code] += residuals[k * stride + i];
    }
  }
}
