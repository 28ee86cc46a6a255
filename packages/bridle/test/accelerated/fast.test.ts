// The level fast: float32 rows of 24 entries and more in float32, within 2.75 ulp, down to subnormal results.

import { logSoftmax, logSumExp, softmax } from 'bridle';
import { describe, expect, test } from 'vitest';
import { PART } from '../../src/kernels/constants/rows.ts';
import { expectSameBits, functions, type Name, names, resultsOf } from '../helpers/float-rows.ts';
import { families, makeRows } from '../helpers/hard-rows.ts';
import { at } from '../helpers/levels.ts';

const fast = <T>(work: () => T) => at('fast', work);

/** The largest error in ulp of float32 against the reference in float64. */
function largestError(name: Name, x: Float32Array): number {
  const got = fast(() => resultsOf(name, x, [1, x.length]));
  const want = at('reference', () => resultsOf(name, Float64Array.from(x), [1, x.length]));
  let largest = 0;
  for (let i = 0; i < want.length; i += 1) {
    if (Object.is(got[i], Math.fround(want[i]))) continue;
    const exponent = Math.max(Math.floor(Math.log2(Math.abs(want[i]))), -126);
    largest = Math.max(largest, Math.abs(got[i] - want[i]) / 2 ** (exponent - 23));
  }
  return largest;
}

describe('the level fast', () => {
  test.each(names)('%s errs by at most 2.75 ulp', (name) => {
    let largest = 0;
    for (const family of Object.keys(families)) {
      for (const n of [24, 31, 32, 100, 300, 1000, 5000]) {
        for (let seed = 0; seed < 8; seed += 1) {
          const x = makeRows(Float32Array, family, 1, n, 100 * n + seed) as Float32Array;
          const error = largestError(name, x);
          expect(error, `${family}, ${n}, seed ${seed}`).toBeLessThanOrEqual(2.75);
          largest = Math.max(largest, error);
        }
      }
    }
    // Its sum in two words errs so little that the logarithm is as good as at auto.
    if (name !== 'logSumExp') expect(largest).toBeGreaterThan(0.6);
  });

  test('keeps gradual underflow, where float32 exponentials below 2⁻¹²⁶ would be 0', () => {
    const x = Float32Array.from({ length: 64 }, (_, i) => -80 - i / 2.5);
    x[0] = 0;
    const p = fast(() => softmax(x));
    const want = at('reference', () => softmax(x));
    expect(want.filter((v) => v > 0 && v < 2 ** -126).length).toBeGreaterThan(30);
    for (let i = 0; i < x.length; i += 1) {
      expect(Math.abs(p[i] - want[i])).toBeLessThanOrEqual(Math.max(2 ** -149, 2 ** -22 * want[i]));
      if (want[i] > 2 ** -149) expect(p[i]).toBeGreaterThan(0);
    }
  });

  test('finds a largest score beyond the first 256, where their shift would overflow', () => {
    for (const rise of [3, 5, 80, 500, 1000, 1e6]) {
      const x = Float32Array.from({ length: 3000 }, (_, i) => (i < 2990 ? Math.sin(i) : rise + Math.cos(i)));
      if (rise > 88) expect(x.map((v) => Math.exp(v - 1)).every(Number.isFinite)).toBe(false);
      for (const name of names) expect(largestError(name, x), `${name}, ${rise}`).toBeLessThanOrEqual(2.75);
    }
  });

  test('keeps the log-probability of a confident row, where the naive formula gives 0', () => {
    const x = new Float32Array(30).fill(-40);
    x[3] = 0;
    expect(Math.fround(Math.log(Math.fround(1 + 29 * Math.exp(-40))))).toBe(0);
    const want = at('reference', () => logSoftmax(x))[3];
    expect(want).toBeLessThan(0);
    expect(Math.abs(fast(() => logSoftmax(x))[3] / want - 1)).toBeLessThan(2 ** -22);
  });

  test('follows the table of edges', () => {
    const row = () => Float32Array.from({ length: 40 }, (_, i) => i % 7);
    const at40 = (i: number, value: number) => row().fill(value, i, i + 1);
    expect(fast(() => softmax(at40(3, Number.NaN))).every(Number.isNaN)).toBe(true);
    const bits = row();
    new Uint32Array(bits.buffer)[5] = 0x7fc12345;
    expect(fast(() => softmax(bits)).every(Number.isNaN)).toBe(true);
    expect(fast(() => softmax(at40(9, Number.POSITIVE_INFINITY)))[9]).toBe(1);
    expect(fast(() => softmax(at40(9, Number.NEGATIVE_INFINITY)))[9]).toBe(0);
    expect(fast(() => logSoftmax(at40(9, Number.NEGATIVE_INFINITY)))[9]).toBe(Number.NEGATIVE_INFINITY);
    expect(fast(() => softmax(new Float32Array(40).fill(Number.NEGATIVE_INFINITY))).every(Number.isNaN)).toBe(true);
    expect(fast(() => logSumExp(at40(0, Number.POSITIVE_INFINITY)))).toBe(Number.POSITIVE_INFINITY);
    const masked = new Float32Array(600).fill(Number.NEGATIVE_INFINITY, 0, 400);
    expect(fast(() => softmax(masked))[599]).toBe(Math.fround(1 / 200));
    const own = at40(3, Number.NaN);
    expect(fast(() => softmax(own, { out: own })).every(Number.isNaN)).toBe(true);
  });

  test('is the level auto for short and very long rows, other axes, temperatures, float64 and numbers', () => {
    const x = makeRows(Float32Array, 'scores of a classifier', 4, 100, 1) as Float32Array;
    const calls: (() => unknown)[] = [
      () => softmax(x.slice(0, 23)),
      () => softmax(x, { temperature: 0.7 }),
      () => softmax({ data: x, dims: [100, 4] }, { axis: 0 }),
      () => softmax(Float64Array.from(x)),
      () => softmax(Array.from(x)),
    ];
    for (const call of calls) expect(fast(call)).toEqual(at('auto', call));
    const long = makeRows(Float32Array, 'scores of a classifier', 1, PART + 1, 1) as Float32Array;
    expectSameBits(
      fast(() => softmax(long)),
      at('auto', () => softmax(long)),
    );
    expect(fast(() => functions.softmax(x))).not.toEqual(at('auto', () => functions.softmax(x)));
  });
});
