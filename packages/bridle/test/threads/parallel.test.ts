// How work is divided among threads, and what becomes of a call when one of them ends in the middle of it.

import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { sharedModule } from '../../src/accelerated/bind-kernels.ts';
import { openMemory, type SharedMemory } from '../../src/threads/memory.ts';
import { createPool } from '../../src/threads/pool.ts';
import { LEFT } from '../../src/threads/work.js';
import { starter, type Thread } from '../../src/threads/workers.ts';

const modules = (['auto', 'reproducible'] as const).map(sharedModule);

function startIn({ memory, control, scratches }: SharedMemory): Thread[] {
  const start = starter()!;
  return scratches.slice(1).map((scratch) => start({ memory, modules: modules as object[], control, scratch }));
}

/** What the first of many calls to fail throws: on a busy machine the other thread may come too late for some. */
function firstError(call: () => void): unknown {
  for (let i = 0; i < 100; i += 1) {
    try {
      call();
    } catch (error) {
      return error;
    }
  }
  return undefined;
}

test('every thread takes tasks of a batch and parts of a long row, and none of a small call', async () => {
  const shared = openMemory(3)!;
  const threads = startIn(shared);
  await Promise.all(threads.map(({ ready }) => ready));
  const pool = createPool(shared, modules, threads, null);
  // A thread that has computed something has written to its scratch.
  const scratches = shared.scratches.slice(1).map((at) => new Uint8Array(shared.memory.buffer, at, 4096));
  const haveWorked = () => scratches.filter((bytes) => bytes.some((byte) => byte !== 0)).length;
  pool.softmax({ data: new Float32Array(800), dims: [8, 100] });
  expect(haveWorked()).toBe(0);
  for (const dims of [
    [3000, 200],
    [1, 3_000_000],
  ]) {
    for (const bytes of scratches) bytes.fill(0);
    const data = pool.allocate(Float32Array, dims[0] * dims[1]);
    // On a busy machine a thread may come too late for a call, but not for all.
    for (let call = 0; call < 500 && haveWorked() < 2; call += 1) pool.softmax({ data, dims }, { out: data });
    expect(haveWorked()).toBe(2);
    pool.free(data);
  }
  await pool.close();
});

test('a thread that ended between calls is not waited for', async () => {
  const shared = openMemory(2)!;
  const threads = startIn(shared);
  await threads[0].ready;
  const pool = createPool(shared, modules, threads, null);
  expect(pool.threads).toBe(2);
  await threads[0].end();
  expect(pool.threads).toBe(1);
  const data = Float32Array.from({ length: 200_000 }, (_, i) => i % 3);
  expect(pool.softmax({ data, dims: [2000, 100] }).data[0]).toBeCloseTo(0.0025, 3);
  await pool.close();
});

test('a thread that ends in the middle of a task makes the call fail, and the next is done without threads', async () => {
  const shared = openMemory(2)!;
  // It takes a task and is gone.
  const code = `
    const { workerData: { buffer, at }, parentPort } = require('node:worker_threads');
    const ints = new Int32Array(buffer, at);
    parentPort.postMessage('ready');
    while (Atomics.load(ints, ${LEFT}) <= 0);
    Atomics.sub(ints, ${LEFT}, 1);`;
  const worker = new Worker(code, { eval: true, workerData: { buffer: shared.memory.buffer, at: shared.control } });
  await new Promise((resolve) => worker.once('message', resolve));
  const thread = { ready: Promise.resolve(), isAlive: () => true, end: () => worker.terminate() };
  const pool = createPool(shared, modules, [thread], null);
  const data = pool.allocate(Float32Array, 20_000_000);
  const x = { data, dims: [20_000, 1000] };
  expect(String(firstError(() => pool.softmax(x, { out: data })))).toBe(
    'Error: softmax: a thread of the pool failed in the middle of its work; the results are not complete (no sign of a thread for 5 s)',
  );
  expect(pool.failure).toMatchObject({ cause: 'no sign of a thread for 5 s' });
  expect(pool.threads).toBe(1);
  data.fill(0);
  pool.softmax(x, { out: data });
  expect(data.at(-1)).toBeCloseTo(0.001, 6);
  await pool.close();
});

test('the failure of a thread keeps its cause', async () => {
  const shared = openMemory(2)!;
  const { memory, control, scratches } = shared;
  // A thread without modules cannot instantiate one when it takes its first task.
  const thread = starter()!({ memory, modules: [], control, scratch: scratches[1] });
  await thread.ready;
  const pool = createPool(shared, modules, [thread], null);
  const data = pool.allocate(Float32Array, 20_000_000);
  const x = { data, dims: [20_000, 1000] };
  const error = firstError(() => pool.softmax(x, { out: data }));
  expect(String((error as Error).cause)).toMatch(/^TypeError: WebAssembly\.Instance/);
  expect((error as Error).message).toMatch(/the results are not complete \(TypeError: WebAssembly\.Instance/);
  expect(pool.failure).toBe(error);
  expect(pool.threads).toBe(1);
  await pool.close();
});
