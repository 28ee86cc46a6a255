// A memory that threads share: the control block, a scratch for each thread, the window, and heaps that are added as
// arrays need them. Growing moves nothing: older arrays go on showing the same bytes.

import { ARENA, bytesOf, type FloatArrayConstructor } from '../runtime/allocate.ts';
import { createHeap, type Heap } from '../runtime/heap.ts';
import { createMemory, PAGE, type WasmMemory } from '../runtime/webassembly.ts';
import { type FloatArray, RESERVED, SCRATCH, type Workspace } from '../runtime/workspace.ts';
import { CONTROL_BYTES } from './work.js';

/** Arrays from elsewhere pass through in blocks for all threads; their results may take as much. */
const WINDOW = 16 << 20;

/** In pages; a host that cannot reserve one size may have the next. No array may end at 2³²: its end would be 0. */
const LARGEST = [65535, 32768, 16384];

export type SharedMemory = {
  memory: WasmMemory;
  /** The addresses of the control block and of each thread's scratch. */
  control: number;
  scratches: number[];
  /** For the calling thread, whose scratch is the first. */
  space: () => Workspace;
  allocate: <A extends FloatArray>(type: FloatArrayConstructor<A>, length: number) => A;
  free: (array: FloatArray) => boolean;
};

/** Null where the host has no shared memory, or no room. */
export function openMemory(threads: number): SharedMemory | null {
  const control = RESERVED;
  const scratches = Array.from({ length: threads }, (_, t) => control + align(CONTROL_BYTES) + t * align(SCRATCH));
  const window = scratches[threads - 1] + align(SCRATCH);
  const pages = Math.ceil((window + 2 * WINDOW) / PAGE);
  const memory = LARGEST.reduce<WasmMemory | null>((found, most) => found ?? createMemory(pages, most, true), null);
  if (!memory) return null;

  const heaps: Heap[] = [];
  const before = new WeakSet<ArrayBufferLike>();
  const kernels: Workspace['kernels'] = new Map();
  const workspace = (): Workspace => {
    const [floats, doubles] = [new Float32Array(memory.buffer), new Float64Array(memory.buffer)];
    const room = { scratch: scratches[0], window, capacity: WINDOW, reduced: window + WINDOW };
    return { memory, ...room, before, floats, doubles, kernels, generation: 0 };
  };
  let space = workspace();

  const grow = (bytes: number): Heap | null => {
    const { buffer } = memory;
    try {
      memory.grow(Math.ceil(bytes / PAGE));
    } catch {
      return null;
    }
    before.add(buffer);
    space = workspace();
    heaps.push(createHeap(buffer.byteLength, memory.buffer.byteLength));
    return heaps[heaps.length - 1];
  };
  return {
    memory,
    control,
    scratches,
    space: () => space,
    allocate: <A extends FloatArray>(type: FloatArrayConstructor<A>, length: number): A => {
      const bytes = bytesOf('allocate', type, length);
      for (const heap of [...heaps, null]) {
        const address = (heap ?? grow(Math.max(ARENA, bytes + 64)))?.take(bytes);
        if (address) return new type(memory.buffer, address, length).fill(0) as A;
      }
      return new type(new ArrayBuffer(bytes), 0, length);
    },
    free: (array) =>
      (array.buffer === memory.buffer || before.has(array.buffer)) && heaps.some((heap) => heap.give(array.byteOffset)),
  };
}

function align(bytes: number): number {
  return Math.ceil(bytes / 4096) * 4096;
}
