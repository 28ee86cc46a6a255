// Rows that lie end to end, of one length or in segments: brought to the kernels in blocks, each row in one piece.

import { SHORT } from '../kernels/constants/rows.ts';
import { longRow } from './long-row.ts';
import { type RowTask, runBlock } from './row-task.ts';
import { BLOCK, isAllResident, putResults, throughWindow } from './transfer.ts';

/** So few entries go at once, undivided. */
const SMALL = 4096;

/** `outer` rows of n entries. */
export function contiguousRows(task: RowTask, outer: number, n: number): void {
  const reduces = task.op === 'logSumExp';
  if (outer * n <= SMALL) {
    const results = reduces ? outer : outer * n;
    throughWindow(task, [0, outer * n], [0, results], (x, y) => rowsAt(task, x, y, outer, n, 0));
    return;
  }
  const bytes = n * task.kernels.size;
  const many = isAllResident(task) ? outer : Math.max(1, Math.floor(bytesAtOnce(task, bytes) / bytes));
  const per = task.parallel?.splitsRows(outer, n) ? 1 : many;
  for (let row = 0; row < outer; row += per) {
    const rows = Math.min(per, outer - row);
    block(task, row * n, rows * n, row, rows, (x, y) => rowsAt(task, x, y, rows, n, row));
  }
}

/** The bytes that pass through the window at a time: a block or `least`, for threads two blocks or `least` each. */
export function bytesAtOnce({ parallel, space }: RowTask, least: number): number {
  const bytes = parallel ? Math.max(2 * BLOCK, least) * parallel.threads : Math.max(BLOCK, least);
  return Math.min(bytes, space.capacity);
}

/** Rows from ends[r] to ends[r + 1]. A block has no empty row: a result is never written over entries of later rows. */
export function segmentedRows(task: RowTask, ends: ArrayLike<number>): void {
  const count = ends.length - 1;
  const { size } = task.kernels;
  const reduces = task.op === 'logSumExp';
  const most = isAllResident(task) ? Infinity : BLOCK / size;
  const isShort = (r: number) => ends[r + 1] - ends[r] < task.least;
  for (let first = 0; first < count; ) {
    const start = ends[first];
    if (isShort(first)) {
      putResults(task, task.byReference(first), reduces ? first : start);
      first += 1;
      continue;
    }
    let last = first + 1;
    while (last < count && !isShort(last) && ends[last + 1] - start <= most) last += 1;
    block(task, start, ends[last] - start, first, last - first, (x, y) => {
      for (let s = first; s < last; s += 1) {
        const from = (ends[s] - start) * size;
        const to = reduces ? (s - first) * size : from;
        rowsAt(task, x + from, y + to, 1, ends[s + 1] - ends[s], s);
      }
    });
    first = last;
  }
}

/** Has the rows from `row` on computed, `count` entries from `start` on; a row too long for the window goes in parts. */
function block(
  task: RowTask,
  start: number,
  count: number,
  row: number,
  rows: number,
  work: (x: number, y: number) => void,
): void {
  const reduces = task.op === 'logSumExp';
  const to = reduces ? row : start;
  const fits = count * task.kernels.size <= task.space.capacity || isAllResident(task);
  if (fits && !(rows === 1 && task.parallel?.splitsRows(1, count))) {
    throughWindow(task, [start, count], [to, reduces ? rows : count], work);
  } else if (!longRow(task, start, count, to)) {
    putResults(task, task.byReference(row), to);
  }
}

/** Rows of n entries end to end at the address x, from row `first` of the call on. */
function rowsAt(task: RowTask, x: number, y: number, rows: number, n: number, first: number): void {
  const { size } = task.kernels;
  const row = n * size;
  const yRow = task.op === 'logSumExp' ? size : row;
  const kernel = n >= SHORT ? 'rows' : 'lanes';
  runBlock(task, { kernel, first, rows, n, x, row, step: size, y, yRow, yStep: size });
}
