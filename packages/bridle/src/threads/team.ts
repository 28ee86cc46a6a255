// The caller's side of a pool: divides work into tasks, offers them, takes its share and waits for the rest. Tasks are
// taken one by one, so the division may change with the threads at hand; the results may not, and do not.

import { OPERATIONS } from '../accelerated/calls.ts';
import { exportsIn, sharedModule } from '../accelerated/kernel-calls.ts';
import { PART } from '../accelerated/long-row.ts';
import type { SharedRows, Steps, Task, Team } from '../accelerated/parallel.ts';
import { isHome } from '../accelerated/row-task.ts';
import { level } from '../runtime/engine.ts';
import { workspaceOf } from '../runtime/resident.ts';
import type { WasmModule } from '../runtime/webassembly.ts';
import type { SharedMemory } from './memory.ts';
import {
  controlAt,
  DONE,
  FAILED,
  type Kernels,
  KINDS,
  LEFT,
  MOST_ODD,
  MOST_TASKS,
  ODD,
  RESULTS,
  SLEEPERS,
  WAITING,
  WAKE,
  work,
} from './work.js';

/**
 * From so many entries on sharing gains, while the others spin and when they must be woken, which takes 30 µs; see
 * bench/threads.mjs. Calls that follow each other so soon are worth waking for.
 */
const AWAKE = 8192;
const ASLEEP = 65536;
const SOON_MS = 0.2;

/** Entries of a task: 10 to 30 µs, which is what the last to finish may be waited for. */
const ENTRIES = 32768;

/** How long the caller spins before it sleeps, and how long it waits for a thread that took a task and shows no sign. */
const SPINS = 20_000;
const PATIENCE_MS = 5000;
const NAP_MS = 100;

const { Atomics: atomics, performance: clock } = globalThis as unknown as {
  Atomics: typeof Atomics & { pause?: () => void };
  performance: { now: () => number };
};

/** How a job is divided: `per` rows or entries of `total` a task, from x to y by steps of bytes. */
type Job = { kind: number; tasks: number; per: number; total: number };
type Places = Omit<SharedRows, 'kernel' | 'rows' | 'n'>;
type Numbers = { n?: number; m?: number; a?: number; b?: number };

/**
 * A team over a memory whose other threads work on the same control block with instances of these modules; `lose` is told
 * when one cannot be relied on.
 */
export function createTeam(shared: SharedMemory, modules: readonly (WasmModule | null)[], lose: () => void): Team {
  const threads = shared.scratches.length;
  const control = controlAt(shared.memory.buffer, shared.control);
  const view = new DataView(shared.memory.buffer);
  const { ints, results, odds } = control;
  let last = -Infinity;

  const run = (task: Task, { kind, tasks, per, total }: Job, places: Places, numbers: Numbers): void => {
    const kernels = exportsIn(shared.memory) as unknown as Kernels;
    const { beta, betaLow, negative } = task.slope;
    const { x, row, step, y, yRow, yStep } = places;
    const { n = 0, m = 0, a = 0, b = 0 } = numbers;
    const at = modules.indexOf(sharedModule(level()));
    const op = OPERATIONS[task.op];
    control.job.set([kind, at, tasks, task.calls.size, per, total, x, row, step, y, yRow, yStep]);
    control.job.set([op, n, beta, betaLow, negative ? -1 : 1, m, a, b], 12);
    atomics.store(ints, DONE, 0);
    atomics.store(ints, FAILED, 0);
    atomics.store(ints, ODD, 0);
    atomics.store(ints, LEFT, tasks);
    if (atomics.load(ints, SLEEPERS) > 0) {
      atomics.add(ints, WAKE, 1);
      atomics.notify(ints, WAKE);
    }
    work(control, () => kernels, view, shared.scratches[0]);
    if (waitFor(ints, tasks) && atomics.load(ints, FAILED) === 0) return;
    lose();
    throw new Error(`${task.op}: a thread of the pool failed in the middle of its work; the results are not complete`);
  };

  const stepsOf = (task: Task): Steps => {
    const { calls } = task;
    /** A step on each part of `count` entries at x; returns how many there are. */
    const each = (kind: number, x: number, y: number, count: number, numbers: Numbers): number => {
      const { size } = calls;
      const tasks = Math.ceil(count / PART);
      const places = { x, row: size, step: size, y, yRow: size, yStep: size };
      run(task, { kind, tasks, per: PART, total: count }, places, numbers);
      return tasks;
    };
    /** Adds what the parts gave to the sum, in their order, as addPart in kernels/row.ts does. */
    const join = (parts: number, [before, beforeLow]: [number, number]): void => {
      let [high, low] = [before, beforeLow];
      for (let at = 0; at < parts * RESULTS; at += RESULTS) {
        const sum = high + results[at];
        const part = sum - high;
        low = results[at + 1] + low + (high - (sum - part) + (results[at] - part));
        high = sum;
      }
      calls.setSum(high, low);
    };
    return {
      top: (x, count, magnitude) => {
        const parts = each(KINDS.top, x, 0, count, { a: magnitude ? 1 : 0 });
        let top = results[0];
        for (let part = 1; part < parts; part += 1) top = Math.max(top, results[part * RESULTS]);
        return top;
      },
      sum: (x, count, m) => {
        const before: [number, number] = [calls.high(), calls.low()];
        join(each(KINDS.sum, x, 0, count, { m }), before);
      },
      rest: (x, count, m) => {
        const before: [number, number] = [calls.high(), calls.low()];
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
    takes: (op, x, n) => isHome(shared.space(), x) || (op !== 'logSumExp' && n <= PART && workspaceOf(x) === null),
    splits: (rows, n) => n > PART && rows < 4 * threads,
    share: (task, rows, odd, rest) => {
      const group = rows.kernel === 'lanes' ? 8 : 1;
      const entries = rows.rows * rows.n;
      const start = clock.now();
      const isAwake = start - last < SOON_MS || atomics.load(ints, SLEEPERS) < threads - 1;
      last = start;
      if (rows.rows <= group || entries < (isAwake ? AWAKE : ASLEEP)) return false;
      const wanted = Math.min(MOST_TASKS, Math.max(2 * threads, Math.ceil(entries / ENTRIES)));
      const per = Math.ceil(rows.rows / wanted / group) * group;
      const tasks = Math.ceil(rows.rows / per);
      run(task, { kind: KINDS[rows.kernel], tasks, per, total: rows.rows }, rows, { n: rows.n });
      const pairs = 2 * Math.min(atomics.load(ints, ODD), MOST_ODD);
      for (let i = 0; i < pairs; i += 2) odd(odds[i], odds[i + 1]);
      for (let t = 0; t < tasks && pairs === 2 * MOST_ODD; t += 1) {
        const [first, lanes] = [results[t * RESULTS], results[t * RESULTS + 1]];
        if (lanes === 0) continue;
        odd(first, lanes);
        rest(first + group, Math.min((t + 1) * per, rows.rows) - first - group);
      }
      return true;
    },
    steps: stepsOf,
  };
}

/** Whether all tasks came to be done; false where for some seconds nothing happened. */
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
    // A process that was stopped for an hour has waited once.
    const now = clock.now();
    patience = done === seen ? patience - Math.min(now - then, NAP_MS) : PATIENCE_MS;
    [seen, then] = [done, now];
  }
  atomics.store(ints, WAITING, 0);
  return atomics.load(ints, DONE) >= tasks;
}

/** Sleeps until another task is done, for a while at most. */
function nap(ints: Int32Array, done: number): void {
  try {
    atomics.wait(ints, DONE, done, NAP_MS);
  } catch {
    // The main thread of a page may not sleep; it comes back at once.
  }
}
