// The exports of kernels/softmax.ts under the names of calls.ts.

import * as built from '../kernels/built/softmax.ts';
import type { BothCalls, Calls } from './calls.ts';
import { kernelIn, type Level, level, moduleAt } from './engine.ts';
import type { Workspace } from './resident.ts';
import type { WasmMemory, WasmModule } from './webassembly.ts';

export type Exports = Record<string, (...args: (number | boolean)[]) => never>;

/** The kernels over a workspace's memory at the level in force; null means: take the reference. */
export function callsIn(space: Workspace, size: 4 | 8): Calls | null {
  const now = level();
  let both = space.calls.get(now);
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
  const { setSum, high, low, lowOf, logOnePlus, logOf } = exports;
  const common = { setSum, high, low, lowOf, logOnePlus, logOf };
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
