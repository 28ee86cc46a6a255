// The work of one call for the kernels, and the running of a kernel over rows that lie in its memory.

import { codeOf } from './kernels.ts';
import type { Parallel } from './parallel.ts';
import { eachLane, runRows } from './run-rows.js';
import type { RowBlock, Task } from './task.ts';
import { memoryOf, type Transfer } from './transfer.ts';

export type RowTask = Task &
  Transfer & {
    /** Shorter segments are left to the reference; at least 1. */
    least: number;
    /** The reference's results for the row with this number. */
    byReference: (row: number) => ArrayLike<number>;
    /** Who shares in the work. */
    parallel?: Parallel;
  };

/** The results of every row of a block, deferred rows by the reference. */
export function runBlock(task: RowTask, block: RowBlock): void {
  const defer = (first: number, bits: number) =>
    eachLane(bits, (lane) => {
      const i = first + lane;
      putReference(task, block.first + i, block.y + i * block.yRow, block.yStep);
    });
  const rest = (first: number, count: number) => runBlock(alone(task), partOf(block, first, count));
  if (task.parallel?.run(task, block, defer, rest)) return;
  const group = block.kernel === 'lanes' ? 8 : 1;
  const run = (first: number) => runKernel(task, block, first);
  runRows(block.rows, group, run, (first) => defer(first, block.kernel === 'lanes' ? deferredLanes(task) : 1));
}

/** The lanes, as bits, that a kernel of eight rows has left to the reference. */
export function deferredLanes({ space }: Transfer): number {
  return new Int32Array(space.memory.buffer, space.scratch, 1)[0];
}

/** The same for this thread alone. */
function alone({ parallel, ...task }: RowTask): RowTask {
  return task;
}

function runKernel(task: RowTask, block: RowBlock, first: number): number {
  const { op, inverse, kernels, space } = task;
  const { beta, betaLow, negative } = inverse;
  const { kernel, rows, n, row, step, yRow, yStep } = block;
  const [x, y, left] = [block.x + first * row, block.y + first * yRow, rows - first];
  const code = codeOf(op);
  return kernel === 'rows'
    ? kernels.rows(code, x, y, space.scratch, left, n, beta, betaLow, negative)
    : kernels.lanes(code, x, row, step, y, yRow, yStep, space.scratch, left, n, beta, betaLow, negative);
}

function partOf(block: RowBlock, first: number, rows: number): RowBlock {
  const { x, row, y, yRow } = block;
  return { ...block, first: block.first + first, rows, x: x + first * row, y: y + first * yRow };
}

/** Writes the reference's results for row r of the call from an address on, `step` bytes apart. */
export function putReference(task: RowTask, r: number, address: number, step: number): void {
  const results = task.byReference(r);
  const memory = memoryOf(task);
  for (let j = 0; j < results.length; j += 1) memory[(address + j * step) / task.kernels.size] = results[j];
}
