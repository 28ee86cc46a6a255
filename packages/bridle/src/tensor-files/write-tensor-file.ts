// Bytes of .npy, .npz and .safetensors files: what numpy.load and safetensors read. Headers end on 64 and 8 bytes, as
// NumPy's and safetensors' own do.

import { crc32 } from './crc32.ts';
import { encodeNumbers, type NumberArray, type NumberType } from './number-types.ts';
import { encodeText } from './platform.ts';
import { entriesOf } from './shape.ts';
import { bytesOf, encodeTexts, isTextType, type TextType, textType } from './texts.ts';

type Numbers = { data: NumberArray; dims: readonly number[] };

/** Numbers, or texts for NumPy's files. */
type Writable = { data: NumberArray | readonly string[]; dims: readonly number[] };

/** Types that an array holds. */
type ArrayType = Exclude<NumberType, 'float16' | 'bfloat16' | 'float8_e4m3fn' | 'float8_e5m2' | 'bool'>;

const NAMES: Record<ArrayType, { array: string; npy: string; safetensors: string }> = {
  float64: { array: 'Float64Array', npy: '<f8', safetensors: 'F64' },
  float32: { array: 'Float32Array', npy: '<f4', safetensors: 'F32' },
  int64: { array: 'BigInt64Array', npy: '<i8', safetensors: 'I64' },
  uint64: { array: 'BigUint64Array', npy: '<u8', safetensors: 'U64' },
  int32: { array: 'Int32Array', npy: '<i4', safetensors: 'I32' },
  uint32: { array: 'Uint32Array', npy: '<u4', safetensors: 'U32' },
  int16: { array: 'Int16Array', npy: '<i2', safetensors: 'I16' },
  uint16: { array: 'Uint16Array', npy: '<u2', safetensors: 'U16' },
  int8: { array: 'Int8Array', npy: '|i1', safetensors: 'I8' },
  uint8: { array: 'Uint8Array', npy: '|u1', safetensors: 'U8' },
};

/**
 * The header of a .npy file (version 1) whose numbers follow it, little-endian, or texts of at most n characters for the
 * type `Un`. `fortran` says that they lie in Fortran order.
 *
 * @example
 * ```ts
 * import { npyHeader } from 'bridle/tensor-files';
 * npyHeader('float32', [1000, 50]).length; // → 128
 * ```
 */
export function npyHeader(type: ArrayType | TextType, dims: readonly number[], fortran = false): Uint8Array {
  const shape = dims.length === 1 ? `${dims[0]},` : dims.join(', ');
  const order = fortran ? 'True' : 'False';
  const dictionary = `{'descr': '${isTextType(type) ? `<${type}` : NAMES[type].npy}', 'fortran_order': ${order}, 'shape': (${shape}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const text = `\u0001\u0000${String.fromCharCode(length & 255, length >> 8)}${dictionary.padEnd(length - 1)}\n`;
  return Uint8Array.from([0x93, ...`NUMPY${text}`].map((c) => (typeof c === 'string' ? c.charCodeAt(0) : c)));
}

/**
 * The header of a .safetensors file whose tensors follow it in this order, little-endian.
 *
 * @example
 * ```ts
 * import { safetensorsHeader } from 'bridle/tensor-files';
 * safetensorsHeader([{ name: 'p', type: 'float32', dims: [1000, 50] }]).length; // → 80
 * ```
 */
export function safetensorsHeader(
  tensors: readonly { name: string; type: ArrayType; dims: readonly number[] }[],
): Uint8Array {
  let at = 0;
  const fields = tensors.map(({ name, type, dims }) => {
    const start = at;
    at += entriesOf(dims) * bytesOf(type);
    const entry = { dtype: NAMES[type].safetensors, shape: dims, data_offsets: [start, at] };
    return `${JSON.stringify(name)}:${JSON.stringify(entry)}`;
  });
  const json = encodeText(`{${fields.join(',')}}`);
  const out = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(out.buffer).setBigUint64(0, BigInt(out.length - 8), true);
  out.set(json, 8);
  return out;
}

/**
 * A tensor as a .npy file, in row-major order; an array of texts too.
 *
 * @throws RangeError where the dims are not those of the data, and for texts that end in NUL or hold half a surrogate pair.
 * @example
 * ```ts
 * import { readNpy, writeNpy } from 'bridle/tensor-files';
 * readNpy(writeNpy({ data: new Int8Array([1, -1]), dims: [2, 1] })).data; // → Int8Array [1, -1]
 * ```
 */
export function writeNpy({ data, dims }: Writable): Uint8Array {
  const type = elementType('writeNpy', data, dims);
  return joined([npyHeader(type, dims), encoded(data, type)]);
}

/**
 * Tensors as a .safetensors file.
 *
 * @throws RangeError where dims are not those of the data.
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from 'bridle/tensor-files';
 * const bytes = writeSafetensors(new Map([['w', { data: new Float64Array([1, 2]), dims: [2] }]]));
 * readSafetensors(bytes).get('w')?.type; // → 'float64'
 * ```
 */
export function writeSafetensors(tensors: ReadonlyMap<string, Numbers>): Uint8Array {
  // By size of their numbers, so that each begins at a multiple of it.
  const all = [...tensors].toSorted(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  const entries = all.map(([name, { data, dims }]) => ({ name, type: typeOf('writeSafetensors', data, dims), dims }));
  return joined([safetensorsHeader(entries), ...all.map(([, { data }]) => encodeNumbers(data))]);
}

/**
 * Tensors and arrays of texts as a .npz file, not deflated, as `numpy.savez` writes them.
 *
 * @throws RangeError as `writeNpy`, and where the file had 4 GiB or more.
 * @example
 * ```ts
 * import { readTensorFile, writeNpz } from 'bridle/tensor-files';
 * const bytes = writeNpz(new Map([['classes_', { data: new Int32Array([0, 1]), dims: [2] }]]));
 * (await readTensorFile(bytes)).get('classes_')?.data; // → Int32Array [0, 1]
 * ```
 */
export function writeNpz(tensors: ReadonlyMap<string, Writable>): Uint8Array {
  const arrays = [...tensors].map(([name, { data, dims }]) => ({
    name,
    type: elementType('writeNpz', data, dims),
    dims,
  }));
  const numbers = [...tensors.values()].map(({ data }, i) => encoded(data, arrays[i].type));
  const checksums = arrays.map(({ type, dims }, i) => crc32(numbers[i], crc32(npyHeader(type, dims))));
  const { heads, end } = npzFrame(arrays, checksums);
  return joined([...heads.flatMap(({ bytes }, i) => [bytes, numbers[i]]), end.bytes]);
}

/**
 * Everything of a .npz file but its numbers, for files that are written part by part: the bytes before each array, which
 * its numbers follow, and those at the end of the file, each with its place. The checksums are those of header and
 * numbers of each array; where they are not known yet they are 0, and a second call gives the same places.
 *
 * @throws RangeError where the file had 4 GiB or more.
 * @example
 * ```ts
 * import { npzFrame } from 'bridle/tensor-files';
 * const { heads, end } = npzFrame([{ name: 'p', type: 'float32', dims: [1000, 50] }]);
 * heads[0].bytes.length; // → 163
 * end.at; // → 200163
 * ```
 */
export function npzFrame(
  arrays: readonly { name: string; type: ArrayType | TextType; dims: readonly number[]; fortran?: boolean }[],
  checksums: readonly number[] = [],
): { heads: { at: number; bytes: Uint8Array }[]; end: { at: number; bytes: Uint8Array } } {
  let at = 0;
  const directory: Uint8Array[] = [];
  const heads = arrays.map(({ name, type, dims, fortran = false }, i) => {
    const header = npyHeader(type, dims, fortran);
    const size = header.length + entriesOf(dims) * bytesOf(type);
    const { local, central } = zipEntry(`${name}.npy`, size, checksums[i] ?? 0, at);
    directory.push(central);
    const head = { at, bytes: joined([local, header]) };
    at += local.length + size;
    return head;
  });
  if (at >= 2 ** 32 - 1) throw new RangeError(`npzFrame: expected less than 4 GiB, got ${at} bytes`);
  return { heads, end: { at, bytes: joined([...directory, zipEnd(directory, at)]) } };
}

/** The header before an entry's bytes and its record in the directory; 1980-01-01, so that equal tensors give equal files. */
function zipEntry(name: string, size: number, crc: number, at: number): { local: Uint8Array; central: Uint8Array } {
  const text = encodeText(name);
  const common = [20, 0x800, 0, 0, 0x21, crc & 0xffff, crc >>> 16, ...words(size), ...words(size), text.length, 0];
  const local = joined([shorts([0x4b50, 0x0403, ...common]), text]);
  const central = joined([shorts([0x4b50, 0x0201, 20, ...common, 0, 0, 0, 0, 0, ...words(at)]), text]);
  return { local, central };
}

function zipEnd(directory: readonly Uint8Array[], at: number): Uint8Array {
  const count = directory.length;
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return shorts([0x4b50, 0x0605, 0, 0, count, count, ...words(size), ...words(at), 0]);
}

/** A number of 32 bits as two of 16. */
function words(x: number): [number, number] {
  return [x % 65536, Math.floor(x / 65536)];
}

function shorts(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, i) => {
    view.setUint16(2 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

/** The type of the elements, whose number is that of the dims. */
function elementType(name: string, data: Writable['data'], dims: readonly number[]): ArrayType | TextType {
  if (!areTexts(data)) return typeOf(name, data, dims);
  checkLength(name, data, dims);
  return textType(name, data);
}

function areTexts(data: Writable['data']): data is readonly string[] {
  return Array.isArray(data) && data.every((text) => typeof text === 'string');
}

function encoded(data: Writable['data'], type: ArrayType | TextType): Uint8Array {
  return isTextType(type) ? encodeTexts(data as readonly string[], type) : encodeNumbers(data as NumberArray);
}

function typeOf(name: string, data: NumberArray, dims: readonly number[]): ArrayType {
  const kind = Object.prototype.toString.call(data).slice(8, -1);
  const found = (Object.keys(NAMES) as ArrayType[]).find((type) => NAMES[type].array === kind);
  if (!found) throw new TypeError(`${name}: expected a typed array, got ${kind}`);
  checkLength(name, data, dims);
  return found;
}

function checkLength(name: string, data: ArrayLike<unknown>, dims: readonly number[]): void {
  const entries = entriesOf(dims);
  if (entries === data.length) return;
  throw new RangeError(`${name}: expected data.length ${entries} for dims [${dims}], got ${data.length}`);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
