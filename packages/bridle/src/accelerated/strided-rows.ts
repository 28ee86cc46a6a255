// Rows along an axis that is not the last: neighbouring rows lie side by side, as the lanes take them.

import { LONGEST_IN_LANES } from '../kernels/constants/rows.ts';
import type { FloatArray } from '../runtime/workspace.ts';
import { bytesAtOnce, contiguousRows } from './contiguous-rows.ts';
import { type RowTask, runBlock } from './row-task.ts';
import type { RowBlock } from './task.ts';
import { copyIn, isAllResident, memoryOf, outputAddress } from './transfer.ts';

/** Entry j of row r of block o lies at o·n·inner + j·inner + r. */
export type Layout = { outer: number; n: number; inner: number };

export function stridedRows(task: RowTask, layout: Layout): void {
  const { size } = task.kernels;
  if (layout.n <= LONGEST_IN_LANES && 8 * layout.n * size <= task.space.capacity) inLanes(task, layout);
  else transposed(task, layout);
}

/** As many columns at a time as the window holds. */
function inLanes(task: RowTask, { outer, n, inner }: Layout): void {
  const { size } = task.kernels;
  const reduces = task.op === 'logSumExp';
  const direct = isAllResident(task) && (reduces || task.x.byteOffset !== task.out.byteOffset);
  const most = Math.floor(bytesAtOnce(task, 8 * n * size) / (n * size) / 8) * 8;
  for (let o = 0; o < outer; o += 1) {
    const base = o * n * inner;
    const to = reduces ? o * inner : base;
    const lanes = { kernel: 'lanes', n, row: size, yRow: size } as const;
    if (direct) {
      const step = inner * size;
      const [x, y] = [copyIn(task, base, 0), outputAddress(task, to)];
      runBlock(task, { ...lanes, first: o * inner, rows: inner, x, step, y, yStep: step });
      continue;
    }
    for (let column = 0; column < inner; column += most) {
      const rows = Math.min(most, inner - column);
      const step = rows * size;
      const { window } = task.space;
      const block = { ...lanes, first: o * inner + column, rows, x: window, step, y: window, yStep: step };
      columnsThroughWindow(task, block, base + column, to + column, inner);
    }
  }
}

/** Copies columns into the window, one entry of every row after another, and their results from there. */
function columnsThroughWindow(task: RowTask, block: RowBlock, from: number, to: number, inner: number): void {
  const { n, rows } = block;
  const results = task.op === 'logSumExp' ? 1 : n;
  const memory = memoryOf(task);
  const window = task.space.window / task.kernels.size;
  if (rows === inner) {
    // All columns: one piece.
    memory.set(task.x.subarray(from, from + n * inner), window);
    runBlock(task, block);
    task.out.set(memory.subarray(window, window + results * inner), to);
    return;
  }
  for (let j = 0; j < n; j += 1) {
    const start = from + j * inner;
    memory.set(task.x.subarray(start, start + rows), window + j * rows);
  }
  runBlock(task, block);
  for (let j = 0; j < results; j += 1) {
    const start = window + j * rows;
    task.out.set(memory.subarray(start, start + rows), to + j * inner);
  }
}

/** Rows too long for the lanes: transposed, computed end to end, and transposed back. */
function transposed(task: RowTask, { outer, n, inner }: Layout): void {
  const turn = (from: FloatArray, to: FloatArray, back: boolean) => {
    for (let o = 0; o < outer; o += 1) {
      for (let j = 0; j < n; j += 1) {
        for (let r = 0; r < inner; r += 1) {
          const [a, b] = [(o * n + j) * inner + r, (o * inner + r) * n + j];
          to[back ? a : b] = from[back ? b : a];
        }
      }
    }
  };
  const turned = task.x.slice();
  turn(task.x, turned, false);
  const reduces = task.op === 'logSumExp';
  contiguousRows({ ...task, x: turned, out: reduces ? task.out : turned }, outer * inner, n);
  if (!reduces) turn(turned, task.out, true);
}
