// A pool of threads as its user sees it: softmax and its kin with the options of the library's functions, and arrays in
// the memory that the threads share.

import type { Operation } from '../accelerated/calls.ts';
import { alongAxis } from '../accelerated/dispatch.ts';
import type { Reduced } from '../core/arrays/reduced.ts';
import type { Options } from '../core/arrays/rows.ts';
import type { Like, Out, Scores } from '../core/arrays/tensor.ts';
import { logSoftmaxBy } from '../core/log-softmax.ts';
import { logSumExpBy } from '../core/log-sum-exp.ts';
import { softmaxBy } from '../core/softmax.ts';
import { allocate, type FloatArray, type FloatArrayConstructor, free } from '../runtime/resident.ts';
import type { WasmModule } from '../runtime/webassembly.ts';
import type { SharedMemory } from './memory.ts';
import { createTeam } from './team.ts';
import type { Thread } from './workers.ts';

type AlongAxis = {
  <O extends Out>(x: Scores, options: Options & { out: O }): O;
  <X extends Scores>(x: X, options?: Options): Like<X>;
};

type Reducing = {
  <O extends Out>(x: Scores, options: Options & { out: O }): O;
  <X extends Scores, O extends Options>(x: X, options?: O): Reduced<X, O>;
};

export type Pool = {
  /** How many threads there are, the calling one included; 1 where the host has no others. */
  readonly threads: number;
  /**
   * An array of zeros in the memory that the threads share. Arrays from elsewhere are copied through it, by the calling
   * thread, which leaves less to share.
   */
  readonly allocate: <A extends FloatArray>(type: FloatArrayConstructor<A>, length: number) => A;
  /** Gives an array back; it must not be used after. False for any other array. */
  readonly free: (array: FloatArray) => boolean;
  /** As the library's, with its bits; a call that is too small for threads is made by the calling one. */
  readonly softmax: AlongAxis;
  readonly logSoftmax: AlongAxis;
  readonly logSumExp: Reducing;
  /** Ends the threads; resolves when they are gone. Arrays may be used on, the pool may not. */
  readonly close: () => Promise<void>;
};

/** A pool over a memory and the threads that work on it; without, everything is done by the calling thread. */
export function createPool(
  shared: SharedMemory | null,
  modules: readonly (WasmModule | null)[],
  threads: readonly Thread[],
): Pool {
  let isClosed = false;
  const endAll = async () => {
    await Promise.all(threads.map((thread) => thread.end()));
  };
  let team =
    shared &&
    createTeam(shared, modules, () => {
      team = null;
      void endAll();
    });
  const open = (name: string) => {
    if (isClosed) throw new Error(`${name}: the pool is closed`);
  };
  const calling =
    (op: Operation, reference: Parameters<typeof alongAxis>[4]) =>
    (x: Scores, options: Options = {}) => {
      open(op);
      return alongAxis(op, op, x, options, reference, team ?? undefined);
    };
  return {
    get threads() {
      return team && !isClosed ? 1 + threads.filter((thread) => thread.isAlive()).length : 1;
    },
    allocate: (type, length) => {
      open('allocate');
      return (shared ?? { allocate }).allocate(type, length);
    },
    free: (array) => (shared ?? { free }).free(array),
    softmax: calling('softmax', softmaxBy) as AlongAxis,
    logSoftmax: calling('logSoftmax', logSoftmaxBy) as AlongAxis,
    logSumExp: calling('logSumExp', logSumExpBy) as Reducing,
    close: () => {
      isClosed = true;
      return endAll();
    },
  };
}
