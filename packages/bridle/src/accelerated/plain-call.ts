// The call that most programs make most: rows that lie end to end in a Float32Array or Float64Array, bare or in a tensor,
// with no option but `out`. For few entries the general way (dispatch.ts) takes longer to describe the call than the
// kernels take to compute it. This way allocates only the result, and leaves everything else to the general one: other
// options and kinds, many entries, errors, and rows that the kernels defer.

import type { RowFunction } from '../core/arrays/rows.ts';
import { isTensor, type Scores } from '../core/arrays/tensor.ts';
import { SHORT } from '../kernels/constants/rows.ts';
import { arithmetic } from '../runtime/arithmetic.ts';
import { type FloatArray, sharedWorkspace, type Workspace, workspaceOf } from '../runtime/workspace.ts';
import { kernelsIn } from './bind-kernels.ts';
import { codeOf, type Kernels, type Operation } from './kernels.ts';
import { plainNumbers } from './plain-numbers.ts';
import { shortRow } from './short-rows.ts';

/** Of more entries the general way takes little of the time. */
const MOST = 4096;

/** Up to so many entries in short rows plain TypeScript is as fast as the kernels. */
const FEW = 64;

/** From so many entries on TypedArray.set is faster than a loop. */
const MANY = 64;

/** The options of a call without any. */
export const NONE = {};

type PlainOptions = {
  axis?: unknown;
  temperature?: unknown;
  mask?: unknown;
  weights?: unknown;
  segments?: unknown;
  keepDims?: unknown;
  out?: unknown;
};

/** The result; undefined where the general way must take the call, with nothing written. */
export function plainCall(op: Operation, x: Scores, options: PlainOptions, f: RowFunction): unknown {
  if (typeof options !== 'object' || options === null || !hasOnlyOut(options)) return undefined;
  if (Array.isArray(x)) return options.out === undefined ? plainNumbers(op, x, f) : undefined;
  if (arithmetic() === 'reference') return undefined;
  const tensor = isFloats(x) ? null : isTensor(x) ? x : undefined;
  if (tensor === undefined) return undefined;
  const data = tensor ? tensor.data : x;
  if (!isFloats(data) || data.length === 0 || data.length > MOST) return undefined;
  const n = tensor ? rowLength(tensor, data.length) : data.length;
  if (n === 0) return undefined;
  const rows = data.length / n;
  const count = op === 'logSumExp' ? rows : data.length;
  const { out } = options;
  if (out !== undefined && !(isFloats(out) && out.constructor === data.constructor && out.length === count)) {
    return undefined;
  }
  const places = (out as FloatArray | undefined) ?? like(data, count);
  if (!compute(op, data, rows, n, places, out !== undefined)) return undefined;
  if (out !== undefined) return out;
  if (tensor) return { data: places, dims: op === 'logSumExp' ? tensor.dims.slice(0, -1) : [...tensor.dims] };
  return op === 'logSumExp' ? places[0] : places;
}

function compute(op: Operation, x: FloatArray, rows: number, n: number, out: FloatArray, isGiven: boolean): boolean {
  // Where the first of several rows have been written over the scores, a deferred row would come too late.
  if (rows > 1 && isGiven && out.buffer === x.buffer && meet(x, out)) return false;
  const size = x instanceof Float32Array ? 4 : 8;
  if (size === 4 && n < SHORT && x.length <= FEW) {
    const shared = sharedWorkspace();
    if (!shared || !kernelsIn(shared, size)) return false;
    const step = op === 'logSumExp' ? 1 : n;
    for (let r = 0; r < rows; r += 1) if (!shortRow(op, x, r * n, n, out, r * step)) return false;
    return true;
  }
  const home = (isGiven ? workspaceOf(out) : null) ?? workspaceOf(x) ?? sharedWorkspace();
  const kernels = home && kernelsIn(home, size);
  // Arrays over the buffers that a memory had before it grew are told apart by the general way.
  return home !== null && !home.before && kernels !== null && runIn(home, kernels, op, x, rows, n, out, isGiven);
}

/** Has the kernels compute the rows, which pass through the window unless they lie in the memory; false if one is deferred. */
function runIn(
  space: Workspace,
  kernels: Kernels,
  op: Operation,
  x: FloatArray,
  rows: number,
  n: number,
  out: FloatArray,
  isGiven: boolean,
): boolean {
  const { size } = kernels;
  const { buffer } = space.floats;
  const memory = size === 4 ? space.floats : space.doubles;
  const from = x.buffer === buffer ? x.byteOffset : space.window;
  const to = isGiven && out.buffer === buffer ? out.byteOffset : space.window;
  if (from === space.window) copy(x, 0, memory, from / size, x.length);
  const row = n * size;
  const code = codeOf(op);
  const done =
    n >= SHORT
      ? kernels.rows(code, from, to, space.scratch, rows, n, 1, 0, false)
      : kernels.lanes(
          ...([code, from, row, size, to, op === 'logSumExp' ? size : row, size, space.scratch] as const),
          ...([rows, n, 1, 0, false] as const),
        );
  if (done < rows) return false;
  if (to === space.window) copy(memory, to / size, out, 0, out.length);
  return true;
}

function copy(source: FloatArray, from: number, target: FloatArray, to: number, count: number): void {
  if (count < MANY) for (let i = 0; i < count; i += 1) target[to + i] = source[from + i];
  else target.set(from === 0 && source.length === count ? source : source.subarray(from, from + count), to);
}

function hasOnlyOut({ axis, temperature, mask, weights, segments, keepDims }: PlainOptions): boolean {
  return (
    (axis === undefined || axis === -1) &&
    (temperature === undefined || temperature === 1) &&
    mask === undefined &&
    weights === undefined &&
    segments === undefined &&
    (keepDims === undefined || keepDims === false)
  );
}

function isFloats(x: unknown): x is FloatArray {
  return x instanceof Float32Array || x instanceof Float64Array;
}

/** The length of the last dimension of a tensor that holds so many entries end to end; 0 for any other. */
function rowLength(
  { dims, strides, offset }: { dims: readonly number[]; strides?: unknown; offset?: unknown },
  length: number,
): number {
  if (strides !== undefined || (offset !== undefined && offset !== 0) || !Array.isArray(dims)) return 0;
  let size = 1;
  for (let d = 0; d < dims.length; d += 1) {
    if (!(Number.isInteger(dims[d]) && dims[d] > 0)) return 0;
    size *= dims[d];
  }
  return size === length && dims.length > 0 ? dims[dims.length - 1] : 0;
}

function like(x: FloatArray, length: number): FloatArray {
  return x instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

/** Whether two arrays over one buffer share a place. */
function meet(a: FloatArray, b: FloatArray): boolean {
  return a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}
