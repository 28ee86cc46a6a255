// The memory that threads share: arrays in it, how it grows, and its heap.

import { softmax } from 'bridle';
import { openThreads } from 'bridle/threads';
import { expect, test } from 'vitest';
import { createMemory } from '../../src/runtime/webassembly.ts';
import { openMemory } from '../../src/threads/memory.ts';

test('growing it moves no array, and each goes on being computed on where it lies', async () => {
  const pool = await openThreads({ threads: 2 });
  const first = pool.allocate(Float32Array, 50_000);
  first.forEach((_, i) => {
    first[i] = (i % 77) / 6;
  });
  // More than the heap that the first array opened has room for.
  const second = pool.allocate(Float64Array, 12_000_000);
  expect(second.buffer).not.toBe(first.buffer);
  expect(second[0]).toBe(0);
  const dims = [500, 100];
  const want = softmax({ data: first.slice(), dims }).data;
  const out = pool.allocate(Float32Array, 50_000);
  pool.softmax({ data: first, dims }, { out });
  expect(out).toEqual(want);
  pool.softmax({ data: first, dims }, { out: first });
  expect(first).toEqual(want);
  await pool.close();
});

test('an array that is given back makes room for the next; any other is refused', () => {
  const shared = openMemory(2)!;
  const one = shared.allocate(Float32Array, 1000);
  one.fill(1);
  expect(shared.free(one.subarray(1))).toBe(false);
  expect(shared.free(new Float32Array(5))).toBe(false);
  expect(shared.free(one)).toBe(true);
  expect(shared.free(one)).toBe(false);
  const next = shared.allocate(Float32Array, 1000);
  expect(next.byteOffset).toBe(one.byteOffset);
  expect(Math.max(...next)).toBe(0);
});

test('the scratches, the window and the arrays do not overlap', () => {
  const shared = openMemory(3)!;
  const { window, capacity, reduced } = shared.space();
  const array = shared.allocate(Float64Array, 10);
  const starts = [shared.control, ...shared.scratches, window, reduced, array.byteOffset];
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(new Set(starts.map((start) => start % 64))).toEqual(new Set([0]));
  expect(array.byteOffset).toBeGreaterThanOrEqual(reduced + capacity);
});

test('what cannot be an array is refused as by the library', async () => {
  const pool = await openThreads({ threads: 2 });
  expect(() => pool.allocate(Int8Array as never, 1)).toThrow(
    new TypeError('allocate: expected Float32Array or Float64Array'),
  );
  for (const length of [-1, 0.5, Number.NaN, 2 ** 30])
    expect(() => pool.allocate(Float32Array, length)).toThrow(RangeError);
  expect(pool.allocate(Float32Array, 0).length).toBe(0);
  await pool.close();
});

test('an array that finds no room is an ordinary one, on which the pool works as well', () => {
  const shared = openMemory(2)!;
  shared.memory.grow(65535 - shared.memory.buffer.byteLength / 65536);
  const array = shared.allocate(Float32Array, 3);
  expect(array.buffer).toBeInstanceOf(ArrayBuffer);
  expect(shared.free(array)).toBe(false);
});

test('no array can end at 2^32, where an end would be taken for 0', () => {
  const shared = openMemory(2)!;
  expect(() => shared.memory.grow(65536 - shared.memory.buffer.byteLength / 65536)).toThrow(RangeError);
  expect(createMemory(1, 65536, true)?.grow(65535)).toBe(1);
});
