// Which arithmetic runs: the only place that chooses. The kernels come as WebAssembly, in plain SIMD and with a fused
// multiply-add; where the host forbids WebAssembly or lacks SIMD, callers get null and take the reference in core.

import * as probe from '../kernels/built/probe.ts';
import { compile, createMemory, instantiate, type WasmMemory } from './webassembly.ts';

/**
 * `auto`: the fastest kernels that the engine has. `reproducible`: kernels with the same bits on every engine and
 * machine. `reference`: the plain TypeScript that they are tested against, correctly rounded in all but rare cases.
 */
export type Level = 'auto' | 'reproducible' | 'reference';

/** One kernel's module in base64, as scripts/kernels.mjs builds it. */
export type Built = { readonly plain: string; readonly fma: string };

let chosen: Level = 'auto';
let memory: WasmMemory | null = null;
let fused: boolean | null = null;

/** What is below is the modules' constants; the heap begins here. */
export const HEAP_BASE = 65536;

/** Chooses the arithmetic of every later call; TypeError for a name that is no level. */
export function setLevel(level: Level): void {
  if (level !== 'auto' && level !== 'reproducible' && level !== 'reference') {
    throw new TypeError(`setLevel: expected auto, reproducible or reference, got ${String(level)}`);
  }
  chosen = level;
}

/** The level chosen; 'auto' until `setLevel` says otherwise. */
export function level(): Level {
  return chosen;
}

/** The memory that all kernels share, one page at first; null where there is no WebAssembly. */
export function kernelMemory(): WasmMemory | null {
  memory ??= createMemory(1, 65536);
  return memory;
}

/** Whether the engine has a multiply-add that rounds once. */
function hasFma(shared: WasmMemory): boolean {
  if (fused === null) {
    const exports = instantiate(compile(probe.fma), shared);
    fused = exports !== null && (exports.fused as () => number)() === 1;
  }
  return fused;
}

/** A loader of one module's exports for the level in force, compiled on first use; null means: take the reference. */
export function kernel<Exports>(built: Built): () => Exports | null {
  const ready = new Map<boolean, Exports | null>();
  return () => {
    const shared = chosen === 'reference' ? null : kernelMemory();
    if (!shared) return null;
    const fast = chosen === 'auto' && hasFma(shared);
    let exports = ready.get(fast);
    if (exports === undefined) {
      exports = instantiate(compile(fast ? built.fma : built.plain), shared) as Exports | null;
      ready.set(fast, exports);
    }
    return exports;
  };
}
