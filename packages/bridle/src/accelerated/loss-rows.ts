// Rows of logits with the class of each, through the loss kernels: a float64 loss for each row and, if asked for, the
// gradient.

import { dividePairs, tail, twoProduct } from '../core/arithmetic/double-double.ts';
import { addTo, type PairSum } from '../core/arithmetic/pair-sum.ts';
import { expectOptions } from '../core/arrays/refuse.ts';
import type { Results } from '../core/arrays/results.ts';
import { type Options, rowCall } from '../core/arrays/row-call.ts';
import { closeRows, openRows } from '../core/arrays/rows.ts';
import type { Target } from '../core/arrays/targets.ts';
import { isRowMajor, isTensor, type Scores } from '../core/arrays/tensor.ts';
import { type CrossEntropyOptions, crossEntropyBy, crossEntropyGradient } from '../core/cross-entropy.ts';
import { SHORT } from '../kernels/constants/rows.ts';
import { allocate, free } from '../runtime/allocate.ts';
import { type FloatArray, WINDOW, workspaceOf } from '../runtime/workspace.ts';
import { kernelsIn } from './bind-kernels.ts';
import { canWrite, floatsOf, workspaceFor } from './dispatch.ts';
import { type InverseTemperature, inverseTemperature } from './inverse-temperature.ts';
import { type Kernels, OPERATIONS } from './kernels.ts';
import { deferredLanes } from './row-task.ts';
import { eachLane, runRows } from './run-rows.js';
import { BLOCK, isAllResident, memoryOf, type Transfer, throughWindow } from './transfer.ts';

export type LossRows = {
  /** Reduced as the options say. */
  loss: unknown;
  /** In the shape of the logits; null unless asked for. */
  gradient: unknown;
};

/** Rows at a time, and the room at the window's end for their classes and losses. */
const ROWS = 8192;
const ROOM = 12 * ROWS;

/** For float64 and 1/|T| beyond this, exponentials below e⁻⁷⁵⁰, which the kernels take as 0, may matter. */
const MAX_STEEPNESS = 64;

/** The losses and gradients of rows of n logits. */
type LossTask = Transfer & {
  inverse: InverseTemperature;
  kernels: Kernels;
  n: number;
  classes: Int32Array;
  losses: Float64Array;
  /** What gradients are divided by, and 1/(norm·T) where any are asked for, else null. */
  norm: number;
  weight: number | null;
  temperature: number;
};

/** Null where only the reference can take the call. */
export function lossRows(
  name: string,
  logits: Scores,
  target: Target,
  options: Options & CrossEntropyOptions,
  withGradient: boolean,
): LossRows | null {
  expectOptions(name, options);
  const { temperature = 1, reduction = 'mean', axis, out, ...others } = options;
  if (Object.values(others).some((value) => value !== undefined)) return null;
  if (reduction !== 'mean' && reduction !== 'sum' && reduction !== 'none') return null;
  const call = rowCall(name, logits, options);
  const { source, count, longest: n } = call;
  const inverse = inverseTemperature(temperature);
  const scores = floatsOf(call);
  const classes = classesOf(target, count, n);
  if (!inverse || !scores || !classes || call.outStep !== 1 || !isRowMajor(source)) return null;
  const isSteep = scores instanceof Float64Array && inverse.beta > MAX_STEEPNESS;
  if (withGradient && (isSteep || !canWrite(out, scores))) return null;
  const space = workspaceFor(withGradient ? out : undefined, scores);
  const kernels = space && kernelsIn(space, scores.BYTES_PER_ELEMENT as 4 | 8);
  if (!kernels) return null;

  const results = withGradient ? (openRows(call, true) as Results<FloatArray>) : null;
  const norm = reduction === 'mean' ? count : 1;
  const divisor = twoProduct(temperature, norm);
  const weight = dividePairs(1, 0, divisor, tail[0]);
  const losses = new Float64Array(count);
  const task: LossTask = {
    ...{ space, kernels, inverse, temperature, n, classes, losses, x: scores, landing: space.window },
    ...{ out: results?.places ?? scores, norm, weight: results && weight },
  };
  if (isAllResident(task)) eachBlock(task, ROWS);
  else if (n * kernels.size <= WINDOW - ROOM) eachBlock(task, Math.max(1, Math.floor(BLOCK / (n * kernels.size))));
  else if (!longRows(task)) return null;
  const loss = reduction === 'none' ? eachOf(losses, logits, scores) : totalOf(losses, reduction);
  return { loss, gradient: results && closeRows(call, true, results) };
}

/** So many rows at a time through the window. */
function eachBlock(task: LossTask, most: number): void {
  const { n, losses, weight } = task;
  const per = Math.min(ROWS, most);
  for (let first = 0; first < losses.length; first += per) {
    const rows = Math.min(per, losses.length - first);
    const results = weight === null ? 0 : rows * n;
    throughWindow(task, [first * n, rows * n], [first * n, results], (x, y) => lossesAt(task, first, rows, x, y));
  }
}

/** Rows that the window does not hold, one after another in a resident array; false where none can be had. */
function longRows(task: LossTask): boolean {
  const { x, out, n, kernels, weight } = task;
  const row: FloatArray = kernels.size === 4 ? allocate(Float32Array, n) : allocate(Float64Array, n);
  const space = workspaceOf(row);
  const there = space && kernelsIn(space, kernels.size);
  if (!there) return false;
  for (let first = 0; first < task.losses.length; first += 1) {
    row.set(x.subarray(first * n, (first + 1) * n));
    lossesAt({ ...task, space, kernels: there }, first, 1, row.byteOffset, row.byteOffset);
    if (weight !== null) out.set(row, first * n);
  }
  free(row);
  return true;
}

/** The losses of rows from `first` on that lie at the address x and, where they are asked for, their gradients at y. */
function lossesAt(task: LossTask, first: number, rows: number, x: number, y: number): void {
  const { n, classes, losses, kernels, space, inverse, weight } = task;
  const { beta, betaLow, negative } = inverse;
  const { size } = kernels;
  const row = n * size;
  const marks = space.window + WINDOW - ROOM;
  const costs = marks + 4 * ROWS;
  const found = new Float64Array(space.memory.buffer, costs, rows);
  new Int32Array(space.memory.buffer, marks, rows).set(classes.subarray(first, first + rows));
  const run = (done: number) => {
    const [from, to, left] = [x + done * row, weight === null ? 0 : y + done * row, rows - done];
    const loss = [marks + 4 * done, costs + 8 * done, weight ?? 0] as const;
    if (n >= SHORT) return kernels.losses(from, to, space.scratch, left, n, beta, betaLow, negative, ...loss);
    const lanes = [from, row, size, to, row, size, space.scratch, left, n] as const;
    return kernels.lanes(OPERATIONS.crossEntropy, ...lanes, beta, betaLow, negative, ...loss);
  };
  const defer = (done: number) =>
    eachLane(n >= SHORT ? 1 : deferredLanes(task), (lane) => {
      found[done + lane] = byReference(task, first + done + lane, y + (done + lane) * row);
    });
  runRows(rows, n >= SHORT ? 1 : 8, run, defer);
  losses.set(found, first);
}

/** The loss of a row by the reference, and its gradient at the address y where gradients are asked for. */
function byReference(task: LossTask, r: number, y: number): number {
  const { x, n, classes, temperature, norm, weight, kernels } = task;
  const scores = Float64Array.from(x.subarray(r * n, (r + 1) * n));
  const options = { temperature, reduction: 'sum' } as const;
  if (weight !== null) {
    const gradient = crossEntropyGradient(scores, classes[r], options);
    const memory = memoryOf(task);
    for (let j = 0; j < n; j += 1) memory[y / kernels.size + j] = gradient[j] / norm;
  }
  return crossEntropyBy(scores, classes[r], options) as number;
}

/** The class of each row; null where the target is anything else: the reference says what is wrong with it. */
function classesOf(target: Target, count: number, n: number): Int32Array | null {
  const given = typeof target === 'number' ? [target] : target;
  if (!(Array.isArray(given) || given instanceof Int32Array || given instanceof Uint8Array)) return null;
  if (given.length !== count || n < 2) return null;
  const classes = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const label = given[i] as number;
    if (!(Number.isInteger(label) && label >= 0 && label < n)) return null;
    classes[i] = label;
  }
  return classes;
}

/** Each row's loss in the logits' format: a number for a flat row, or a tensor without the last axis. */
function eachOf(losses: Float64Array, logits: Scores, scores: FloatArray): unknown {
  const each = (scores.constructor as Float64ArrayConstructor).from(losses);
  return isTensor(logits) ? { data: each, dims: logits.dims.slice(0, -1) } : each[0];
}

function totalOf(losses: Float64Array, reduction: 'mean' | 'sum'): number {
  const sum: PairSum = { hi: 0, lo: 0 };
  for (const loss of losses) addTo(sum, loss, 0);
  return reduction === 'mean' ? sum.hi / losses.length : sum.hi;
}
