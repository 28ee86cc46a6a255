// What a call asks of the threads that share its work; bridle/threads implements it. Shared work has the bits of one
// thread: a row is computed by one of them, or in parts whose sums are joined in the order of the parts.

import type { FloatArray, Workspace } from '../runtime/workspace.ts';
import type { Operation } from './kernels.ts';
import type { RowBlock, Task } from './task.ts';

/** The steps of a long row, on `count` entries at the address x; the kernels keep the sum. */
export type Steps = {
  top: (x: number, count: number, magnitude: boolean) => number;
  /** Adds their exponentials to the sum. */
  sum: (x: number, count: number, m: number) => void;
  /** Adds their exponentials except those of the largest score, and returns how many these are. */
  rest: (x: number, count: number, m: number) => number;
  scale: (x: number, count: number, y: number, m: number, r: number, rLow: number) => void;
  lower: (x: number, count: number, y: number, m: number, l: number) => void;
};

export type Parallel = {
  threads: number;
  space: () => Workspace;
  /**
   * Whether rows of n of these scores are computed faster in the shared memory than by this thread in its own. Copies
   * into shared memory cost 0.14 to 0.28 ns a float32 (0.09 into unshared), and as much again for another thread to see
   * them: where the result is one number a row, or a row passes three times in parts, sharing gains nothing.
   */
  accepts: (op: Operation, x: FloatArray, n: number) => boolean;
  /** Whether rows are shared part by part, being so long and so few. */
  splitsRows: (rows: number, n: number) => boolean;
  /**
   * Has all threads compute the rows of a block; false, with nothing done, where one thread is as fast. `defer` is
   * called for rows from `first` on, set as bits, that the reference must compute; `rest` for each run of rows that was
   * not computed.
   */
  run: (
    task: Task,
    block: RowBlock,
    defer: (first: number, lanes: number) => void,
    rest: (first: number, count: number) => void,
  ) => boolean;
  /** Steps that take any number of parts at once. */
  steps: (task: Task) => Steps;
};
