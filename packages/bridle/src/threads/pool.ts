// A pool of threads as its user sees it: softmax, logSoftmax and logSumExp with the options of the library's functions,
// and arrays in the memory that the threads share.

import { alongAxis } from '../accelerated/dispatch.ts';
import type { Operation } from '../accelerated/kernels.ts';
import type { Reduced } from '../core/arrays/reduced.ts';
import type { Options } from '../core/arrays/row-call.ts';
import type { RowFunction } from '../core/arrays/rows.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import { logSoftmaxRows } from '../core/log-softmax.ts';
import { logSumExpRows } from '../core/log-sum-exp.ts';
import { softmaxRows } from '../core/softmax.ts';
import { allocate, type FloatArrayConstructor, free } from '../runtime/allocate.ts';
import type { WasmModule } from '../runtime/webassembly.ts';
import type { FloatArray } from '../runtime/workspace.ts';
import type { SharedMemory } from './memory.ts';
import { createParallel } from './parallel.ts';
import type { Thread } from './workers.ts';

type AlongAxis = {
  <O extends Out>(x: Scores, options: Options & { out: O }): O;
  <X extends Scores>(x: X, options?: Options): Like<X>;
};

type Reducing = {
  <O extends Out>(x: Scores, options: Options & { out: O }): O;
  <X extends Scores, O extends Options>(x: X, options?: O): Reduced<X, O>;
};

/** Threads that compute together in one shared memory, as `openThreads` starts them; the caller closes it. */
export type Pool = {
  /** How many threads there are, the calling one included; 1 where the host has no others. */
  readonly threads: number;
  /** Why there are no other threads though they were asked for, or why they were given up; else null. */
  readonly failure: Error | null;
  /**
   * An array of zeros in the memory that the threads share. Arrays from elsewhere are copied through it by the calling
   * thread, which leaves less to share.
   */
  readonly allocate: <A extends FloatArray>(type: FloatArrayConstructor<A>, length: number) => A;
  /** Returns an array to the memory; it must not be used afterwards. False for any other array. */
  readonly free: (array: FloatArray) => boolean;
  /** As the library's, with its bits; the calling thread alone makes a call that is too small to share. */
  readonly softmax: AlongAxis;
  readonly logSoftmax: AlongAxis;
  readonly logSumExp: Reducing;
  /** Ends the threads; resolves when they are gone. Arrays may be used on, the pool may not. */
  readonly close: () => Promise<void>;
};

/** A pool over a memory and the threads that work on it; without them the calling thread does everything. */
export function createPool(
  shared: SharedMemory | null,
  modules: readonly (WasmModule | null)[],
  threads: readonly Thread[],
  reason: Error | null,
): Pool {
  let isClosed = false;
  let failure = reason;
  const endAll = async () => {
    await Promise.all(threads.map((thread) => thread.end()));
  };
  let parallel =
    shared &&
    createParallel(shared, modules, (error) => {
      failure = error;
      parallel = null;
      void endAll();
    });
  const open = (name: string) => {
    if (isClosed) throw new Error(`${name}: the pool is closed`);
  };
  const calling =
    (op: Operation, f: RowFunction) =>
    (x: Scores, options: Options = {}) => {
      open(op);
      return alongAxis(op, op, x, options, f, parallel ?? undefined);
    };
  return {
    get threads() {
      return parallel && !isClosed ? 1 + threads.filter((thread) => thread.isAlive()).length : 1;
    },
    get failure() {
      return failure;
    },
    allocate: (type, length) => {
      open('allocate');
      return (shared ?? { allocate }).allocate(type, length);
    },
    free: (array) => (shared ?? { free }).free(array),
    softmax: calling('softmax', softmaxRows) as AlongAxis,
    logSoftmax: calling('logSoftmax', logSoftmaxRows) as AlongAxis,
    logSumExp: calling('logSumExp', logSumExpRows) as Reducing,
    close: () => {
      isClosed = true;
      return endAll();
    },
  };
}
