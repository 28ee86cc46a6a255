// Tensors that are on the GPU and stay there: float32 and float16, at any offset, in place, under masks and with
// classes that are there too; devices with little room; and that nothing is left behind.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GpuPage, openPage } from './browser.ts';
import type { Here } from './globals.ts';

type Open = Here & { gpu: Awaited<ReturnType<Here['openGpu']>> };
type HalfArray = {
  new (length: number): Float32Array;
  from(values: ArrayLike<number>): Uint16Array<ArrayBuffer> & Float32Array;
};

let browser: GpuPage;
beforeAll(async () => {
  browser = await openPage();
  await browser.page.evaluate(async () => {
    const here = globalThis as unknown as Open;
    here.gpu = await here.openGpu();
  });
});
afterAll(() => browser.close());

describe('a tensor on the GPU', () => {
  test('gives a tensor on the GPU in a buffer of its own, with the bits that an array gives', async () => {
    const result = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const data = page.makeRows('normal', 3, 1000, 1) as Float32Array<ArrayBuffer>;
      const dims = [3, 1000];
      const x = { buffer: page.upload(gpu.device, data), dims, type: 'float32' as const };
      const equal = [];
      for (const name of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
        const there = await gpu[name](x, { temperature: 0.7 });
        const here = await gpu[name]({ data, dims }, { temperature: 0.7 });
        const bits = new Uint32Array(await page.download(gpu.device, there.buffer));
        const wanted = new Uint32Array(here.data.buffer);
        equal.push([there.type, there.dims, bits.length === wanted.length && bits.every((b, i) => b === wanted[i])]);
        there.buffer.destroy();
      }
      const untouched = new Float32Array(await page.download(gpu.device, x.buffer)).every((v, i) => v === data[i]);
      return { equal, untouched };
    });
    expect(result).toEqual({
      equal: [
        ['float32', [3, 1000], true],
        ['float32', [3, 1000], true],
        ['float32', [3], true],
      ],
      untouched: true,
    });
  });

  test('may begin anywhere in its buffer, and so may out, whose neighbours stay as they are', async () => {
    const faults = await browser.page.evaluate(async () => {
      const { gpu, page, bridle } = globalThis as unknown as Open;
      const { Float16Array: Half } = globalThis as unknown as { Float16Array: HalfArray };
      const wrong: string[] = [];
      for (const type of ['float32', 'float16'] as const) {
        // Rows of odd length share words; 5,001 goes in chunks; 70 lies beyond the first 256 bytes.
        for (const dims of [
          [5, 7],
          [4, 257],
          [3, 1],
          [3, 5001],
          [3, 5, 2],
        ]) {
          for (const [offset, outOffset] of [
            [0, 1],
            [3, 0],
            [1, 5],
            [2, 2],
            [171, 170],
          ]) {
            const size = dims.reduce((a, b) => a * b, 1);
            const values = page.makeRows('normal', 1, size + offset + 2, size + offset);
            const all = type === 'float16' ? Half.from(values) : (values as Float32Array<ArrayBuffer>);
            const marks = new Array(size + outOffset + 3).fill(9);
            const before = type === 'float16' ? Half.from(marks) : Float32Array.from(marks);
            const x = { buffer: page.upload(gpu.device, all), dims, type, offset };
            const out = { buffer: page.upload(gpu.device, before), dims, type, offset: outOffset };
            const axis = dims.length === 3 ? 1 : -1;
            const result = await gpu.softmax(x, { out, axis });
            const bytes = await page.download(gpu.device, out.buffer);
            const got = Array.from(type === 'float16' ? new Half(bytes as never) : new Float32Array(bytes));
            const data = Float64Array.from(all.subarray(offset, offset + size));
            const want = bridle.softmax({ data, dims }, { axis }).data;
            const what = `${type} [${dims}] from ${offset} to ${outOffset}`;
            if (result !== out) wrong.push(`${what}: not out`);
            const margin = type === 'float16' ? 8192 * 0.501 : 1.5;
            const floor = type === 'float16' ? 2 ** -25 * 1.001 : 0;
            want.forEach((value, i) => {
              const place = got[outOffset + i];
              if (page.ulps(place, value) > margin && Math.abs(place - value) > floor)
                wrong.push(`${what}: ${i}: ${place}, not ${value}`);
            });
            const others = [...got.slice(0, outOffset), ...got.slice(outOffset + size, marks.length)];
            if (others.some((mark) => mark !== 9)) wrong.push(`${what}: a neighbour changed`);
            x.buffer.destroy();
            out.buffer.destroy();
          }
        }
      }
      return wrong;
    });
    expect(faults).toEqual([]);
  });

  test('may be its own out, or share a buffer with it', async () => {
    const result = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const buffer = page.upload(gpu.device, Float32Array.of(0, 0, 1, 1, 1, 1, 5, 5));
      const first = { buffer, dims: [1, 2], type: 'float32' as const };
      await gpu.softmax(first, { out: first });
      await gpu.softmax({ ...first, dims: [1, 4], offset: 2 }, { out: { ...first, dims: [4], offset: 4 } });
      return [...new Float32Array(await page.download(gpu.device, buffer))];
    });
    expect(result).toEqual([0.5, 0.5, 1, 1, 0.25, 0.25, 0.25, 0.25]);
  });

  test('holds every half float there is: of rows of one entry, log-sum-exp gives them back', async () => {
    const faults = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const codes = Uint16Array.from({ length: 65536 }, (_, code) => code);
      const x = { buffer: page.upload(gpu.device, codes), dims: [65536, 1], type: 'float16' as const };
      const sums = await gpu.logSumExp(x);
      const got = new Uint16Array(await page.download(gpu.device, sums.buffer));
      const isNan = (code: number) => (code & 0x7fff) > 0x7c00;
      return codes.filter((code) => (isNan(code) ? !isNan(got[code]) : got[code] !== (code === 0x8000 ? 0 : code)))
        .length;
    });
    expect(faults).toBe(0);
  });

  test('of half floats is rounded once more, to nearest even, into subnormal numbers and to infinity', async () => {
    const errors = await browser.page.evaluate(async () => {
      const { gpu, page, bridle } = globalThis as unknown as Open;
      const { Float16Array: Half } = globalThis as unknown as { Float16Array: HalfArray };
      const rows = 40;
      const data = Half.from(
        page.makeRows('uniform from −80 to 20', rows, 301, 5).map((x) => (x > 19.9 ? 65504 : x / 4)),
      );
      const x = { buffer: page.upload(gpu.device, data), dims: [rows, 301], type: 'float16' as const };
      const truth = { data: Float64Array.from(data), dims: [rows, 301] };
      let worst = 0;
      for (const name of ['softmax', 'logSoftmax'] as const) {
        for (const temperature of [1, 0.25]) {
          const { buffer } = await gpu[name](x, { temperature });
          const got = new Half((await page.download(gpu.device, buffer)) as never);
          const want = bridle[name](truth, { temperature }).data;
          for (let i = 0; i < want.length; i += 1) {
            const size = Math.abs(want[i]);
            const last = Math.max(2 ** Math.floor(Math.log2(size)), 2 ** -14) * 2 ** -10;
            const isInfinite = size >= 65520;
            const error = isInfinite
              ? Number(got[i] !== Math.sign(want[i]) * Infinity)
              : Math.abs(got[i] - want[i]) / last;
            worst = Math.max(worst, error);
          }
        }
      }
      return worst;
    });
    expect(errors).toBeLessThanOrEqual(0.501);
  });

  test('takes a mask that is on the GPU, in bytes or words, or here', async () => {
    const results = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const x = {
        buffer: page.upload(gpu.device, Float32Array.of(1, 1, 1, 1, 1, 1)),
        dims: [2, 3],
        type: 'float32' as const,
      };
      const bytes = page.upload(gpu.device, Uint8Array.of(9, 1, 0, 1, 0, 0, 255));
      const words = page.upload(gpu.device, Uint32Array.of(0, 256, 1));
      const masks = [
        { buffer: bytes, dims: [2, 3], type: 'bool' as const, offset: 1 },
        { buffer: words, dims: [3], type: 'uint32' as const },
        [true, false, true],
        { data: Uint8Array.of(0, 0, 0, 1, 0, 0), dims: [2, 3] },
      ];
      return Promise.all(
        masks.map(async (mask) => {
          const { buffer } = await gpu.softmax(x, { mask });
          return [...new Float32Array(await page.download(gpu.device, buffer))];
        }),
      );
    });
    expect(results).toEqual([
      [0.5, 0, 0.5, 0, 0, 1],
      [0, 0.5, 0.5, 0, 0.5, 0.5],
      [0.5, 0, 0.5, 0.5, 0, 0.5],
      [0, 0, 0, 1, 0, 0],
    ]);
  });

  test('gives its k largest and their places on the GPU', async () => {
    const result = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const { Float16Array: Half } = globalThis as unknown as { Float16Array: HalfArray };
      const data = Half.from([1, 5, 3, 5, 2, 9, 9, 0, -1, -2]);
      const x = { buffer: page.upload(gpu.device, data), dims: [2, 5], type: 'float16' as const };
      const { values, indices } = await gpu.topK(x, 3);
      const halves = new Half((await page.download(gpu.device, values.buffer)) as never);
      return [
        values.dims,
        indices.type,
        [...halves].slice(0, 6),
        [...new Int32Array(await page.download(gpu.device, indices.buffer))],
      ];
    });
    expect(result).toEqual([[2, 3], 'int32', [5, 5, 3, 9, 9, 0], [1, 3, 2, 0, 1, 2]]);
  });
});

describe('cross-entropy', () => {
  test('takes classes from the GPU; one that there is not makes its row NaN, ignoreIndex leaves a row out', async () => {
    const result = await browser.page.evaluate(async () => {
      const { gpu, page } = globalThis as unknown as Open;
      const x = { buffer: page.upload(gpu.device, new Float32Array(8)), dims: [4, 2], type: 'float32' as const };
      const target = {
        buffer: page.upload(gpu.device, Int32Array.of(9, 0, 1, -100, 2)),
        dims: [4],
        type: 'int32' as const,
        offset: 1,
      };
      const { loss, gradient } = await gpu.crossEntropyGradient(x, target, { ignoreIndex: -100, reduction: 'none' });
      const inRange = { ...target, dims: [3] };
      const three = { ...x, dims: [3, 2] };
      const mean = await gpu.crossEntropyGradient(three, inRange, { ignoreIndex: -100 });
      const read = async (buffer: typeof x.buffer) => [...new Float32Array(await page.download(gpu.device, buffer))];
      return {
        losses: await read(loss.buffer),
        gradient: await read(gradient.buffer),
        mean: mean.loss,
        meanGradient: await read(mean.gradient.buffer),
      };
    });
    const ln2 = Math.fround(Math.LN2);
    expect(result).toEqual({
      losses: [ln2, ln2, 0, Number.NaN],
      gradient: [-0.5, 0.5, 0.5, -0.5, 0, 0, Number.NaN, Number.NaN],
      mean: ln2,
      meanGradient: [-0.25, 0.25, 0.25, -0.25, 0, 0],
    });
  });

  test('alone gives the same losses as with its gradient, and the mean and sum of the core', async () => {
    const result = await browser.page.evaluate(async () => {
      const { gpu, page, bridle } = globalThis as unknown as Open;
      const pairs: number[][] = [];
      for (const n of [7, 5000]) {
        const x = { data: page.makeRows('normal', 50, n, n), dims: [50, n] };
        const classes = Array.from({ length: 50 }, (_, r) => (r % 9 === 0 ? -1 : r % n));
        for (const reduction of ['mean', 'sum'] as const) {
          const options = { reduction, ignoreIndex: -1 };
          const both = await gpu.crossEntropyGradient(x, classes, options);
          const alone = await gpu.crossEntropy(x, classes, options);
          const truth = { data: Float64Array.from(x.data), dims: x.dims };
          const want = bridle.crossEntropy.gradient(truth, classes, options).data;
          pairs.push([
            both.loss - alone,
            page.ulps(alone, bridle.crossEntropy(truth, classes, options)),
            page.largest(both.gradient.data, want),
          ]);
        }
      }
      return pairs;
    });
    for (const [difference, loss, gradient] of result) {
      expect(difference).toBe(0);
      expect(loss).toBeLessThanOrEqual(1.5);
      expect(gradient).toBeLessThanOrEqual(2);
    }
  });
});

describe('a device with little room', () => {
  test('takes arrays and tensors in slabs, with the same bits', async () => {
    const result = await browser.page.evaluate(async () => {
      const { gpu, openGpu, page } = globalThis as unknown as Open;
      const limits = { maxStorageBufferBindingSize: 2 ** 14, maxComputeWorkgroupsPerDimension: 3 };
      const small = await openGpu({
        device: page.altered(gpu.device, { limits }),
      });
      const same: boolean[] = [];
      for (const [dims, axis] of [
        [[60, 201], 1],
        [[30, 20, 7], 1],
        [[5, 2000], -1],
      ] as const) {
        const size = dims.reduce((a, b) => a * b, 1);
        const data = page.makeRows('normal', 1, size, 3) as Float32Array<ArrayBuffer>;
        const mask = Array.from(data, (x) => x > -2);
        const options = { axis, mask };
        const equal = (a: ArrayLike<number>, b: ArrayLike<number>) =>
          a.length === b.length && Array.prototype.every.call(a, (value, i) => Object.is(value, b[i]));
        const whole = await gpu.softmax({ data, dims }, options);
        same.push(equal((await small.softmax({ data, dims }, options)).data, whole.data));
        const there = { buffer: page.upload(gpu.device, data), dims, type: 'float32' as const };
        const { buffer } = await small.softmax(there, options);
        same.push(equal(new Float32Array(await page.download(gpu.device, buffer)), whole.data));
        const best = await small.topK({ data, dims }, 3, { axis });
        same.push(equal(best.indices.data, (await gpu.topK({ data, dims }, 3, { axis })).indices.data));
      }
      const tooLong = await page.outcome(small.softmax(new Float32Array(4096)));
      small.close();
      return { same, tooLong };
    });
    expect(result.same).toEqual(new Array(9).fill(true));
    expect(result.tooLong).toBe(
      'RangeError: softmax: expected rows of at most 4032 entries side by side on this device, got 4096',
    );
  });
});

describe('what is opened', () => {
  test('leaves no buffer behind: calls use the same ones again, and close destroys them all', async () => {
    const counts = await browser.page.evaluate(async () => {
      const { gpu, openGpu, page } = globalThis as unknown as Open;
      const live = new Set<object>();
      let made = 0;
      const device = page.altered(gpu.device, {
        createBuffer: (descriptor) => {
          const buffer = gpu.device.createBuffer(descriptor);
          const destroy = buffer.destroy.bind(buffer);
          buffer.destroy = () => {
            live.delete(buffer);
            destroy();
          };
          live.add(buffer);
          made += 1;
          return buffer;
        },
      });
      const watched = await openGpu({ device });
      const x = page.makeRows('normal', 1, 5000, 2);
      const buffer = page.upload(gpu.device, new Float32Array(4));
      const notStorage = page.upload(gpu.device, new Float32Array(4), 0);
      const round = async () => {
        await watched.softmax(x);
        await watched.logSumExp(x);
        await watched.crossEntropyGradient([1, 2, 3], 0);
        await watched.topK(x, 5);
        await watched.softmax(x, { mask: [1] }).catch(() => {});
      };
      const failing = async () => {
        const there = { buffer, dims: [2, 2], type: 'float32' as const };
        await watched.softmax(there, { mask: [1] }).catch(() => {});
        const unfit = { ...there, buffer: notStorage };
        await watched.crossEntropyGradient(unfit, [0, 0]).catch(() => {});
        await watched.topK(unfit, 1).catch(() => {});
      };
      await round();
      const first = [made, live.size];
      for (let i = 0; i < 60; i += 1) await round();
      const last = [made, live.size];
      for (let i = 0; i < 20; i += 1) await failing();
      const failed = live.size;
      const running = watched.softmax(x).catch(() => {});
      watched.close();
      await running;
      // The device is its owner's, and still works.
      return {
        grown: last.map((count, i) => count - first[i]),
        failed: failed - last[1],
        left: live.size,
        still: await gpu.softmax([0, 0]),
      };
    });
    expect(counts).toEqual({ grown: [0, 0], failed: 0, left: 0, still: [0.5, 0.5] });
  });

  test('answers calls that run at the same time each with its own result', async () => {
    const wrong = await browser.page.evaluate(async () => {
      const { gpu } = globalThis as unknown as Open;
      const results = await Promise.all(Array.from({ length: 50 }, (_, i) => gpu.logSumExp([i, i])));
      return results.filter((sum, i) => sum !== Math.fround(i + Math.LN2));
    });
    expect(wrong).toEqual([]);
  });

  test('says what is wrong with what it is given', async () => {
    const errors = await browser.page.evaluate(async () => {
      const { gpu, openGpu, page } = globalThis as unknown as Open;
      const { outcome } = page;
      const data = new Float32Array(4);
      const x = { buffer: page.upload(gpu.device, data), dims: [2, 2], type: 'float32' as const };
      const closed = await openGpu();
      closed.close();
      const lost = await openGpu();
      lost.device.destroy();
      await lost.device.lost;
      return [
        await outcome(gpu.softmax({ ...x, dims: [3, 2] })),
        await outcome(gpu.softmax({ ...x, type: 'int32' })),
        await outcome(gpu.softmax(x, { out: new Float32Array(4) })),
        await outcome(gpu.softmax(data, { out: x })),
        await outcome(gpu.softmax(data, { out: new Float32Array(3) })),
        await outcome(gpu.softmax(data, { temperature: 1e-30 })),
        await outcome(gpu.softmax(data, { weights: [1, 1, 1, 1] } as object)),
        await outcome(gpu.softmax('scores' as never)),
        await outcome(gpu.softmax(data, { axis: 1 })),
        await outcome(gpu.softmax(data, { mask: [1, 0] })),
        await outcome(gpu.softmax({ dims: [2 ** 25], buffer: x.buffer, type: 'float32' })),
        await outcome(gpu.crossEntropy(data, 4)),
        await outcome(gpu.crossEntropy([[1, 2]], [0, 1])),
        await outcome(closed.softmax(data)),
        await outcome(lost.softmax(data)),
        await outcome(openGpu({ device: 3 as never })),
        await outcome(
          openGpu({ device: page.altered(gpu.device, { limits: { maxComputeInvocationsPerWorkgroup: 128 } }) }),
        ),
        await outcome(gpu.softmax({ ...x, buffer: page.upload(gpu.device, data, 0) })),
      ];
    });
    expect(errors).toEqual([
      'RangeError: softmax: expected x.buffer of at least 24 bytes, got 16',
      "TypeError: softmax: expected x of type 'float32' or 'float16', got 'int32'",
      'TypeError: softmax: expected out to be a tensor on the GPU, as x is',
      'TypeError: softmax: expected out to be an array, as x is, got a tensor on the GPU',
      'RangeError: softmax: expected out.length 4, got 3',
      'RangeError: softmax: expected |temperature| from 2⁻⁶⁰ to 2⁶⁰, 0 or ∞, got 1e-30',
      'TypeError: softmax: expected no weights, got Array',
      'TypeError: softmax: expected an array, a typed array or a tensor { data, dims }, got string',
      'RangeError: softmax: expected an axis from -1 to 0, got 1',
      'RangeError: softmax: expected mask of length 4, got 2',
      'RangeError: softmax: expected x.buffer of at least 134217728 bytes, got 16',
      'RangeError: crossEntropy: expected a class from 0 to 3, got 4 in row 0',
      'RangeError: crossEntropy: expected 1 classes, got 2',
      'Error: softmax: this GPU was closed; open a new one',
      expect.stringMatching(/^Error: softmax: the GPU device was lost \(.+\); open a new one$/),
      'TypeError: openGpu: expected device to be a GPUDevice, got the number 3',
      'RangeError: openGpu: expected a device with 256 invocations to a workgroup, got 128',
      expect.stringMatching(/^Error: softmax: the GPU refused the work: ./),
    ]);
  });
});
