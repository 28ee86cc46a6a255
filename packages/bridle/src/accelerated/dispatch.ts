// Sends what runs along an axis to the kernels where they can take it (float32 and float64 arrays and tensors, masks
// included) and to the reference in core where they cannot: other types, weights, the limits of temperature, what is
// wrong with the call (the reference says it), and single rows with NaN, +∞ or all −∞. A row's bits depend on the row,
// its axis and the level only: not on what is computed beside it, where it lies, or in how many pieces.

import { axisOf, type Companion, maskOf, type Options, weightsOf } from '../core/arrays/rows.ts';
import { isRowMajor, isTensor, rowMajorData, type Scores, view, wrap } from '../core/arrays/tensor.ts';
import { sharedWorkspace, workspaceOf } from '../runtime/resident.ts';
import type { Operation, Slope } from './calls.ts';
import { contiguous, segments } from './contiguous-rows.ts';
import { slopeOf } from './inverse-temperature.ts';
import { callsIn } from './kernel-calls.ts';
import type { Team } from './parallel.ts';
import type { Floats, Job } from './row-task.ts';
import { across, type Layout } from './strided-rows.ts';
import { canWeigh, weightedRows } from './weighted-rows.ts';

type Reference = (name: string, x: Scores, options: Options) => unknown;

/** The result by the kernels or, where they cannot take the call, by the reference. */
export function alongAxis(
  op: Operation,
  name: string,
  x: Scores,
  options: Options,
  reference: Reference,
  team?: Team,
): unknown {
  const slope = slopeOf(options.temperature);
  const given = floatsOf(x);
  if (!slope || !given) return reference(name, x, options);
  const whole = wholeRows(x, given, options);
  if (whole) {
    const { n, count } = whole;
    const target = targetFor(options, given, op === 'logSumExp' ? count : given.length);
    const job =
      target &&
      !meets(given, target, op, n) &&
      jobOf(
        op,
        name,
        slope,
        given,
        target,
        reference,
        options,
        null,
        null,
        team?.takes(op, given, n) ? team : undefined,
      );
    if (job) {
      contiguous(job, count, n);
      if (options.out) return options.out;
      if (given === x) return op === 'logSumExp' ? target[0] : target;
      const { dims } = x as { dims: readonly number[] };
      return { data: target, dims: op === 'logSumExp' ? dims.slice(0, -1) : dims.slice() };
    }
  }
  return generally(op, name, x, options, reference, slope, given, team) ?? reference(name, x, options);
}

/** The common call: a flat array or a row-major tensor of whole rows along the last axis, without mask or segments. */
export function wholeRows(x: Scores, given: Floats, options: Options): { n: number; count: number } | null {
  if (
    options.mask !== undefined ||
    options.weights !== undefined ||
    options.segments !== undefined ||
    given.length === 0
  )
    return null;
  if (options.axis !== undefined && options.axis !== -1) return null;
  if (given === x) return { n: given.length, count: 1 };
  const { dims, strides, offset } = x as { dims: readonly number[]; strides?: unknown; offset?: unknown };
  if (
    strides !== undefined ||
    (offset !== undefined && offset !== 0) ||
    !Array.isArray(dims) ||
    dims.length === 0 ||
    dims.length > 32
  )
    return null;
  let size = 1;
  for (const length of dims) {
    if (!(Number.isInteger(length) && length > 0)) return null;
    size *= length;
  }
  const n = dims[dims.length - 1];
  return size === given.length ? { n, count: size / n } : null;
}

/** Any layout, masks and segments; undefined where only the reference can. */
function generally(
  op: Operation,
  name: string,
  x: Scores,
  options: Options,
  reference: Reference,
  slope: Slope,
  given: Floats,
  team?: Team,
): unknown {
  const source = view(name, x);
  const { dims, size } = source;
  const axis = axisOf(name, dims.length, options.axis);
  const ends = options.segments;
  if (size === 0 || (ends && !areSegments(dims, ends))) return undefined;
  const layout = ends ? { outer: 1, n: size, inner: 1 } : layoutOf(dims, axis);
  const reduces = op === 'logSumExp';
  const rows = ends ? ends.length - 1 : layout.outer * layout.inner;
  const target = targetFor(options, given, reduces ? rows : size);
  const mask = maskOf(name, options, size, layout.n);
  const weights = weightsOf(name, options, size, layout.n);
  if (!target) return undefined;
  let entries = isRowMajor(source) ? (source.data as Floats) : copyOf(given, rowMajorData(name, x));
  if (meets(entries, target, op, layout.n)) entries = entries.slice();
  const job = jobOf(
    op,
    name,
    slope,
    entries,
    target,
    reference,
    options,
    mask,
    weights,
    team?.takes(op, entries, layout.n) ? team : undefined,
  );
  if (!job || (weights && (ends || layout.inner > 1 || !canWeigh(job, layout.n)))) return undefined;
  if (mask) job.x = masked(job.x, mask, layout, slope.negative);
  if (weights) job.x = masked(job.x, weights, layout, slope.negative);
  if (weights) weightedRows(job, layout.outer, layout.n, weights);
  else if (ends) segments(job, ends);
  else if (layout.inner === 1) contiguous(job, layout.outer, layout.n);
  else across(job, layout);
  if (options.out) return options.out;
  if (!reduces) return wrap(source, target, dims);
  if (source.kind !== 'tensor' && dims.length === 1 && !ends) return target[0];
  return wrap(source, target, ends ? [rows] : dims.filter((_, d) => d !== axis));
}

/** The work, if there are kernels for it. */
function jobOf(
  op: Operation,
  name: string,
  slope: Slope,
  x: Floats,
  out: Floats,
  reference: Reference,
  { temperature }: Options,
  mask: Companion | null,
  weights: Companion | null,
  team?: Team,
): Job | null {
  const space = team?.space() ?? workspaceOf(out) ?? workspaceOf(x) ?? sharedWorkspace();
  const calls = space && callsIn(space, x.BYTES_PER_ELEMENT as 4 | 8);
  if (!calls) return null;
  const alone = (base: number, n: number, step: number): ArrayLike<number> => {
    const row = Float64Array.from({ length: n }, (_, j) => x[base + j * step]);
    const ofRow = <T>({ data, whole }: Companion, as: (v: unknown) => T) =>
      Array.from(row, (_, j) => as(data[whole ? base + j * step : j]));
    const result = reference(name, row, {
      ...(temperature !== undefined && { temperature }),
      ...(mask && { mask: ofRow(mask, Boolean) }),
      ...(weights && { weights: ofRow(weights, Number) }),
    });
    return typeof result === 'number' ? [result] : (result as Float64Array);
  };
  return { op, slope, calls, space, x, out, reference: alone, ...(team && { team }) };
}

/** Results in the shape of the scores. */
export function shaped(x: Scores, results: Floats): unknown {
  return isTensor(x) ? { data: results, dims: [...x.dims] } : results;
}

/** Where results go; null where `out` is not of the scores' format, or does not fit: the reference deals with it. */
export function targetFor({ out }: Options, like: Floats, count: number): Floats | null {
  if (out === undefined) return like instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
  const data = floatsOf(out);
  const whole = data === out || !('strides' in (out as object) || 'offset' in (out as object));
  return whole && data?.constructor === like.constructor && data.length === count ? data : null;
}

/** The array itself, or a tensor's, if the kernels have its format. */
export function floatsOf(x: unknown): Floats | null {
  const data = isTensor(x) ? x.data : x;
  return data instanceof Float32Array || data instanceof Float64Array ? data : null;
}

function copyOf(like: Floats, values: ArrayLike<number>): Floats {
  return like instanceof Float32Array ? Float32Array.from(values) : Float64Array.from(values);
}

/**
 * Whether writing results could spoil entries that are still to be read. A row may be written over itself, but for rows
 * of one entry: eight at a time, they are all written before the reference reads those that are left to it.
 */
function meets(x: Floats, out: Floats, op: Operation, n: number): boolean {
  if (x.buffer !== out.buffer || (x.byteOffset === out.byteOffset && op !== 'logSumExp' && n > 1)) return false;
  return x.byteOffset < out.byteOffset + out.byteLength && out.byteOffset < x.byteOffset + x.byteLength;
}

/** A copy in which masked entries are nothing. */
function masked(x: Floats, { data, whole }: Companion, { n, inner }: Layout, negative: boolean): Floats {
  const copy = x.slice();
  for (let i = 0; i < copy.length; i += 1) {
    if (!data[whole ? i : Math.floor(i / inner) % n]) copy[i] = negative ? Infinity : -Infinity;
  }
  return copy;
}

function layoutOf(dims: readonly number[], axis: number): Layout {
  const product = (list: readonly number[]) => list.reduce((p, d) => p * d, 1);
  return { outer: product(dims.slice(0, axis)), n: dims[axis], inner: product(dims.slice(axis + 1)) };
}

/** Whether they go through flat entries from the first to the last; else the reference says what is wrong. */
function areSegments(dims: readonly number[], ends: ArrayLike<number>): boolean {
  const count = ends.length - 1;
  if (dims.length !== 1 || count < 1 || ends[0] !== 0 || ends[count] !== dims[0]) return false;
  for (let s = 0; s < count; s += 1) if (!(Number.isInteger(ends[s + 1]) && ends[s + 1] >= ends[s])) return false;
  return true;
}
