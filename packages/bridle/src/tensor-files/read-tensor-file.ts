// Whole tensor files: bytes in, tensors out that every function of the library takes. Numbers are in row-major order,
// whatever the file's.

import { collected } from './byte-source.ts';
import { type NpyHeader, parseNpyHeader } from './npy-header.ts';
import { decodeNumbers, type NumberArray, type NumberType } from './number-types.ts';
import { type AnyInFile, openArrays, type TensorFileOptions, type TensorInFile } from './open-tensor-file.ts';
import { parseSafetensorsHeader, safetensorsStart } from './safetensors-header.ts';
import { rowMajorFrom } from './storage-order.ts';
import { shown, TensorFileError } from './tensor-file-error.ts';
import { decodeTexts, isTextType, type TextType } from './texts.ts';

/** A tensor read from a file. `type` is that in the file; float16, bfloat16 and float8 are a Float32Array here. */
export type FileTensor = { data: NumberArray; dims: number[]; type: NumberType };

/** An array of texts read from a file, of at most as many characters as its type says. */
export type FileTexts = { data: string[]; dims: number[]; type: TextType };

/**
 * The array in the bytes of a .npy file: versions 1 to 3, C and Fortran order, either byte order, floats, integers and
 * booleans. `type` names the type where the header does not, as for the bfloat16 of ml_dtypes.
 *
 * @throws TensorFileError for bytes that are no such array, whole; it allocates no more than they are.
 * @example
 * ```ts
 * import { softmax } from 'bridle';
 * import { readNpy, writeNpy } from 'bridle/tensor-files';
 * const logits = readNpy(writeNpy({ data: new Float64Array([1, 2, 3, 1, 1, 1]), dims: [2, 3] }));
 * softmax(logits).dims; // → [2, 3]
 * ```
 */
export function readNpy(bytes: Uint8Array, { type }: TensorFileOptions = {}): FileTensor {
  const header = parseNpyHeader(bytes, bytes.length, { type }) as NpyHeader<NumberType>; // Texts are not accepted.
  return decoded(header, bytes.subarray(header.start));
}

/**
 * The tensors in the bytes of a .safetensors file by their names: F64, F32, F16, BF16, F8_E4M3, F8_E5M2, integers, BOOL.
 *
 * @throws TensorFileError as `readNpy`, and for tensors that overlap, leave gaps or have one name.
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from 'bridle/tensor-files';
 * const bytes = writeSafetensors(new Map([['bias', { data: new Float32Array([0.5, 1]), dims: [2] }]]));
 * readSafetensors(bytes).get('bias')?.data; // → Float32Array [0.5, 1]
 * ```
 */
export function readSafetensors(bytes: Uint8Array): Map<string, FileTensor> {
  const header = bytes.subarray(0, safetensorsStart(bytes, bytes.length));
  const layout = { littleEndian: true, fortran: false };
  return new Map(
    parseSafetensorsHeader(header, bytes.length).map(({ name, start, end, ...entry }) => [
      name,
      decoded({ ...entry, ...layout }, bytes.subarray(start, end)),
    ]),
  );
}

/**
 * The tensors in the bytes of a .npy, .npz or .safetensors file by their names, that of a .npy file being ''. The kind is
 * told by the first bytes. Deflated entries are unpacked by the platform's DecompressionStream, and checksums compared.
 *
 * Arrays of texts, as NumPy stores classes and names (<U), are refused unless `texts` is true; their data are strings.
 *
 * `limit` is how many bytes the tensors may have once unpacked, 2³⁰ if none is given: deflate packs a thousand zeros into
 * one byte.
 *
 * @throws TensorFileError as `readNpy` and `readSafetensors`, and for a damaged archive.
 * @example
 * ```ts
 * import { readTensorFile, writeNpz } from 'bridle/tensor-files';
 * const bytes = writeNpz(new Map([['coef_', { data: new Float64Array(6), dims: [3, 2] }]]));
 * (await readTensorFile(bytes)).get('coef_')?.dims; // → [3, 2]
 * const named = writeNpz(new Map([['classes_', { data: ['setosa', 'virginica'], dims: [2] }]]));
 * (await readTensorFile(named, { texts: true })).get('classes_')?.data; // → ['setosa', 'virginica']
 * ```
 */
export async function readTensorFile(
  bytes: Uint8Array,
  options?: TensorFileOptions & { limit?: number; texts?: false },
): Promise<Map<string, FileTensor>>;
export async function readTensorFile(
  bytes: Uint8Array,
  options: TensorFileOptions & { limit?: number; texts: boolean },
): Promise<Map<string, FileTensor | FileTexts>>;
export async function readTensorFile(
  bytes: Uint8Array,
  { type, limit = 2 ** 30, texts = false }: TensorFileOptions & { limit?: number; texts?: boolean } = {},
): Promise<Map<string, FileTensor | FileTexts>> {
  const tensors = await openArrays(bytes, { type, texts });
  const size = tensors.reduce((sum, tensor) => sum + tensor.size, 0);
  if (size > Math.max(limit, bytes.length)) {
    throw new TensorFileError('too-large', `the tensors have ${size} bytes unpacked, more than ${limit}`, {
      found: size,
      limit,
    });
  }
  const read = new Map<string, FileTensor | FileTexts>();
  for (const tensor of tensors) read.set(tensor.name, await readArray(tensor));
  return read;
}

/**
 * All of one tensor of `openTensorFile`.
 *
 * @throws TensorFileError where its bytes are damaged.
 * @example
 * ```ts
 * import { openTensorFile, readTensor, writeNpy } from 'bridle/tensor-files';
 * const [tensor] = await openTensorFile(writeNpy({ data: new Int32Array([1, 2]), dims: [2] }));
 * (await readTensor(tensor)).data; // → Int32Array [1, 2]
 * ```
 */
export async function readTensor(tensor: TensorInFile): Promise<FileTensor> {
  return decoded(tensor, await collected(tensor.stream()));
}

async function readArray(tensor: AnyInFile): Promise<FileTensor | FileTexts> {
  const { name, type, dims, fortran, littleEndian } = tensor;
  if (!isTextType(type)) return readTensor(tensor as TensorInFile);
  const bytes = await collected(tensor.stream());
  try {
    const data = decodeTexts(bytes, type, littleEndian);
    return { data: fortran ? rowMajorFrom(data, dims) : data, dims: [...dims], type };
  } catch (error) {
    throw error instanceof TensorFileError ? error.inTensor(name) : error;
  }
}

/**
 * The tensor of a name, or the only one; a TensorFileError that lists the names where it is not there, or there are several.
 *
 * @example
 * ```ts
 * import { chooseTensor, openTensorFile, writeNpy } from 'bridle/tensor-files';
 * chooseTensor(await openTensorFile(writeNpy({ data: new Float32Array(2), dims: [2] }))).dims; // → [2]
 * ```
 */
export function chooseTensor<T extends { name: string }>(tensors: readonly T[], name?: string): T {
  const known = shown(tensors.map((tensor) => tensor.name).join(', '));
  if (name === undefined) {
    if (tensors.length === 1) return tensors[0];
    throw new TensorFileError('choose-tensor', `the file has several tensors (${known}); choose one`, { known });
  }
  const found = tensors.find((tensor) => tensor.name === name);
  if (found) return found;
  throw new TensorFileError(
    'no-such-tensor',
    `there is no tensor "${shown(name)}"; the file has: ${known || 'one without a name'}`,
    {
      found: shown(name),
      known,
    },
  );
}

type Layout = { type: NumberType; dims: number[]; littleEndian: boolean; fortran: boolean };

function decoded({ type, dims, littleEndian, fortran }: Layout, bytes: Uint8Array): FileTensor {
  const data = decodeNumbers(bytes, type, littleEndian);
  return { data: fortran ? rowMajorFrom(data, dims) : data, dims: [...dims], type };
}
