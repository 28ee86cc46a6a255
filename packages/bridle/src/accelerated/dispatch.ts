// Sends a call along an axis to the kernels where they can take it: float32 and float64, longer rows of numbers and
// integers as float64, any layout, masks, and for softmax weights. Everything else goes to the reference in core, and so
// does each row that the kernels cannot compute, with NaN, +∞ or only −∞. A row's bits depend on the row, its axis and the arithmetic only: not on what is computed
// beside it, where it lies, or in how many pieces.

import type { Companion } from '../core/arrays/companions.ts';
import { FEW_NUMBERS } from '../core/arrays/plain-row.ts';
import type { Results } from '../core/arrays/results.ts';
import { type Options, type RowCall, rowCall } from '../core/arrays/row-call.ts';
import { applyToRows, closeRows, openRows, type RowFunction, rowByRow } from '../core/arrays/rows.ts';
import { isRowMajor, isTensor, type Out, overlaps, rowMajorOf, type Scores } from '../core/arrays/tensor.ts';
import { type FloatArray, sharedWorkspace, type Workspace, workspaceOf } from '../runtime/workspace.ts';
import { kernelsIn } from './bind-kernels.ts';
import { contiguousRows, segmentedRows } from './contiguous-rows.ts';
import { inverseTemperature } from './inverse-temperature.ts';
import type { Operation } from './kernels.ts';
import { areNumbers, NUMBERS, withFloats } from './number-rows.ts';
import type { Parallel } from './parallel.ts';
import type { RowTask } from './row-task.ts';
import { stridedRows } from './strided-rows.ts';
import { canWeigh, weightedRows } from './weighted-rows.ts';

/** The result by the kernels or, where they cannot take the call, by the reference, `f` of each row. */
export function alongAxis(
  op: Operation,
  name: string,
  x: Scores,
  options: Options,
  f: RowFunction,
  parallel?: Parallel,
): unknown {
  const call = rowCall(name, x, options);
  return byKernels(op, call, f, parallel) ?? applyToRows(call, f);
}

/** Undefined where only the reference can take the call; nothing is allocated before that is known. */
function byKernels(op: Operation, call: RowCall, f: RowFunction, parallel?: Parallel): unknown {
  const { source, segments, weights, longest: n, out } = call;
  const inverse = inverseTemperature(call.temperature);
  const numbers = areNumbers(call);
  const scores = numbers ? NUMBERS : floatsOf(call);
  if (!inverse || !scores || source.size === 0 || !(numbers || canWrite(out, scores))) return undefined;
  if (weights && !canWeigh(op, call)) return undefined;
  const team = parallel?.accepts(op, scores, segments ? source.size : n) ? parallel : undefined;
  const space = team?.space() ?? workspaceFor(numbers ? undefined : out, scores);
  const kernels = space && kernelsIn(space, scores.BYTES_PER_ELEMENT as 4 | 8);
  if (!kernels) return undefined;

  const maps = op !== 'logSumExp';
  const results = openRows(call, maps) as Results<FloatArray>;
  const arrays = numbers ? withFloats(call, results) : {};
  // Eight rows of one entry are all written before the reference reads those that are deferred to it.
  if (n === 1 && overlaps(scores, results.places)) source.data = scores.slice();
  const task: RowTask = {
    op,
    inverse,
    kernels,
    space,
    ...arrays,
    x: arrays.numbers ? NUMBERS : entriesOf(call, scores, inverse.negative),
    out: arrays.results ? NUMBERS : results.places,
    landing: maps ? space.window : space.reduced,
    least: numbers ? FEW_NUMBERS + 1 : 1,
    byReference: rowByRow(call, f),
    ...(team && { parallel: team }),
  };
  run(task, call);
  return closeRows(call, maps, results);
}

function run(task: RowTask, { segments, weights, count, longest: n, outStep }: RowCall): void {
  if (weights) weightedRows(task, count, n, weights);
  else if (segments) segmentedRows(task, segments);
  else if (outStep === 1) contiguousRows(task, count, n);
  else stridedRows(task, { outer: count / outStep, n, inner: outStep });
}

/** The scores, if the kernels have their format as it was given. */
export function floatsOf({ source }: Pick<RowCall, 'source'>): FloatArray | null {
  const { data, like } = source;
  return data === like && (data instanceof Float32Array || data instanceof Float64Array) ? data : null;
}

/** Whether results of the scores' format can be written to `out`; what is wrong with another is said by the reference. */
export function canWrite(out: Out | undefined, scores: FloatArray): boolean {
  return out === undefined || (isTensor(out) ? out.data : out)?.constructor === scores.constructor;
}

/** The workspace of the memory that `out` or the scores lie in, or that for arrays from elsewhere. */
export function workspaceFor(out: Out | undefined, scores: FloatArray): Workspace | null {
  const places = out && ((isTensor(out) ? out.data : out) as FloatArray);
  return (places && workspaceOf(places)) ?? workspaceOf(scores) ?? sharedWorkspace();
}

/** The entries in row-major order; those that are masked or of weight 0 become infinite, so that they add nothing. */
function entriesOf(call: RowCall, scores: FloatArray, negative: boolean): FloatArray {
  const { source, mask, weights } = call;
  if (isRowMajor(source) && !mask && !weights) return source.data as FloatArray;
  const copy = (scores.constructor as Float64ArrayConstructor).from(rowMajorOf(source));
  for (const companion of [mask, weights])
    if (companion) takeOut(copy, companion, call, negative ? Infinity : -Infinity);
  return copy;
}

function takeOut(x: FloatArray, { data, whole }: Companion, call: RowCall, nothing: number): void {
  const { longest: n, outStep } = call;
  for (let i = 0; i < x.length; i += 1) {
    if (!data[whole ? i : Math.floor(i / outStep) % n]) x[i] = nothing;
  }
}
