// A thread that helps with training: it takes parts of tasks, spins for a while in case more come, sleeps until it is
// woken, and ends when there will be no more, or after a minute without work, which its caller does not notice.

import { CALLS, CLOSED, LEFT, takeParts } from './parts.js';

/**
 * @typedef {object} Start what the worker is told as it starts
 * @property {{ readonly buffer: ArrayBufferLike }} memory the WebAssembly.Memory of the data
 * @property {object} module the kernels
 * @property {number} control address of the control block
 * @property {number} job address of the block that describes the data
 * @property {number} thread which scratch is this thread's
 */

const SPIN_MS = 0.2;
const PATIENCE_MS = 60_000;

/** @type {any} */
const host = globalThis;
/** @type {Start} */
const {
  memory,
  module,
  control: address,
  job,
  thread,
} = host.process.getBuiltinModule('node:worker_threads').workerData;
const control = new Int32Array(memory.buffer, address);
const kernels = new host.WebAssembly.Instance(module, { env: { memory } }).exports;
const pause = host.Atomics.pause ?? (() => {});

do takeParts(control, (task, part) => kernels[task](job, part, thread));
while (waitForWork());

/** False where none will come. */
function waitForWork() {
  for (const end = host.performance.now() + SPIN_MS; host.performance.now() < end; ) {
    for (let i = 0; i < 100; i += 1) {
      if (Atomics.load(control, LEFT) > 0) return true;
      pause();
    }
  }
  const calls = Atomics.load(control, CALLS);
  if (Atomics.load(control, CLOSED) === 1) return false;
  if (Atomics.load(control, LEFT) > 0) return true;
  return Atomics.wait(control, CALLS, calls, PATIENCE_MS) !== 'timed-out';
}
