// Opening a pool: a shared memory and workers over it, or neither.

import { sharedModule } from '../accelerated/kernel-calls.ts';
import { openMemory } from './memory.ts';
import { createPool, type Pool } from './pool.ts';
import { processors, starter, type Thread } from './workers.ts';

export type ThreadsOptions = {
  /** The calling thread included; as many as there are processors, 16 at most, unless given. */
  threads?: number;
};

/** Those that have kernels. */
const LEVELS = ['auto', 'reproducible'] as const;

const MOST = 64;
const MOST_UNASKED = 16;

/**
 * Opens a pool of threads for softmax, logSoftmax and logSumExp: batches are shared row by row, long rows part by part.
 * The calls are synchronous, the calling thread does its share, and results have the bits of the library's functions at
 * the same level, whatever the number of threads.
 *
 * Needs Node, or a page or worker that is cross-origin isolated; elsewhere, and where workers cannot be started, the
 * pool has one thread and everything works as well. Open threads keep no process alive.
 *
 * @throws TypeError for threads that are no number; RangeError for a number that is not from 1 to 64.
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
  const modules = start ? LEVELS.map(sharedModule) : [];
  const shared = start && modules.every((module) => module !== null) ? openMemory(count) : null;
  if (!start || !shared) return createPool(null, [], []);
  const { memory, control, scratches } = shared;
  const threads: Thread[] = [];
  try {
    for (const scratch of scratches.slice(1)) {
      threads.push(start({ memory, modules: modules as object[], control, scratch }));
    }
    await Promise.all(threads.map((thread) => thread.ready));
    return createPool(shared, modules, threads);
  } catch {
    await Promise.all(threads.map((thread) => thread.end()));
    return createPool(null, [], []);
  }
}
