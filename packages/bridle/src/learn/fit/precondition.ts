// The first guess of the inverse Hessian for L-BFGS: one block for each class,
//   H_k = K/(K − 1)·Σᵢ vᵢₖ·xᵢxᵢᵀ + λ,  v = w·p(1 − p), moved a little towards its mean over the rows,
// factored by Cholesky. Within the directions that sum to zero over the classes, the only ones that change softmax, the
// factor K/(K − 1) makes the blocks the Hessian itself for two classes, or where all classes are equally probable.
// Where blocks would cost more than they save (very many features), their diagonals.

import { entriesPerRow } from '../table/design.ts';
import { blockOf, entriesIn, factorBlocks, sampleGrams, solveBlocks } from '../tiles/blocks.ts';
import type { BlockPlan } from '../tiles/layout.ts';
import { factor, solve } from './cholesky.ts';
import { addCodeGrams, squaresOf } from './gram.ts';
import { type Point, type Problem, strideOf } from './objective.ts';
import type { Packed } from './packed.ts';
import { gramsOf } from './packed-gram.ts';

/** Moves nearly separated rows towards the rest, so that no direction has a curvature near 0. */
const SHRINKAGE = 0.02;
/** Rows of the sample for each column, and at least: a rough one serves until the curvatures change, a fine one lasts. */
const ROWS_PER_COLUMN = { rough: 4, fine: 20 };
const LEAST_ROWS = 1000;
/** At least so many rows tell how much the curvatures have changed. */
const ROWS_OF_CHANGE = 4000;
/** Numbers that the blocks may take: 400 MB. */
const LARGEST_BLOCKS = 5e7;
/** Factoring may cost as much as this many passes. */
const LARGEST_PASSES = 50;

export const CARES = ['rough', 'fine'] as const;
export type Care = (typeof CARES)[number];

export type Preconditioner = {
  care: Care;
  /** Applies the inverse in place to (classes, columns). */
  apply: (v: Float64Array) => void;
  /** That of computing it, in passes over the data. */
  cost: number;
  /** Of the rows, (classes, rows), from which it was computed. */
  curvatures: Float64Array;
  /** By which part the curvatures of the rows have changed since, on average. */
  changeAt: (point: Point) => number;
};

type Inverse = Pick<Preconditioner, 'apply' | 'cost'>;

/** Room for the blocks of a design with the intercept among its columns; null where there will be none. */
export function planBlocks(rows: number, columns: number, classes: number): BlockPlan | null {
  if (classes * columns ** 2 > LARGEST_BLOCKS) return null;
  return { order: columns, sample: Math.min(rows, sampleSize(columns, 'fine') + 1) };
}

function sampleSize(columns: number, care: Care): number {
  return Math.max(ROWS_PER_COLUMN[care] * columns, LEAST_ROWS);
}

/** The preconditioner at a point, from a rough sample of the rows or a fine one. */
export function preconditionerAt(problem: Problem, point: Point, care: Care = 'fine'): Preconditioner {
  return preconditionerFrom(problem, rowCurvatures(problem, point.residuals), care);
}

/** The preconditioner of given curvatures. */
export function preconditionerFrom(problem: Problem, curvatures: Float64Array, care: Care): Preconditioner {
  return {
    care,
    curvatures,
    ...inverseOf(problem, curvatures, care),
    changeAt: ({ residuals }) => changeOf(problem, curvatures, residuals),
  };
}

/** By which part the curvatures of evenly spaced rows have changed. */
function changeOf(problem: Problem, from: Float64Array, residuals: Float64Array): number {
  const { classes, weights, design } = problem;
  const { rows } = design;
  const stride = strideOf(problem);
  const step = Math.max(1, Math.floor(rows / ROWS_OF_CHANGE));
  const now = new Float64Array(Math.ceil(rows / step));
  let change = 0;
  let total = 0;
  for (let k = 0; k < classes; k += 1) {
    let sum = 0;
    for (let i = 0, s = 0; i < rows; i += step, s += 1) {
      now[s] = curvatureOf(residuals[k * stride + i], weights[i], classes);
      sum += now[s];
    }
    for (let i = 0, s = 0; i < rows; i += step, s += 1) {
      const before = from[k * rows + i];
      change += Math.abs((1 - SHRINKAGE) * now[s] + SHRINKAGE * step * sum * weights[i] - before);
      total += before;
    }
  }
  return total > 0 ? change / total : 0;
}

/** K/(K − 1)·w·p(1 − p): the residual is w·p, or −w·(1 − p) for the label; its size and the other share multiply to it. */
function curvatureOf(residual: number, weight: number, classes: number): number {
  const size = Math.abs(residual);
  return weight === 0 ? 0 : (classes / (classes - 1)) * size * (1 - size / weight);
}

function inverseOf(problem: Problem, curvatures: Float64Array, care: Care): Inverse {
  const { classes, design, packed } = problem;
  const { columns, rows } = design;
  const entries = packed?.tiles.isSparse ? entriesIn(packed.tiles) + rows : rows * entriesPerRow(design);
  const passCost = 2 * entries * classes;
  const factoring = (classes * columns ** 3) / 6;
  const fits = packed ? packed.tiles.plan !== null : classes * columns ** 2 <= LARGEST_BLOCKS;
  if (!fits || factoring > LARGEST_PASSES * passCost) return diagonal(problem, curvatures);
  const sample = sampleRows(curvatures, rows, classes, sampleSize(columns, care));
  const { vs, classOf } = distinctWeightings(curvatures, sample, classes, rows);
  if (packed) {
    writeGrams(problem, packed, sample.rows, vs);
    scaleBlocks(problem, packed, classOf);
    factorBlocks(packed.tiles);
  }
  const blocks = packed ? [] : blocksOf(problem, sample.rows, vs, classOf);
  const apply = (x: Float64Array) => {
    if (packed) solveBlocks(packed.tiles, x);
    blocks.forEach((block, k) => {
      solve(block, columns, x, k * columns);
    });
  };
  const counted = (vs.length * sample.rows.length * (entries / rows) ** 2) / 2;
  return { apply, cost: (counted + factoring) / passCost };
}

/** Which weighting each class has, and its sum over the weighting's. */
type ClassOf = { of: number; share: number }[];

/** Classes of proportional curvatures share a Gram matrix: all of them at the start, two classes always. */
function distinctWeightings(curvatures: Float64Array, sample: Sample, classes: number, rows: number) {
  const sums: number[] = [];
  const vs: Float64Array[] = [];
  const classOf: ClassOf = [];
  for (let k = 0; k < classes; k += 1) {
    const v = new Float64Array(sample.rows.length);
    let sum = 0;
    for (let s = 0; s < v.length; s += 1) {
      v[s] = sample.scales[s] * curvatures[k * rows + sample.rows[s]];
      sum += v[s];
    }
    const [shared, total] = [vs.at(-1), sums.at(-1) ?? 0];
    if (!shared?.every((x, s) => Math.abs(v[s] * total - x * sum) <= 1e-12 * v[s] * total)) {
      vs.push(v);
      sums.push(sum);
    }
    const own = sums[sums.length - 1];
    classOf.push({ of: vs.length - 1, share: own > 0 ? sum / own : 0 });
  }
  return { vs, classOf };
}

/** The m-th Gram matrix into the m-th block of the tiles. */
function writeGrams(problem: Problem, packed: Packed, rows: Int32Array, vs: readonly Float64Array[]): void {
  const { tiles, index, factors, offsets } = packed;
  const { columns, blocks } = problem.design;
  if (!tiles.isSparse) {
    gramsOf(problem, rows, vs).forEach((gram, m) => {
      blockOf(tiles, m).set(gram);
    });
    return;
  }
  sampleGrams(tiles, rows, vs, index);
  vs.forEach((v, m) => {
    const gram = blockOf(tiles, m);
    const sums = gram.slice((columns - 1) * columns, columns * columns);
    const total = v.reduce((sum, x) => sum + x, 0);
    index.forEach((j, c) => {
      const [factorOfC, offset, row] = [factors[c], offsets[c], j * columns];
      const own = sums[j] * factorOfC;
      for (let d = 0; d <= c; d += 1) {
        const l = index[d];
        const other = sums[l] * factors[d];
        gram[row + l] =
          gram[row + l] * factorOfC * factors[d] - offset * other - offsets[d] * own + offset * offsets[d] * total;
      }
    });
    index.forEach((j, c) => {
      gram[(columns - 1) * columns + j] = sums[j] * factors[c] - offsets[c] * total;
    });
    addCodeGrams(columns, blocks, rows, v, gram);
  });
}

/** From the weightings' Gram matrices to the classes' blocks, the last class first: its matrix is no later one. */
function scaleBlocks({ l2, design, classes }: Problem, { tiles }: Packed, classOf: ClassOf): void {
  const { columns } = design;
  for (let k = classes - 1; k >= 0; k -= 1) {
    const [block, gram, share] = [blockOf(tiles, k), blockOf(tiles, classOf[k].of), classOf[k].share];
    for (let j = 0; j < columns; j += 1) {
      for (let at = j * columns; at <= j * columns + j; at += 1) block[at] = gram[at] * share;
      if (j < columns - 1) block[j * columns + j] += l2;
    }
  }
}

function blocksOf(problem: Problem, rows: Int32Array, vs: readonly Float64Array[], classOf: ClassOf): Float64Array[] {
  const { columns } = problem.design;
  const grams = gramsOf(problem, rows, vs);
  return classOf.map(({ of, share }) => {
    const block = grams[of].map((x) => x * share);
    for (let j = 0; j < columns - 1; j += 1) block[j * columns + j] += problem.l2;
    factor(block, columns);
    return block;
  });
}

function diagonal(problem: Problem, curvatures: Float64Array): Inverse {
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
  const stride = strideOf(problem);
  const curvatures = new Float64Array(classes * rows);
  for (let k = 0; k < classes; k += 1) {
    let total = 0;
    for (let i = 0; i < rows; i += 1) {
      const curvature = curvatureOf(residuals[k * stride + i], weights[i], classes);
      curvatures[k * rows + i] = (1 - SHRINKAGE) * curvature;
      total += curvature;
    }
    for (let i = 0; i < rows; i += 1) curvatures[k * rows + i] += SHRINKAGE * total * weights[i];
  }
  return curvatures;
}

type Sample = { rows: Int32Array; scales: Float64Array };

/** All rows, or about `count` of them by importance: at equal steps along the sum of their curvatures. */
function sampleRows(curvatures: Float64Array, rows: number, classes: number, count: number): Sample {
  if (rows <= count) {
    return { rows: new Int32Array(rows).map((_, i) => i), scales: new Float64Array(rows).fill(1) };
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
