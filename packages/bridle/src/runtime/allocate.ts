// Arrays in the kernels' memory, on which they compute without copying.

import { expectNumber } from '../core/arrays/refuse.ts';
import { isTyped, kindOf } from '../core/arrays/tensor.ts';
import { type Arena, arenaOf, type FloatArray, openArena, RESERVED, SCRATCH, WINDOW } from './workspace.ts';

/** What WebAssembly can address, less what is not for arrays. */
const LARGEST = 2 ** 32 - SCRATCH - WINDOW - RESERVED;

/** Arrays are allocated in memories of at least so many bytes; what is not touched costs nothing. */
export const ARENA = 64 << 20;

export type FloatArrayConstructor<A extends FloatArray> = {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
  readonly BYTES_PER_ELEMENT: number;
};

const arenas: Arena[] = [];

/**
 * An array of zeros in the kernels' memory, a resident array: softmax, logSoftmax, logSumExp, crossEntropy, exp and log
 * read it, and write it as `out`, without copying. Return it with `free`; no array is ever moved or detached. Up to 2³¹
 * bytes.
 *
 * Where the host has no WebAssembly, the result is an ordinary array, with which everything works as well.
 *
 * @throws TypeError for another constructor; RangeError for a length that is not a whole number or beyond 2³¹ bytes.
 * @example
 * ```ts
 * import { allocate, free, softmax } from 'bridle';
 * const x = allocate(Float32Array, 2);
 * x.set([1, 1]);
 * softmax(x, { out: x })[0]; // → 0.5
 * free(x);
 * ```
 */
export function allocate<A extends FloatArray>(type: FloatArrayConstructor<A>, length: number): A {
  const bytes = bytesOf('allocate', type, length);
  for (const arena of [...arenas, null]) {
    const room = arena ?? openFor(bytes + 64);
    const address = room?.heap.take(bytes);
    if (room && address) return new type(room.space.memory.buffer, address, length).fill(0) as A;
  }
  return new type(new ArrayBuffer(bytes), 0, length);
}

/** The bytes of an array to allocate. */
export function bytesOf(name: string, type: FloatArrayConstructor<FloatArray>, length: number): number {
  if ((type as unknown) !== Float32Array && (type as unknown) !== Float64Array) {
    throw new TypeError(`${name}: expected Float32Array or Float64Array`);
  }
  expectNumber(name, 'length', length);
  const bytes = length * type.BYTES_PER_ELEMENT;
  if (!(Number.isInteger(length) && length >= 0 && bytes <= 2 ** 31)) {
    throw new RangeError(`${name}: expected a length up to 2^31 bytes, got ${length}`);
  }
  return bytes;
}

/**
 * Returns an array of `allocate` to the memory; it must not be used afterwards. False for any other array.
 *
 * @throws TypeError for what is not a typed array.
 * @example
 * ```ts
 * import { allocate, free } from 'bridle';
 * free(allocate(Float64Array, 10)); // → true
 * ```
 */
export function free(array: FloatArray): boolean {
  if (!isTyped(array)) throw new TypeError(`free: expected an array of allocate, got ${kindOf(array)}`);
  const arena = arenaOf(array);
  if (!arena?.heap.give(array.byteOffset)) return false;
  // An empty memory is released, except the last one.
  if (arena.heap.isEmpty() && arenas.length > 1) arenas.splice(arenas.indexOf(arena), 1);
  return true;
}

/** With room for several arrays of the size where it can be had: between arrays of one memory nothing is copied. */
function openFor(bytes: number): Arena | null {
  const generous = Math.max(ARENA, 4 * bytes);
  return (generous < LARGEST && open(generous)) || open(Math.max(ARENA, bytes)) || open(bytes);
}

function open(bytes: number): Arena | null {
  const arena = openArena(bytes);
  if (arena) arenas.push(arena);
  return arena;
}
