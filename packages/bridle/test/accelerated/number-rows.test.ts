// Arrays of numbers and integers: rows of up to 64 entries by the reference at every level, longer ones by the kernels of
// float64, whatever array they come in and wherever the results go.

import { logSoftmax, logSumExp, softmax } from 'bridle';
import { softmax as rounded } from 'bridle/reference';
import { describe, expect, test } from 'vitest';
import { WINDOW } from '../../src/runtime/workspace.ts';
import { expectSameBits, functions, names } from '../helpers/float-rows.ts';
import { at, atEachKernelLevel } from '../helpers/levels.ts';

type Call = (x: unknown, options?: object) => unknown;
const call = (name: (typeof names)[number]) => functions[name] as unknown as Call;

/** Whole numbers, so that integer arrays hold them too. */
const scores = (n: number, from = 0) => Array.from({ length: n }, (_, i) => ((from + i) * 7919) % 41);
const flat = (result: unknown) => [result as number[]].flat(9).map(Number);
const listed = (result: unknown) => (ArrayBuffer.isView(result) ? Array.from(result as Float64Array) : flat(result));

describe('rows of 64 entries and fewer', () => {
  test.each(names)('%s has the bits of the reference at auto', (name) => {
    for (const n of [1, 2, 10, 63, 64]) {
      for (const x of [
        scores(n),
        Int32Array.from(scores(n)),
        { data: scores(n), dims: [1, n] },
        [scores(n), scores(n)],
      ]) {
        expect(call(name)(x)).toEqual(at('reference', () => call(name)(x)));
      }
    }
  });
});

atEachKernelLevel(() => {
  describe('rows of more than 64 entries', () => {
    test.each(names)('%s of any array of numbers has the bits of Float64Array', (name) => {
      const f = call(name);
      for (const n of [65, 66, 1000, 5000]) {
        const x = scores(n);
        const want = listed(f(Float64Array.from(x)));
        expect(listed(f(x))).toEqual(want);
        expect(listed(f(Int32Array.from(x)))).toEqual(want);
        expect(listed(f(BigInt64Array.from(x.map(BigInt))))).toEqual(want);
        expect(listed((f({ data: x, dims: [1, n] }) as { data: unknown }).data)).toEqual(want);
        expect(flat(f([x, x]))).toEqual([...want, ...want]);
      }
    });

    test('a row that is longer than the window has the bits of Float64Array', () => {
      const x = scores(WINDOW / 8 + 3);
      const want = softmax(Float64Array.from(x));
      expectSameBits(Float64Array.from(softmax(x)), want);
      expect(softmax(x, { out: x })).toBe(x);
      expectSameBits(Float64Array.from(x), want);
    });

    test('some results differ in their bits from those of the reference, which bridle/reference keeps', () => {
      const x = scores(1000);
      expect(rounded(x)).toEqual(at('reference', () => softmax(x)));
      expect(softmax(x)).not.toEqual(at('reference', () => softmax(x)));
    });

    test('a row has the same bits among others, along another axis, in segments, with strides and in place', () => {
      const n = 100;
      const rows = Array.from({ length: 5 }, (_, r) => scores(n, r));
      const want = rows.map((row) => Array.from(softmax(Float64Array.from(row))));
      expect(softmax(rows)).toEqual(want);
      const columns = scores(n).map((_, i) => rows.map((row) => row[i]));
      const turned = Float64Array.from(columns.flat());
      const across = Array.from(softmax({ data: turned, dims: [n, 5] }, { axis: 0 }).data);
      expect(softmax(columns, { axis: 0 }).flat()).toEqual(across);
      expect(softmax({ data: rows.flat(), dims: [n, 5], strides: [1, n] }, { axis: 0 }).data).toEqual(across);
      const segments = rows.map((_, r) => r * n).concat(5 * n);
      expect(softmax(rows.flat(), { segments })).toEqual(want.flat());
      const own = rows.flat();
      expect(softmax({ data: own, dims: [5, n] }, { out: own })).toBe(own);
      expect(own).toEqual(want.flat());
    });

    test('short segments beside long ones have the bits of the reference', () => {
      const x = scores(300);
      const segments = [0, 0, 10, 110, 110, 174, 239, 300];
      const got = softmax(x, { segments });
      const reference = at('reference', () => softmax(x, { segments }));
      const doubles = Array.from(softmax(Float64Array.from(x), { segments }));
      for (let s = 1; s < segments.length; s += 1) {
        const [from, to] = [segments[s - 1], segments[s]];
        expect(got.slice(from, to)).toEqual((to - from > 64 ? doubles : reference).slice(from, to));
      }
      const sums = Array.from(logSumExp(x, { segments }) as ArrayLike<number>);
      expect(sums[0]).toBe(Number.NEGATIVE_INFINITY);
      expect(sums[2]).toBe(logSumExp(Float64Array.from(x.slice(10, 110))));
    });

    test('results go to arrays of any kind', () => {
      const x = scores(200);
      const want = Array.from(softmax(Float64Array.from(x)));
      for (const out of [new Array(200).fill(0), new Float64Array(200), new Float32Array(200)]) {
        expect(softmax(x, { out })).toBe(out);
        expect(Array.from(out)).toEqual(out instanceof Float32Array ? want.map(Math.fround) : want);
      }
      const room = new Int32Array(400);
      room.set(x);
      const over = new Float64Array(room.buffer);
      expect(Array.from(softmax(room.subarray(0, 200), { out: over }))).toEqual(want);
    });

    test('masks and weights have the bits that they have with Float64Array', () => {
      const x = scores(200);
      const mask = x.map((_, i) => i % 3 > 0);
      const weights = x.map((_, i) => i % 5);
      for (const options of [{ mask }, { weights }, { temperature: 0.7 }, { temperature: -2 }]) {
        expect(softmax(x, options)).toEqual(Array.from(softmax(Float64Array.from(x), options)));
        expect(logSoftmax(x, options)).toEqual(Array.from(logSoftmax(Float64Array.from(x), options)));
      }
    });

    test('rows with NaN, +∞ and −∞ follow the table of edges', () => {
      const x = scores(100);
      expect(softmax(x.with(3, Number.NaN)).every(Number.isNaN)).toBe(true);
      expect(softmax(x.with(3, Number.POSITIVE_INFINITY))).toEqual(x.map((_, i) => Number(i === 3)));
      expect(softmax(x.map(() => Number.NEGATIVE_INFINITY)).every(Number.isNaN)).toBe(true);
      expect(logSoftmax(x.with(3, Number.NEGATIVE_INFINITY))[3]).toBe(Number.NEGATIVE_INFINITY);
      const two = [x.with(3, Number.NaN), x];
      expect(softmax(two)[1]).toEqual(softmax(x));
      expect(logSumExp(x.with(0, Number.NaN))).toBeNaN();
    });

    test('a confident row keeps its largest log-probability, where the naive formula gives 0', () => {
      const x = new Array(100).fill(-50).with(0, 0);
      const naive = 0 - Math.log(x.reduce((sum, v) => sum + Math.exp(v), 0));
      expect(naive).toBe(0);
      const want = at('reference', () => logSoftmax(x))[0];
      expect(logSoftmax(x)[0] / want).toBeCloseTo(1, 15);
    });

    test('what is no number is named as before', () => {
      const x: unknown[] = scores(100);
      x[70] = '1';
      expect(() => softmax(x as number[])).toThrow('softmax: expected a number at [70], got string');
    });
  });
});
