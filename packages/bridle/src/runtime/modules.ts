// The kernels' WebAssembly modules: compiled when they are first needed, in plain SIMD or with a fused multiply-add, and
// instantiated once for each memory. Where the host forbids WebAssembly or lacks SIMD there are none, and callers use
// the reference in core.

import * as probe from '../kernels/built/probe.ts';
import { type Arithmetic, arithmetic } from './arithmetic.ts';
import { compile, createMemory, instantiate, type WasmMemory, type WasmModule } from './webassembly.ts';

/** One kernel, as scripts/kernels.mjs builds it: its bytes as hexadecimal digits. */
export type Built = { readonly plain: string; readonly fma: string };

let fused: boolean | null = null;
/** Compiled for memories of one thread, and for shared ones. */
const modules = [new Map<string, WasmModule | null>(), new Map<string, WasmModule | null>()];
const instances = new WeakMap<WasmMemory, Map<WasmModule, object | null>>();

/** A kernel's exports over a memory at the arithmetic in force; null where only the reference can be used. */
export function kernelIn<Exports extends object>(built: Built, memory: WasmMemory): Exports | null {
  const module = moduleAt(arithmetic(), built, !(memory.buffer instanceof ArrayBuffer));
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

/** A kernel's module at an arithmetic; null where only the reference can be used. */
export function moduleAt(at: Arithmetic, built: Built, shared: boolean): WasmModule | null {
  if (at === 'reference') return null;
  const code = (at === 'auto' || at === 'fast') && hasFma() ? built.fma : built.plain;
  const compiled = modules[shared ? 1 : 0];
  let module = compiled.get(code);
  if (module === undefined) {
    module = compile(code, shared);
    compiled.set(code, module);
  }
  return module;
}

/** Uses a module that the host compiled instead of compiling one here. */
export function replaceModule(built: Built, module: WasmModule): void {
  modules[0].set(built.plain, module);
  modules[0].set(built.fma, module);
  // Threads still compile: their modules must give the bits of this one, at 'auto' too.
  modules[1].set(built.fma, moduleAt('reproducible', built, true));
}

/** Whether the engine has a multiply-add that rounds once; it is tried, because no feature test tells. */
function hasFma(): boolean {
  if (fused === null) {
    const module = compile(probe.fma);
    const memory = module && createMemory(1, 1);
    const exports = memory && (instantiate(module, memory) as { fused: () => number } | null);
    fused = exports?.fused() === 1;
  }
  return fused;
}
