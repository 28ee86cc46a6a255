// The tensors of a .npy, .npz or .safetensors file by their headers alone: names, shapes, types, and where the numbers lie.
// Nothing else is read until it is asked for, so that the file may be larger than memory. The kind is told by the first
// bytes, not by a name.

import { type ByteSource, bytesSource, firstOf, partsOf } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { type Accepted, isNpy, LONGEST_HEADER, parseNpyHeader } from './npy-header.ts';
import type { NumberType } from './number-types.ts';
import { inflated } from './platform.ts';
import { parseSafetensorsHeader, safetensorsStart } from './safetensors-header.ts';
import { shown, TensorFileError } from './tensor-file-error.ts';
import type { TextType } from './texts.ts';
import { broken, isZip, type ZipEntry, zipDirectory } from './zip-directory.ts';

/** A tensor in a file, of which only the header has been read. */
export type TensorInFile<T extends NumberType | TextType = NumberType> = {
  /** '' in a .npy file. */
  name: string;
  dims: number[];
  type: T;
  /** The bytes of its numbers. */
  size: number;
  littleEndian: boolean;
  /** Fortran order: the entries lie as those of the transposed tensor. */
  fortran: boolean;
  /** Some of the bytes of its numbers; null where they are deflated and can only be read in order. */
  read: ((start: number, end: number) => Promise<Uint8Array> | Uint8Array) | null;
  /** All of its bytes in order; at their end the checksum of a .npz entry is compared. */
  stream(): AsyncGenerator<Uint8Array>;
};

/** An array of numbers or of texts in a file. */
export type AnyInFile = TensorInFile<NumberType | TextType>;

/** Options of the readers of tensor files. */
export type TensorFileOptions = {
  /** The type of arrays whose header does not name it: those of ml_dtypes, such as bfloat16. */
  type?: NumberType | undefined;
};

/**
 * The tensors in a .npy, .npz or .safetensors file, in its order, by their headers.
 *
 * @throws TensorFileError for a file that is none of these, is damaged, or holds what is no real number. Headers are
 * compared with the size of the file before anything is allocated.
 * @example
 * ```ts
 * import { openTensorFile, writeNpy } from 'bridle/tensor-files';
 * const [tensor] = await openTensorFile(writeNpy({ data: new Float32Array(6), dims: [2, 3] }));
 * tensor.dims; // → [2, 3]
 * tensor.type; // → 'float32'
 * ```
 */
export async function openTensorFile(
  file: ByteSource | Uint8Array,
  { type }: TensorFileOptions = {},
): Promise<TensorInFile[]> {
  return (await openArrays(file, { type })) as TensorInFile[]; // Texts are refused, for they are not accepted.
}

/** The arrays of a file, of numbers and, where they are accepted, of texts. */
export async function openArrays(file: ByteSource | Uint8Array, accepted: Accepted): Promise<AnyInFile[]> {
  const source = file instanceof Uint8Array ? bytesSource(file) : file;
  const prefix = await source.read(0, Math.min(source.size, LONGEST_HEADER));
  if (isNpy(prefix)) return [npyTensor('', source, prefix, accepted)];
  if (isZip(prefix)) return npzTensors(source, accepted);
  // The JSON of the header begins behind its length.
  if (prefix[8] !== 0x7b) {
    throw new TensorFileError('not-a-tensor-file', 'the bytes are not those of a .npy, .npz or .safetensors file');
  }
  const start = safetensorsStart(prefix, source.size);
  const header = start <= prefix.length ? prefix.subarray(0, start) : await source.read(0, start);
  return some(parseSafetensorsHeader(header, source.size)).map(({ name, type: known, dims, start: from, end }) => ({
    ...{ name, dims, type: known, size: end - from, littleEndian: true, fortran: false },
    read: (a, b) => source.read(from + a, from + b),
    stream: () => partsOf(source, from, end),
  }));
}

function npyTensor(name: string, source: ByteSource, prefix: Uint8Array, accepted: Accepted): AnyInFile {
  const { start, dims, ...header } = parseNpyHeader(prefix, source.size, accepted);
  return {
    ...{ name, dims, size: source.size - start, ...header },
    read: (a, b) => source.read(start + a, start + b),
    stream: () => partsOf(source, start, source.size),
  };
}

async function npzTensors(source: ByteSource, accepted: Accepted): Promise<AnyInFile[]> {
  const tensors: AnyInFile[] = [];
  const names = new Set<string>();
  for (const entry of await zipDirectory(source)) {
    const name = entry.name.replace(/\.npy$/, '');
    if (names.has(name)) {
      throw new TensorFileError('duplicate-name', `two entries have the name "${shown(name)}"`, { found: shown(name) });
    }
    names.add(name);
    try {
      tensors.push(await npzTensor(name, source, entry, accepted));
    } catch (error) {
      throw error instanceof TensorFileError ? error.inTensor(name) : error;
    }
  }
  return some(tensors);
}

async function npzTensor(name: string, source: ByteSource, entry: ZipEntry, accepted: Accepted): Promise<AnyInFile> {
  const parts = () => unpacked(name, source, entry);
  const prefix = await firstOf(parts(), Math.min(entry.size, LONGEST_HEADER));
  const header = parseNpyHeader(prefix, entry.size, accepted);
  const read = (a: number, b: number) => source.read(entry.start + header.start + a, entry.start + header.start + b);
  return {
    ...{ name, dims: header.dims, type: header.type, size: entry.size - header.start },
    ...{ littleEndian: header.littleEndian, fortran: header.fortran },
    read: entry.method === 0 ? read : null,
    stream: () => after(parts(), header.start),
  };
}

/** The bytes of an entry, exactly as many as the directory states and with its checksum. */
async function* unpacked(name: string, source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = partsOf(source, entry.start, entry.end);
  let crc = 0;
  let count = 0;
  try {
    for await (const part of entry.method === 8 ? inflated(packed) : packed) {
      count += part.length;
      if (count > entry.size) break;
      crc = crc32(part, crc);
      yield part;
    }
  } catch (error) {
    // What inflate says differs between platforms; what reading says is the caller's.
    if (entry.method === 0 || !(error instanceof TypeError || isZlib(error))) throw error;
    throw broken('its deflated bytes are not whole').inTensor(name);
  }
  if (count !== entry.size)
    throw broken(`it states ${entry.size} bytes and holds ${count > entry.size ? 'more' : count}`).inTensor(name);
  if (crc !== entry.crc) {
    throw new TensorFileError(
      'bad-checksum',
      'its bytes do not have its checksum; they are damaged: copy the file again',
      {
        tensor: shown(name),
      },
    );
  }
}

function isZlib(error: unknown): boolean {
  return error instanceof Error && /^(Z_|ERR_)/.test(String((error as { code?: unknown }).code));
}

async function* after(parts: AsyncGenerator<Uint8Array>, n: number): AsyncGenerator<Uint8Array> {
  let left = n;
  for await (const part of parts) {
    if (part.length > left) yield part.subarray(left);
    left = Math.max(0, left - part.length);
  }
}

function some<T>(tensors: T[]): T[] {
  if (tensors.length > 0) return tensors;
  throw new TensorFileError('no-tensors', 'the file holds no tensors');
}
