import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GpuPage, openPage } from './browser.ts';
import type { Here } from './globals.ts';

type Open = Here & { gpu: Awaited<ReturnType<Here['openGpu']>> };

let browser: GpuPage;
beforeAll(async () => {
  browser = await openPage();
  await browser.page.evaluate(async () => {
    const here = globalThis as unknown as Open;
    here.gpu = await here.openGpu();
  });
});
afterAll(() => browser.close());

const topK = (x: number[], k: number, mask?: number[]) =>
  browser.page.evaluate(([x, k, mask]) => (globalThis as unknown as Open).gpu.topK(x, k, { mask }), [
    x,
    k,
    mask,
  ] as const);

describe('topK gives', () => {
  const { POSITIVE_INFINITY: inf, NaN: nan } = Number;

  test('the largest entries from the largest down, ties from the lowest index up', async () => {
    expect(await topK([1, 2, 2, 2, 3], 3)).toEqual({ values: [3, 2, 2], indices: [4, 1, 2] });
    expect(await topK([0, -0, 0, -0], 3)).toEqual({ values: [0, -0, 0], indices: [0, 1, 2] });
    expect(await topK(new Array(600).fill(7), 600)).toEqual({
      values: new Array(600).fill(7),
      indices: Array.from({ length: 600 }, (_, i) => i),
    });
  });

  test('infinities as the numbers that they are, subnormal numbers apart, and NaN never', async () => {
    expect(await topK([nan, inf, 1, -inf, nan], 4)).toEqual({ values: [inf, 1, -inf, -inf], indices: [1, 2, 3, -1] });
    expect((await topK([1e-45, 3e-45, 0, -1e-45], 4)).indices).toEqual([1, 0, 2, 3]);
  });

  test('−∞ at index −1 where a mask leaves too few', async () => {
    expect(await topK([5, 6, 7, 8], 3, [1, 0, 0, 1])).toEqual({ values: [8, 5, -inf], indices: [3, 0, -1] });
    expect(await topK([5, 6], 1, [0, 0])).toEqual({ values: [-inf], indices: [-1] });
  });

  test('what a sort gives, for rows of every length around those where the kernel changes, along any axis', async () => {
    const faults = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const wrong: string[] = [];
      const cases = [
        [1, 1],
        [3, 3],
        [256, 256],
        [257, 64],
        [65_536, 50],
        [65_537, 50],
      ];
      for (const [n, k] of [...cases, [140_000, 1024]]) {
        const random = page.seededRandom(n);
        for (const values of [8, 1e9]) {
          const rows = n < 300 ? 6 : 2;
          // Few different values make many ties.
          const data = Float32Array.from({ length: rows * n }, () => Math.floor(values * random()) - values / 2);
          const order = (at: (i: number) => number) =>
            Array.from({ length: n }, (_, i) => i)
              .sort((a, b) => at(b) - at(a) || a - b)
              .slice(0, k);
          const flat = await gpu.topK({ data, dims: [rows, n] }, k);
          const side = await gpu.topK({ data, dims: [n, rows] }, k, { axis: 0 });
          for (let r = 0; r < rows; r += 1) {
            const want = order((i) => data[r * n + i]);
            const wantSide = order((i) => data[i * rows + r]);
            for (let j = 0; j < k; j += 1) {
              const isRight =
                flat.indices.data[r * k + j] === want[j] && flat.values.data[r * k + j] === data[r * n + want[j]];
              const isSideRight = side.indices.data[j * rows + r] === wantSide[j];
              if (!isRight || !isSideRight) wrong.push(`${n}, ${k}, row ${r}, rank ${j}`);
            }
          }
        }
      }
      return wrong;
    });
    expect(faults).toEqual([]);
  });

  test('a RangeError for a k that a row or a workgroup cannot give, a TypeError for what has no meaning', async () => {
    const errors = await browser.page.evaluate(async () => {
      const { gpu } = globalThis as unknown as Open;
      const say = (one: Promise<unknown>) => one.then(String, (error: Error) => `${error.name}: ${error.message}`);
      return [
        await say(gpu.topK([1, 2], 3)),
        await say(gpu.topK([1, 2], 0.5)),
        await say(gpu.topK(new Float32Array(5000), 1025)),
        await say(gpu.topK([1, 2], 1, { temperature: 2 } as object)),
      ];
    });
    expect(errors).toEqual([
      'RangeError: topK: expected a whole k from 1 to 2, got 3',
      'RangeError: topK: expected a whole k from 1 to 2, got 0.5',
      'RangeError: topK: expected a whole k from 1 to 1024, got 1025',
      'TypeError: topK: expected no temperature, got 2',
    ]);
  });
});
