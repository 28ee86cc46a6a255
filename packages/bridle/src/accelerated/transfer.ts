// The way of entries into the kernels' memory and of results out of it. Arrays that lie in that memory, resident ones,
// are worked on where they are; others pass through its window.

import type { FloatArray, Workspace } from '../runtime/workspace.ts';

/** For so few entries a loop is faster than a subarray. */
const FEW = 32;

/** Bytes that pass through the window at a time: they stay in a core's own cache. */
export const BLOCK = 256 << 10;

export type Transfer = {
  space: Workspace;
  x: FloatArray;
  out: FloatArray;
  /** Arrays of numbers in place of x and of out; only for rows that lie end to end. */
  numbers?: readonly number[];
  results?: number[];
  /** The address where results are written that are not for a resident array. */
  landing: number;
};

/** Whether an array lies in the workspace's memory. */
export function isResident({ memory, before }: Workspace, array: FloatArray): boolean {
  return array.buffer === memory.buffer || before?.has(array.buffer) === true;
}

/** Whether neither entries nor results need copying. */
export function isAllResident({ space, x, out }: Transfer): boolean {
  return isResident(space, x) && isResident(space, out);
}

/** The memory as numbers of the entries' format. */
export function memoryOf({ space, x }: Transfer): FloatArray {
  return x.BYTES_PER_ELEMENT === 4 ? space.floats : space.doubles;
}

/** The address of entries start … start + count of x, copied into the window unless x is resident. */
export function copyIn(transfer: Transfer, start: number, count: number): number {
  const { space, x } = transfer;
  const size = x.BYTES_PER_ELEMENT;
  if (isResident(space, x)) return x.byteOffset + start * size;
  const memory = memoryOf(transfer);
  const window = space.window / size;
  if (transfer.numbers) readNumbers(transfer.numbers, start, count, memory, window);
  else if (count <= FEW) for (let i = 0; i < count; i += 1) memory[window + i] = x[start + i];
  else memory.set(x.subarray(start, start + count), window);
  return space.window;
}

/** The address where results for out[start …] are written: their own, or where they land. */
export function outputAddress({ space, out, landing }: Transfer, start: number): number {
  return isResident(space, out) ? out.byteOffset + start * out.BYTES_PER_ELEMENT : landing;
}

/** Copies results to out[start …] unless they were written there. */
function copyOut(transfer: Transfer, start: number, count: number): void {
  const { space, out, landing } = transfer;
  if (isResident(space, out)) return;
  const memory = memoryOf(transfer);
  const from = landing / out.BYTES_PER_ELEMENT;
  if (transfer.results) writeNumbers(memory, from, count, transfer.results, start);
  else if (count <= FEW) for (let i = 0; i < count; i += 1) out[start + i] = memory[from + i];
  else out.set(memory.subarray(from, from + count), start);
}

/** Has `work` done on `count` entries of x from `start` on, with `results` results for out[to …], by their addresses. */
export function throughWindow(
  transfer: Transfer,
  [start, count]: readonly [start: number, count: number],
  [to, results]: readonly [to: number, results: number],
  work: (x: number, y: number) => void,
): void {
  const x = copyIn(transfer, start, count);
  work(x, outputAddress(transfer, to));
  copyOut(transfer, to, results);
}

/** Writes the reference's results to out[start …]. */
export function putResults({ out, results }: Transfer, values: ArrayLike<number>, start: number): void {
  if (results) for (let i = 0; i < values.length; i += 1) results[start + i] = values[i];
  else out.set(values, start);
}

// Loops of their own, so that the engine compiles each for one kind of array.

function readNumbers(x: readonly number[], start: number, count: number, memory: FloatArray, to: number): void {
  for (let i = 0; i < count; i += 1) memory[to + i] = x[start + i];
}

function writeNumbers(memory: FloatArray, from: number, count: number, results: number[], start: number): void {
  for (let i = 0; i < count; i += 1) results[start + i] = memory[from + i];
}
