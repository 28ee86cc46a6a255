// Opening a pool: a shared memory and workers over it, or neither.

import { sharedModule } from '../accelerated/bind-kernels.ts';
import { openMemory } from './memory.ts';
import { createPool, type Pool } from './pool.ts';
import { processors, starter, type Thread } from './workers.ts';

/** Options of `openThreads`. */
export type ThreadsOptions = {
  /** How many, the calling thread included. Default: as many as there are processors, 16 at most. */
  threads?: number;
};

/** The arithmetics that have kernels. */
const ARITHMETICS = ['auto', 'reproducible'] as const;

const MOST = 64;
const MOST_UNASKED = 16;

/**
 * Opens a pool of threads for softmax, logSoftmax and logSumExp: batches are shared row by row, long rows part by part.
 * Calls are synchronous, the calling thread does its share, and results have the bits of the library's functions at the
 * same arithmetic, whatever the number of threads.
 *
 * Needs Node, or a page or worker that is cross-origin isolated; elsewhere, and where workers cannot be started, the
 * pool has one thread, everything works as well, and `pool.failure` says why. Open threads keep no process alive.
 *
 * @throws TypeError for threads that are not a number; RangeError for a number that is not from 1 to 64.
 * @example
 * ```ts
 * import { openThreads } from 'bridle/threads';
 * const pool = await openThreads({ threads: 2 });
 * const x = pool.allocate(Float32Array, 2);
 * x.set([1, 1]);
 * pool.softmax(x, { out: x })[0]; // → 0.5
 * await pool.close();
 * ```
 */
export async function openThreads(options: ThreadsOptions = {}): Promise<Pool> {
  const count = options.threads ?? Math.min(processors(), MOST_UNASKED);
  if (typeof count !== 'number')
    throw new TypeError(`openThreads: expected threads to be a number, got ${typeof count}`);
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST)) {
    throw new RangeError(`openThreads: expected threads from 1 to ${MOST}, got ${count}`);
  }
  const start = count > 1 ? starter() : null;
  const modules = start ? ARITHMETICS.map(sharedModule) : [];
  const shared = start && modules.every((module) => module !== null) ? openMemory(count) : null;
  if (!start || !shared) return createPool(null, [], [], count > 1 ? new Error(whyAlone(start, modules)) : null);
  const { memory, control, scratches } = shared;
  const threads: Thread[] = [];
  try {
    for (const scratch of scratches.slice(1)) {
      threads.push(start({ memory, modules: modules as object[], control, scratch }));
    }
    await Promise.all(threads.map((thread) => thread.ready));
    return createPool(shared, modules, threads, null);
  } catch (cause) {
    await Promise.all(threads.map((thread) => thread.end()));
    return createPool(null, [], [], new Error('openThreads: a thread could not be started', { cause }));
  }
}

function whyAlone(start: unknown, modules: readonly unknown[]): string {
  if (!start)
    return 'openThreads: this host starts no threads that share memory (a page must be cross-origin isolated)';
  const hasKernels = modules.every((module) => module !== null);
  return `openThreads: ${hasKernels ? 'no shared memory could be had' : 'this host runs no WebAssembly with SIMD and threads'}`;
}
