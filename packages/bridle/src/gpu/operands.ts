// What a call reads and writes, on the GPU or in arrays: scores, masks and targets as runs of elements of 8, 16 or 32
// bits, and the places where results go. A window of a run becomes a binding: an array's is uploaded, a buffer's is
// bound from the last aligned place before it, and the shader skips the elements between.

import { isTensor, kindOf, rowMajorData, type Scores, type Store, type View, view } from '../core/arrays/tensor.ts';
import type { Storage } from './shaders/memory.wgsl.ts';
import { type Binding, type GpuBuffer, type GpuDevice, USAGE } from './webgpu.ts';

/** Numbers in a buffer on the GPU, in row-major order from element `offset` on. The buffer belongs to the caller. */
export type GpuTensor<Buffer extends GpuBuffer = GpuBuffer> = {
  readonly buffer: Buffer;
  readonly dims: readonly number[];
  readonly type: 'float32' | 'float16' | 'int32' | 'uint32' | 'uint8' | 'bool';
  readonly offset?: number;
};

export type Operand =
  | { at: 'gpu'; buffer: GpuBuffer; offset: number; bits: 8 | 16 | 32 }
  | { at: 'cpu'; bits: 8 | 16 | 32; cut: (start: number, end: number) => ArrayBufferView<ArrayBuffer> };

export type Sink =
  | { at: 'gpu'; buffer: GpuBuffer; offset: number; bits: 16 | 32 }
  | { at: 'cpu'; store: Store; read: Reader };

/** How the words of a result are read. */
export type Reader = (bytes: ArrayBuffer) => Float32Array | Int32Array;

/** The scores of a call: where they are, how they are stored, and how to make a result of their kind. */
export type Source = { dims: readonly number[]; size: number; storage: Storage; operand: Operand; cpu: View | null };

export function isGpuTensor(x: unknown): x is GpuTensor {
  return typeof x === 'object' && x !== null && 'buffer' in x && 'dims' in x && !ArrayBuffer.isView(x);
}

/** Scores of any kind that the core takes, rounded to float32, or a float tensor on the GPU. */
export function readScores(name: string, x: Scores | GpuTensor): Source {
  if (isGpuTensor(x)) {
    const { type } = x;
    if (type !== 'float32' && type !== 'float16') {
      throw new TypeError(`${name}: expected x of type 'float32' or 'float16', got ${quoted(type)}`);
    }
    const operand = readBuffer(name, 'x', x, type === 'float16' ? 16 : 32);
    return { dims: [...x.dims], size: sizeOf(x.dims), storage: type, operand, cpu: null };
  }
  const cpu = view(name, x);
  const values = rowMajorData(name, x);
  const cut = (start: number, end: number) => {
    if (values instanceof Float32Array && values.buffer instanceof ArrayBuffer) {
      return values.subarray(start, end) as Float32Array<ArrayBuffer>;
    }
    const part = new Float32Array(end - start);
    for (let i = start; i < end; i += 1) part[i - start] = values[i];
    return part;
  };
  return { dims: cpu.dims, size: cpu.size, storage: 'float32', operand: { at: 'cpu', bits: 32, cut }, cpu };
}

/** Numbers in a buffer, checked to lie inside it. */
export function readBuffer<Bits extends 8 | 16 | 32>(name: string, what: string, x: GpuTensor, bits: Bits) {
  const { buffer, dims, offset = 0 } = x;
  if (!(typeof buffer === 'object' && buffer !== null && 'mapAsync' in buffer)) {
    throw new TypeError(`${name}: expected ${what}.buffer to be a GPUBuffer, got ${kindOf(buffer)}`);
  }
  if (!(Array.isArray(dims) && dims.every((length) => Number.isInteger(length) && length >= 0))) {
    throw new RangeError(`${name}: expected ${what}.dims ≥ 0, got [${dims}]`);
  }
  if (!(Number.isInteger(offset) && offset >= 0)) {
    throw new RangeError(`${name}: expected ${what}.offset to be a whole number ≥ 0, got ${offset}`);
  }
  const bytes = Math.ceil(((offset + sizeOf(dims)) * bits) / 32) * 4;
  if (buffer.size < bytes) {
    throw new RangeError(`${name}: expected ${what}.buffer of at least ${bytes} bytes, got ${buffer.size}`);
  }
  return { at: 'gpu' as const, buffer, offset, bits };
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, length) => product * length, 1);
}

export function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : kindOf(value);
}

/** A mask: 0 or false takes an entry out. One entry for each of x, or one for each place in a row. */
export function readMask(name: string, mask: unknown, size: number, length: number) {
  const onGpu = isGpuTensor(mask) ? mask : null;
  const bits = onGpu ? maskBits(name, onGpu) : 8;
  const data = onGpu ? null : flatMask(name, mask);
  const count = onGpu ? sizeOf(onGpu.dims) : (data as ArrayLike<unknown>).length;
  if (count !== size && count !== length) {
    const lengths = size === length ? size : `${size} or ${length}`;
    throw new RangeError(`${name}: expected mask of length ${lengths}, got ${count}`);
  }
  const operand: Operand = onGpu
    ? readBuffer(name, 'mask', onGpu, bits)
    : {
        at: 'cpu',
        bits: 8,
        cut: (start, end) => {
          const bytes = new Uint8Array(Math.ceil((end - start) / 4) * 4);
          for (let i = start; i < end; i += 1) bytes[i - start] = (data as ArrayLike<unknown>)[i] ? 1 : 0;
          return bytes;
        },
      };
  return { operand, bits, whole: count === size };
}

function maskBits(name: string, { type }: GpuTensor): 8 | 32 {
  if (type === 'uint8' || type === 'bool') return 8;
  if (type === 'uint32') return 32;
  throw new TypeError(`${name}: expected mask of type 'bool', 'uint8' or 'uint32', got ${quoted(type)}`);
}

function flatMask(name: string, given: unknown): ArrayLike<number | boolean> {
  if (isTensor(given)) return given.strides ? rowMajorData(name, given) : flatMask(name, given.data);
  if (ArrayBuffer.isView(given) && 'length' in given) return given as unknown as ArrayLike<number>;
  if (!Array.isArray(given)) {
    throw new TypeError(`${name}: expected mask to be an array or a tensor, got ${kindOf(given)}`);
  }
  const flat: unknown[] = Array.isArray(given[0]) ? given.flat(32) : given;
  flat.forEach((entry, i) => {
    if (typeof entry !== 'number' && typeof entry !== 'boolean') {
      throw new TypeError(`${name}: expected mask of numbers, got ${kindOf(entry)} at ${i}`);
    }
  });
  return flat as (number | boolean)[];
}

/** A binding of the elements [start, end) of a run, and how many elements of it come before them. */
export type Window = { binding: Binding; first: number };

/** The binding of a window of an operand; an array's is uploaded to a buffer that is leased for it. */
export function operandWindow(
  device: GpuDevice,
  operand: Operand,
  start: number,
  end: number,
  lease: (bytes: number, usage: number) => GpuBuffer,
): Window {
  const usage = USAGE.storage | USAGE.copyTarget;
  if (end === start) return { binding: { buffer: lease(4, usage), offset: 0, size: 4 }, first: 0 };
  if (operand.at === 'gpu') return bufferWindow(device, operand, start, end);
  const data = operand.cut(start, end);
  const buffer = lease(data.byteLength, usage);
  device.queue.writeBuffer(buffer, 0, data);
  return { binding: { buffer, offset: 0, size: data.byteLength }, first: 0 };
}

/** The binding of a window of a buffer, from an aligned place on. */
export function bufferWindow(
  device: GpuDevice,
  { buffer, offset, bits }: { buffer: GpuBuffer; offset: number; bits: number },
  start: number,
  end: number,
): Window {
  const step = bits / 8;
  const align = device.limits.minStorageBufferOffsetAlignment;
  const from = Math.floor(((offset + start) * step) / align) * align;
  const size = Math.ceil(((offset + end) * step - from) / 4) * 4;
  return { binding: { buffer, offset: from, size }, first: offset + start - from / step };
}
