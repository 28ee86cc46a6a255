// Sends what runs along an axis to the kernels where they can take it (float32 and float64 arrays and tensors, masks
// included) and to the reference in core where they cannot: other types, weights, the limits of temperature, what is
// wrong with the call (the reference says it), and single rows with NaN, +∞ or all −∞. A row's bits depend on the row,
// its axis and the level only: not on what is computed beside it, where it lies, or in how many pieces.

import { axisOf, type Companion, maskOf, type Options } from '../core/rows.ts';
import { isRowMajor, isTensor, rowMajorData, type Scores, view, wrap } from '../core/tensor.ts';
import { bring, type Floats, fetch, fits, type Job, memoryOf, place, putReference, residence } from './job.ts';
import { callsIn, OPERATIONS, type Operation, type Slope } from './kernel-calls.ts';
import { longRow } from './long-row.ts';
import { sharedWorkspace, WINDOW, workspaceOf } from './resident.ts';

/** Rows shorter than this are computed eight at a time, one in each lane; measured, see bench/results. */
const SHORT = 24;

/** The scratch holds the exponentials of eight rows no longer than this. */
const LONGEST_IN_LANES = 16384;

/** What passes through the window at a time stays in a core's own cache. */
const BLOCK = 256 << 10;

/** Entry j of row r of block o lies at o·n·inner + j·inner + r; or rows end to end, with their ends in `segments`. */
type Layout = { outer: number; n: number; inner: number; segments: ArrayLike<number> | null };

/** The result by the kernels or, where they cannot take the call, by the reference. */
export function alongAxis(
  op: Operation,
  name: string,
  x: Scores,
  options: Options,
  reference: (name: string, x: Scores, options: Options) => unknown,
): unknown {
  const slope = slopeOf(options.temperature);
  const given = floatsOf(x);
  if (!slope || !given || options.weights !== undefined) return reference(name, x, options);
  const source = view(name, x);
  const layout = options.segments
    ? segmentLayout(source.dims, options.segments)
    : axisLayout(source.dims, axisOf(name, source.dims.length, options.axis));
  const out = options.out === undefined ? undefined : floatsOf(options.out);
  const reduces = op === 'logSumExp';
  const count = reduces ? rowCount(layout) : source.size;
  if (!layout || source.size === 0 || (out && !isFit(out, given, count)) || out === null)
    return reference(name, x, options);
  const mask = maskOf(name, options, source.size, layout.segments ? source.size : layout.n);
  const entries = isRowMajor(source) ? (source.data as Floats) : copyOf(given, rowMajorData(name, x));
  const target = out ?? (source.make(count) as Floats);
  let data = mask ? masked(entries, mask, layout, slope.negative) : entries;
  if (meets(data, target) && (reduces || data.byteOffset !== target.byteOffset)) data = data.slice();
  const space = workspaceOf(target) ?? workspaceOf(data) ?? sharedWorkspace();
  const calls = space && callsIn(space, given.BYTES_PER_ELEMENT as 4 | 8);
  if (!calls) return reference(name, x, options);

  // The reference reads what the caller gave, which results may have replaced in part: a row is read before it is written.
  const alone = (base: number, n: number, step: number): ArrayLike<number> => {
    const row = Float64Array.from({ length: n }, (_, j) => entries[base + j * step]);
    const kept = mask && Array.from(row, (_, j) => Boolean(mask.data[mask.whole ? base + j * step : j]));
    const result = reference(name, row, { temperature: options.temperature, ...(kept && { mask: kept }) } as Options);
    return typeof result === 'number' ? [result] : (result as Float64Array);
  };
  run({ op, slope, calls, space, x: data, out: target, reference: alone }, layout);
  if (options.out) return options.out;
  const isFlat = source.kind !== 'tensor' && source.dims.length === 1 && !layout.segments;
  if (reduces)
    return isFlat ? target[0] : wrap(source, target, layout.segments ? [count] : restOfDims(source, options));
  return wrap(source, target, source.dims);
}

function run(job: Job, layout: Layout): void {
  if (layout.segments) segments(job, layout.segments);
  else if (layout.inner === 1) contiguous(job, layout);
  else if (layout.n <= LONGEST_IN_LANES && 8 * layout.n * job.calls.size <= WINDOW) across(job, layout);
  else transposed(job, layout);
}

/** Rows of equal length, end to end. */
function contiguous(job: Job, { outer, n }: Layout): void {
  const per =
    residence(job, job.x) && residence(job, job.out) ? outer : Math.max(1, Math.floor(BLOCK / (n * job.calls.size)));
  for (let row = 0; row < outer; row += per) {
    const rows = Math.min(per, outer - row);
    block(job, row * n, rows * n, row, rows, (x, y) => rowsAt(job, x, y, rows, n, row * n));
  }
}

/** Rows of any length, end to end. */
function segments(job: Job, ends: ArrayLike<number>): void {
  const count = ends.length - 1;
  const most = residence(job, job.x) && residence(job, job.out) ? Infinity : BLOCK / job.calls.size;
  for (let first = 0; first < count; ) {
    let last = first + 1;
    while (last < count && ends[last + 1] - ends[first] <= most) last += 1;
    const start = ends[first];
    const size = job.calls.size;
    block(job, start, ends[last] - start, first, last - first, (x, y) => {
      for (let s = first; s < last; s += 1) {
        const from = (ends[s] - start) * size;
        const to = job.op === 'logSumExp' ? (s - first) * size : from;
        rowsAt(job, x + from, y + to, 1, ends[s + 1] - ends[s], ends[s]);
      }
    });
    first = last;
  }
}

/** Brings entries, has the work done, and fetches the results; a single row that fits nowhere goes in parts. */
function block(
  job: Job,
  start: number,
  count: number,
  row: number,
  rows: number,
  work: (x: number, y: number) => void,
): void {
  const reduces = job.op === 'logSumExp';
  const to = reduces ? row : start;
  if (fits(job, count)) {
    const x = bring(job, start, count);
    work(x, place(job, to));
    fetch(job, to, reduces ? rows : count);
  } else if (!longRow(job, start, count, to)) {
    job.out.set(job.reference(start, count, 1), to);
  }
}

/** Rows of n entries end to end at the address x, which are those from entry `base` on of what was given. */
function rowsAt(job: Job, x: number, y: number, rows: number, n: number, base: number): void {
  const { op, calls, slope, space } = job;
  const { beta, betaLow, negative } = slope;
  const row = n * calls.size;
  const yRow = op === 'logSumExp' ? calls.size : row;
  const byReference = (i: number) => putReference(job, base + i * n, n, 1, y + i * yRow, calls.size);
  if (n === 0) {
    byReference(0);
    return;
  }
  for (let done = 0; done < rows; ) {
    const [from, to, left] = [x + done * row, y + done * yRow, rows - done];
    if (n >= SHORT) {
      done += calls.rows(OPERATIONS[op], from, to, space.scratch, left, n, beta, betaLow, negative);
      if (done < rows) byReference(done);
      done += 1;
    } else {
      done += calls.lanes(
        OPERATIONS[op],
        from,
        row,
        calls.size,
        to,
        yRow,
        calls.size,
        space.scratch,
        left,
        n,
        beta,
        betaLow,
        negative,
      );
      if (done < rows) oddLanes(job, (lane) => byReference(done + lane));
      done += 8;
    }
  }
}

/** Visits the lanes that the kernel left to the reference. */
function oddLanes({ space }: Job, visit: (lane: number) => void): void {
  const odd = new Int32Array(space.memory.buffer, space.scratch, 1)[0];
  for (let lane = 0; lane < 8; lane += 1) if ((odd >> lane) & 1) visit(lane);
}

/** Rows that run across the array, neighbours side by side in the lanes, as many columns at a time as the window holds. */
function across(job: Job, { outer, n, inner }: Layout): void {
  const { op, calls, space } = job;
  const { size } = calls;
  const reduces = op === 'logSumExp';
  const direct =
    residence(job, job.x) > 0 && residence(job, job.out) > 0 && (reduces || job.x.byteOffset !== job.out.byteOffset);
  const most = Math.floor(Math.max(BLOCK, 8 * n * size) / (n * size) / 8) * 8;
  const memory = memoryOf(job);
  const window = space.window / size;
  for (let o = 0; o < outer; o += 1) {
    const base = o * n * inner;
    const to = reduces ? o * inner : base;
    if (direct) {
      lanesAt(job, bring(job, base, 0), inner * size, place(job, to), inner * size, inner, n, base, inner);
      continue;
    }
    for (let column = 0; column < inner; column += most) {
      const width = Math.min(most, inner - column);
      for (let j = 0; j < n; j += 1) {
        const from = base + j * inner + column;
        memory.set(job.x.subarray(from, from + width) as Float32Array, window + j * width);
      }
      lanesAt(job, space.window, width * size, space.window, width * size, width, n, base + column, inner);
      for (let j = 0; j < (reduces ? 1 : n); j += 1) {
        const from = window + j * width;
        job.out.set(memory.subarray(from, from + width) as Float32Array, to + j * inner + column);
      }
    }
  }
}

/** Rows whose entries j lie side by side, `step` bytes from those of j − 1. */
function lanesAt(
  job: Job,
  ...[x, step, y, yStep, rows, n, base, inner]: [number, number, number, number, number, number, number, number]
): void {
  const { op, calls, slope, space } = job;
  const { size } = calls;
  const { beta, betaLow, negative } = slope;
  for (let done = 0; done < rows; done += 8) {
    const [from, to] = [x + done * size, y + done * size];
    done += calls.lanes(
      OPERATIONS[op],
      from,
      size,
      step,
      to,
      size,
      yStep,
      space.scratch,
      rows - done,
      n,
      beta,
      betaLow,
      negative,
    );
    if (done >= rows) return;
    oddLanes(job, (lane) => putReference(job, base + done + lane, n, inner, y + (done + lane) * size, yStep));
  }
}

/** Rows too long for the lanes: turned round, computed end to end, and turned back. */
function transposed(job: Job, layout: Layout): void {
  const { outer, n, inner } = layout;
  const turn = (from: Floats, to: Floats, back: boolean) => {
    for (let o = 0; o < outer; o += 1) {
      for (let j = 0; j < n; j += 1) {
        for (let r = 0; r < inner; r += 1) {
          const [a, b] = [(o * n + j) * inner + r, (o * inner + r) * n + j];
          to[back ? a : b] = from[back ? b : a];
        }
      }
    }
  };
  const turned = job.x.slice();
  turn(job.x, turned, false);
  const reduces = job.op === 'logSumExp';
  const reference: Job['reference'] = (base, count) => {
    const row = base / n;
    return job.reference(Math.floor(row / inner) * n * inner + (row % inner), count, inner);
  };
  const out = reduces ? job.out : turned;
  contiguous({ ...job, x: turned, out, reference }, { outer: outer * inner, n, inner: 1, segments: null });
  if (!reduces) turn(turned, job.out, true);
}

/** 1/|T| and what it lost; null for the limits, for what is no temperature, and where the products leave their range. */
function slopeOf(temperature: unknown = 1): Slope | null {
  if (typeof temperature !== 'number') return null;
  const size = Math.abs(temperature);
  if (!(size > 1e-100 && size < 1e100)) return null;
  const beta = 1 / size;
  return { beta, betaLow: remainder(size, beta) / size, negative: temperature < 0 };
}

/** 1 − a·b, exactly, for b near 1/a: halves of 26 bits have exact products (Dekker 1971). */
function remainder(a: number, b: number): number {
  const split = (v: number) => {
    const c = 134217729 * v;
    const top = c - (c - v);
    return [top, v - top];
  };
  const [aTop, aLow] = split(a);
  const [bTop, bLow] = split(b);
  return 1 - aTop * bTop - aTop * bLow - aLow * bTop - aLow * bLow;
}

/** The array itself, or a tensor's, if the kernels have its format. */
function floatsOf(x: unknown): Floats | null {
  const data = isTensor(x) ? x.data : x;
  return data instanceof Float32Array || data instanceof Float64Array ? data : null;
}

function isFit(out: Floats, like: Floats, count: number): boolean {
  return out.constructor === like.constructor && out.length === count;
}

function copyOf(like: Floats, values: ArrayLike<number>): Floats {
  return like instanceof Float32Array ? Float32Array.from(values) : Float64Array.from(values);
}

/** Whether two arrays have bytes in common. */
function meets(a: Floats, b: Floats): boolean {
  return (
    a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength
  );
}

/** A copy in which masked entries are nothing. */
function masked(x: Floats, { data, whole }: Companion, { n, inner }: Layout, negative: boolean): Floats {
  const copy = x.slice();
  for (let i = 0; i < copy.length; i += 1) {
    if (!data[whole ? i : Math.floor(i / inner) % n]) copy[i] = negative ? Infinity : -Infinity;
  }
  return copy;
}

function axisLayout(dims: readonly number[], axis: number): Layout {
  const product = (list: readonly number[]) => list.reduce((p, d) => p * d, 1);
  return { outer: product(dims.slice(0, axis)), n: dims[axis], inner: product(dims.slice(axis + 1)), segments: null };
}

/** Null where the segments are not those of x: the reference says what is wrong. */
function segmentLayout(dims: readonly number[], ends: ArrayLike<number>): Layout | null {
  const count = ends.length - 1;
  if (dims.length !== 1 || count < 1 || ends[0] !== 0 || ends[count] !== dims[0]) return null;
  for (let s = 0; s < count; s += 1) if (!(Number.isInteger(ends[s + 1]) && ends[s + 1] >= ends[s])) return null;
  return { outer: 1, n: dims[0], inner: 1, segments: ends };
}

function rowCount(layout: Layout | null): number {
  if (!layout) return 0;
  return layout.segments ? layout.segments.length - 1 : layout.outer * layout.inner;
}

function restOfDims(source: { dims: readonly number[] }, options: Options): number[] {
  const axis = axisOf('', source.dims.length, options.axis);
  return source.dims.filter((_, d) => d !== axis);
}
