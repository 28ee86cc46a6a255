// Which arithmetic runs: the only place that chooses. The kernels come as WebAssembly, in plain SIMD and with a fused
// multiply-add; where the host forbids WebAssembly or lacks SIMD, callers get null and take the reference in core.
// An arena is a memory of a fixed size with the kernels over it: arrays in it are never moved or detached.

import * as probe from '../kernels/built/probe.ts';
import { createHeap, type Heap } from './heap.ts';
import { compile, createMemory, instantiate, PAGE, type WasmMemory, type WasmModule } from './webassembly.ts';

/**
 * `auto`: the fastest kernels that the engine has. `reproducible`: kernels with the same bits on every engine and
 * machine. `reference`: the plain TypeScript that they are tested against, rounded once.
 */
export type Level = 'auto' | 'reproducible' | 'reference';

/** One kernel, as scripts/kernels.mjs builds it: its bytes as hexadecimal digits. */
export type Built = { readonly plain: string; readonly fma: string };

export type Arena = { readonly memory: WasmMemory; readonly heap: Heap };

/** The first page of a memory holds the modules' constants. */
export const RESERVED = PAGE;

let chosen: Level = 'auto';
let fused: boolean | null = null;
/** Compiled for memories of one thread, and for shared ones. */
const modules = [new Map<string, WasmModule | null>(), new Map<string, WasmModule | null>()];
const instances = new WeakMap<WasmMemory, Map<WasmModule, object | null>>();

/**
 * Chooses the arithmetic of every later call.
 *
 * @throws TypeError for a name that is no level.
 * @example
 * ```ts
 * import { level, setLevel } from 'bridle';
 * setLevel('reproducible');
 * level(); // → 'reproducible'
 * setLevel('auto');
 * ```
 */
export function setLevel(level: Level): void {
  if (level !== 'auto' && level !== 'reproducible' && level !== 'reference') {
    throw new TypeError(`setLevel: expected auto, reproducible or reference, got ${String(level)}`);
  }
  chosen = level;
}

/**
 * The level in force; 'auto' until `setLevel` says otherwise.
 *
 * @example
 * ```ts
 * import { level } from 'bridle';
 * level(); // → 'auto'
 * ```
 */
export function level(): Level {
  return chosen;
}

/** A new arena: after the modules' constants `reserved` bytes (at RESERVED), then a heap of so many; null without room. */
export function openArena(reserved: number, bytes: number): Arena | null {
  const pages = 1 + Math.ceil((reserved + bytes) / PAGE);
  const memory = createMemory(pages, pages);
  return memory && { memory, heap: createHeap(RESERVED + reserved, memory.buffer.byteLength) };
}

/** A kernel's exports over a memory at the level in force; null means: take the reference. */
export function kernelIn<Exports extends object>(built: Built, memory: WasmMemory): Exports | null {
  const module = moduleAt(chosen, built, !(memory.buffer instanceof ArrayBuffer));
  if (!module) return null;
  const ready = instances.get(memory) ?? new Map<WasmModule, object | null>();
  instances.set(memory, ready);
  let exports = ready.get(module);
  if (exports === undefined) {
    exports = instantiate(module, memory);
    ready.set(module, exports);
  }
  return exports as Exports | null;
}

/** A kernel's module at a level; null means: take the reference. */
export function moduleAt(level: Level, built: Built, shared: boolean): WasmModule | null {
  if (level === 'reference') return null;
  const code = level === 'auto' && hasFma() ? built.fma : built.plain;
  const compiled = modules[shared ? 1 : 0];
  let module = compiled.get(code);
  if (module === undefined) {
    module = compile(code, shared);
    compiled.set(code, module);
  }
  return module;
}

/** Puts a module that the host compiled in the place of one that would be compiled here. */
export function replaceModule(built: Built, module: WasmModule): void {
  modules[0].set(built.plain, module);
  modules[0].set(built.fma, module);
  // Threads go on compiling: at both levels they are to have the bits of this one.
  modules[1].set(built.fma, moduleAt('reproducible', built, true));
}

/** Whether the engine has a multiply-add, and rounds it once. */
function hasFma(): boolean {
  if (fused === null) {
    const module = compile(probe.fma);
    const memory = module && createMemory(1, 1);
    const exports = memory && (instantiate(module, memory) as { fused: () => number } | null);
    fused = exports?.fused() === 1;
  }
  return fused;
}
