// Rows of logits with the class of each, through the loss kernels: per row a float64 loss and, if wanted, the gradient.

import { addTo, type PairSum } from '../core/arithmetic/pair-sum.ts';
import type { Options } from '../core/arrays/rows.ts';
import type { Target } from '../core/arrays/targets.ts';
import { isTensor, type Scores } from '../core/arrays/tensor.ts';
import { type CrossEntropyOptions, crossEntropyBy, crossEntropyGradient } from '../core/cross-entropy.ts';
import { allocate, free, sharedWorkspace, WINDOW, workspaceOf } from '../runtime/resident.ts';
import { OPERATIONS } from './calls.ts';
import { BLOCK, oddLanes, SHORT } from './contiguous-rows.ts';
import { floatsOf, shaped, targetFor, wholeRows } from './dispatch.ts';
import { slopeOf } from './inverse-temperature.ts';
import { callsIn } from './kernel-calls.ts';
import { bring, type Floats, fetch, type Job, memoryOf, place, residence } from './row-task.ts';

export type LossRows = {
  /** Reduced as the options say. */
  loss: unknown;
  /** In the shape of the logits; null unless wanted. */
  gradient: unknown;
};

/** Rows at a time, and the room at the window's end for their classes and losses. */
const ROWS = 8192;
const ROOM = 12 * ROWS;

/** The exponentials of float64 end at e^−750: more than so many of them may still be a number. */
const MOST_OF_NOTHING = 64;

/** Null where only the reference can take the call. */
export function lossRows(
  logits: Scores,
  target: Target,
  options: Options & CrossEntropyOptions,
  wanted: boolean,
): LossRows | null {
  const { temperature = 1, reduction = 'mean', axis, out, ...others } = options;
  const slope = slopeOf(temperature);
  const given = floatsOf(logits);
  if (!slope || !given || Object.values(others).some((value) => value !== undefined)) return null;
  if (reduction !== 'mean' && reduction !== 'sum' && reduction !== 'none') return null;
  const whole = wholeRows(logits, given, options);
  const classes = whole && classesOf(target, whole.count, whole.n);
  const gradient = wanted && whole ? targetFor(options, given, given.length) : given;
  if (!whole || !classes || !gradient) return null;
  const { n, count } = whole;
  const isSteep = given instanceof Float64Array && slope.beta > MOST_OF_NOTHING;
  if (wanted && (isSteep || overlap(given, gradient))) return null;
  const space = workspaceOf(gradient) ?? workspaceOf(given) ?? sharedWorkspace();
  const calls = space && callsIn(space, given.BYTES_PER_ELEMENT as 4 | 8);
  if (!calls) return null;
  const job: Job = { op: 'softmax', slope, calls, space, x: given, out: gradient, reference: () => [] };
  const isResident = residence(job, given) > 0 && (!wanted || residence(job, gradient) > 0);
  const weight = (slope.negative ? -slope.beta : slope.beta) / (reduction === 'mean' ? count : 1);
  const losses = new Float64Array(count);
  const work = { n, classes, losses, weight, temperature };
  if (!isResident && n * calls.size > WINDOW - ROOM) {
    if (!longRows(job, work, wanted)) return null;
  } else {
    const per = isResident ? ROWS : Math.min(ROWS, Math.max(1, Math.floor(BLOCK / (n * calls.size))));
    for (let first = 0; first < count; first += per) {
      const rows = Math.min(per, count - first);
      const x = bring(job, first * n, rows * n);
      const y = wanted ? place(job, first * n) : 0;
      lossesAt(job, { ...work, first, rows }, x, y);
      if (wanted) fetch(job, first * n, rows * n);
    }
  }
  const loss = reduction === 'none' ? eachOf(losses, logits, given) : totalOf(losses, reduction);
  return { loss, gradient: wanted ? (options.out ?? shaped(logits, gradient)) : null };
}

/** Rows that the window does not hold, one after another in an array of the kernels' memory; false where there is none. */
function longRows(job: Job, work: Work, wanted: boolean): boolean {
  const { x, out, calls } = job;
  const { n } = work;
  const home: Floats = calls.size === 4 ? allocate(Float32Array, n) : allocate(Float64Array, n);
  const space = workspaceOf(home);
  const there = space && callsIn(space, calls.size);
  if (!there) return false;
  for (let first = 0; first < work.losses.length; first += 1) {
    home.set(x.subarray(first * n, (first + 1) * n) as Float32Array);
    const at = home.byteOffset;
    lossesAt({ ...job, space, calls: there }, { ...work, first, rows: 1 }, at, wanted ? at : 0);
    if (wanted) out.set(home as Float32Array, first * n);
  }
  free(home);
  return true;
}

type Work = {
  n: number;
  classes: Int32Array;
  losses: Float64Array;
  weight: number;
  temperature: number;
};

type Block = Work & { first: number; rows: number };

/** The losses of a block of rows at the address x, and, unless y is 0, their gradients there. */
function lossesAt(job: Job, block: Block, x: number, y: number): void {
  const { first, rows, n, classes, losses, weight, temperature } = block;
  const { calls, slope, space } = job;
  const { beta, betaLow, negative } = slope;
  const row = n * calls.size;
  const labels = space.window + WINDOW - ROOM;
  const results = labels + 4 * ROWS;
  const found = new Float64Array(space.memory.buffer, results, rows);
  new Int32Array(space.memory.buffer, labels, rows).set(classes.subarray(first, first + rows));
  const byReference = (i: number) => {
    const scores = Float64Array.from({ length: n }, (_, j) => job.x[(first + i) * n + j]);
    const options = { temperature, reduction: 'sum' } as const;
    const label = classes[first + i];
    found[i] = crossEntropyBy(scores, label, options) as number;
    if (y === 0) return;
    const gradient = crossEntropyGradient(scores, label, options);
    const scale = weight / (negative ? -beta : beta);
    const memory = memoryOf(job);
    for (let j = 0; j < n; j += 1) memory[(y + i * row) / calls.size + j] = gradient[j] * scale;
  };
  for (let done = 0; done < rows; ) {
    const [from, to, left] = [x + done * row, y && y + done * row, rows - done];
    const [marks, costs] = [labels + 4 * done, results + 8 * done];
    if (n >= SHORT) {
      done += calls.losses(from, to, space.scratch, left, n, beta, betaLow, negative, marks, costs, weight);
      if (done < rows) byReference(done);
      done += 1;
    } else {
      const [op, size] = [OPERATIONS.crossEntropy, calls.size];
      const lanes = [from, row, size, to, row, size, space.scratch, left, n] as const;
      done += calls.lanes(op, ...lanes, beta, betaLow, negative, marks, costs, weight);
      if (done < rows) oddLanes(job, (lane) => byReference(done + lane));
      done += 8;
    }
  }
  losses.set(found, first);
}

/** The class of each row; null where the target is something else, or not all right: the reference says what. */
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

/** Whether they share places and not all. */
function overlap(x: Floats, y: Floats): boolean {
  const apart = Math.abs(x.byteOffset - y.byteOffset);
  return x.buffer === y.buffer && apart > 0 && apart < x.byteLength;
}

/** Each row's loss in the logits' format: a number for a flat row, or a tensor without the last axis. */
function eachOf(losses: Float64Array, logits: Scores, given: Floats): unknown {
  const each = (given.constructor as typeof Float64Array).from(losses);
  return isTensor(logits) ? { data: each, dims: logits.dims.slice(0, -1) } : each[0];
}

function totalOf(losses: Float64Array, reduction: 'mean' | 'sum'): number {
  const sum: PairSum = { hi: 0, lo: 0 };
  for (const loss of losses) addTo(sum, loss, 0);
  return reduction === 'mean' ? sum.hi / losses.length : sum.hi;
}
