// The exports of kernels/softmax.ts for one format, under one set of names.

import * as built from '../kernels/built/softmax.ts';
import { kernelIn, level } from './engine.ts';
import type { Workspace } from './resident.ts';

/** As kernels/softmax.ts numbers what it can do with a row. */
export const OPERATIONS = { softmax: 0, logSoftmax: 1, logSumExp: 2 } as const;
export type Operation = keyof typeof OPERATIONS;

/** 1/|T| as a double-double, and whether T is negative. */
export type Slope = { beta: number; betaLow: number; negative: boolean };

type Scale = [beta: number, betaLow: number, negative: boolean];

/** Addresses and steps are bytes. What kernels/softmax.ts says of each holds. */
export type Calls = {
  /** Bytes of an entry. */
  size: 4 | 8;
  rows: (op: number, x: number, y: number, scratch: number, rows: number, n: number, ...scale: Scale) => number;
  lanes: (
    ...args: [
      ...[op: number, x: number, row: number, step: number, y: number, yRow: number, yStep: number, scratch: number],
      ...[rows: number, n: number, ...scale: Scale],
    ]
  ) => number;
  top: (x: number, n: number, magnitude: boolean, negative: boolean) => number;
  exps: (x: number, n: number, scratch: number, m: number, ...scale: Scale) => void;
  rest: (n: number, scratch: number) => number;
  scale: (n: number, scratch: number, y: number, rHigh: number, rLow: number) => void;
  lowered: (
    ...args: [x: number, y: number, n: number, m: number, beta: number, betaLow: number, l: number, negative: boolean]
  ) => void;
  setSum: (high: number, low: number) => void;
  high: () => number;
  low: () => number;
  reciprocalLow: (r: number, sum: number, low: number) => number;
  logOnePlus: (z: number) => number;
  logOf: (sum: number) => number;
};

type Exports = Record<string, (...args: (number | boolean)[]) => never>;

export type BothCalls = { single: Calls; double: Calls };

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

function bothIn({ memory }: Workspace): BothCalls | null {
  const exports = kernelIn<Exports>(built, memory);
  if (!exports) return null;
  const { setSum, high, low, reciprocalLow, logOnePlus, logOf } = exports;
  const common = { setSum, high, low, reciprocalLow, logOnePlus, logOf };
  return {
    single: {
      ...{ size: 4, rows: exports.rows32, lanes: exports.lanes32, top: exports.top32, exps: exports.exps32At },
      ...{ rest: exports.rest32, scale: exports.scale32, lowered: exports.lowered32, ...common },
    },
    double: {
      ...{ size: 8, rows: exports.rows64, lanes: exports.lanes64, top: exports.top64, exps: exports.exps64At },
      ...{ rest: exports.rest64, scale: exports.scale64, lowered: exports.lowered64At, ...common },
    },
  };
}
