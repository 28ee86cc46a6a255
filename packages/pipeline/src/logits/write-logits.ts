// What the softmax of logits in a file gives, written as .npy, .npz or .safetensors of the same shape and order, block by
// block, each at its place: probabilities or their logarithms, and for each row the entropy and the most probable classes.

import { type FileHandle, open } from 'node:fs/promises';
import { entropy, exp, logSoftmax, softmax } from 'bridle';
import { crc32, npyHeader, npzFrame, type RowBlock, safetensorsHeader } from 'bridle/tensor-files';
import { inputError } from '../messages.ts';
import { writeWhole } from '../write/write-whole.ts';
import type { PassOptions } from './check-logits.ts';
import type { Logits } from './open-logits.ts';

/** What is written of logits: probabilities or their logarithms, and what goes with them. */
export type LogitsOutput = {
  temperature?: number | undefined;
  /** Logarithms of the probabilities instead of them. */
  log?: boolean | undefined;
  /** The entropy of each row too, in nats. */
  entropy?: boolean | undefined;
  /** The k most probable classes of each row too, and their probabilities. */
  topK?: number | undefined;
};

type FloatType = 'float32' | 'float64';
export type ArrayInFile = {
  name: string;
  type: FloatType | 'int32';
  dims: number[];
  fortran: boolean;
  kind: 'entries' | 'rows' | 'top';
};
type Floats = Float32Array | Float64Array;

/** Bytes of an array that are read at once for its checksum. */
const PART = 1 << 20;

/**
 * Writes `path`. float64 and integers give float64, the others float32. A .npy file has one array: probabilities, or
 * their logarithms.
 *
 * @throws InputError for a name or a choice of arrays that the format does not have; as `writeWhole`.
 * @example
 * ```ts
 * import { openLogits, writeLogits, writeWhole } from '@bridle/pipeline';
 * import { readFile } from 'node:fs/promises';
 * import { readNpy, writeNpy } from 'bridle/tensor-files';
 * await writeWhole([{ path: 'out/scores.npy', content: writeNpy({ data: new Float64Array([0, 0]), dims: [1, 2] }) }]);
 * const logits = await openLogits('out/scores.npy');
 * await writeLogits(logits, 'out/probabilities.npy', {});
 * await logits.close();
 * readNpy(await readFile('out/probabilities.npy')).data; // → Float64Array [0.5, 0.5]
 * ```
 */
export async function writeLogits(
  logits: Logits,
  path: string,
  what: LogitsOutput,
  options: PassOptions = {},
): Promise<void> {
  const arrays = arraysOf(logits, what);
  const layout = layoutOf(path, arrays);
  const write = async (_: unknown, temporary: string) => {
    const file = await open(temporary, 'r+');
    try {
      for (const { at, bytes } of layout.heads) await put(file, bytes, at);
      await eachBlock(logits, what, options, async (block) => {
        for (const [i, array] of arrays.entries()) await writeBlock(file, layout.starts[i], array, block, what);
      });
      if (layout.finish) await layout.finish(file);
      await file.sync();
    } finally {
      await file.close();
    }
  };
  await writeWhole([{ path, content: write }], options.signal);
}

export function arraysOf({ tensor, axis }: Logits, { log, entropy: withEntropy, topK }: LogitsOutput): ArrayInFile[] {
  const { dims, fortran } = tensor;
  const type: FloatType = /^(float32|float16|bfloat16|float8.*)$/.test(tensor.type) ? 'float32' : 'float64';
  const others = dims.filter((_, d) => d !== axis);
  const top = Math.min(topK ?? 0, dims[axis]);
  const perRow = { fortran: false, dims: others };
  const arrays: ArrayInFile[] = [
    { name: log ? 'log_probabilities' : 'probabilities', type, dims, fortran, kind: 'entries' },
  ];
  if (withEntropy) arrays.push({ ...perRow, name: 'entropy', type, kind: 'rows' });
  if (topK) {
    arrays.push({ ...perRow, name: 'top_classes', type: 'int32', dims: [...others, top], kind: 'top' });
    arrays.push({ ...perRow, name: 'top_probabilities', type, dims: [...others, top], kind: 'top' });
  }
  return arrays;
}

type Layout = {
  heads: { at: number; bytes: Uint8Array }[];
  /** Where the numbers of each array begin. */
  starts: number[];
  finish?: (file: FileHandle) => Promise<void>;
};

function layoutOf(path: string, arrays: readonly ArrayInFile[]): Layout {
  const sizes = arrays.map(({ type, dims }) => dims.reduce((n, length) => n * length, 1) * bytesPer(type));
  if (/\.npy$/i.test(path)) {
    if (arrays.length > 1) throw inputError('one-array', { file: path });
    const [{ type, dims, fortran }] = arrays;
    const bytes = npyHeader(type, dims, fortran);
    return { heads: [{ at: 0, bytes }], starts: [bytes.length] };
  }
  if (/\.safetensors$/i.test(path)) {
    if (arrays.some(({ fortran }) => fortran)) throw inputError('fortran-order', { file: path });
    const bytes = safetensorsHeader(arrays);
    const starts = sizes.map((_, i) => bytes.length + sizes.slice(0, i).reduce((a, b) => a + b, 0));
    return { heads: [{ at: 0, bytes }], starts };
  }
  if (!/\.npz$/i.test(path))
    throw inputError('unknown-output', { file: path, accepted: '.npy, .npz, .safetensors, .parquet' });
  if (sizes.reduce((a, b) => a + b, 0) > 2 ** 32 - 2 ** 20) throw inputError('too-large-npz', { file: path });
  const { heads } = npzFrame(arrays);
  const starts = heads.map(({ at, bytes }) => at + bytes.length);
  // The checksums come last: the file is read once more, in order.
  const finish = async (file: FileHandle) => {
    const checksums: number[] = [];
    for (const [i, array] of arrays.entries()) {
      let crc = crc32(npyHeader(array.type, array.dims, array.fortran));
      for (let at = 0; at < sizes[i]; at += PART) {
        const part = Buffer.alloc(Math.min(PART, sizes[i] - at));
        await file.read(part, 0, part.length, starts[i] + at);
        crc = crc32(part, crc);
      }
      checksums.push(crc);
    }
    const { heads: final, end } = npzFrame(arrays, checksums);
    for (const { at, bytes } of [...final, end]) await put(file, bytes, at);
  };
  return { heads, starts, finish };
}

export type Results = RowBlock & { entries: Floats; entropies: Floats | null };

export async function eachBlock(
  logits: Logits,
  { temperature = 1, log, entropy: withEntropy }: LogitsOutput,
  { signal, onProgress }: PassOptions,
  use: (block: Results) => Promise<void>,
): Promise<void> {
  let rows = 0;
  for await (const block of logits.blocks()) {
    signal?.throwIfAborted();
    const { data, dims } = block;
    const x = data instanceof Float32Array ? data : Float64Array.from(data as ArrayLike<number>, Number);
    const options = { axis: 1, temperature };
    const entries = (log ? logSoftmax : softmax)({ data: x, dims }, options).data as Floats;
    const entropies = withEntropy ? (entropy.fromLogits({ data: x, dims }, options).data as Floats) : null;
    await use({ ...block, entries, entropies });
    rows += dims[0] * dims[2];
    onProgress?.({ rows, total: logits.rows });
  }
}

/** Writes the part of an array that a block gives. */
async function writeBlock(file: FileHandle, start: number, array: ArrayInFile, block: Results, { log }: LogitsOutput) {
  const { dims, entries, rowAt, runs } = block;
  const [outer, , inner] = dims;
  const size = bytesPer(array.type);
  if (array.kind === 'entries') {
    const stretches: [number, number, number][] = [];
    runs((inFile, inBlock, count) => stretches.push([inFile, inBlock, count]));
    for (const [inFile, inBlock, count] of stretches) {
      await put(file, bytesOf(entries.subarray(inBlock, inBlock + count)), start + inFile * size);
    }
    return;
  }
  const { values, width } = valuesOf(array, block, log === true);
  const rows = outer * inner;
  // Rows that follow each other in the file are written together.
  for (let r = 0; r < rows; ) {
    let end = r + 1;
    while (end < rows && rowAt(end) === rowAt(end - 1) + 1) end += 1;
    await put(file, bytesOf(values.subarray(r * width, end * width)), start + rowAt(r) * width * size);
    r = end;
  }
}

/** What an array has for the rows of a block, `width` numbers each; entries only where rows lie one after the other. */
export function valuesOf(
  array: ArrayInFile,
  block: Results,
  log: boolean,
): { values: Int32Array | Floats; width: number } {
  const { dims, entries, entropies } = block;
  const [outer, length, inner] = dims;
  if (array.kind === 'entries') return { values: entries, width: length };
  const width = array.kind === 'top' ? array.dims[array.dims.length - 1] : 1;
  const size = outer * inner * width;
  const kinds = { int32: Int32Array, float32: Float32Array, float64: Float64Array };
  const values = new kinds[array.type](size);
  if (array.kind === 'rows') values.set(entropies as Floats);
  else fillTop(values, array, { entries, length, inner, width, log });
  return { values, width };
}

type Top = { entries: Floats; length: number; inner: number; width: number; log: boolean };

/** The classes of the largest entries of each row, ties to the lowest, or their probabilities; −1 and NaN for a row of NaN. */
function fillTop(
  values: Int32Array | Floats,
  { type }: ArrayInFile,
  { entries, length, inner, width, log }: Top,
): void {
  const order = new Int32Array(length);
  for (let r = 0; r * width < values.length; r += 1) {
    const base = Math.floor(r / inner) * length * inner + (r % inner);
    const at = (k: number) => entries[base + k * inner];
    for (let k = 0; k < length; k += 1) order[k] = k;
    order.sort((a, b) => at(b) - at(a) || a - b);
    for (let j = 0; j < width; j += 1) {
      const p = log ? exp(at(order[j])) : at(order[j]);
      values[r * width + j] = type !== 'int32' ? p : Number.isNaN(p) ? -1 : order[j];
    }
  }
}

function bytesOf(values: Int32Array | Floats): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function bytesPer(type: ArrayInFile['type']): number {
  return type === 'float64' ? 8 : 4;
}

async function put(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}
