// Arrays that live in the kernels' memory, where nothing need be copied to compute with them, and the room that each
// memory keeps for arrays that do not.

import { PART, WORK_EXPS } from '../kernels/constants/rows.ts';
import { type Arena, type Level, openArena, RESERVED } from './engine.ts';
import type { WasmMemory } from './webassembly.ts';

/** Bytes of the scratch of the softmax kernels: their work areas and the exponentials of a part of a row. */
export const SCRATCH = WORK_EXPS + 8 * PART;

/** Where arrays from elsewhere pass through, a block at a time. */
export const WINDOW = 4 << 20;

const ROOM = SCRATCH + WINDOW;

/** What WebAssembly can address, less the room that is not for arrays. */
const LARGEST = 2 ** 32 - ROOM - 65536;

/** Arrays are allocated in memories of at least so many bytes; what is not touched costs nothing. */
export const ARENA = 64 << 20;

export type Workspace = {
  memory: WasmMemory;
  scratch: number;
  window: number;
  /** The bytes of entries that the window takes. */
  capacity: number;
  /** Where one result a row is written; threads must not write it over entries that others are still to read. */
  reduced: number;
  /** What memory.buffer was before the memory grew: it still shows the same bytes. */
  before?: WeakSet<ArrayBufferLike>;
  floats: Float32Array;
  doubles: Float64Array;
  /** The kernels over the memory, by level, as accelerated/kernel-calls.ts binds them when they are first called. */
  calls: Map<Level, unknown>;
  generation: number;
};

export type FloatArray = Float32Array | Float64Array;
export type FloatArrayConstructor<A extends FloatArray> = {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
  readonly BYTES_PER_ELEMENT: number;
};

const arenas: Arena[] = [];
const byBuffer = new WeakMap<ArrayBufferLike, Arena>();
const workspaces = new WeakMap<Arena, Workspace>();
let shared: Workspace | null | undefined;

/**
 * An array of zeros in the kernels' memory: softmax and its kin compute on it without copying, from such arrays into
 * such arrays (`out`). Give it back with `free`; no array is ever moved or detached. Up to 2³¹ bytes.
 *
 * Where WebAssembly cannot be had, an ordinary array, on which everything works as well.
 *
 * @throws TypeError for another constructor; RangeError for a length that is no whole number or beyond 2³¹ bytes.
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
    if (room && address) return new type(room.memory.buffer, address, length).fill(0) as A;
  }
  return new type(new ArrayBuffer(bytes), 0, length);
}

/** The bytes of an array to allocate. */
export function bytesOf(name: string, type: FloatArrayConstructor<FloatArray>, length: number): number {
  if ((type as unknown) !== Float32Array && (type as unknown) !== Float64Array) {
    throw new TypeError(`${name}: expected Float32Array or Float64Array`);
  }
  const bytes = length * type.BYTES_PER_ELEMENT;
  if (!(Number.isInteger(length) && length >= 0 && bytes <= 2 ** 31)) {
    throw new RangeError(`${name}: expected a length up to 2^31 bytes, got ${length}`);
  }
  return bytes;
}

/**
 * Gives an array of `allocate` back; it must not be used after. False for any other array.
 *
 * @example
 * ```ts
 * import { allocate, free } from 'bridle';
 * free(allocate(Float64Array, 10)); // → true
 * ```
 */
export function free(array: FloatArray): boolean {
  const arena = byBuffer.get(array.buffer);
  if (!arena?.heap.give(array.byteOffset)) return false;
  // An empty memory goes, unless it is the last.
  if (arena.heap.isEmpty() && arenas.length > 1) arenas.splice(arenas.indexOf(arena), 1);
  return true;
}

/** The workspace of the memory that an array lives in, or null. */
export function workspaceOf(array: { readonly buffer: ArrayBufferLike }): Workspace | null {
  const arena = byBuffer.get(array.buffer);
  return arena ? workspaceIn(arena) : null;
}

/** The workspace for arrays from elsewhere; null where there is no WebAssembly. */
export function sharedWorkspace(): Workspace | null {
  if (shared === undefined) {
    const arena = openArena(ROOM, 0);
    shared = arena && workspaceIn(arena);
  }
  return shared;
}

/** With room for several arrays of the size where it can be had: what is in one memory needs no copy between. */
function openFor(bytes: number): Arena | null {
  const generous = Math.max(ARENA, 4 * bytes);
  return (generous < LARGEST && open(generous)) || open(Math.max(ARENA, bytes)) || open(bytes);
}

function open(bytes: number): Arena | null {
  const arena = openArena(ROOM, bytes);
  if (arena) {
    arenas.push(arena);
    byBuffer.set(arena.memory.buffer, arena);
  }
  return arena;
}

function workspaceIn(arena: Arena): Workspace {
  let workspace = workspaces.get(arena);
  if (!workspace) {
    const { memory } = arena;
    const [floats, doubles] = [new Float32Array(memory.buffer), new Float64Array(memory.buffer)];
    workspace = {
      memory,
      scratch: RESERVED,
      window: RESERVED + SCRATCH,
      capacity: WINDOW,
      reduced: RESERVED + SCRATCH,
      floats,
      doubles,
      calls: new Map(),
      generation: 0,
    };
    workspaces.set(arena, workspace);
  }
  return workspace;
}
