import { allocate, free, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { sharedWorkspace } from '../../src/runtime/workspace.ts';
import { expectNear, expectSameBits } from '../helpers/float-rows.ts';
import { at } from '../helpers/levels.ts';

const MEGABYTE = 2 ** 20;

describe('allocate and free', () => {
  test('give arrays of zeros at whole cache lines, used again or not, and take them back once', () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const single = allocate(Float32Array, 100);
      const double = allocate(Float64Array, 33);
      expect(single).toEqual(new Float32Array(100));
      expect(double).toEqual(new Float64Array(33));
      expect([single.byteOffset % 64, double.byteOffset % 64]).toEqual([0, 0]);
      single.fill(7);
      double.fill(7);
      expect([free(single), free(double), free(single), free(double)]).toEqual([true, true, false, false]);
    }
    expect(free(new Float32Array(3))).toBe(false);
    expect(allocate(Float32Array, 0).length).toBe(0);
  });

  test('refuse what is no float array and what is no length', () => {
    const kind = new TypeError('allocate: expected Float32Array or Float64Array');
    for (const type of [Int32Array, Array, undefined, 'Float32Array']) {
      expect(() => allocate(type as never, 3)).toThrow(kind);
    }
    expect(() => allocate(Float32Array, '3' as never)).toThrow(
      new TypeError('allocate: expected length to be a number, got string'),
    );
    for (const length of [-1, 0.5, Number.NaN, Infinity, 2 ** 29 + 1]) {
      expect(() => allocate(Float32Array, length)).toThrow(
        new RangeError(`allocate: expected a length up to 2^31 bytes, got ${length}`),
      );
    }
  });

  test('return their room: 10,000 times of some arrays at a time need no more than the first', () => {
    const random = seededRandom(3);
    const buffers = new Set<ArrayBufferLike>();
    const held: Float64Array[] = [];
    let highest = 0;
    for (let k = 0; k < 10_000; k += 1) {
      const array = allocate(Float64Array, Math.floor(20_000 * random() ** 3));
      buffers.add(array.buffer);
      highest = Math.max(highest, array.byteOffset + array.byteLength);
      held.push(array);
      if (held.length === 20) for (const one of held.splice(0, 19)) expect(free(one)).toBe(true);
    }
    for (const one of held) free(one);
    expect(buffers.size).toBe(1);
    expect(highest).toBeLessThan(24 * MEGABYTE);
  });

  test('hold arrays of more than a memory is made with, on which softmax works without a copy', () => {
    const n = 17 * MEGABYTE + 5;
    const x = allocate(Float32Array, n);
    for (let i = 0; i < n; i += 1) x[i] = (i % 64) / 8;
    const p = softmax(x, { out: x });
    const row = Float64Array.from({ length: 64 }, (_, i) => i / 8);
    const [total, head] = [logSumExp(row), logSumExp(row.slice(0, 5))];
    const sum = Math.floor(n / 64) * Math.exp(total) + Math.exp(head);
    for (const i of [0, 1, 63, 64, n >> 1, n - 1]) {
      expect(Math.abs(p[i] / (Math.exp((i % 64) / 8) / sum) - 1)).toBeLessThan(2 ** -23);
    }
    expect(free(x)).toBe(true);
  });

  test('give arrays apart from each other: those in one memory and in two', () => {
    const small = allocate(Float64Array, 1000).fill(1);
    const large = allocate(Float64Array, 9 * MEGABYTE);
    large.fill(2);
    expect(large.buffer).not.toBe(small.buffer);
    expectSameBits(softmax(small, { out: small }), new Float64Array(1000).fill(0.001));
    const head = large.subarray(0, 1000);
    expectSameBits(softmax(small, { out: head }), new Float64Array(1000).fill(0.001));
    expect(large[1000]).toBe(2);
    free(small);
    free(large);
  });
});

describe('arrays from elsewhere', () => {
  test('go through a window: the memory does not grow for a row of 2²⁴, and the result is right to the last place', () => {
    const before = sharedWorkspace()?.memory.buffer;
    const n = 2 ** 24;
    const x = new Float32Array(n);
    for (let i = 0; i < n; i += 1) x[i] = i % 4;
    const p = softmax(x);
    // A quarter of the row each: four probabilities over 2²², exactly.
    const four = softmax([0, 1, 2, 3]).map((v) => v / 2 ** 22);
    for (let i = 0; i < n; i += 99_991) {
      expect(Math.abs(p[i] - four[i % 4])).toBeLessThanOrEqual(0.7 * 2 ** -46 * (i % 4 > 1 ? 2 ** (i % 4) : 1));
    }
    expect(sharedWorkspace()?.memory.buffer).toBe(before);
    expect(before?.byteLength).toBeLessThan(8 * MEGABYTE);
    let naive = 0;
    for (let i = 0; i < n; i += 1) naive = Math.fround(naive + Math.exp(x[i]));
    expect(Math.abs(Math.exp(x[5]) / naive / four[1] - 1)).toBeGreaterThan(10 * 2 ** -24);
  });

  test('may lie in shared memory', () => {
    const x = new Float32Array(new SharedArrayBuffer(400)).fill(1);
    expect(Array.from(softmax(x)).every((v) => v === Math.fround(0.01))).toBe(true);
    const want = at('reference', () => softmax(Float32Array.from(x)));
    expectNear(softmax(x, { out: x }), want);
  });
});
