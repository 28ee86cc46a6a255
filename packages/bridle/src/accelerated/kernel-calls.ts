// The exports of kernels/softmax.ts under the names of calls.ts.

import * as built from '../kernels/built/softmax.ts';
import { kernelIn, type Level, level, moduleAt, replaceModule } from '../runtime/engine.ts';
import type { Workspace } from '../runtime/resident.ts';
import { createMemory, instantiate, type WasmMemory, type WasmModule } from '../runtime/webassembly.ts';
import type { BothCalls, Calls } from './calls.ts';

export type Exports = Record<string, (...args: (number | boolean)[]) => never>;

/** How often the modules were replaced: what was instantiated before is of no use then. */
let generation = 0;

/**
 * Gives the kernels of softmax, logSoftmax, logSumExp and crossEntropy as a WebAssembly.Module that the host compiled
 * from the file `bridle/kernel.wasm`, for hosts that forbid compiling from a string or at run time. It is plain SIMD:
 * both levels then have the bits of 'reproducible'.
 *
 * @throws TypeError for what is no such module.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { createRequire } from 'node:module';
 * import { softmax, useKernel } from 'bridle';
 * const file = createRequire(import.meta.url).resolve('bridle/kernel.wasm');
 * useKernel(await WebAssembly.compile(await readFile(file)));
 * softmax(Float64Array.of(0, 0))[1]; // → 0.5
 * ```
 */
export function useKernel(module: object): void {
  const memory = createMemory(1, 1);
  const exports = memory && (instantiate(module, memory) as Exports | null);
  if (!exports || !('rows32' in exports)) {
    throw new TypeError('useKernel: expected a WebAssembly.Module of bridle/kernel.wasm');
  }
  replaceModule(built, module);
  generation += 1;
}

/** The kernels over a workspace's memory at the level in force; null means: take the reference. */
export function callsIn(space: Workspace, size: 4 | 8): Calls | null {
  if (space.generation !== generation) {
    space.calls.clear();
    space.generation = generation;
  }
  const now = level();
  let both = space.calls.get(now) as BothCalls | null | undefined;
  if (both === undefined) {
    both = bothIn(space);
    space.calls.set(now, both);
  }
  return both && (size === 4 ? both.single : both.double);
}

/** The module at a level for the instances of other threads, over a memory that they share. */
export function sharedModule(at: Level): WasmModule | null {
  return moduleAt(at, built, true);
}

/** The kernels over a memory at the level in force under their own names; null means: take the reference. */
export function exportsIn(memory: WasmMemory): Exports | null {
  return kernelIn<Exports>(built, memory);
}

function bothIn({ memory }: Workspace): BothCalls | null {
  const exports = exportsIn(memory);
  if (!exports) return null;
  const { weigh, setSum, high, low, lowOf, logOnePlus, logOf, plusLog } = exports;
  const common = { weigh, setSum, high, low, lowOf, logOnePlus, logOf, plusLog };
  return {
    single: {
      ...{ size: 4, rows: exports.rows32, lanes: exports.lanes32, top: exports.top32, exps: exports.exps32At },
      ...{
        losses: exports.losses32,
        rest: exports.rest32,
        scale: exports.scale32,
        lowered: exports.lowered32,
        ...common,
      },
    },
    double: {
      ...{ size: 8, rows: exports.rows64, lanes: exports.lanes64, top: exports.top64, exps: exports.exps64At },
      ...{
        losses: exports.losses64,
        rest: exports.rest64,
        scale: exports.scale64,
        lowered: exports.lowered64At,
        ...common,
      },
    },
  };
}
