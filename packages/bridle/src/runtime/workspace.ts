// The kernels' memories and how each is laid out: the modules' constants, the scratch, the window through which arrays
// from elsewhere pass, and a heap for resident arrays. A memory has a fixed size: growing it would detach its arrays.

import { PART, WORK_EXPS } from '../kernels/constants/rows.ts';
import type { Arithmetic } from './arithmetic.ts';
import { createHeap, type Heap } from './heap.ts';
import { createMemory, PAGE, type WasmMemory } from './webassembly.ts';

export type FloatArray = Float32Array | Float64Array;

/** The first page of a memory holds the modules' constants. */
export const RESERVED = PAGE;

/** Bytes of the scratch of the softmax kernels: their work areas and the exponentials of a part of a row. */
export const SCRATCH = WORK_EXPS + 8 * PART;

/** Bytes of the window. */
export const WINDOW = 4 << 20;

export type Workspace = {
  memory: WasmMemory;
  scratch: number;
  window: number;
  /** The bytes of entries that the window takes. */
  capacity: number;
  /** Where one result a row is written; threads must not write it over entries that others are still to read. */
  reduced: number;
  /** The buffers that the memory had before it grew: they still show the same bytes. */
  before?: WeakSet<ArrayBufferLike>;
  floats: Float32Array;
  doubles: Float64Array;
  /** The kernels over the memory, by arithmetic, as accelerated/bind-kernels.ts binds them when they are first called. */
  kernels: Map<Arithmetic, unknown>;
  generation: number;
};

/** A memory with a heap for resident arrays. */
export type Arena = { readonly space: Workspace; readonly heap: Heap };

const byBuffer = new WeakMap<ArrayBufferLike, Arena>();
let shared: Workspace | null | undefined;

/** An arena with so many bytes for arrays; null where there is no WebAssembly, or no room. */
export function openArena(bytes: number): Arena | null {
  const heapStart = RESERVED + SCRATCH + WINDOW;
  const pages = Math.ceil((heapStart + bytes) / PAGE);
  const memory = createMemory(pages, pages);
  if (!memory) return null;
  const { buffer } = memory;
  const window = RESERVED + SCRATCH;
  const space: Workspace = {
    ...{ memory, scratch: RESERVED, window, capacity: WINDOW, reduced: window },
    ...{ floats: new Float32Array(buffer), doubles: new Float64Array(buffer), kernels: new Map(), generation: 0 },
  };
  const arena = { space, heap: createHeap(heapStart, buffer.byteLength) };
  byBuffer.set(buffer, arena);
  return arena;
}

/** The arena that an array lies in, or null. */
export function arenaOf(array: { readonly buffer: ArrayBufferLike }): Arena | null {
  return byBuffer.get(array.buffer) ?? null;
}

/** The workspace of the memory that an array lies in, or null. */
export function workspaceOf(array: { readonly buffer: ArrayBufferLike }): Workspace | null {
  return arenaOf(array)?.space ?? null;
}

/** The workspace for arrays from elsewhere; null where there is no WebAssembly. */
export function sharedWorkspace(): Workspace | null {
  if (shared === undefined) shared = openArena(0)?.space ?? null;
  return shared;
}
