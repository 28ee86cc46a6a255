// What tests of kernels do with rows of floats: call the functions on them, put them elsewhere, compare the results.

import { allocate, logSoftmax, logSumExp, type Options, softmax } from 'bridle';
import { expect } from 'vitest';
import type { Floats } from './hard-rows.ts';

export const functions = { softmax, logSoftmax, logSumExp };
export const names = ['softmax', 'logSoftmax', 'logSumExp'] as const;
export type Name = (typeof names)[number];

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
function bitsOf(x: Floats): Uint8Array {
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
