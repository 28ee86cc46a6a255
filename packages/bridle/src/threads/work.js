// What threads do for one another. A job is divided into tasks; whoever is free, the caller too, takes the next until
// none is left. The caller never waits for a thread that took nothing, so one that sleeps, or is gone, does no harm.
// Plain JavaScript, as worker.js: a worker's file runs as it is, from the sources and from the build.

/**
 * @typedef {Record<string, (...args: (number | boolean)[]) => number>} Kernels exports of kernels/softmax.ts
 * @typedef {object} Control views of the control block
 * @property {Int32Array} ints all of the memory
 * @property {Float64Array} job what the tasks have in common, written by the caller before they are offered
 * @property {Float64Array} results RESULTS numbers of each task
 */

// Places in `ints` after the control block's own, each in a cache line of its own.
/** How many tasks are left to take. */
export const LEFT = 0;
/** How many are done. */
export const DONE = 32;
/** How many threads sleep, and what they wait to see changed. */
export const SLEEPERS = 64;
export const WAKE = 65;
/** 1 while the caller sleeps until DONE changes. */
export const WAITING = 96;
/** 1 if a task threw. */
export const FAILED = 97;

export const MOST_TASKS = 2048;
export const RESULTS = 3;
const JOB = 512;
const NUMBERS = 20;
const RESULTS_AT = 1024;
export const CONTROL_BYTES = RESULTS_AT + 8 * RESULTS * MOST_TASKS;

/** What a task can be: rows, eight rows in lanes, or a step of a long row on one of its parts. */
export const KINDS = { rows: 0, lanes: 1, top: 2, sum: 3, rest: 4, scale: 5, lower: 6 };

/**
 * Views of the control block at an address of a shared memory.
 *
 * @param {ArrayBufferLike} buffer
 * @param {number} address
 * @returns {Control}
 */
export function controlAt(buffer, address) {
  return {
    ints: new Int32Array(buffer, address, CONTROL_BYTES / 4),
    job: new Float64Array(buffer, address + JOB, NUMBERS),
    results: new Float64Array(buffer, address + RESULTS_AT, RESULTS * MOST_TASKS),
  };
}

/**
 * Takes tasks until none is left.
 *
 * @param {Control} control
 * @param {(level: number) => Kernels} kernelsAt
 * @param {DataView} memory of which the scratch is a part
 * @param {number} scratch
 */
export function work(control, kernelsAt, memory, scratch) {
  const { ints, job } = control;
  while (Atomics.load(ints, LEFT) > 0) {
    const left = Atomics.sub(ints, LEFT, 1);
    if (left <= 0) return;
    try {
      perform(control, kernelsAt(job[1]), memory, scratch, job[2] - left);
    } catch {
      Atomics.store(ints, FAILED, 1);
    }
    Atomics.add(ints, DONE, 1);
    if (Atomics.load(ints, WAITING) === 1) Atomics.notify(ints, DONE);
  }
}

/**
 * @param {Control} control
 * @param {Kernels} kernels
 * @param {DataView} memory
 * @param {number} scratch
 * @param {number} task
 */
function perform({ job, results }, kernels, memory, scratch, task) {
  const [kind, , , size, per, total, x0, row, step, y0, yRow, yStep, op, n, beta, betaLow, sign, m, a, b] = job;
  const wide = size === 8;
  const negative = sign < 0;
  const first = task * per;
  const count = Math.min(per, total - first);
  const x = x0 + first * row;
  const y = y0 + first * yRow;
  const at = RESULTS * task;
  if (kind === KINDS.rows) {
    const rows = wide ? kernels.rows64 : kernels.rows32;
    const done = rows(op, x, y, scratch, count, n, beta, betaLow, negative);
    results[at] = first + done;
    results[at + 1] = done < count ? 1 : 0;
  } else if (kind === KINDS.lanes) {
    const lanes = wide ? kernels.lanes64 : kernels.lanes32;
    const done = lanes(op, x, row, step, y, yRow, yStep, scratch, count, n, beta, betaLow, negative, 0, 0, 0);
    results[at] = first + done;
    results[at + 1] = done < count ? memory.getInt32(scratch, true) : 0;
  } else if (kind === KINDS.top) {
    results[at] = (wide ? kernels.top64 : kernels.top32)(x, count, a === 1, negative);
  } else if (kind === KINDS.lower) {
    (wide ? kernels.lowered64At : kernels.lowered32)(x, y, count, m, beta, betaLow, a, negative);
  } else {
    const exps = wide ? kernels.exps64At : kernels.exps32At;
    kernels.setSum(0, 0);
    exps(x, count, scratch, m, beta, betaLow, negative);
    if (kind === KINDS.scale) (wide ? kernels.scale64 : kernels.scale32)(count, scratch, y, a, b);
    if (kind === KINDS.rest) {
      kernels.setSum(0, 0);
      results[at + 2] = (wide ? kernels.rest64 : kernels.rest32)(count, scratch);
    }
    results[at] = kernels.high();
    results[at + 1] = kernels.low();
  }
}
