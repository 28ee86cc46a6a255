// The threads of one training: workers of Node over the memory of its data. Elsewhere, and where a worker cannot start,
// the caller does all the work.

import type { WasmMemory, WasmModule } from '../../runtime/webassembly.ts';
import { CALLS, CLOSED, COUNT, DONE, LEFT, TASK, TASKS, takeParts } from './parts.js';

/** Calls kernel `task` for parts 0 … count − 1. */
export type Crew = { run: (task: string, count: number) => void; close: () => void };

/** What a thread computes with; addresses in the memory. */
export type Work = { memory: WasmMemory; module: WasmModule; control: number; job: number };

type NodeWorker = { on: (event: string, listener: () => void) => void; unref: () => void };
type NodeModules = { 'node:worker_threads': { Worker: new (url: object, options: object) => NodeWorker } };
declare const URL: new (path: string, base: string) => object;

const host = globalThis as unknown as {
  process?: { getBuiltinModule?: <Name extends keyof NodeModules>(name: Name) => NodeModules[Name] | undefined };
  SharedArrayBuffer?: unknown;
};
// Not written inside `new URL`, where bundlers would look for the file: in a bundle the caller works alone.
const here = (import.meta as ImportMeta & { url: string }).url;

/** A part may take long; longer than this the thread that took it must have been ended from outside. */
const LOST_MS = 120_000;

/** Whether workers can be started here. */
export function hasWorkers(): boolean {
  return host.SharedArrayBuffer !== undefined && host.process?.getBuiltinModule?.('node:worker_threads') !== undefined;
}

/** Starts so many threads, the caller being the first; `perform` is its own part of the work. */
export function openCrew(work: Work, threads: number, perform: (task: string, part: number) => void): Crew {
  const control = new Int32Array(work.memory.buffer, work.control);
  const node = host.process?.getBuiltinModule?.('node:worker_threads');
  for (let thread = 1; node && thread < threads; thread += 1) {
    // Flags of the process that load code are not for this worker.
    const options = { workerData: { ...work, thread }, execArgv: [], name: 'bridle' };
    const worker = new node.Worker(new URL('worker.js', here), options);
    worker.on('error', () => {}); // it took no part, and the others take its
    worker.unref();
  }
  const call = () => {
    Atomics.add(control, CALLS, 1);
    Atomics.notify(control, CALLS);
  };
  return {
    run: (task, count) => {
      control[COUNT] = count;
      control[TASK] = TASKS.indexOf(task);
      Atomics.store(control, DONE, 0);
      Atomics.store(control, LEFT, count);
      call();
      takeParts(control, perform);
      for (let done = Atomics.load(control, DONE); done < count; done = Atomics.load(control, DONE)) {
        if (Atomics.wait(control, DONE, done, LOST_MS) === 'timed-out') {
          throw new Error(`fit: a thread ended with part of the work undone (${task})`);
        }
      }
    },
    close: () => {
      Atomics.store(control, CLOSED, 1);
      call();
    },
  };
}
