// Sparse features: rows in compressed form (CSR), and their products in plain loops. The sums of a row run over its entries
// in their order, whatever other rows there are. Weights are needed with the classes of a feature side by side; they are
// turned once for each array of weights.

/** Feature first + indices[e] of a row is values[e] for its entries offsets[row] … offsets[row + 1] − 1, else 0. */
export type SparseBlock = {
  first: number;
  width: number;
  offsets: Int32Array;
  indices: Int32Array;
  values: Float64Array;
};

const turned = new WeakMap<Float64Array, Float64Array>();

/** The weights, (columns, classes). */
function turn(weights: Float64Array, columns: number, classes: number): Float64Array {
  const numbers = new Float64Array(weights.length);
  for (let k = 0; k < classes; k += 1) {
    for (let j = 0; j < columns; j += 1) numbers[j * classes + k] = weights[k * columns + j];
  }
  return numbers;
}

/** scores += W·Xᵀ of the block; `weights` is (classes, columns) and must not change between calls. */
export function addSparseScores(
  block: SparseBlock,
  columns: number,
  weights: Float64Array,
  classes: number,
  scores: Float64Array,
  stride: number,
): void {
  const { first, offsets, indices, values } = block;
  const numbers = turned.get(weights) ?? turn(weights, columns, classes);
  turned.set(weights, numbers);
  const sums = new Float64Array(classes);
  for (let i = 0; i + 1 < offsets.length; i += 1) {
    sums.fill(0);
    for (let e = offsets[i]; e < offsets[i + 1]; e += 1) {
      const x = values[e];
      const start = (first + indices[e]) * classes;
      for (let k = 0; k < classes; k += 1) sums[k] += x * numbers[start + k];
    }
    for (let k = 0; k < classes; k += 1) scores[k * stride + i] += sums[k];
  }
}

/** gradient += R·X of the block, for residuals (classes, stride). */
export function addSparseGradient(
  { first, offsets, indices, values }: SparseBlock,
  columns: number,
  residuals: Float64Array,
  classes: number,
  gradient: Float64Array,
  stride: number,
): void {
  for (let k = 0; k < classes; k += 1) {
    const start = k * columns + first;
    for (let i = 0; i + 1 < offsets.length; i += 1) {
      const r = residuals[k * stride + i];
      for (let e = offsets[i]; e < offsets[i + 1]; e += 1) gradient[start + indices[e]] += r * values[e];
    }
  }
}
