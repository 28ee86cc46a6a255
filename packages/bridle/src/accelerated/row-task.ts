// One call's work for the kernels: where its entries are, how they come to the kernels and back, and what is done with
// the rows that only the reference can do.

import type { Workspace } from '../runtime/resident.ts';
import type { Task, Team } from './parallel.ts';

/** A loop is faster than the making of a subarray. */
const FEW = 32;

export type Floats = Float32Array | Float64Array;

export type Job = Task & {
  /** Row-major entries; masked ones are infinite, of the sign that makes them nothing. */
  x: Floats;
  out: Floats;
  /** The reference's results for the row whose entry j is entry base + j·step of what the caller gave. */
  reference: (base: number, n: number, step: number) => ArrayLike<number>;
  team?: Team;
};

/** The memory as numbers of the job's format. */
export function memoryOf({ space, calls }: Job): Floats {
  return calls.size === 4 ? space.floats : space.doubles;
}

/** The address of an array that lies in the kernels' memory, or 0. */
export function residence(job: Job, array: Floats): number {
  return isHome(job.space, array) ? array.byteOffset : 0;
}

export function isHome({ memory, before }: Workspace, array: Floats): boolean {
  return array.buffer === memory.buffer || before?.has(array.buffer) === true;
}

/** Whether so many entries can be worked on at once. */
export function fits(job: Job, entries: number): boolean {
  return entries * job.calls.size <= job.space.capacity || (residence(job, job.x) > 0 && residence(job, job.out) > 0);
}

/** The address of entries start … start + count of x, which are copied into the window unless they live in the memory. */
export function bring(job: Job, start: number, count: number): number {
  const home = residence(job, job.x);
  if (home) return home + start * job.calls.size;
  const memory = memoryOf(job);
  const window = job.space.window / job.calls.size;
  if (count <= FEW) for (let i = 0; i < count; i += 1) memory[window + i] = job.x[start + i];
  else memory.set(job.x.subarray(start, start + count) as Float32Array, window);
  return job.space.window;
}

/** The address where results from `start` on may be written: where they belong, or in the window. */
export function place(job: Job, start: number): number {
  const home = residence(job, job.out);
  return home ? home + start * job.calls.size : landing(job);
}

/** Where results are written that do not live in the memory. */
function landing({ op, space }: Job): number {
  return op === 'logSumExp' ? space.reduced : space.window;
}

/** Takes results from the window to where they belong; nothing to do where they were written there. */
export function fetch(job: Job, start: number, count: number): void {
  if (residence(job, job.out)) return;
  const memory = memoryOf(job);
  const window = landing(job) / job.calls.size;
  if (count <= FEW) for (let i = 0; i < count; i += 1) job.out[start + i] = memory[window + i];
  else job.out.set(memory.subarray(window, window + count) as Float32Array, start);
}

/** The same for this thread alone. */
export function alone({ team, ...job }: Job): Job {
  return job;
}

/** Writes a row's results by the reference at an address, `step` bytes apart. */
export function putReference(job: Job, base: number, n: number, step: number, address: number, yStep: number): void {
  const results = job.reference(base, n, step);
  const memory = memoryOf(job);
  for (let j = 0; j < results.length; j += 1) memory[(address + j * yStep) / job.calls.size] = results[j];
}
