// The driver of everything that works along an axis: it gathers each row of a call into contiguous float64 without its
// masked entries, hands it to a function of one row, and puts the results back. So no such function handles strides,
// masks, formats or containers. A row is read whole before its results are written: `out` may be x.

import type { Terms } from '../arithmetic/terms.ts';
import { closeResults, openResults, type Results } from './results.ts';
import { eachRow, type Options, oneRow, type RowCall, reducedDims, rowCall } from './row-call.ts';
import { type Scores, type Store, wrap } from './tensor.ts';

/** A row as its function sees it: gathered, unmasked, and with a temperature ≥ 0. */
export type Row = Terms & {
  /** The sign of T; where it is negative, `values` are the negated scores and `temperature` is |T|. */
  sign: 1 | -1;
  /** Their places in the whole row, which has `length` entries; null where nothing is masked. */
  kept: Int32Array | null;
  length: number;
  /** The number of the row; its entry k is entry base + k·step of the whole in row-major order. */
  index: number;
  base: number;
  step: number;
};

/** Writes the row's n results to out[0 … n). */
export type RowKernel = (row: Row, out: Float64Array) => void;

/** What becomes of a row: as many results as entries, masked ones being `fill`, or one number. */
export type RowFunction =
  | { readonly fill: number; readonly map: RowKernel }
  | { readonly reduce: (row: Row) => number };

/** Maps every row; the result has the shape of x. */
export function mapRows(name: string, x: Scores, options: Options, fill: number, map: RowKernel): unknown {
  return applyToRows(rowCall(name, x, options), { fill, map });
}

/** Reduces every row to one number. A flat x without segments gives a number, otherwise the shape of x less the axis. */
export function reduceRows(name: string, x: Scores, options: Options, reduce: (row: Row) => number): unknown {
  return applyToRows(rowCall(name, x, options), { reduce });
}

/** The results of a call whose rows become what the function makes of them. */
export function applyToRows(call: RowCall, f: RowFunction): unknown {
  const results = openRows(call, 'map' in f);
  if ('map' in f) mapInto(call, f, results.places);
  else reduceInto(call, f.reduce, results.places);
  return closeRows(call, 'map' in f, results);
}

/** The places for a call's results, which for rows that are mapped may be those of x. */
export function openRows({ name, source, count, out }: RowCall, maps: boolean): Results {
  return openResults(name, source, out, maps ? source.size : count, maps);
}

/** What the caller gets: `out`, or the results in the shape of x, without the axis where rows are reduced. */
export function closeRows(call: RowCall, maps: boolean, results: Results): unknown {
  const { source, segments } = call;
  return closeResults(results, (places) => {
    if (maps) return wrap(source, places, source.dims);
    if (source.kind !== 'tensor' && source.dims.length === 1 && !segments) return places[0];
    return wrap(source, places, reducedDims(call));
  });
}

/** A function of a row's number that gives its results, masked entries among them, valid until the next. */
export function rowByRow(call: RowCall, f: RowFunction): (r: number) => Float64Array {
  let ready: { gather: Gather; results: Float64Array; places: Float64Array } | undefined;
  return (r) => {
    ready ??= {
      gather: gatherer(call),
      results: new Float64Array(call.longest),
      places: new Float64Array(Math.max(call.longest, 1)),
    };
    const { gather, results, places } = ready;
    let count = 1;
    oneRow(call, r, (base, length, outBase) => {
      const row = gather(base, length, outBase, r);
      if (!('map' in f)) places[0] = f.reduce(row);
      else {
        f.map(row, results);
        spread(row, results, f.fill, places, 0, 1);
        count = length;
      }
    });
    return places.subarray(0, count);
  };
}

function mapInto(call: RowCall, { fill, map }: { fill: number; map: RowKernel }, places: Store): void {
  const results = new Float64Array(call.longest);
  const gather = gatherer(call);
  let r = 0;
  eachRow(call, (base, length, outBase) => {
    const row = gather(base, length, outBase, r);
    map(row, results);
    spread(row, results, fill, places, outBase, call.outStep);
    r += 1;
  });
}

function reduceInto(call: RowCall, reduce: (row: Row) => number, places: Store): void {
  const gather = gatherer(call);
  let r = 0;
  eachRow(call, (base, length, outBase) => {
    places[r] = reduce(gather(base, length, outBase, r));
    r += 1;
  });
}

/** Writes a row's results to places[start + i·step]. */
function spread(row: Row, results: Float64Array, fill: number, places: Store, start: number, step: number): void {
  const { n, length, kept } = row;
  if (!kept || n === length) {
    for (let i = 0; i < length; i += 1) places[start + i * step] = results[i];
    return;
  }
  for (let i = 0; i < length; i += 1) places[start + i * step] = fill;
  for (let i = 0; i < n; i += 1) places[start + kept[i] * step] = results[i];
}

type Gather = (base: number, length: number, outBase: number, index: number) => Row;

/** A function that reads one row, less its masked entries, into a buffer that is used again for the next. */
function gatherer({ source, longest, step, outStep, temperature, mask, weights }: RowCall): Gather {
  const sign = temperature < 0 || Object.is(temperature, -0) ? -1 : 1;
  const values = new Float64Array(longest);
  const row: Row = {
    n: 0,
    values,
    weights: weights ? new Float64Array(longest) : null,
    temperature: Math.abs(temperature),
    sign,
    kept: mask || weights ? new Int32Array(longest) : null,
    length: 0,
    index: 0,
    base: 0,
    step: outStep,
  };
  const { data } = source;
  return (base, length, outBase, index) => {
    row.length = length;
    row.index = index;
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
