// Features that are numbers already, without a table and a recipe: a matrix, or rows in compressed form (CSR). They are
// checked entry by entry and become a design, with the numbers as they are: nothing is centred, scaled or filled.

import type { Design } from './design.ts';
import { LARGEST } from './features.ts';

/**
 * Numbers by their shape [rows, columns], row-major or by `strides` and `offset` in elements. A Float32Array stays float32;
 * other numbers become float64.
 */
export type Matrix = {
  data: Float64Array | Float32Array | readonly number[];
  dims: readonly number[];
  strides?: readonly number[];
  offset?: number;
};

/**
 * Compressed rows of shape [rows, columns], as scipy's csr_matrix: row i has values[e] in column indices[e] for e from
 * offsets[i] up to offsets[i + 1], and 0 elsewhere. The columns of a row differ, in any order.
 */
export type SparseMatrix = {
  values: ArrayLike<number>;
  indices: ArrayLike<number>;
  offsets: ArrayLike<number>;
  dims: readonly number[];
};

/** What `fit` learns from: a design, or numbers that become one by `designFrom`. */
export type Features = Design | Matrix | SparseMatrix;

/**
 * The design of a matrix: feature j of row i is entry (i, j) itself. A design is returned as it is. `fit`, `fitting`,
 * `inferring` and, for a fit, `logits` and `probabilities` call it; who uses a matrix more than once calls it
 * once. A matrix is copied into columns; the arrays of compressed rows are not copied where they are Int32Array and
 * Float64Array.
 *
 * @throws RangeError for dims that are not [rows, columns], arrays of other lengths, an entry that is NaN, infinite or
 * beyond ±1e140, and a column of compressed rows that is not there or stands twice in a row; rows and columns are counted
 * from 0.
 * @example
 * ```ts
 * import { designFrom } from 'bridle/learn';
 * const design = designFrom({ data: new Float64Array([1, 2, 3, 4, 5, 6]), dims: [3, 2] });
 * [design.rows, design.columns]; // → [3, 2]
 * const { sparse } = designFrom({ values: [7], indices: [4], offsets: [0, 0, 1], dims: [2, 100000] });
 * sparse?.[0].width; // → 100000
 * ```
 */
export function designFrom(x: Features, name = 'designFrom'): Design {
  if ('blocks' in x) return x;
  const refuse = (expected: string, got: unknown): never => {
    throw new RangeError(`${name}: expected ${expected}, got ${got}`);
  };
  const { dims } = x;
  const [rows, columns] = dims;
  if (!(dims.length === 2 && dims.every((n) => Number.isSafeInteger(n) && n >= 0))) {
    refuse('dims [rows, columns]', `[${dims}]`);
  }
  const check = (value: number, row: number, column: number): number => {
    if (Math.abs(value) <= LARGEST) return value;
    return refuse(`numbers within ±${LARGEST}`, `${value} in row ${row}, column ${column}, counted from 0`);
  };
  if ('data' in x) {
    const { data, strides: [down, across] = [columns, 1], offset = 0 } = x;
    if (!x.strides && data.length !== offset + rows * columns) {
      refuse(`data.length ${offset + rows * columns} for dims [${dims}]`, data.length);
    }
    const values = Array.from({ length: columns }, () =>
      data instanceof Float32Array ? new Float32Array(rows) : new Float64Array(rows),
    );
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) values[j][i] = check(data[offset + i * down + j * across], i, j);
    }
    const all = (y: number): number[] => values.map(() => y);
    const index = [...values.keys()];
    return { rows, columns, blocks: [{ kind: 'numbers', index, values, centers: all(0), scales: all(1) }] };
  }
  const size = x.values.length;
  const whole = (what: string, from: ArrayLike<number>) => {
    if (from instanceof Int32Array) return from;
    const to = Int32Array.from(from);
    const at = to.findIndex((n, e) => n !== from[e]);
    return at < 0 ? to : refuse(`whole ${what}`, from[at]);
  };
  const [indices, offsets] = [whole('indices', x.indices), whole('offsets', x.offsets)];
  if (indices.length !== size) refuse(`indices.length ${size}, as many as values`, indices.length);
  if (offsets.length !== rows + 1) refuse(`offsets.length ${rows + 1} for dims [${dims}]`, offsets.length);
  if (offsets[0] !== 0 || offsets[rows] !== size) {
    refuse(`offsets from 0 to ${size}`, `${offsets[0]} to ${offsets[rows]}`);
  }
  for (let i = 0; i < rows; i += 1) {
    if (offsets[i] > offsets[i + 1]) refuse('offsets that ascend', `${offsets[i + 1]} after row ${i}`);
  }
  const lastRow = new Int32Array(columns).fill(-1);
  for (let i = 0; i < rows; i += 1) {
    for (let e = offsets[i]; e < offsets[i + 1]; e += 1) {
      const column = indices[e];
      if (!(column >= 0 && column < columns)) refuse(`columns below ${columns}`, `${column} in row ${i}`);
      if (lastRow[column] === i) refuse('each column once in a row', `column ${column} twice in row ${i}`);
      lastRow[column] = i;
      check(x.values[e], i, column);
    }
  }
  const values = x.values instanceof Float64Array ? x.values : Float64Array.from(x.values);
  return { rows, columns, blocks: [], sparse: [{ first: 0, width: columns, offsets, indices, values }] };
}
