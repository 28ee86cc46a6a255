// Rows that run across an array, along an axis that is not the last: neighbours lie side by side, as the lanes take them.

import { LONGEST_IN_LANES } from '../kernels/constants/rows.ts';
import { OPERATIONS } from './calls.ts';
import { bytesAtOnce, contiguous, eachLane, oddLanes } from './contiguous-rows.ts';
import { alone, bring, type Floats, type Job, memoryOf, place, putReference, residence } from './row-task.ts';

/** Entry j of row r of block o lies at o·n·inner + j·inner + r. */
export type Layout = { outer: number; n: number; inner: number };

export function across(job: Job, layout: Layout): void {
  if (layout.n <= LONGEST_IN_LANES && 8 * layout.n * job.calls.size <= job.space.capacity) inLanes(job, layout);
  else transposed(job, layout);
}

/** As many columns at a time as the window holds. */
function inLanes(job: Job, { outer, n, inner }: Layout): void {
  const { op, calls, space } = job;
  const { size } = calls;
  const reduces = op === 'logSumExp';
  const direct =
    residence(job, job.x) > 0 && residence(job, job.out) > 0 && (reduces || job.x.byteOffset !== job.out.byteOffset);
  const most = Math.floor(bytesAtOnce(job, 8 * n * size) / (n * size) / 8) * 8;
  const memory = memoryOf(job);
  const window = space.window / size;
  for (let o = 0; o < outer; o += 1) {
    const base = o * n * inner;
    const to = reduces ? o * inner : base;
    if (direct) {
      lanesAt(job, bring(job, base, 0), inner * size, place(job, to), inner * size, inner, n, base, inner);
      continue;
    }
    for (let column = 0; column < inner; column += most) {
      const width = Math.min(most, inner - column);
      for (let j = 0; j < n; j += 1) {
        const from = base + j * inner + column;
        memory.set(job.x.subarray(from, from + width) as Float32Array, window + j * width);
      }
      lanesAt(job, space.window, width * size, space.window, width * size, width, n, base + column, inner);
      for (let j = 0; j < (reduces ? 1 : n); j += 1) {
        const from = window + j * width;
        job.out.set(memory.subarray(from, from + width) as Float32Array, to + j * inner + column);
      }
    }
  }
}

/** Rows whose entries j lie side by side, `step` bytes from those of j − 1. */
function lanesAt(
  job: Job,
  ...[x, step, y, yStep, rows, n, base, inner]: [number, number, number, number, number, number, number, number]
): void {
  const { op, calls, slope, space } = job;
  const { size } = calls;
  const { beta, betaLow, negative } = slope;
  const byReference = (row: number) => putReference(job, base + row, n, inner, y + row * size, yStep);
  if (job.team) {
    const all = { kernel: 'lanes', x, row: size, step, y, yRow: size, yStep, rows, n } as const;
    const odd = (first: number, lanes: number) => eachLane(lanes, (lane) => byReference(first + lane));
    const rest = (first: number, count: number) =>
      lanesAt(alone(job), x + first * size, step, y + first * size, yStep, count, n, base + first, inner);
    if (job.team.share(job, all, odd, rest)) return;
  }
  for (let done = 0; done < rows; done += 8) {
    const [from, to] = [x + done * size, y + done * size];
    done += calls.lanes(
      OPERATIONS[op],
      from,
      size,
      step,
      to,
      size,
      yStep,
      space.scratch,
      rows - done,
      n,
      beta,
      betaLow,
      negative,
    );
    if (done >= rows) return;
    oddLanes(job, (lane) => byReference(done + lane));
  }
}

/** Rows too long for the lanes: turned round, computed end to end, and turned back. */
function transposed(job: Job, layout: Layout): void {
  const { outer, n, inner } = layout;
  const turn = (from: Floats, to: Floats, back: boolean) => {
    for (let o = 0; o < outer; o += 1) {
      for (let j = 0; j < n; j += 1) {
        for (let r = 0; r < inner; r += 1) {
          const [a, b] = [(o * n + j) * inner + r, (o * inner + r) * n + j];
          to[back ? a : b] = from[back ? b : a];
        }
      }
    }
  };
  const turned = job.x.slice();
  turn(job.x, turned, false);
  const reduces = job.op === 'logSumExp';
  const reference: Job['reference'] = (base, count) => {
    const row = base / n;
    return job.reference(Math.floor(row / inner) * n * inner + (row % inner), count, inner);
  };
  const out = reduces ? job.out : turned;
  contiguous({ ...job, x: turned, out, reference }, outer * inner, n);
  if (!reduces) turn(turned, job.out, true);
}
