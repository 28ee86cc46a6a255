// Rows of floats that kernels find hard, by name, for both formats, and what results are compared with.

import { allocate, logSoftmax, logSumExp, type Options, softmax } from 'bridle';
import { expect } from 'vitest';
import { type Random, seededRandom } from '../../src/core/random.ts';

export type Floats = Float32Array | Float64Array;
export type FloatsConstructor = Float32ArrayConstructor | Float64ArrayConstructor;
export const formats: [name: string, type: FloatsConstructor][] = [
  ['float32', Float32Array],
  ['float64', Float64Array],
];

export const functions = { softmax, logSoftmax, logSumExp };
export const names = ['softmax', 'logSoftmax', 'logSumExp'] as const;
export type Name = (typeof names)[number];

type Make = (random: Random, i: number, n: number, single: boolean) => number;

export const families: Record<string, Make> = {
  'scores of a classifier': (random) => 12 * (random() + random() - 1),
  ascending: (_, i, n) => (700 * i) / n - 300,
  descending: (_, i, n) => 300 - (700 * i) / n,
  'a spread of 700 to 1,500': (random) => 1500 * random() - 750,
  'large, near each other': (random) => 1e6 * (1 + 1e-4 * random()),
  'to 1e30, in float64 to 1e300': (random, _, _n, single) => (single ? 1e30 : 1e300) * (random() - 0.5),
  subnormal: (random, _, _n, single) => (single ? 1e-38 : 1e-308) * random() * random(),
  'one far above the rest': (random, i, n) => (i === n >> 1 ? 50 : -30 * random()),
  'ties of the largest': (random) => Math.round(3 * random()),
  'nothing but −∞ beside one': (random, i) => (i === 0 ? random() : -Infinity),
};

export function makeRows(type: FloatsConstructor, family: string, rows: number, n: number, seed: number): Floats {
  const random = seededRandom(seed);
  const x = new type(rows * n);
  for (let i = 0; i < x.length; i += 1) x[i] = families[family](random, i % n, n, type === Float32Array);
  return x;
}

/** Results as an array, whatever the function gives. */
export function resultsOf(name: Name, x: Floats, dims: number[], options: Options = {}): Floats {
  const call = functions[name] as unknown as (x: unknown, options: Options) => unknown;
  const result = call({ data: x, dims }, options);
  return options.out === undefined ? (result as { data: Floats }).data : (result as Floats);
}

/** A copy in the kernels' memory. */
export function resident<F extends Floats>(x: F): F {
  const copy = allocate(x.constructor as Float64ArrayConstructor, x.length) as F;
  copy.set(x as Float64Array);
  return copy;
}

/** A copy that begins at an odd place of a larger array. */
export function misaligned<F extends Floats>(x: F): F {
  const room = new (x.constructor as Float64ArrayConstructor)(x.length + 3);
  room.set(x, 1);
  return room.subarray(1, x.length + 1) as F;
}

/** The bytes, so that results are the same to the bit; a NaN is one whatever its bits. */
export function bitsOf(x: Floats): Uint8Array {
  return new Uint8Array(x.map((v) => (Number.isNaN(v) ? Number.NaN : v)).buffer);
}

export function expectSameBits(got: Floats, want: Floats, message?: string): void {
  expect(Buffer.compare(bitsOf(got), bitsOf(want)), message).toBe(0);
}

/** Whether results are within 1 ulp (float32) or 2.5 (float64) of the reference's, which are within 0.51 of the truth. */
export function expectNear(got: Floats, want: Floats, message?: string): void {
  const [unit, least] = want instanceof Float32Array ? [2 ** -23, 2 ** -149] : [2.5 * 2 ** -52, 2 ** -1074];
  expect(got.length, message).toBe(want.length);
  for (let i = 0; i < want.length; i += 1) {
    if (Object.is(got[i], want[i]) || Math.abs(got[i] - want[i]) <= Math.max(unit * Math.abs(want[i]), least)) continue;
    expect(got[i], `${message ?? ''} at ${i}`).toBe(want[i]);
  }
}
