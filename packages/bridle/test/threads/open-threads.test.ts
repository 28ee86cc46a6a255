// Opening and closing pools, and what there is where threads cannot be had.

import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { level, setLevel, softmax } from 'bridle';
import { openThreads } from 'bridle/threads';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: { Memory: new (limits: object) => object } };

const x = { data: Float32Array.from({ length: 100_000 }, (_, i) => (i % 101) / 8), dims: [1000, 100] };

describe('openThreads', () => {
  test('refuses what is no number of threads', async () => {
    await expect(openThreads({ threads: '2' as never })).rejects.toThrow(
      new TypeError('openThreads: expected threads to be a number, got string'),
    );
    for (const threads of [0, -1, 1.5, Number.NaN, 65]) {
      await expect(openThreads({ threads })).rejects.toThrow(
        new RangeError(`openThreads: expected threads from 1 to 64, got ${threads}`),
      );
    }
  });

  test('opens as many threads as asked, else as there are processors', async () => {
    for (const threads of [1, 2, 5]) {
      const pool = await openThreads({ threads });
      expect(pool.threads).toBe(threads);
      await pool.close();
    }
    const pool = await openThreads();
    expect(pool.threads).toBeGreaterThanOrEqual(1);
    expect(pool.threads).toBeLessThanOrEqual(16);
    await pool.close();
  });
});

describe('a closed pool', () => {
  test('refuses calls, but not the arrays of it', async () => {
    const pool = await openThreads({ threads: 2 });
    const array = pool.allocate(Float32Array, 3);
    await pool.close();
    expect(pool.threads).toBe(1);
    for (const name of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
      expect(() => (pool[name] as unknown as (x: Float32Array) => unknown)(array)).toThrow(
        new Error(`${name}: the pool is closed`),
      );
    }
    expect(() => pool.allocate(Float32Array, 1)).toThrow(new Error('allocate: the pool is closed'));
    expect(softmax(array)[0]).toBeCloseTo(1 / 3, 6);
    expect(pool.free(array)).toBe(true);
  });

  test('may be closed again', async () => {
    const pool = await openThreads({ threads: 2 });
    await Promise.all([pool.close(), pool.close()]);
    await pool.close();
  });
});

describe('a pool computes by the calling thread', () => {
  const worksAlone = async () => {
    const pool = await openThreads({ threads: 4 });
    expect(pool.threads).toBe(1);
    expect(pool.softmax(x)).toEqual(softmax(x));
    const array = pool.allocate(Float32Array, 4);
    expect(pool.logSumExp(array)).toBeCloseTo(Math.log(4), 6);
    expect(pool.free(array)).toBe(true);
    await pool.close();
    expect(() => pool.softmax(x)).toThrow('softmax: the pool is closed');
  };

  test('where there is no SharedArrayBuffer', async () => {
    vi.stubGlobal('SharedArrayBuffer', undefined);
    await worksAlone();
  });

  test('where there is neither Node nor an isolated page', async () => {
    vi.stubGlobal('process', undefined);
    vi.stubGlobal('Worker', class {});
    vi.stubGlobal('crossOriginIsolated', false);
    await worksAlone();
  });

  test('where workers are forbidden, or fail as they start', async () => {
    const { getBuiltinModule } = process;
    const stub = (Worker: unknown) =>
      vi
        .spyOn(process, 'getBuiltinModule')
        .mockImplementation((name: string) =>
          name === 'node:worker_threads' ? ({ Worker } as never) : getBuiltinModule.call(process, name as never),
        );
    stub(
      class {
        constructor() {
          throw new Error('forbidden');
        }
      },
    );
    await worksAlone();
    stub(
      class {
        on(event: string, listener: (error: Error) => void) {
          if (event === 'error') queueMicrotask(() => listener(new Error('no such file')));
        }
        unref() {}
        async terminate() {}
      },
    );
    await worksAlone();
  });

  test('where memory cannot be shared', async () => {
    const { Memory } = wasm;
    vi.spyOn(wasm, 'Memory').mockImplementation(function memory(limits: { shared?: boolean }) {
      if (limits.shared) throw new RangeError('no room');
      return new Memory(limits);
    } as never);
    await worksAlone();
  });
});

test('a pool obeys the level', async () => {
  const pool = await openThreads({ threads: 2 });
  const before = level();
  for (const one of ['auto', 'reproducible', 'reference'] as const) {
    setLevel(one);
    expect(pool.softmax(x)).toEqual(softmax(x));
  }
  setLevel(before);
  await pool.close();
});

test('data never throws in a pool either, and what is wrong with a call is said as by the library', async () => {
  const pool = await openThreads({ threads: 2 });
  expect(pool.softmax([1, 1, 3])).toEqual(softmax([1, 1, 3]));
  expect(pool.softmax({ data: [Number.NaN, 1], dims: [2] }).data).toEqual([Number.NaN, Number.NaN]);
  expect(() => pool.softmax(x, { axis: 7 })).toThrow(new RangeError('softmax: expected an axis from -2 to 1, got 7'));
  expect(() => pool.logSumExp('abc' as never)).toThrow(TypeError);
  await pool.close();
});

describe('a process', () => {
  const file = fileURLToPath(new URL('../../dist/threads/index.js', import.meta.url));
  const run = (body: string) =>
    promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', `import { openThreads } from '${pathToFileURL(file)}';\n${body}`],
      { timeout: 20_000 },
    );

  test('that opens a pool ends by itself', async () => {
    const { stdout, stderr } = await run(`
      const pool = await openThreads({ threads: 3 });
      const data = new Float32Array(1e6);
      console.log(pool.threads, pool.softmax({ data, dims: [1000, 1000] }).data[0]);`);
    expect(stdout).toBe('3 0.0010000000474974513\n');
    expect(stderr).toBe('');
  });

  test('that closes it ends as well, and waits for the threads', async () => {
    const { stdout } = await run(`
      const pool = await openThreads({ threads: 3 });
      await pool.close();
      console.log(pool.threads);`);
    expect(stdout).toBe('1\n');
  });
});
