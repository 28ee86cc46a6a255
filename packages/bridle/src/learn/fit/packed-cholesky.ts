// The factorisation of cholesky.ts for large matrices of packed problems, by panels of 64 columns: what a panel
// subtracts from the columns after it, L·Lᵀ, is a Gram matrix, and nearly all of the work.

import { type GramKernel, openGram } from '../tiles/gram.ts';
import { DEPENDENT, factor } from './cholesky.ts';
import type { Packed } from './packed.ts';

/** Columns from which panels are faster: two of them. */
const LARGE = 128;

/** Factors A, (size, size), in place like `factor`, which it calls for small matrices and unpacked problems. */
export function factorPacked(packed: Packed | null | undefined, a: Float64Array, size: number): void {
  if (!packed || size < LARGE) {
    factor(a, size);
    return;
  }
  packed.triangle ??= openGram(size, 1);
  if (packed.triangle) factorByPanels(packed.triangle, a, size);
  else factor(a, size);
}

function factorByPanels(kernel: GramKernel, a: Float64Array, size: number): void {
  const { x, stride, width, rows: panel } = kernel;
  const l = kernel.sums(0);
  const minus = new Float64Array(panel).fill(-1);
  for (let j = 0; j < size; j += 1) l.set(a.subarray(j * size, j * size + j + 1), j * width);
  for (let start = 0; start < size; start += panel) {
    const end = Math.min(start + panel, size);
    for (let j = start; j < size; j += 1) factorRow(l, width, j, start, end, a[j * size + j]);
    if (end === size) break;
    for (let j = end; j < size; j += 1) x.set(l.subarray(j * width + start, j * width + end), j * stride);
    kernel.add(0, minus, end);
  }
  for (let j = 0; j < size; j += 1) a.set(l.subarray(j * width, j * width + j + 1), j * size);
}

/** Row j of L in the panel's columns start … end − 1, those before being taken off already. */
function factorRow(l: Float64Array, width: number, j: number, start: number, end: number, diagonal: number): void {
  const row = j * width;
  for (let c = start; c < Math.min(j, end); c += 1) {
    const other = c * width;
    const pivot = l[other + c];
    let sum = l[row + c];
    for (let m = start; m < c; m += 1) sum -= l[row + m] * l[other + m];
    l[row + c] = pivot > 0 ? sum / pivot : 0;
  }
  if (j >= end) return;
  let pivot = l[row + j];
  for (let m = start; m < j; m += 1) pivot -= l[row + m] * l[row + m];
  l[row + j] = pivot > DEPENDENT * diagonal ? Math.sqrt(pivot) : 0;
}
