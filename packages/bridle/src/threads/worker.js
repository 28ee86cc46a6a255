// A thread of a pool: takes tasks, spins for a while in case more come, and sleeps until it is woken.

import { controlAt, LEFT, SLEEPERS, WAKE, work } from './work.js';

/**
 * @typedef {object} Start what a worker is told as it starts
 * @property {{ readonly buffer: ArrayBufferLike }} memory the pool's WebAssembly.Memory
 * @property {object[]} modules the kernels as WebAssembly.Module, one of each level
 * @property {number} control address of the control block
 * @property {number} scratch address of this thread's own
 */

/** As long as two wakings take, which is what sleeping too early costs; see bench/threads.mjs. */
const SPIN_MS = 0.2;

/** @type {any} the globals of Node or of a browser's worker */
const host = globalThis;
const node = host.process?.getBuiltinModule?.('node:worker_threads');
if (node?.parentPort) run(node.workerData, (message) => node.parentPort.postMessage(message));
else host.onmessage = (/** @type {{ data: Start }} */ { data }) => run(data, (message) => host.postMessage(message));

/**
 * @param {Start} start
 * @param {(message: string) => void} tell
 */
function run({ memory, modules, control: address, scratch }, tell) {
  const control = controlAt(memory.buffer, address);
  const view = new DataView(memory.buffer);
  /** @type {import('./work.js').Kernels[]} */
  const instances = [];
  const kernelsAt = (/** @type {number} */ level) => {
    instances[level] ??= new host.WebAssembly.Instance(modules[level], { env: { memory } }).exports;
    return instances[level];
  };
  modules.forEach((_, level) => {
    kernelsAt(level);
  });
  tell('ready');
  for (;;) {
    work(control, kernelsAt, view, scratch);
    rest(control.ints);
  }
}

/**
 * Returns when there may be tasks.
 *
 * @param {Int32Array} ints
 */
function rest(ints) {
  const pause = host.Atomics.pause ?? (() => {});
  for (const end = host.performance.now() + SPIN_MS; host.performance.now() < end; ) {
    for (let i = 0; i < 100; i += 1) {
      if (Atomics.load(ints, LEFT) > 0) return;
      pause();
    }
  }
  const seen = Atomics.load(ints, WAKE);
  Atomics.add(ints, SLEEPERS, 1);
  if (Atomics.load(ints, LEFT) <= 0) Atomics.wait(ints, WAKE, seen);
  Atomics.sub(ints, SLEEPERS, 1);
}
