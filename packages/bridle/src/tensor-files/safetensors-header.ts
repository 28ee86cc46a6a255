// The header of a .safetensors file (huggingface/safetensors): its length in eight bytes, then JSON that gives each tensor
// a type, a shape and its bytes. The bytes must be those of the type and shape, inside the file, one tensor after the
// other without gaps, as the format demands.

import { repeatedKey } from './json-keys.ts';
import type { NumberType } from './number-types.ts';
import { decodeText } from './platform.ts';
import { checkedSize } from './shape.ts';
import { shown, TensorFileError } from './tensor-file-error.ts';

export type SafetensorsEntry = { name: string; type: NumberType; dims: number[]; start: number; end: number };

/** The length that the format itself allows. */
const LONGEST = 100_000_000;

const TYPES: Readonly<Record<string, NumberType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  F8_E4M3: 'float8_e4m3fn',
  F8_E5M2: 'float8_e5m2',
  I64: 'int64',
  U64: 'uint64',
  I32: 'int32',
  U32: 'uint32',
  I16: 'int16',
  U16: 'uint16',
  I8: 'int8',
  U8: 'uint8',
  BOOL: 'bool',
};

/** How many bytes length and header are, from the first eight of `size`. */
export function safetensorsStart(prefix: Uint8Array, size: number): number {
  if (size < 8) throw truncated(8, size);
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > LONGEST) {
    throw new TensorFileError('header-too-long', `expected a header of at most ${LONGEST} bytes, found ${length}`, {
      found: length,
    });
  }
  if (8 + length > size) throw truncated(8 + length, size);
  return 8 + length;
}

/** The tensors in the order of the header; `prefix` is length and header, of a file of `size` bytes. */
export function parseSafetensorsHeader(prefix: Uint8Array, size: number): SafetensorsEntry[] {
  const begin = prefix.length;
  const header = parsed(prefix.subarray(8));
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => entryOf(name, value, begin, size));
  let free = begin;
  let last = '';
  for (const { name, start, end } of entries.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < free) {
      const facts = { first: shown(last), second: shown(name) };
      throw new TensorFileError(
        'overlap',
        `"${facts.first}" and "${facts.second}" share bytes of the file; it is damaged`,
        facts,
      );
    }
    if (start > free) throw hole(start - free, start - begin);
    free = end;
    last = name;
  }
  if (free !== size) throw hole(size - free, size - begin);
  return entries;
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  const text = decodeText(bytes);
  if (text === null) throw bad('bytes that are not UTF-8');
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw bad(`"${shown(text)}"`);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) throw bad(`"${shown(text)}"`);
  const name = repeatedKey(text);
  if (name === null) return header as Record<string, unknown>;
  throw new TensorFileError('duplicate-name', `two entries have the name "${shown(name)}"`, { found: shown(name) });
}

function entryOf(name: string, value: unknown, begin: number, size: number): SafetensorsEntry {
  try {
    const { dtype, shape, data_offsets: offsets } = fieldsOf(value);
    if (typeof dtype !== 'string' || !isWholes(shape) || !isWholes(offsets) || offsets.length !== 2) {
      throw bad(`"${shown(JSON.stringify(value) ?? '')}"`);
    }
    if (!Object.hasOwn(TYPES, dtype)) {
      throw new TensorFileError(
        'unsupported-type',
        `expected real numbers of at most 64 bits, found ${shown(dtype)}; convert the tensor, for example to F32`,
        { found: shown(dtype) },
      );
    }
    const [start, end] = offsets.map((offset) => begin + offset);
    if (start > end || end > size) {
      throw new TensorFileError(
        'bad-offsets',
        `its data_offsets are ${offsets[0]} to ${offsets[1]}, but the file has ${size - begin} bytes of data; it is cut off or damaged`,
        { first: offsets[0], second: offsets[1], found: size - begin },
      );
    }
    checkedSize(shape, TYPES[dtype], end - start);
    return { name, type: TYPES[dtype], dims: shape, start, end };
  } catch (error) {
    throw error instanceof TensorFileError ? error.inTensor(name) : error;
  }
}

/** The own fields of an object, none of them a prototype's. */
function fieldsOf(value: unknown): Record<string, unknown> {
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return Object.assign(Object.create(null), fields);
}

function isWholes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
}

function truncated(expected: number, found: number): TensorFileError {
  return new TensorFileError(
    'truncated',
    `the file ends in its header: it has ${found} bytes where the header alone needs ${expected}`,
    { expected, found },
  );
}

function hole(found: number, at: number): TensorFileError {
  return new TensorFileError(
    'hole',
    `${found} bytes of data before byte ${at} belong to no tensor; the file is damaged, or is no .safetensors file`,
    { found, at },
  );
}

function bad(found: string): TensorFileError {
  return new TensorFileError('bad-header', `expected a header with dtype, shape and data_offsets, found ${found}`, {
    found,
  });
}
