// The calling thread's side of a pool: it divides rows into tasks, offers them, takes its share and waits for the rest.
// The division depends on the threads at hand; the results do not.

import { exportsIn, sharedModule } from '../accelerated/bind-kernels.ts';
import { codeOf } from '../accelerated/kernels.ts';
import { PART } from '../accelerated/long-row.ts';
import type { Parallel, Steps } from '../accelerated/parallel.ts';
import type { RowBlock, Task } from '../accelerated/task.ts';
import { isResident } from '../accelerated/transfer.ts';
import { arithmetic } from '../runtime/arithmetic.ts';
import type { WasmModule } from '../runtime/webassembly.ts';
import { workspaceOf } from '../runtime/workspace.ts';
import type { SharedMemory } from './memory.ts';
import {
  controlAt,
  DEFERRED,
  DONE,
  FAILED,
  type Kernels,
  KINDS,
  LEFT,
  MOST_DEFERRED,
  MOST_TASKS,
  RESULTS,
  readText,
  SLEEPERS,
  WAITING,
  WAKE,
  work,
} from './work.js';

/**
 * The number of entries from which sharing gains: while the other threads spin, and when they must be woken, which takes
 * 30 µs; see bench/threads.mjs. Where one call follows another so soon, waking them pays.
 */
const AWAKE = 8192;
const ASLEEP = 65536;
const SOON_MS = 0.2;

/** Entries of a task: 10 to 30 µs, the longest that a call waits for the last task. */
const ENTRIES = 32768;

/** How long the calling thread spins before it sleeps, and how long it waits for a task that makes no progress. */
const SPINS = 20_000;
const PATIENCE_MS = 5000;
const NAP_MS = 100;

const { Atomics: atomics, performance: clock } = globalThis as unknown as {
  Atomics: typeof Atomics & { pause?: () => void };
  performance: { now: () => number };
};

/** How work is divided: into tasks of `per` rows or entries of `total`, from x to y by steps of bytes. */
type Division = { kind: number; tasks: number; per: number; total: number };
type Places = Pick<RowBlock, 'x' | 'row' | 'step' | 'y' | 'yRow' | 'yStep'>;
type Numbers = { n?: number; m?: number; a?: number; b?: number };

/**
 * The threads of a memory, which work on its control block with instances of these modules. `onFailure` is called with the
 * error when a thread fails: the pool then goes on without threads.
 */
export function createParallel(
  shared: SharedMemory,
  modules: readonly (WasmModule | null)[],
  onFailure: (error: Error) => void,
): Parallel {
  const threads = shared.scratches.length;
  const control = controlAt(shared.memory.buffer, shared.control);
  const view = new DataView(shared.memory.buffer);
  const { ints, results, deferred } = control;
  let last = -Infinity;

  const runTasks = (task: Task, division: Division, places: Places, numbers: Numbers): void => {
    const { kind, tasks, per, total } = division;
    const kernels = exportsIn(shared.memory) as unknown as Kernels;
    const { beta, betaLow, negative } = task.inverse;
    const { x, row, step, y, yRow, yStep } = places;
    const { n = 0, m = 0, a = 0, b = 0 } = numbers;
    const at = modules.indexOf(sharedModule(arithmetic()));
    const op = codeOf(task.op);
    control.common.set([kind, at, tasks, task.kernels.size, per, total, x, row, step, y, yRow, yStep]);
    control.common.set([op, n, beta, betaLow, negative ? -1 : 1, m, a, b], 12);
    atomics.store(ints, DONE, 0);
    atomics.store(ints, FAILED, 0);
    atomics.store(ints, DEFERRED, 0);
    atomics.store(ints, LEFT, tasks);
    if (atomics.load(ints, SLEEPERS) > 0) {
      atomics.add(ints, WAKE, 1);
      atomics.notify(ints, WAKE);
    }
    work(control, () => kernels, view, shared.scratches[0]);
    const isComplete = waitFor(ints, tasks);
    if (isComplete && atomics.load(ints, FAILED) === 0) return;
    const cause = isComplete ? readText(control.failure) : `no sign of a thread for ${PATIENCE_MS / 1000} s`;
    const what = `${task.op}: a thread of the pool failed in the middle of its work; the results are not complete`;
    const error = new Error(`${what} (${cause})`, { cause });
    onFailure(error);
    throw error;
  };

  const stepsOf = (task: Task): Steps => {
    const { kernels } = task;
    /** A step on each part of `count` entries at x; returns how many there are. */
    const each = (kind: number, x: number, y: number, count: number, numbers: Numbers): number => {
      const { size } = kernels;
      const tasks = Math.ceil(count / PART);
      const places = { x, row: size, step: size, y, yRow: size, yStep: size };
      runTasks(task, { kind, tasks, per: PART, total: count }, places, numbers);
      return tasks;
    };
    /** Adds what the parts gave to the sum, in their order, as addPart in kernels/softmax/row-sums.ts does. */
    const join = (parts: number, [before, beforeLow]: [number, number]): void => {
      let [high, low] = [before, beforeLow];
      for (let at = 0; at < parts * RESULTS; at += RESULTS) {
        const sum = high + results[at];
        const part = sum - high;
        low = results[at + 1] + low + (high - (sum - part) + (results[at] - part));
        high = sum;
      }
      kernels.setSum(high, low);
    };
    return {
      top: (x, count, magnitude) => {
        const parts = each(KINDS.top, x, 0, count, { a: magnitude ? 1 : 0 });
        let top = results[0];
        for (let part = 1; part < parts; part += 1) top = Math.max(top, results[part * RESULTS]);
        return top;
      },
      sum: (x, count, m) => {
        const before: [number, number] = [kernels.high(), kernels.low()];
        join(each(KINDS.sum, x, 0, count, { m }), before);
      },
      rest: (x, count, m) => {
        const before: [number, number] = [kernels.high(), kernels.low()];
        const parts = each(KINDS.rest, x, 0, count, { m });
        join(parts, before);
        let ties = 0;
        for (let part = 0; part < parts; part += 1) ties += results[part * RESULTS + 2];
        return ties;
      },
      scale: (x, count, y, m, r, rLow) => {
        each(KINDS.scale, x, y, count, { m, a: r, b: rLow });
      },
      lower: (x, count, y, m, l) => {
        each(KINDS.lower, x, y, count, { m, a: l });
      },
    };
  };

  return {
    threads,
    space: shared.space,
    accepts: (op, x, n) =>
      isResident(shared.space(), x) || (op !== 'logSumExp' && n <= PART && workspaceOf(x) === null),
    splitsRows: (rows, n) => n > PART && rows < 4 * threads,
    run: (task, block, defer, rest) => {
      const { kernel, rows, n } = block;
      const group = kernel === 'lanes' ? 8 : 1;
      const entries = rows * n;
      const start = clock.now();
      const isAwake = start - last < SOON_MS || atomics.load(ints, SLEEPERS) < threads - 1;
      last = start;
      if (rows <= group || entries < (isAwake ? AWAKE : ASLEEP)) return false;
      const wanted = Math.min(MOST_TASKS, Math.max(2 * threads, Math.ceil(entries / ENTRIES)));
      const per = Math.ceil(rows / wanted / group) * group;
      const tasks = Math.ceil(rows / per);
      runTasks(task, { kind: KINDS[kernel], tasks, per, total: rows }, block, { n });
      const pairs = 2 * Math.min(atomics.load(ints, DEFERRED), MOST_DEFERRED);
      for (let i = 0; i < pairs; i += 2) defer(deferred[i], deferred[i + 1]);
      for (let t = 0; t < tasks && pairs === 2 * MOST_DEFERRED; t += 1) {
        const [first, lanes] = [results[t * RESULTS], results[t * RESULTS + 1]];
        if (lanes === 0) continue;
        defer(first, lanes);
        rest(first + group, Math.min((t + 1) * per, rows) - first - group);
      }
      return true;
    },
    steps: stepsOf,
  };
}

/** Waits until all tasks are done; false where for some seconds none was. */
function waitFor(ints: Int32Array, tasks: number): boolean {
  for (let spins = 0; spins < SPINS; spins += 1) {
    if (atomics.load(ints, DONE) >= tasks) return true;
    atomics.pause?.();
  }
  let [seen, patience, then] = [0, PATIENCE_MS, clock.now()];
  atomics.store(ints, WAITING, 1);
  for (;;) {
    const done = atomics.load(ints, DONE);
    if (done >= tasks || patience < 0) break;
    nap(ints, done);
    // The time for which the process itself was stopped does not count.
    const now = clock.now();
    patience = done === seen ? patience - Math.min(now - then, NAP_MS) : PATIENCE_MS;
    [seen, then] = [done, now];
  }
  atomics.store(ints, WAITING, 0);
  return atomics.load(ints, DONE) >= tasks;
}

/** Sleeps until another task is done, for NAP_MS at most. */
function nap(ints: Int32Array, done: number): void {
  try {
    atomics.wait(ints, DONE, done, NAP_MS);
  } catch {
    // The main thread of a page may not sleep; it returns at once.
  }
}
