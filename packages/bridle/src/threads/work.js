// The work of a pool's threads. A call is divided into tasks, and each thread, the calling one too, takes one task after
// another until none is left. The caller waits only for tasks that were taken: a thread that sleeps or has ended does no
// harm. Plain JavaScript, as worker.js: a worker's file runs as it is, from the sources and from the build.

import { runRows } from '../accelerated/run-rows.js';

/**
 * @typedef {Record<string, (...args: (number | boolean)[]) => number>} Kernels exports of kernels/softmax
 * @typedef {object} Control views of the control block
 * @property {Int32Array} ints all of the memory
 * @property {Float64Array} common what the tasks have in common, written by the caller before they are offered
 * @property {Float64Array} results RESULTS numbers of each task
 * @property {Int32Array} deferred pairs of the first of a group of rows and, as bits, those deferred to the reference
 * @property {Uint16Array} failure the message of the first task that threw, as UTF-16 up to a 0
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
/** How many pairs there are in `deferred`. */
export const DEFERRED = 128;

export const MOST_TASKS = 2048;
export const RESULTS = 3;
/** A thread that finds no room for another pair leaves it, and the rest of its task, to the caller. */
export const MOST_DEFERRED = 65536;
const COMMON = 640;
const NUMBERS = 20;
const FAILURE_AT = COMMON + 8 * NUMBERS;
const RESULTS_AT = 1024;
const DEFERRED_AT = RESULTS_AT + 8 * RESULTS * MOST_TASKS;
export const CONTROL_BYTES = DEFERRED_AT + 8 * MOST_DEFERRED;

/** The kinds of task: rows, eight rows in lanes, or a step of a long row on one of its parts. */
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
    common: new Float64Array(buffer, address + COMMON, NUMBERS),
    results: new Float64Array(buffer, address + RESULTS_AT, RESULTS * MOST_TASKS),
    deferred: new Int32Array(buffer, address + DEFERRED_AT, 2 * MOST_DEFERRED),
    failure: new Uint16Array(buffer, address + FAILURE_AT, (RESULTS_AT - FAILURE_AT) / 2),
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
  const { ints, common } = control;
  while (Atomics.load(ints, LEFT) > 0) {
    const left = Atomics.sub(ints, LEFT, 1);
    if (left <= 0) return;
    try {
      perform(control, kernelsAt(common[1]), memory, scratch, common[2] - left);
    } catch (cause) {
      if (Atomics.compareExchange(ints, FAILED, 0, 1) === 0) writeText(control.failure, String(cause));
    }
    Atomics.add(ints, DONE, 1);
    if (Atomics.load(ints, WAITING) === 1) Atomics.notify(ints, DONE);
  }
}

/**
 * Writes what fits of a text, and a 0 after it.
 *
 * @param {Uint16Array} places
 * @param {string} text
 */
function writeText(places, text) {
  for (let i = 0; i < places.length; i += 1) places[i] = i < places.length - 1 ? text.charCodeAt(i) : 0;
}

/**
 * The text that is written there.
 *
 * @param {Uint16Array} places
 * @returns {string}
 */
export function readText(places) {
  return String.fromCharCode(...places.subarray(0, places.indexOf(0)));
}

/**
 * @param {Control} control
 * @param {Kernels} kernels
 * @param {DataView} memory
 * @param {number} scratch
 * @param {number} task
 */
function perform({ ints, common, results, deferred }, kernels, memory, scratch, task) {
  const [kind, , , size, per, total, x0, row, step, y0, yRow, yStep, op, n, beta, betaLow, sign, m, a, b] = common;
  const wide = size === 8;
  const negative = sign < 0;
  const first = task * per;
  const count = Math.min(per, total - first);
  const x = x0 + first * row;
  const y = y0 + first * yRow;
  const at = RESULTS * task;
  if (kind === KINDS.rows || kind === KINDS.lanes) {
    const lanes = wide ? kernels.lanes64 : kernels.lanes32;
    const rows = wide ? kernels.rows64 : kernels.rows32;
    const group = kind === KINDS.lanes ? 8 : 1;
    results[at + 1] = 0;
    const run = (/** @type {number} */ done) => {
      const [from, to, left] = [x + done * row, y + done * yRow, count - done];
      return kind === KINDS.lanes
        ? lanes(op, from, row, step, to, yRow, yStep, scratch, left, n, beta, betaLow, negative, 0, 0, 0)
        : rows(op, from, to, scratch, left, n, beta, betaLow, negative);
    };
    runRows(count, group, run, (done) => {
      const bits = kind === KINDS.lanes ? memory.getInt32(scratch, true) : 1;
      const slot = Atomics.add(ints, DEFERRED, 1);
      const hasRoom = slot < MOST_DEFERRED;
      const places = hasRoom ? deferred : results;
      const place = hasRoom ? 2 * slot : at;
      places[place] = first + done;
      places[place + 1] = bits;
      return hasRoom;
    });
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
