// Who shares in the work of a call: threads, which bridle/threads has. What is shared has the bits of one thread: a row
// is computed by one of them, or in parts whose sums are joined in the order of the parts.

import type { Workspace } from '../runtime/resident.ts';
import type { Calls, Operation, Slope } from './calls.ts';

/** What is computed, by which kernels, in which memory. */
export type Task = { op: Operation; slope: Slope; calls: Calls; space: Workspace };

/** Entry j of row i is at the address x + i·row + j·step, its result at y + i·yRow + j·yStep. */
export type SharedRows = {
  kernel: 'rows' | 'lanes';
  x: number;
  row: number;
  step: number;
  y: number;
  yRow: number;
  yStep: number;
  rows: number;
  n: number;
};

/** The steps of a long row, on `count` entries at the address x; the sum is kept by the calls. */
export type Steps = {
  top: (x: number, count: number, magnitude: boolean) => number;
  /** Adds their exponentials to the sum. */
  sum: (x: number, count: number, m: number) => void;
  /** Adds their exponentials but those of the largest score, and returns how many these are. */
  rest: (x: number, count: number, m: number) => number;
  scale: (x: number, count: number, y: number, m: number, r: number, rLow: number) => void;
  lower: (x: number, count: number, y: number, m: number, l: number) => void;
};

export type Team = {
  threads: number;
  space: () => Workspace;
  /**
   * Whether rows of n of these scores are better brought to the team's memory than done by this thread in its own.
   * Copies into shared memory cost 0.14 to 0.28 ns a float32 (0.09 into unshared), and as much again for another thread
   * to see them: a result that is one number a row, or parts that pass three times, gain nothing.
   */
  takes: (op: Operation, x: Float32Array | Float64Array, n: number) => boolean;
  /** Whether rows are shared part by part, being so long and so few. */
  splits: (rows: number, n: number) => boolean;
  /**
   * Has all threads compute rows; false, with nothing done, where this one is as fast alone. `odd` is called where the
   * reference must do rows after `first`, which are set as bits; `rest` for each run of rows that was left undone.
   */
  share: (
    task: Task,
    rows: SharedRows,
    odd: (first: number, lanes: number) => void,
    rest: (first: number, count: number) => void,
  ) => boolean;
  /** Steps that take any number of parts at once. */
  steps: (task: Task) => Steps;
};
