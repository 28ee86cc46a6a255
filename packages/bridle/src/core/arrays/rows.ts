// The one driver of everything that works along an axis: it finds the rows (by axis or by segments), gathers each
// into contiguous float64 without its masked entries, hands it to a kernel, and puts the results back.
// So no kernel knows of strides, masks, dtypes or containers. A row is read whole before it is written: `out` may be x.

import type { Terms } from '../arithmetic/terms.ts';
import {
  isRowMajor,
  isTensor,
  isTyped,
  kindOf,
  type Nested,
  type Out,
  rowMajor,
  rowMajorData,
  type Scores,
  type Store,
  store,
  type View,
  view,
  walk,
  wrap,
} from './tensor.ts';

/** The options that every function along an axis takes. */
export type RowOptions = {
  /** The dimension that a row runs along; negative counts from the last. Default −1. */
  axis?: number;
  /** Divides the scores. 0 and ∞ are the limits; a negative one (−0 too) turns the order round. Default 1. */
  temperature?: number;
  /** 0 or false takes an entry out, whatever it holds. As many as x has entries, or one for each place in a row. */
  mask?: ArrayLike<number | boolean> | Nested | Tensor | undefined;
  /** Degeneracies ≥ 0, finite; 0 takes an entry out. As many as x has entries, or one for each place in a row. */
  weights?: ArrayLike<number> | Nested | Tensor | undefined;
  /** CSR offsets of ragged rows in flat x: row r is x[segments[r]] … x[segments[r + 1] − 1]. */
  segments?: ArrayLike<number> | undefined;
};

export type Options = RowOptions & {
  /** Receives the result, which is then also returned; it may be x itself. */
  out?: Out | undefined;
};

type Tensor = { readonly data: ArrayLike<number | boolean>; readonly dims: readonly number[] };

/** A row as kernels see it: gathered, unmasked, and with a temperature ≥ 0. */
export type Row = Terms & {
  /** The sign of T; where it is negative, `values` are the negated scores and `temperature` is |T|. */
  sign: 1 | -1;
  /** Their places in the whole row, which has `length` entries; the identity where nothing is masked. */
  kept: Int32Array | null;
  length: number;
  /** The number of the row; its entry k is entry base + k·step of the whole in row-major order. */
  index: number;
  base: number;
  step: number;
};

/** Writes the row's n results to out[0 … n). */
export type RowKernel = (row: Row, out: Float64Array) => void;

/** Where rows begin and how they run: entry i of a row is read at base + i·step and written at outBase + i·outStep. */
type Layout = {
  count: number;
  longest: number;
  step: number;
  outStep: number;
  /** The shape that remains when each row becomes one number. */
  dims: number[];
  each: (visit: (base: number, length: number, outBase: number) => void) => void;
};

/** Maps every row through the kernel; masked entries get `fill`. The result has the shape of x. */
export function mapRows(name: string, x: Scores, options: Options, fill: number, kernel: RowKernel): unknown {
  const source = view(name, x);
  const rows = layout(name, source, options);
  const result = options.out ? store(name, options.out, source.size) : source.make(source.size);
  const inPlace = isRowMajor(source) && sameStart(source.data, result);
  if (overlaps(source.data, result) && !inPlace) source.data = Float64Array.from(source.data);
  const results = new Float64Array(rows.longest);
  const gather = gatherer(name, source, options, rows);
  const step = rows.outStep;
  rows.each((base, length, outBase) => {
    const row = gather(base, length, outBase);
    kernel(row, results);
    const { kept } = row;
    if (!kept || row.n === length) {
      for (let i = 0; i < length; i += 1) result[outBase + i * step] = results[i];
      return;
    }
    for (let i = 0; i < length; i += 1) result[outBase + i * step] = fill;
    for (let i = 0; i < row.n; i += 1) result[outBase + kept[i] * step] = results[i];
  });
  return options.out ?? wrap(source, result, source.dims);
}

/** Reduces every row to one number. A flat x without segments gives a number, otherwise the shape of x less the axis. */
export function reduceRows(name: string, x: Scores, options: Options, kernel: (row: Row) => number): unknown {
  const source = view(name, x);
  const rows = layout(name, source, options);
  const gather = gatherer(name, source, options, rows);
  const result = options.out ? store(name, options.out, rows.count) : source.make(rows.count);
  if (overlaps(source.data, result)) source.data = Float64Array.from(source.data);
  rows.each((base, length, outBase) => {
    const row = gather(base, length, outBase);
    result[row.index] = kernel(row);
  });
  if (options.out) return options.out;
  if (source.kind !== 'tensor' && source.dims.length === 1 && !options.segments) return result[0];
  return wrap(source, result, rows.dims);
}

/** The axis counted from 0; RangeError where the shape has no such axis. */
export function axisOf(name: string, rank: number, axis = -1): number {
  if (rank === 0) throw new RangeError(`${name}: expected at least one dimension, got dims []`);
  const positive = axis < 0 ? axis + rank : axis;
  if (!(Number.isInteger(axis) && positive >= 0 && positive < rank)) {
    throw new RangeError(`${name}: expected an axis from ${-rank} to ${rank - 1}, got ${axis}`);
  }
  return positive;
}

/** Where the rows begin and how long they are. */
function layout(name: string, source: View, options: RowOptions): Layout {
  const rank = source.dims.length;
  const axis = axisOf(name, rank, options.axis);
  if (options.segments) return segmentLayout(name, source, options.segments);
  const length = source.dims[axis];
  const outStrides = rowMajor(source.dims);
  const without = (list: readonly number[]) => list.filter((_, d) => d !== axis);
  const dims = without(source.dims);
  return {
    count: dims.reduce((product, d) => product * d, 1),
    longest: length,
    step: source.strides[axis],
    outStep: outStrides[axis],
    dims,
    each: (visit) =>
      walk(dims, without(source.strides), source.offset, without(outStrides), (base, outBase) =>
        visit(base, length, outBase),
      ),
  };
}

function segmentLayout(name: string, source: View, segments: ArrayLike<number>): Layout {
  if (source.dims.length !== 1) {
    throw new RangeError(`${name}: expected flat scores with segments, got dims [${source.dims}]`);
  }
  const count = segments.length - 1;
  if (count < 0 || segments[0] !== 0 || segments[count] !== source.size) {
    throw new RangeError(`${name}: expected segments from 0 to ${source.size}, got ${describeEnds(segments)}`);
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
  const step = source.strides[0];
  const each: Layout['each'] = (visit) => {
    for (let r = 0; r < count; r += 1) {
      visit(source.offset + segments[r] * step, segments[r + 1] - segments[r], segments[r]);
    }
  };
  return { count, longest, step, outStep: 1, dims: [count], each };
}

function describeEnds(segments: ArrayLike<number>): string {
  return segments.length === 0 ? 'none' : `${segments[0]} to ${segments[segments.length - 1]}`;
}

/** A function that reads one row, less its masked entries, into a buffer that is used again for the next. */
function gatherer(name: string, source: View, options: RowOptions, rows: Layout) {
  const temperature = options.temperature ?? 1;
  if (typeof temperature !== 'number') {
    throw new TypeError(`${name}: expected temperature to be a number, got ${kindOf(temperature)}`);
  }
  if (Number.isNaN(temperature)) throw new RangeError(`${name}: expected a temperature, got NaN`);
  const { step, outStep } = rows;
  const perRow = options.segments ? source.size : rows.longest;
  const mask = maskOf(name, options, source.size, perRow);
  const weights = weightsOf(name, options, source.size, perRow);
  const sign = temperature < 0 || Object.is(temperature, -0) ? -1 : 1;
  const values = new Float64Array(rows.longest);
  const row: Row = {
    n: 0,
    values,
    weights: weights ? new Float64Array(rows.longest) : null,
    temperature: Math.abs(temperature),
    sign,
    kept: mask || weights ? new Int32Array(rows.longest) : null,
    length: 0,
    index: -1,
    base: 0,
    step: outStep,
  };
  const { data } = source;
  return (base: number, length: number, outBase: number): Row => {
    row.length = length;
    row.index += 1;
    row.base = outBase;
    if (!row.kept) {
      for (let i = 0; i < length; i += 1) values[i] = sign * data[base + i * step];
      row.n = length;
      return row;
    }
    let n = 0;
    for (let i = 0; i < length; i += 1) {
      const whole = outBase + i * outStep;
      if (mask && !mask.data[mask.whole ? whole : i]) continue;
      const weight = weights ? Number(weights.data[weights.whole ? whole : i]) : 1;
      if (weight === 0) continue;
      values[n] = sign * data[base + i * step];
      if (row.weights) row.weights[n] = weight;
      row.kept[n] = i;
      n += 1;
    }
    row.n = n;
    return row;
  };
}

/** As many as entries (`whole`), or one for each place in a row. */
export type Companion = { data: ArrayLike<number | boolean>; whole: boolean };

/** The mask option, checked. */
export function maskOf(name: string, options: RowOptions, size: number, perRow: number): Companion | null {
  return options.mask === undefined ? null : companion(name, 'mask', options.mask, size, perRow);
}

/** The weights option, checked. */
export function weightsOf(name: string, options: RowOptions, size: number, perRow: number): Companion | null {
  if (options.weights === undefined) return null;
  const weights = companion(name, 'weights', options.weights, size, perRow);
  checkWeights(name, weights.data);
  return weights;
}

/** A mask or weights: one for each entry of x (row-major), or one for each place of a row. */
function companion(name: string, what: string, given: unknown, size: number, perRow: number): Companion {
  const data = flatten(name, given);
  if (!data) throw new TypeError(`${name}: expected ${what} to be an array or a tensor, got ${kindOf(given)}`);
  if (Array.isArray(data)) checkEntries(name, what, data);
  if (data.length === size) return { data, whole: true };
  if (data.length === perRow) return { data, whole: false };
  const lengths = size === perRow ? size : `${size} or ${perRow}`;
  throw new RangeError(`${name}: expected ${what} of length ${lengths}, got ${data.length}`);
}

function flatten(name: string, given: unknown): ArrayLike<number | boolean> | null {
  if (isTensor(given)) return given.strides ? rowMajorData(name, given) : flatten(name, given.data);
  if (Array.isArray(given)) return Array.isArray(given[0]) ? given.flat(32) : given;
  return isTyped(given) ? (given as ArrayLike<number>) : null;
}

/** A word would count as true in a mask and a null as weight 0. */
function checkEntries(name: string, what: string, data: unknown[]): void {
  for (const [i, entry] of data.entries()) {
    if (typeof entry === 'number' || typeof entry === 'boolean') continue;
    throw new TypeError(`${name}: expected ${what} of numbers, got ${kindOf(entry)} at ${i}`);
  }
}

function checkWeights(name: string, weights: ArrayLike<number | boolean>): void {
  for (let i = 0; i < weights.length; i += 1) {
    const weight = Number(weights[i]);
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(`${name}: expected finite weights ≥ 0, got ${weights[i]} at ${i}`);
    }
  }
}

/** Whether writing the result may overwrite entries of the input. */
function overlaps(data: ArrayLike<number>, result: Store): boolean {
  return data === result || (isTyped(data) && isTyped(result) && data.buffer === result.buffer);
}

function sameStart(data: ArrayLike<number>, result: Store): boolean {
  if (!isTyped(data) || !isTyped(result)) return data === result;
  return data.byteOffset === result.byteOffset && data.BYTES_PER_ELEMENT === result.BYTES_PER_ELEMENT;
}
