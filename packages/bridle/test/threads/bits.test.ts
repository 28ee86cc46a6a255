// What a pool computes has the bits of one thread: random batches, and rows long enough to be shared part by part.

import { allocate, free, type Level, logSoftmax, logSumExp, softmax } from 'bridle';
import { openThreads, type Pool } from 'bridle/threads';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { PART } from '../../src/kernels/constants/rows.ts';
import { MOST_DEFERRED } from '../../src/threads/work.js';
import { at, levels } from '../helpers/levels.ts';

const ops = ['softmax', 'logSoftmax', 'logSumExp'] as const;
type Floats = Float32Array | Float64Array;
type Op = (x: { data: Floats; dims: number[] }, options?: object) => { data: Floats };
const one = { softmax, logSoftmax, logSumExp } as unknown as Record<(typeof ops)[number], Op>;
const types = { float32: Float32Array, float64: Float64Array };
type Dtype = keyof typeof types;

const pools: Pool[] = [];
beforeAll(async () => {
  for (const threads of [2, 3]) pools.push(await openThreads({ threads }));
  expect(pools.map(({ threads }) => threads)).toEqual([2, 3]);
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
});

function floats(dtype: Dtype, length: number, fill: (i: number) => number): Floats {
  const array = new types[dtype](length);
  for (let i = 0; i < length; i += 1) array[i] = fill(i);
  return array;
}

function bytes(results: unknown): Uint8Array {
  if (typeof results === 'number') return new Uint8Array(Float64Array.of(results).buffer);
  const array = (ArrayBuffer.isView(results) ? results : (results as { data: Floats }).data) as Floats;
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

const same = (got: unknown, want: unknown) => Buffer.compare(bytes(got), bytes(want)) === 0;

type Given = { dtype: Dtype; data: Floats; dims: number[]; options?: object };

/** What differs from one thread, on arrays of its own and in the memory of each pool, in place too. */
function differences(level: Level, { dtype, data, dims, options = {} }: Given): string[] {
  return at(level, () =>
    ops.flatMap((op) => {
      const want = one[op]({ data, dims }, options);
      return pools.flatMap((pool) => {
        const many = pool[op] as unknown as Op;
        const home = pool.allocate(types[dtype] as Float32ArrayConstructor, data.length);
        home.set(data);
        const out = pool.allocate(types[dtype] as Float32ArrayConstructor, want.data.length);
        const found: string[] = [];
        const check = (way: string, results: unknown) => {
          if (!same(results, want)) found.push(`${op}, ${pool.threads} threads, ${way}`);
        };
        check('own array', many({ data, dims }, options));
        check('own array into the shared memory', many({ data, dims }, { ...options, out }));
        check('from the shared memory', many({ data: home, dims }, options));
        check('within the shared memory', many({ data: home, dims }, { ...options, out }));
        if (op !== 'logSumExp') check('in place', many({ data: home, dims }, { ...options, out: home }));
        pool.free(home);
        pool.free(out);
        return found;
      });
    }),
  );
}

/** Scores of several kinds; some rows hold what only the reference can do. */
function scores(random: () => number, kind: number): () => number {
  const spread = [6, 60, 3000, 1e-6][kind % 4];
  return () => {
    if (kind >= 4 && random() < 0.002) return [Number.NaN, Infinity, -Infinity, 700][Math.floor(4 * random())];
    return spread * (random() - 0.5);
  };
}

describe.each([...levels, 'fast'] as const)('at the level %s, a pool has the bits of one thread', (level) => {
  test('for batches of any shape, axis, temperature, mask and segments', () => {
    const shape = fc.record({
      outer: fc.integer({ min: 1, max: 40 }),
      n: fc.oneof(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 71, max: 900 })),
      inner: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })),
      dtype: fc.constantFrom<Dtype[]>('float32', 'float64'),
      kind: fc.integer({ min: 0, max: 7 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
      temperature: fc.constantFrom(1, 0.7, -1, 3.5),
      extra: fc.constantFrom('none', 'mask', 'segments'),
    });
    // The reference takes microseconds an entry: fewer and smaller at its own level.
    const slow = level === 'reference';
    fc.assert(
      fc.property(shape, ({ outer, n, inner, dtype, kind, seed, temperature, extra }) => {
        const rows = slow ? outer : outer * Math.ceil(40000 / (outer * n * inner));
        const size = rows * n * inner;
        const random = seededRandom(seed);
        const draw = scores(random, kind);
        const data = floats(dtype, size, draw);
        const flat = extra === 'segments';
        const cuts = flat ? Array.from({ length: 5 }, () => Math.floor(size * random())).sort((a, b) => a - b) : [];
        const options = {
          temperature,
          ...(flat ? { segments: [0, ...cuts, size] } : { axis: 1 }),
          ...(extra === 'mask' && { mask: Array.from({ length: n }, () => random() < 0.8) }),
        };
        expect(differences(level, { dtype, data, dims: flat ? [size] : [rows, n, inner], options })).toEqual([]);
      }),
      { seed: 20260, numRuns: slow ? 4 : 20 },
    );
  });
});

/** Long rows by what they ask of the steps. */
const long: Record<string, (random: () => number, i: number) => number> = {
  'near each other, without a shift': (random) => 8 * random(),
  'far apart, with one': (random) => 3000 * random(),
  'with a shift that only its end asks for': (random, i) => (i > PART ? 700 : 500) * random(),
  'with one far above, so that the rest is summed again': (random, i) => (i === PART + 7 ? 40 : random()),
  'ascending from part to part': (_, i) => i / 1e5,
  'with an entry that is nothing': (random, i) => (i === 99 ? -Infinity : random()),
};

describe.each(levels.filter((level) => level !== 'reference'))(
  'at the level %s, a long row shared in parts',
  (level) => {
    test.each(Object.keys(long))('%s has the bits of one thread', (kind) => {
      const random = seededRandom(7);
      const row = (dtype: Dtype, n: number) => floats(dtype, n, (i) => long[kind](random, i));
      const single = row('float32', 2 ** 20 + 13);
      expect(differences(level, { dtype: 'float32', data: single, dims: [single.length] })).toEqual([]);
      for (const temperature of [1, -0.3]) {
        const double = row('float64', 2 * PART + 5);
        expect(
          differences(level, { dtype: 'float64', data: double, dims: [1, double.length], options: { temperature } }),
        ).toEqual([]);
      }
      const least = row('float32', PART + 1);
      expect(differences(level, { dtype: 'float32', data: least, dims: [1, least.length] })).toEqual([]);
    });

    test('may be longer than the window, or stand in a batch of few', () => {
      const random = seededRandom(8);
      const data = floats('float64', 2_500_001, () => 20 * random());
      expect(differences(level, { dtype: 'float64', data, dims: [2_500_001] })).toEqual([]);
      const batch = floats('float32', 3 * 400_000, () => 20 * random());
      expect(differences(level, { dtype: 'float32', data: batch, dims: [3, 400_000] })).toEqual([]);
    });

    test('is the same at every call, whichever thread takes which part', () => {
      const random = seededRandom(9);
      const data = floats('float32', 8 * PART, () => 30 * random());
      for (const pool of pools) {
        const results = new Set(Array.from({ length: 20 }, () => at(level, () => pool.logSumExp(data))));
        expect([...results]).toEqual([at(level, () => logSumExp(data))]);
      }
    });
  },
);

test('rows that only the reference can do are done, whichever thread meets them', () => {
  const [rows, n] = [600, 100];
  const data = floats('float32', rows * n, (i) =>
    i % 1700 === 0 ? Number.NaN : i % 1900 === 0 ? Infinity : (i % 37) / 5,
  );
  for (const level of levels) expect(differences(level, { dtype: 'float32', data, dims: [rows, n] })).toEqual([]);
  const empty = floats('float32', rows * n, () => -Infinity);
  expect(softmax(empty)[0]).toBeNaN();
  for (const level of levels)
    expect(differences(level, { dtype: 'float32', data: empty, dims: [rows, n] })).toEqual([]);
});

test('so many of them that the list of odd rows is full, too', () => {
  const rows = 8 * (MOST_DEFERRED + 5000);
  const data = floats('float32', 2 * rows, (i) => (i % 16 === 2 ? Number.NaN : (i % 37) / 5));
  const want = softmax({ data, dims: [rows, 2] }).data;
  for (const pool of pools) {
    const home = pool.allocate(Float32Array, data.length);
    home.set(data);
    pool.softmax({ data: home, dims: [rows, 2] }, { out: home });
    expect(same(home, want)).toBe(true);
    pool.free(home);
  }
});

test("arrays of the library's own memory go through a pool like any other", () => {
  const x = allocate(Float32Array, 100_000);
  x.forEach((_, i) => {
    x[i] = (i % 91) / 7;
  });
  const dims = [100, 1000];
  for (const pool of pools) expect(same(pool.softmax({ data: x, dims }), softmax({ data: x, dims }))).toBe(true);
  free(x);
});

test('two thousand calls, large and small, give what the first gave', () => {
  const [pool] = pools;
  const x = pool.allocate(Float32Array, 40_000);
  const out = pool.allocate(Float32Array, 40_000);
  x.forEach((_, i) => {
    x[i] = (i % 113) / 9;
  });
  const shapes = [
    [400, 100],
    [4, 10],
    [2000, 20],
  ];
  const wanted = shapes.map(([rows, n]) => softmax({ data: x.slice(0, rows * n), dims: [rows, n] }).data);
  for (let call = 0; call < 2000; call += 1) {
    const [rows, n] = shapes[call % 3];
    const target = out.subarray(0, rows * n);
    target.fill(0);
    pool.softmax({ data: x.subarray(0, rows * n), dims: [rows, n] }, { out: target });
    if (!same(target, wanted[call % 3])) throw new Error(`call ${call} differs`);
  }
  pool.free(x);
  pool.free(out);
});
