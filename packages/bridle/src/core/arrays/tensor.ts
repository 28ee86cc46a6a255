// Inputs and results: flat arrays, typed arrays, nested arrays, tensors `{ data, dims }` and columns of Apache Arrow, seen
// as one strided view. The result is of the kind of the input. Integers are converted to float64 before any arithmetic,
// so that 0 − 3 in a Uint8Array is −3. Tensors of ONNX Runtime and transformers.js are accepted unchanged.

import { type ArrowVector, arrowValues, isArrow } from './arrow.ts';
import { decodeHalf } from './half.ts';

/** Any typed array of numbers, Float16Array included where the engine has it. */
export interface TypedArray {
  readonly BYTES_PER_ELEMENT: number;
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly length: number;
  [index: number]: number;
}

/** Numbers in row-major order (or by `strides` and `offset`, counted in elements) with their shape. */
export type Tensor<Data = TypedArray | readonly number[] | BigInt64Array | BigUint64Array> = {
  readonly data: Data;
  readonly dims: readonly number[];
  readonly strides?: readonly number[];
  readonly offset?: number;
  /** As in ONNX Runtime; 'float16' says that a Uint16Array holds half floats. Without it they are whole numbers. */
  readonly type?: string;
};

/** Numbers in arrays of arrays, all of one shape. */
export type Nested = readonly (number | Nested)[];

/** Everything that the numerics take as scores, probabilities or logits. A bare Uint16Array holds whole numbers. */
export type Scores = readonly number[] | TypedArray | BigInt64Array | BigUint64Array | Nested | Tensor | ArrowVector;

type IntegerArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

type FloatOf<Data> = Data extends IntegerArray ? Float64Array : Data extends readonly number[] ? number[] : Data;

/**
 * The result's type: the same kind as the input, integers as Float64Array, tensors without strides, and of an Arrow
 * column a Float32Array (float16 and float32) or a Float64Array.
 */
export type Like<X> = X extends { readonly data: infer Data; readonly dims: readonly number[] }
  ? { data: FloatOf<Data>; dims: number[] }
  : X extends IntegerArray
    ? Float64Array
    : X extends readonly number[]
      ? number[]
      : X extends ArrowVector
        ? Float32Array | Float64Array
        : X;

/** Where results may be written: as many floating-point places as the result has. */
export type Out = number[] | Float32Array | Float64Array | TypedArray | Tensor<TypedArray | number[]>;

export type Store = { [index: number]: number; readonly length: number };

/** A strided view of an input: element (i, j, …) is data[offset + i·strides[0] + j·strides[1] + …]. */
export type View = {
  data: ArrayLike<number>;
  dims: readonly number[];
  strides: readonly number[];
  offset: number;
  size: number;
  kind: 'flat' | 'nested' | 'tensor';
  /** Tells what kind of container results have for this input; see `makeLike`. */
  like: unknown;
};

type FloatConstructor = new (length: number) => Store;

/** The float arrays of this engine, by the tag that each typed array carries. */
const floatArrays = new Map<string, FloatConstructor>([
  ['Float32Array', Float32Array],
  ['Float64Array', Float64Array],
]);
const Half = (globalThis as { Float16Array?: FloatConstructor }).Float16Array;
if (Half) floatArrays.set('Float16Array', Half);

/** The type of results for float16 tensors where the engine has no Float16Array. */
const HALF = new Float32Array(0);

/** As deep as nested arrays, and tensors, may go. */
const MAX_RANK = 32;

/** As many entries as strides may make of fewer: 1 GB of float64. */
const MOST_REPEATED = 2 ** 27;

/** The view of any accepted input; a TypeError names the calling function and the kind of anything else. */
export function view(name: string, x: Scores): View {
  if (Array.isArray(x)) return Array.isArray(x[0]) ? nested(name, x) : flat(x, numbers(name, x), 'flat');
  if (isTyped(x)) return flat(x, asNumbers(x), 'flat');
  if (isTensor(x)) return tensor(name, x);
  if (isArrow(x)) {
    const values = arrowValues(name, x);
    return flat(values, asNumbers(values), 'flat');
  }
  throw new TypeError(`${name}: expected an array, a typed array or a tensor { data, dims }, got ${kindOf(x)}`);
}

/** Gives the flat result of `dims` the shape that `source` came in. */
export function wrap(source: View, data: Store, dims: readonly number[]): unknown {
  if (source.kind === 'tensor') return { data, dims: [...dims] };
  return source.kind === 'nested' && dims.length > 1 ? nest(data, dims) : data;
}

/** The numbers of any accepted input in row-major order; RangeError unless there are `size` of them. */
export function rowMajorData(name: string, x: Scores, size?: number): ArrayLike<number> {
  const source = view(name, x);
  if (size !== undefined && source.size !== size) {
    throw new RangeError(`${name}: expected ${size} entries, got ${source.size}`);
  }
  return rowMajorOf(source);
}

/** The numbers of a view in row-major order: its data, or a copy where they lie otherwise. */
export function rowMajorOf(source: View): ArrayLike<number> {
  if (isRowMajor(source)) return source.data;
  const out = new Float64Array(source.size);
  const { data, dims, strides, offset } = source;
  walk(dims, strides, offset, rowMajor(dims), (from, to) => {
    out[to] = data[from];
  });
  return out;
}

/** Visits every index of `dims` in row-major order with its places by two sets of strides, the second from 0. */
export function walk(
  dims: readonly number[],
  strides: readonly number[],
  offset: number,
  others: readonly number[],
  visit: (place: number, other: number) => void,
): void {
  const index = dims.map(() => 0);
  let place = offset;
  let other = 0;
  for (let left = dims.reduce((product, length) => product * length, 1); left > 0; left -= 1) {
    visit(place, other);
    for (let d = dims.length - 1; d >= 0; d -= 1) {
      index[d] += 1;
      place += strides[d];
      other += others[d];
      if (index[d] < dims[d]) break;
      index[d] = 0;
      place -= strides[d] * dims[d];
      other -= others[d] * dims[d];
    }
  }
}

/** Whether the data are the entries in row-major order, and nothing more. */
export function isRowMajor({ data, size, offset, dims, strides }: View): boolean {
  if (offset !== 0 || data.length !== size) return false;
  let step = 1;
  for (let d = dims.length - 1; d >= 0; d -= 1) {
    if (strides[d] !== step) return false;
    step *= dims[d];
  }
  return true;
}

/** The flat places of an `out` option, checked: enough of them, and able to hold fractions. */
export function store(name: string, out: Out, length: number): Store {
  if (isTensor(out) && (out.strides || out.offset)) {
    throw new RangeError(`${name}: expected out without strides or offset`);
  }
  const data = (isTensor(out) ? out.data : out) as Store;
  if (Array.isArray(data) && (Object.isFrozen(data) || Array.isArray(data[0]))) {
    const got = Object.isFrozen(data) ? 'a frozen one' : 'a nested one';
    throw new TypeError(`${name}: expected out to be a flat array that can be written, got ${got}`);
  }
  const isFloats = data instanceof Float32Array || data instanceof Float64Array;
  if (!isFloats && !Array.isArray(data) && !floatArrays.has(tag(data))) {
    throw new TypeError(`${name}: expected out to be a float array, got ${kindOf(data)}`);
  }
  if (data.length !== length) throw new RangeError(`${name}: expected out.length ${length}, got ${data.length}`);
  return data;
}

/** A new container of the kind that results have for an input; an array has holes until they are written. */
export function makeLike({ like }: View, length: number): Store {
  if (like instanceof Float32Array) return new Float32Array(length);
  if (like instanceof Float64Array) return new Float64Array(length);
  if (Array.isArray(like)) return new Array<number>(length);
  return new (floatArrays.get(tag(like)) ?? Float64Array)(length);
}

/** Whether writing to one may change entries of the other. */
export function overlaps(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (!isTyped(a) || !isTyped(b)) return a === b;
  if (a.buffer !== b.buffer) return false;
  const end = (x: TypedArray | BigInt64Array | BigUint64Array) => x.byteOffset + x.length * x.BYTES_PER_ELEMENT;
  return a.byteOffset < end(b) && b.byteOffset < end(a);
}

/** Whether entry i of both is the same place, for every i. */
export function startsWith(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (!isTyped(a) || !isTyped(b)) return a === b;
  return a.buffer === b.buffer && a.byteOffset === b.byteOffset && a.constructor === b.constructor;
}

/** The values themselves, or a copy of them where writing to `out` may change them. */
export function apart<Data extends ArrayLike<unknown>>(data: Data, out: Out | undefined): Data {
  if (out === undefined || !overlaps(data, isTensor(out) ? out.data : out)) return data;
  return (data as unknown as { slice: () => Data }).slice();
}

export function isTyped(x: unknown): x is TypedArray | BigInt64Array | BigUint64Array {
  return ArrayBuffer.isView(x) && 'length' in x;
}

export function isTensor(x: unknown): x is Tensor {
  return typeof x === 'object' && x !== null && 'data' in x && 'dims' in x;
}

export function kindOf(x: unknown): string {
  if (x === null) return 'null';
  if (typeof x !== 'object') return typeof x === 'number' ? `the number ${x}` : typeof x;
  return tag(x);
}

/** Row-major strides of a shape. */
export function rowMajor(dims: readonly number[]): number[] {
  const strides = new Array<number>(dims.length);
  let step = 1;
  for (let d = dims.length - 1; d >= 0; d -= 1) {
    strides[d] = step;
    step *= dims[d];
  }
  return strides;
}

function flat(x: unknown, data: ArrayLike<number>, kind: View['kind']): View {
  return { data, dims: [data.length], strides: [1], offset: 0, size: data.length, kind, like: x };
}

function nested(name: string, x: Nested): View {
  const dims: number[] = [];
  for (let level: Nested | number = x; Array.isArray(level); level = level[0]) {
    if (dims.length === MAX_RANK) throw new RangeError(`${name}: expected at most ${MAX_RANK} nested levels, got more`);
    dims.push(level.length);
  }
  const data: number[] = [];
  const walk = (part: number | Nested, depth: number, path: string): void => {
    if (depth === dims.length) {
      if (typeof part !== 'number') throw new TypeError(`${name}: expected a number at ${path}, got ${kindOf(part)}`);
      data.push(part);
      return;
    }
    if (!Array.isArray(part) || part.length !== dims[depth]) {
      const got = Array.isArray(part) ? part.length : kindOf(part);
      throw new TypeError(`${name}: expected ${dims[depth]} entries at ${path || 'the top'}, got ${got}`);
    }
    for (let i = 0; i < part.length; i += 1) walk(part[i], depth + 1, `${path}[${i}]`);
  };
  walk(x, 0, '');
  return { ...flat(data, data, 'nested'), dims, strides: rowMajor(dims) };
}

function tensor(name: string, x: Tensor): View {
  const { dims, offset = 0 } = x;
  wholeNumbers(name, 'dims', dims);
  if (dims.length > MAX_RANK) throw new RangeError(`${name}: expected at most ${MAX_RANK} dims, got ${dims.length}`);
  if (x.strides !== undefined) wholeNumbers(name, 'strides', x.strides);
  if (typeof offset !== 'number') throw new TypeError(`${name}: expected offset to be a number, got ${kindOf(offset)}`);
  const half = x.type === 'float16' && tag(x.data) === 'Uint16Array';
  const data = half ? decodeHalf(x.data as Uint16Array) : Array.isArray(x.data) ? numbers(name, x.data) : x.data;
  if (!Array.isArray(data) && !isTyped(data)) {
    throw new TypeError(`${name}: expected the tensor's data to be an array, got ${kindOf(data)}`);
  }
  let size = 1;
  for (const length of dims) {
    if (!(length >= 0)) throw new RangeError(`${name}: expected dims ≥ 0, got [${dims}]`);
    size *= length;
  }
  if (size > Math.max(data.length, MOST_REPEATED)) {
    throw new RangeError(
      `${name}: expected dims of at most ${Math.max(data.length, MOST_REPEATED)} entries, got [${dims}]`,
    );
  }
  const strides = x.strides ?? rowMajor(dims);
  if (strides.length !== dims.length) {
    throw new RangeError(`${name}: expected ${dims.length} strides, got ${strides.length}`);
  }
  if (!x.strides && offset === 0 && data.length !== size) {
    throw new RangeError(`${name}: expected data.length ${size} for dims [${dims}], got ${data.length}`);
  }
  let first = offset;
  let last = offset;
  for (let d = 0; d < dims.length; d += 1) {
    if (strides[d] < 0) first += strides[d] * (dims[d] - 1);
    else last += strides[d] * (dims[d] - 1);
  }
  if (size > 0 && !(Number.isInteger(offset) && first >= 0 && last < data.length)) {
    throw new RangeError(
      `${name}: dims, strides and offset reach ${first}…${last}, outside data.length ${data.length}`,
    );
  }
  return {
    data: asNumbers(data),
    dims,
    strides,
    offset,
    size,
    kind: 'tensor',
    like: half ? HALF : data,
  };
}

/** TypeError unless given an array of numbers, RangeError unless they are whole. */
function wholeNumbers(name: string, what: string, given: unknown): asserts given is readonly number[] {
  if (!Array.isArray(given)) throw new TypeError(`${name}: expected ${what} to be an array, got ${kindOf(given)}`);
  for (let i = 0; i < given.length; i += 1) {
    if (typeof given[i] !== 'number') {
      throw new TypeError(`${name}: expected ${what}[${i}] to be a number, got ${kindOf(given[i])}`);
    }
    if (!Number.isInteger(given[i])) throw new RangeError(`${name}: expected whole ${what}, got [${given}]`);
  }
}

function numbers(name: string, x: readonly unknown[]): readonly number[] {
  for (let i = 0; i < x.length; i += 1) {
    if (typeof x[i] !== 'number') throw new TypeError(`${name}: expected a number at [${i}], got ${kindOf(x[i])}`);
  }
  return x as readonly number[];
}

function asNumbers(x: ArrayLike<number> | BigInt64Array | BigUint64Array): ArrayLike<number> {
  return typeof x[0] === 'bigint' ? Float64Array.from(x as BigInt64Array, Number) : (x as ArrayLike<number>);
}

function nest(data: Store, dims: readonly number[]): unknown {
  const build = (depth: number, start: number, size: number): unknown => {
    const length = dims[depth];
    const step = size / length;
    return Array.from({ length }, (_, i) =>
      depth === dims.length - 1 ? data[start + i] : build(depth + 1, start + i * step, step),
    );
  };
  return build(0, 0, data.length);
}

/** The class name of an object, also of one from another realm. */
function tag(x: unknown): string {
  return Object.prototype.toString.call(x).slice(8, -1);
}
