// Rows that lie end to end, one length or in segments: brought to the kernels in blocks, a row in one piece.

import { OPERATIONS } from './calls.ts';
import { longRow } from './long-row.ts';
import { alone, bring, fetch, fits, type Job, place, putReference, residence } from './row-task.ts';

/** Rows shorter than this are computed eight at a time, one in each lane: at 24 to 32 entries both take the same time. */
export const SHORT = 24;

/** What passes through the window at a time stays in a core's own cache. */
export const BLOCK = 256 << 10;

/** So few entries go at once, with nothing divided. */
const SMALL = 4096;

/** Rows of equal length. */
export function contiguous(job: Job, outer: number, n: number): void {
  if (outer * n <= SMALL) {
    const x = bring(job, 0, outer * n);
    rowsAt(job, x, place(job, 0), outer, n, 0);
    fetch(job, 0, job.op === 'logSumExp' ? outer : outer * n);
    return;
  }
  const isHome = residence(job, job.x) && residence(job, job.out);
  const bytes = n * job.calls.size;
  const many = isHome ? outer : Math.max(1, Math.floor(bytesAtOnce(job, bytes) / bytes));
  const per = job.team?.splits(outer, n) ? 1 : many;
  for (let row = 0; row < outer; row += per) {
    const rows = Math.min(per, outer - row);
    block(job, row * n, rows * n, row, rows, (x, y) => rowsAt(job, x, y, rows, n, row * n));
  }
}

/** The bytes that pass through the window at a time: a block or `least`, for threads two blocks or `least` each. */
export function bytesAtOnce({ team, space }: Job, least: number): number {
  const bytes = team ? Math.max(2 * BLOCK, least) * team.threads : Math.max(BLOCK, least);
  return Math.min(bytes, space.capacity);
}

/** Rows of any length. None in a block is empty: a result may then be written before entries of later rows, not over. */
export function segments(job: Job, ends: ArrayLike<number>): void {
  const count = ends.length - 1;
  const most = residence(job, job.x) && residence(job, job.out) ? Infinity : BLOCK / job.calls.size;
  for (let first = 0; first < count; ) {
    const start = ends[first];
    if (ends[first + 1] === start) {
      job.out.set(job.reference(start, 0, 1), job.op === 'logSumExp' ? first : start);
      first += 1;
      continue;
    }
    let last = first + 1;
    while (last < count && ends[last + 1] > ends[last] && ends[last + 1] - start <= most) last += 1;
    const size = job.calls.size;
    block(job, start, ends[last] - start, first, last - first, (x, y) => {
      for (let s = first; s < last; s += 1) {
        const from = (ends[s] - start) * size;
        const to = job.op === 'logSumExp' ? (s - first) * size : from;
        rowsAt(job, x + from, y + to, 1, ends[s + 1] - ends[s], ends[s]);
      }
    });
    first = last;
  }
}

/** Brings entries, has the work done, and fetches the results; a single row that fits nowhere goes in parts. */
function block(
  job: Job,
  start: number,
  count: number,
  row: number,
  rows: number,
  work: (x: number, y: number) => void,
): void {
  const reduces = job.op === 'logSumExp';
  const to = reduces ? row : start;
  if (fits(job, count) && !(rows === 1 && job.team?.splits(1, count))) {
    const x = bring(job, start, count);
    work(x, place(job, to));
    fetch(job, to, reduces ? rows : count);
  } else if (!longRow(job, start, count, to)) {
    job.out.set(job.reference(start, count, 1), to);
  }
}

/** Rows of n entries end to end at the address x, which are those from entry `base` on of what was given. */
function rowsAt(job: Job, x: number, y: number, rows: number, n: number, base: number): void {
  const { op, calls, slope, space } = job;
  const { beta, betaLow, negative } = slope;
  const row = n * calls.size;
  const yRow = op === 'logSumExp' ? calls.size : row;
  const byReference = (i: number) => putReference(job, base + i * n, n, 1, y + i * yRow, calls.size);
  if (job.team) {
    const kernel = n >= SHORT ? 'rows' : 'lanes';
    const all = { kernel, x, row, step: calls.size, y, yRow, yStep: calls.size, rows, n } as const;
    const odd = (first: number, lanes: number) => eachLane(lanes, (lane) => byReference(first + lane));
    const rest = (first: number, count: number) =>
      rowsAt(alone(job), x + first * row, y + first * yRow, count, n, base + first * n);
    if (job.team.share(job, all, odd, rest)) return;
  }
  for (let done = 0; done < rows; ) {
    const [from, to, left] = [x + done * row, y + done * yRow, rows - done];
    if (n >= SHORT) {
      done += calls.rows(OPERATIONS[op], from, to, space.scratch, left, n, beta, betaLow, negative);
      if (done < rows) byReference(done);
      done += 1;
    } else {
      done += calls.lanes(
        OPERATIONS[op],
        from,
        row,
        calls.size,
        to,
        yRow,
        calls.size,
        space.scratch,
        left,
        n,
        beta,
        betaLow,
        negative,
      );
      if (done < rows) oddLanes(job, (lane) => byReference(done + lane));
      done += 8;
    }
  }
}

/** Visits the lanes that the kernel left to the reference. */
export function oddLanes({ space }: Job, visit: (lane: number) => void): void {
  eachLane(new Int32Array(space.memory.buffer, space.scratch, 1)[0], visit);
}

export function eachLane(odd: number, visit: (lane: number) => void): void {
  for (let lane = 0; lane < 8; lane += 1) if ((odd >> lane) & 1) visit(lane);
}
