// The first guess of the inverse Hessian for L-BFGS: one block for each class,
//   H_k = K/(K − 1)·Σᵢ vᵢₖ·xᵢxᵢᵀ + λ,  v = w·p(1 − p), moved by a tenth towards its mean over the rows,
// factored by Cholesky. Within the directions that sum to zero over the classes, the only ones that change softmax, the
// factor K/(K − 1) makes the blocks the Hessian itself for two classes, or where all classes are equally probable.
// Where blocks would cost more than they save (very many features), their diagonals.

import { entriesPerRow } from '../table/design.ts';
import { solve } from './cholesky.ts';
import { squaresOf } from './gram.ts';
import type { Point, Problem } from './objective.ts';
import { factorPacked } from './packed-cholesky.ts';
import { gramsOf } from './packed-gram.ts';

/** Moves nearly separated rows towards the rest, so that no direction has a curvature near 0. */
const SHRINKAGE = 0.1;
/** A Gram matrix is good enough from so many rows for each column, and so many at least, sampled by importance. */
const ROWS_PER_COLUMN = 10;
const LEAST_ROWS = 1000;
/** Numbers that the blocks may take: 400 MB. */
const LARGEST_BLOCKS = 5e7;
/** Factoring may cost as much as this many passes. */
const LARGEST_PASSES = 50;

/** Applies the inverse in place to (classes, columns); `cost` is that of computing it, in passes over the data. */
export type Preconditioner = { apply: (v: Float64Array) => void; cost: number };

/** The preconditioner at a point. */
export function preconditionerAt(problem: Problem, point: Point): Preconditioner {
  const { classes, design } = problem;
  const { columns, rows } = design;
  const passCost = 2 * rows * entriesPerRow(design) * classes;
  const factoring = (classes * columns ** 3) / 3;
  const curvatures = rowCurvatures(problem, point.residuals);
  if (classes * columns ** 2 > LARGEST_BLOCKS || factoring > LARGEST_PASSES * passCost) {
    return diagonal(problem, curvatures);
  }
  const sample = sampleRows(curvatures, rows, classes, Math.max(ROWS_PER_COLUMN * columns, LEAST_ROWS));
  // Classes of proportional curvatures share a Gram matrix: all of them at the start, two classes always.
  const distinct: { v: Float64Array; sum: number }[] = [];
  const classOf = Array.from({ length: classes }, (_, k) => {
    const v = Float64Array.from(sample.rows, (row, s) => sample.scales[s] * curvatures[k * rows + row]);
    const sum = v.reduce((total, x) => total + x, 0);
    const shared = distinct.at(-1);
    if (!shared || !v.every((x, s) => Math.abs(x * shared.sum - shared.v[s] * sum) <= 1e-12 * x * shared.sum)) {
      distinct.push({ v, sum });
    }
    return { sum, of: distinct.length - 1 };
  });
  const grams = gramsOf(
    problem,
    sample.rows,
    distinct.map(({ v }) => v),
  );
  const blocks = classOf.map(({ sum, of }) => {
    const total = distinct[of].sum;
    const block = grams[of].map((x) => (total > 0 ? (x * sum) / total : 0));
    for (let j = 0; j < columns - 1; j += 1) block[j * columns + j] += problem.l2;
    factorPacked(problem.packed, block, columns);
    return block;
  });
  const counted = (distinct.length * sample.rows.length * entriesPerRow(design) ** 2) / 2;
  const apply = (x: Float64Array) => {
    blocks.forEach((block, k) => {
      solve(block, columns, x, k * columns);
    });
  };
  return { apply, cost: (counted + factoring) / passCost };
}

function diagonal(problem: Problem, curvatures: Float64Array): Preconditioner {
  const { classes, design, l2 } = problem;
  const squares = new Float64Array(classes * design.columns);
  squaresOf(design, curvatures, classes, squares);
  const apply = (x: Float64Array) => {
    for (let j = 0; j < x.length; j += 1) {
      const total = squares[j] + ((j + 1) % design.columns === 0 ? 0 : l2);
      x[j] = total > 0 ? x[j] / total : 0;
    }
  };
  return { apply, cost: 1 };
}

/** K/(K − 1)·w·p(1 − p) of each class and row, shrunk towards its class's mean. */
function rowCurvatures(problem: Problem, residuals: Float64Array): Float64Array {
  const { classes, weights, design } = problem;
  const { rows } = design;
  const curvatures = new Float64Array(classes * rows);
  const factorOfK = classes / (classes - 1);
  for (let k = 0; k < classes; k += 1) {
    let total = 0;
    for (let i = 0; i < rows; i += 1) {
      // The residual is w·p, or −w·(1 − p) for the label: its size and the other share multiply to w·p(1 − p).
      const size = Math.abs(residuals[k * rows + i]);
      const curvature = weights[i] === 0 ? 0 : factorOfK * size * (1 - size / weights[i]);
      curvatures[k * rows + i] = (1 - SHRINKAGE) * curvature;
      total += curvature;
    }
    for (let i = 0; i < rows; i += 1) curvatures[k * rows + i] += SHRINKAGE * total * weights[i];
  }
  return curvatures;
}

/** All rows, or about `count` of them by importance: at equal steps along the sum of their curvatures. */
function sampleRows(
  curvatures: Float64Array,
  rows: number,
  classes: number,
  count: number,
): { rows: Int32Array; scales: Float64Array } {
  if (rows <= count) {
    return { rows: Int32Array.from({ length: rows }, (_, i) => i), scales: new Float64Array(rows).fill(1) };
  }
  const importance = new Float64Array(rows);
  for (let k = 0; k < classes; k += 1) {
    for (let i = 0; i < rows; i += 1) importance[i] += curvatures[k * rows + i];
  }
  const step = importance.reduce((sum, x) => sum + x, 0) / count;
  const chosen: number[] = [];
  const scales: number[] = [];
  let sum = step / 2;
  for (let i = 0; i < rows; i += 1) {
    sum += importance[i];
    const times = Math.floor(sum / step);
    if (times === 0) continue;
    chosen.push(i);
    scales.push((times * step) / importance[i]);
    sum -= times * step;
  }
  return { rows: Int32Array.from(chosen), scales: Float64Array.from(scales) };
}
