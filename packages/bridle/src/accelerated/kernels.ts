// The exports of kernels/softmax for one format, under one set of names. Addresses and steps are in bytes.

import { CROSS_ENTROPY, FAST, LOG_SOFTMAX, LOG_SUM_EXP, SOFTMAX } from '../kernels/constants/rows.ts';
import { arithmetic } from '../runtime/arithmetic.ts';

/** The kernels' numbers of the operations on a row. */
export const OPERATIONS = {
  softmax: SOFTMAX,
  logSoftmax: LOG_SOFTMAX,
  logSumExp: LOG_SUM_EXP,
  crossEntropy: CROSS_ENTROPY,
} as const;
/** The kernels' number of an operation at the arithmetic in force; only those of float32 rows heed the level fast. */
export function codeOf(op: Operation): number {
  return arithmetic() === 'fast' ? OPERATIONS[op] + FAST : OPERATIONS[op];
}

export type Operation = Exclude<keyof typeof OPERATIONS, 'crossEntropy'>;

/** Addresses of the rows' classes (int32) and losses (float64), and what the gradient is multiplied by. */
type Loss = [classes: number, losses: number, weight: number];

type Scale = [beta: number, betaLow: number, negative: boolean];

export type Kernels = {
  /** Bytes of an entry. */
  size: 4 | 8;
  rows: (op: number, x: number, y: number, scratch: number, rows: number, n: number, ...scale: Scale) => number;
  lanes: (
    ...args: [
      ...[op: number, x: number, row: number, step: number, y: number, yRow: number, yStep: number, scratch: number],
      ...[rows: number, n: number, ...scale: Scale, ...loss: [] | Loss],
    ]
  ) => number;
  losses: (x: number, y: number, scratch: number, rows: number, n: number, ...args: [...Scale, ...Loss]) => number;
  top: (x: number, n: number, magnitude: boolean, negative: boolean) => number;
  exps: (x: number, n: number, scratch: number, m: number, ...scale: Scale) => void;
  rest: (n: number, scratch: number) => number;
  scale: (n: number, scratch: number, y: number, rHigh: number, rLow: number) => void;
  lowered: (
    ...args: [x: number, y: number, n: number, m: number, beta: number, betaLow: number, l: number, negative: boolean]
  ) => void;
  /** Adds the weighted exponentials to the sum; `scaleWeighted` then gives their shares of it. */
  weigh: (n: number, scratch: number, weights: number) => void;
  scaleWeighted: (n: number, scratch: number, weights: number, y: number, rHigh: number, rLow: number) => void;
  setSum: (high: number, low: number) => void;
  high: () => number;
  low: () => number;
  lowOf: (weight: number, r: number, sum: number, low: number) => number;
  logOnePlus: (z: number) => number;
  logOf: (sum: number) => number;
  plusLog: (m: number, l: number, beta: number, betaLow: number) => number;
};
