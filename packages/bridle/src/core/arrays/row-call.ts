// A call along an axis, checked, with nothing computed or allocated yet: where its rows lie, their mask and weights, the
// temperature, and where results go. The reference (rows.ts) and the kernels (accelerated/dispatch.ts) start from it.

import { type Companion, maskOf, weightsOf } from './companions.ts';
import { expectNumber, expectOptions } from './refuse.ts';
import {
  apart,
  isTyped,
  kindOf,
  type Nested,
  type Out,
  rowMajor,
  type Scores,
  type View,
  view,
  walk,
} from './tensor.ts';

/** The options that every function along an axis takes. */
export type RowOptions = {
  /** The dimension that a row runs along; negative counts from the last. Default −1. */
  axis?: number;
  /** Divides the scores. 0 and ∞ are the limits; a negative one (−0 too) reverses the order. Default 1. */
  temperature?: number;
  /** 0 or false takes an entry out, whatever it holds. As many as x has entries, or one for each place in a row. */
  mask?: ArrayLike<number | boolean> | Nested | Tensor | undefined;
  /** Degeneracies ≥ 0, finite; 0 takes an entry out. As many as x has entries, or one for each place in a row. */
  weights?: ArrayLike<number> | Nested | Tensor | undefined;
  /** CSR offsets of ragged rows in flat x: row r is x[segments[r]] … x[segments[r + 1] − 1]. */
  segments?: ArrayLike<number> | undefined;
};

/** Options of functions along an axis whose result has the shape of x. */
export type Options = RowOptions & {
  /** Receives the result, which is then also returned; it may be x itself. */
  out?: Out | undefined;
};

type Tensor = { readonly data: ArrayLike<number | boolean>; readonly dims: readonly number[] };

export type RowCall = {
  /** The function that was called, which errors begin with. */
  name: string;
  source: View;
  /** Counted from 0. */
  axis: number;
  segments: ArrayLike<number> | null;
  /** How many rows there are, and the length of the longest. */
  count: number;
  longest: number;
  /** How far entry i of a row is from entry i − 1: in x as it lies, and in row-major order. */
  step: number;
  outStep: number;
  /** As given; never NaN. */
  temperature: number;
  /** They share no place with `out`, and neither do the weights. */
  mask: Companion | null;
  weights: Companion | null;
  out: Out | undefined;
};

/** Checks a call's input and options. `out` is checked when results are opened, for their number decides. */
export function rowCall(name: string, x: Scores, options: Options): RowCall {
  expectOptions(name, options);
  const source = view(name, x);
  const { dims, strides, size } = source;
  const axis = axisOf(name, dims.length, options.axis);
  const { temperature = 1, out } = options;
  const segments = segmentsOf(name, options.segments);
  const longest = segments ? longestSegment(name, source, segments) : dims[axis];
  expectNumber(name, 'temperature', temperature);
  if (Number.isNaN(temperature)) throw new RangeError(`${name}: expected a temperature, got NaN`);
  const perRow = segments ? size : longest;
  return {
    name,
    source,
    axis,
    segments,
    count: segments ? segments.length - 1 : productOf(dims, 0, axis) * productOf(dims, axis + 1, dims.length),
    longest,
    step: strides[axis],
    outStep: productOf(dims, axis + 1, dims.length),
    temperature,
    mask: outside(maskOf(name, options.mask, size, perRow), out),
    weights: outside(weightsOf(name, options.weights, size, perRow), out),
    out,
  };
}

/** The axis counted from 0; RangeError where the shape has no such axis. */
export function axisOf(name: string, rank: number, axis = -1): number {
  expectNumber(name, 'axis', axis);
  if (rank === 0) throw new RangeError(`${name}: expected at least one dimension, got dims []`);
  const positive = axis < 0 ? axis + rank : axis;
  if (!(Number.isInteger(axis) && positive >= 0 && positive < rank)) {
    throw new RangeError(`${name}: expected an axis from ${-rank} to ${rank - 1}, got ${axis}`);
  }
  return positive;
}

/** The shape that remains when each row becomes one number. */
export function reducedDims({ source, axis, segments, count }: RowCall): number[] {
  return segments ? [count] : source.dims.filter((_, d) => d !== axis);
}

/** Visits every row in order: its length, and the place of its first entry in x as it lies and in row-major order. */
export function eachRow(call: RowCall, visit: (base: number, length: number, outBase: number) => void): void {
  const { source, axis, segments, count, step, longest } = call;
  if (segments) {
    for (let r = 0; r < count; r += 1) {
      visit(source.offset + segments[r] * step, segments[r + 1] - segments[r], segments[r]);
    }
    return;
  }
  const without = (list: readonly number[]) => list.filter((_, d) => d !== axis);
  const { dims, strides, offset } = source;
  walk(without(dims), without(strides), offset, without(rowMajor(dims)), (base, outBase) =>
    visit(base, longest, outBase),
  );
}

/** Row r by its number, as `eachRow` visits it. */
export function oneRow(call: RowCall, r: number, visit: (base: number, length: number, outBase: number) => void): void {
  const { source, axis, segments, step, outStep, longest } = call;
  if (segments) {
    visit(source.offset + segments[r] * step, segments[r + 1] - segments[r], segments[r]);
    return;
  }
  let base = source.offset;
  let left = r;
  for (let d = source.dims.length - 1; d >= 0; d -= 1) {
    if (d === axis) continue;
    const length = source.dims[d];
    base += (left % length) * source.strides[d];
    left = Math.floor(left / length);
  }
  visit(base, longest, Math.floor(r / outStep) * outStep * longest + (r % outStep));
}

/** TypeError unless they are numbers. */
function segmentsOf(name: string, given: unknown): ArrayLike<number> | null {
  if (given === undefined) return null;
  const isFlat = Array.isArray(given) || isTyped(given);
  if (!isFlat) throw new TypeError(`${name}: expected segments to be an array of numbers, got ${kindOf(given)}`);
  const segments = given as ArrayLike<number>;
  for (let r = 0; r < segments.length; r += 1) expectNumber(name, `segments[${r}]`, segments[r]);
  return segments;
}

function longestSegment(name: string, source: View, segments: ArrayLike<number>): number {
  if (source.dims.length !== 1) {
    throw new RangeError(`${name}: expected flat scores with segments, got dims [${source.dims}]`);
  }
  const count = segments.length - 1;
  if (count < 0 || segments[0] !== 0 || segments[count] !== source.size) {
    const got = count < 0 ? 'none' : `${segments[0]} to ${segments[count]}`;
    throw new RangeError(`${name}: expected segments from 0 to ${source.size}, got ${got}`);
  }
  let longest = 0;
  for (let r = 0; r < count; r += 1) {
    const length = segments[r + 1] - segments[r];
    if (!(Number.isInteger(length) && length >= 0)) {
      throw new RangeError(
        `${name}: expected whole segments that never fall, got ${segments[r]}, ${segments[r + 1]} at ${r}`,
      );
    }
    longest = Math.max(longest, length);
  }
  return longest;
}

function outside(companion: Companion | null, out: Out | undefined): Companion | null {
  return companion && { data: apart(companion.data, out), whole: companion.whole };
}

function productOf(dims: readonly number[], from: number, to: number): number {
  let product = 1;
  for (let d = from; d < to; d += 1) product *= dims[d];
  return product;
}
