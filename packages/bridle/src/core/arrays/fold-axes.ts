// Reductions over several axes, and results that keep the axes: the axes are moved behind the others and folded into one,
// along which the reduction runs, and the results get the shape that the options ask for.

import { flatValues } from './companions.ts';
import { axisOf, type Options } from './row-call.ts';
import { isRowMajor, makeLike, rowMajor, rowMajorOf, type Scores, type Store, view, walk, wrap } from './tensor.ts';

/** The options of reductions. */
export type ReduceOptions = Omit<Options, 'axis'> & {
  /**
   * The dimension, or the dimensions, that are reduced; negative ones count from the last. Of several dimensions the
   * entries are taken in row-major order, as masks and weights with one value for each place in a row list them. With
   * an empty list each entry is a row by itself. Default −1.
   */
  axis?: number | readonly number[];
  /** Whether reduced dimensions remain, with length 1. Default false. */
  keepDims?: boolean | undefined;
};

/** A call along one axis in place of the one that was made, and the way from its results to those that were asked for. */
export type Folded = {
  x: Scores;
  options: Options;
  /** Further inputs in the shape of x, with their entries in the order of x. */
  operands: Scores[];
  unfold: (result: unknown) => unknown;
};

/** Folds the axes of a call; a call along one axis that does not keep it is left as it is. */
export function foldAxes(name: string, x: Scores, options: ReduceOptions, ...operands: Scores[]): Folded {
  const { axis = -1, keepDims = false, ...others } = options ?? {};
  if (typeof keepDims !== 'boolean') {
    throw new TypeError(`${name}: expected keepDims to be true or false, got ${String(keepDims)}`);
  }
  if (!Array.isArray(axis) && !keepDims)
    return { x, options: options as Options, operands, unfold: (result) => result };
  if (options.segments !== undefined) {
    throw new RangeError(`${name}: expected one axis and no keepDims with segments`);
  }
  const source = view(name, x);
  const rank = source.dims.length;
  const axes = axesOf(name, rank, axis);
  const kept = source.dims.flatMap((_, d) => (axes.includes(d) ? [] : d));
  const order = [...kept, ...[...axes].sort((a, b) => a - b)];
  const lengths = order.map((d) => source.dims[d]);
  const length = productOf(lengths.slice(kept.length));
  /** Row-major values in the shape of x, in the order of the axes. */
  const inOrder = <Data extends ArrayLike<unknown>>(data: Data, make: (size: number) => unknown): Data => {
    if (order.every((d, i) => d === i)) return data;
    const places = make(data.length) as { [i: number]: unknown };
    const strides = rowMajor(source.dims);
    walk(lengths, pick(strides, order), 0, rowMajor(lengths), (from, to) => {
      places[to] = data[from];
    });
    return places as unknown as Data;
  };
  const companion = (given: unknown) => {
    const values = flatValues(name, given);
    return values?.length === source.size ? inOrder(values, (size) => new Array(size)) : given;
  };
  const data = isRowMajor(source) ? source.data : rowMajorOf(source);
  const dims = [...pick(source.dims, kept), length];
  const { mask, weights } = others;
  return {
    x: { data: inOrder(data, (size) => makeLike(source, size)) as number[], dims },
    options: {
      ...others,
      ...(mask !== undefined && { mask: companion(mask) as number[] }),
      ...(weights !== undefined && { weights: companion(weights) as number[] }),
    },
    operands: operands.map((operand) => {
      const values = operandOf(name, operand, source.size);
      return { data: inOrder(values, (size) => new Float64Array(size)) as number[], dims };
    }),
    unfold: (result) => {
      if (options.out !== undefined) return result;
      const { data: results } = result as { data: Store };
      const shape = keepDims ? source.dims.map((n, d) => (axes.includes(d) ? 1 : n)) : pick(source.dims, kept);
      return shape.length === 0 && source.kind !== 'tensor' ? results[0] : wrap(source, results, shape);
    },
  };
}

/** The axes counted from 0; RangeError where one stands twice or the shape has no such axis. */
function axesOf(name: string, rank: number, axis: unknown): number[] {
  const axes = (Array.isArray(axis) ? axis : [axis]).map((one) => axisOf(name, rank, one));
  if (new Set(axes).size < axes.length) throw new RangeError(`${name}: expected different axes, got [${axis}]`);
  return axes;
}

function operandOf(name: string, operand: Scores, size: number): ArrayLike<number> {
  const source = view(name, operand);
  if (source.size !== size) throw new RangeError(`${name}: expected ${size} entries, got ${source.size}`);
  return rowMajorOf(source);
}

function pick(list: readonly number[], places: readonly number[]): number[] {
  return places.map((place) => list[place]);
}

function productOf(list: readonly number[]): number {
  return list.reduce((product, length) => product * length, 1);
}
