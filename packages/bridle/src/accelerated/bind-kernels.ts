// The softmax kernels over a memory, by format, at the arithmetic in force.

import * as built from '../kernels/built/softmax.ts';
import { type Arithmetic, arithmetic } from '../runtime/arithmetic.ts';
import { kernelIn, moduleAt, replaceModule } from '../runtime/modules.ts';
import { createMemory, instantiate, type WasmMemory, type WasmModule } from '../runtime/webassembly.ts';
import type { Workspace } from '../runtime/workspace.ts';
import type { Kernels } from './kernels.ts';

export type Exports = Record<string, (...args: (number | boolean)[]) => never>;

type Both = { single: Kernels; double: Kernels };

/** How often the modules were replaced: what was bound before is out of date. */
let generation = 0;

/**
 * Gives the kernels of softmax, logSoftmax, logSumExp and crossEntropy as a WebAssembly.Module that the host compiled
 * from the file `bridle/kernel.wasm`, for hosts that forbid compiling from a string or at run time. The module is plain
 * SIMD: 'auto' then gives the bits of 'reproducible'.
 *
 * @throws TypeError for anything but such a module.
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

/** The kernels for entries of `size` bytes over a workspace's memory; null where only the reference can be used. */
export function kernelsIn(space: Workspace, size: 4 | 8): Kernels | null {
  if (space.generation !== generation) {
    space.kernels.clear();
    space.generation = generation;
  }
  const now = arithmetic();
  let both = space.kernels.get(now) as Both | null | undefined;
  if (both === undefined) {
    both = bind(space);
    space.kernels.set(now, both);
  }
  return both && (size === 4 ? both.single : both.double);
}

/** The module at an arithmetic for the instances of other threads, over a memory that they share. */
export function sharedModule(at: Arithmetic): WasmModule | null {
  return moduleAt(at, built, true);
}

/** The kernels over a memory under their own names; null where only the reference can be used. */
export function exportsIn(memory: WasmMemory): Exports | null {
  return kernelIn<Exports>(built, memory);
}

function bind({ memory }: Workspace): Both | null {
  const exports = exportsIn(memory);
  if (!exports) return null;
  const { setSum, high, low, lowOf, logOnePlus, logOf, plusLog } = exports;
  const common = { setSum, high, low, lowOf, logOnePlus, logOf, plusLog };
  return {
    single: {
      ...{ size: 4, rows: exports.rows32, lanes: exports.lanes32, losses: exports.losses32, top: exports.top32 },
      ...{ exps: exports.exps32At, rest: exports.rest32, scale: exports.scale32, lowered: exports.lowered32 },
      weigh: exports.weigh32,
      // The products lie where the exponentials were.
      scaleWeighted: (n, scratch, _, y, rHigh, rLow) => exports.scale32(n, scratch, y, rHigh, rLow),
      ...common,
    },
    double: {
      ...{ size: 8, rows: exports.rows64, lanes: exports.lanes64, losses: exports.losses64, top: exports.top64 },
      ...{ exps: exports.exps64At, rest: exports.rest64, scale: exports.scale64, lowered: exports.lowered64At },
      ...{ weigh: exports.weigh64, scaleWeighted: exports.scaleWeighted },
      ...common,
    },
  };
}
