// Softmax and its family on a GPU against the core: every edge, the reported bugs, and the error promised.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reports } from '../vectors/reported-bugs.ts';
import { type GpuPage, openPage } from './browser.ts';
import type { Here } from './globals.ts';
import type { Errors } from './page.ts';

type Open = Here & { gpu: Awaited<ReturnType<Here['openGpu']>> };

let browser: GpuPage;
beforeAll(async () => {
  browser = await openPage();
  const adapter = await browser.page.evaluate(async () => {
    const here = globalThis as unknown as Open;
    here.gpu = await here.openGpu();
    return here.gpu.adapter;
  });
  console.log(`the GPU is ${Object.values(adapter).filter(Boolean).join(', ')}`);
});
afterAll(() => browser.close());

/** What is promised, in ulp; the table at the end shows what was found. */
const PROMISED: Errors = { softmax: 1.5, logSoftmax: 1.5, logSumExp: 1, crossEntropy: 1.5, gradient: 2 };
const found: Record<string, Errors> = {};
afterAll(() => console.table(found));

function record(what: string, errors: Errors): void {
  found[what] ??= { softmax: 0, logSoftmax: 0, logSumExp: 0, crossEntropy: 0, gradient: 0 };
  for (const name of Object.keys(errors) as (keyof Errors)[]) {
    found[what][name] = Math.max(found[what][name], Number(errors[name].toPrecision(3)));
    expect(errors[name], `${what}: ${name}`).toBeLessThanOrEqual(PROMISED[name]);
  }
}

describe('edges', () => {
  // Every row of up to three of these, under every mask of the row and each temperature: 819 × 8 rows.
  const values = [Number.NaN, Infinity, -Infinity, 0, -0, 1, -50, 3e38, -3e38];

  test.each([1, -1, 0, -0, 0.5, 100, Infinity, -Infinity])(
    'every row of NaN, infinities, zeros and large scores is as in the core, under every mask, at T = %s',
    async (temperature) => {
      const errors = await browser.page.evaluate(
        async ([values, temperature]) => {
          const { gpu, page } = globalThis as unknown as Open;
          const worst: Record<string, number> = {};
          for (const length of [1, 2, 3]) {
            const count = values.length ** length;
            const data = Float32Array.from({ length: count * length }, (_, i) => {
              return values[Math.floor(Math.floor(i / length) / values.length ** (i % length)) % values.length];
            });
            for (let kept = 0; kept < 2 ** length; kept += 1) {
              const mask = Array.from({ length }, (_, i) => (kept >> i) & 1);
              const errors = await page.errorsOf(gpu, data, [count, length], { temperature, mask });
              for (const [name, error] of Object.entries(errors)) worst[name] = Math.max(worst[name] ?? 0, error);
            }
          }
          return worst as Errors;
        },
        [values, temperature] as const,
      );
      record(`edges, T = ${Object.is(temperature, -0) ? '−0' : temperature}`, errors);
    },
  );

  test('rows without entries, and batches without rows', async () => {
    const results = await browser.page.evaluate(async () => {
      const { gpu } = globalThis as unknown as Open;
      const empty = { data: new Float32Array(0), dims: [2, 0] };
      const none = { data: new Float32Array(0), dims: [0, 3] };
      return [
        await gpu.softmax([]),
        await gpu.logSumExp([]),
        await gpu.logSumExp([], { temperature: -1 }),
        [...(await gpu.logSumExp(empty)).data],
        (await gpu.softmax(empty)).dims,
        (await gpu.logSumExp(none)).dims,
        await gpu.crossEntropy(none, []),
      ];
    });
    expect(results).toEqual([[], -Infinity, Infinity, [-Infinity, -Infinity], [2, 0], [0], Number.NaN]);
  });
});

describe('reported bugs', () => {
  type Call = [
    name: 'softmax' | 'logSoftmax' | 'logSumExp' | 'crossEntropy',
    x: number[],
    target?: number | undefined,
    temperature?: number,
  ];
  const { POSITIVE_INFINITY: inf } = Number;
  /** The reports that are about what the GPU computes, by their numbers, in float32. */
  const calls: Record<number, Call> = {
    1: ['logSumExp', [0, -40]],
    2: ['logSoftmax', [0, -40]],
    3: ['logSumExp', []],
    4: ['softmax', [1, 1, inf]],
    6: ['softmax', [-inf, 0, inf]],
    9: ['crossEntropy', [1e8, 1e8], 1],
    18: ['softmax', [inf, 1]],
    21: ['logSoftmax', [1000, 1]],
    22: ['softmax', [-100, -100]],
    23: ['softmax', [-249.87, -424.13, -460.29, 378.097, -292.61]],
    24: ['softmax', [8, 18, 28, 38, 48]],
    32: ['softmax', [1, 2], undefined, 0],
  };

  test.each(Object.entries(calls))('#%s is right', async (number, call) => {
    const report = reports.find((one) => one.number === Number(number));
    const got = await browser.page.evaluate(async ([name, x, target, temperature = 1]: Call) => {
      const { gpu } = globalThis as unknown as Open;
      if (name === 'crossEntropy') return gpu.crossEntropy(x, target as number);
      return gpu[name](x, { temperature });
    }, call);
    const right = [report?.right].flat() as number[];
    const values = [got].flat().slice(0, right.length);
    expect(values.length).toBe(right.length);
    right.forEach((value, i) => {
      const exact = value === 0 || !Number.isFinite(value);
      if (exact) expect(values[i]).toBe(value);
      else expect(Math.abs(values[i] / value - 1)).toBeLessThanOrEqual(Math.max(report?.within ?? 0, 2 ** -22));
    });
  });
});

test('a kernel that takes exponentials as they are fails where this one does not', async () => {
  const rows = [
    [1000, 1000],
    [0, -40],
    [-100, -100],
  ];
  const results = await browser.page.evaluate(async (rows) => {
    const { gpu, page } = globalThis as unknown as Open;
    const [naive, naiveLogs] = [await page.naive(gpu.device, rows, false), await page.naive(gpu.device, rows, true)];
    return { naive, naiveLogs, ours: await gpu.softmax(rows), logs: await gpu.logSoftmax(rows) };
  }, rows);
  expect(results.naive[0]).not.toEqual([0.5, 0.5]);
  expect(results.naive[2]).not.toEqual([0.5, 0.5]);
  expect(results.naiveLogs[1][0]).toBeCloseTo(0, 12);
  expect(Math.abs(results.naiveLogs[1][0] / -4.248354255291589e-18 - 1)).toBeGreaterThan(0.5);
  expect(results.ours[0]).toEqual([0.5, 0.5]);
  expect(results.ours[2]).toEqual([0.5, 0.5]);
  expect(results.logs[1][0] / -4.248354255291589e-18).toBeCloseTo(1, 6);
});

describe('the error promised', () => {
  // The first family takes every length around those where the kernel changes, the others some of them.
  const lengths = [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 255, 256, 257, 1000, 1023, 1024, 1025, 2047, 2049, 4095, 4096];
  const some = [1, 2, 3, 17, 257, 1025];

  test.each([
    'normal',
    'uniform from −80 to 20',
    'spread over the range of the exponential',
    'large, near each other',
    'to ±1e30',
    'to the largest floats',
    'ascending',
    'descending',
    'constant',
    'subnormal',
  ])('holds for rows %s', async (family) => {
    for (const temperature of [1, 0.37, -3]) {
      const errors = await browser.page.evaluate(
        async ([family, lengths, temperature]) => {
          const { gpu, page } = globalThis as unknown as Open;
          const worst: Record<string, number> = {};
          for (const n of [...lengths, 4097, 9000]) {
            const rows = n < 100 ? 300 : 3;
            const data = page.makeRows(family, rows, n, n);
            const errors = await page.errorsOf(gpu, data, [rows, n], { temperature }, n);
            for (const [name, error] of Object.entries(errors)) worst[name] = Math.max(worst[name] ?? 0, error);
          }
          return worst as Errors;
        },
        [family, family === 'normal' ? lengths : some, temperature] as const,
      );
      record(family, errors);
    }
  });

  test('holds along every axis, under a mask for each entry, for rows short and long', async () => {
    for (const dims of [
      [3, 5, 7],
      [2, 300, 3],
      [2, 5000, 2],
    ]) {
      for (const axis of dims.keys()) {
        const errors = await browser.page.evaluate(
          async ([dims, axis]) => {
            const { gpu, page } = globalThis as unknown as Open;
            const size = dims.reduce((a, b) => a * b, 1);
            const data = page.makeRows('normal', 1, size, 7);
            const mask = page.makeRows('normal', 1, size, 8).map((x) => Number(x > -1));
            return page.errorsOf(gpu, data, dims, { axis, mask });
          },
          [dims, axis] as const,
        );
        record('axes and masks', errors);
      }
    }
  });

  test('holds for a row of 2²⁴ entries', async () => {
    const errors = await browser.page.evaluate(async () => {
      const { gpu, bridle, page } = globalThis as unknown as Open;
      const random = page.seededRandom(24);
      const data = Float32Array.from({ length: 2 ** 24 }, () => 8 * random());
      const sum = bridle.logSumExp(Float64Array.from(data));
      const probabilities = await gpu.softmax(data);
      let mass = 0;
      let worst = 0;
      for (let i = 0; i < data.length; i += 1) {
        mass += probabilities[i];
        if (i % 64 === 0) worst = Math.max(worst, page.ulps(probabilities[i], bridle.exp(data[i] - sum)));
      }
      return { softmax: worst, mass };
    });
    expect(errors.softmax).toBeLessThanOrEqual(PROMISED.softmax);
    expect(errors.mass).toBeCloseTo(1, 9);
  });
});
