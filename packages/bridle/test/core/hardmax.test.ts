import { hardmax } from 'bridle';
import { describe, expect, test } from 'vitest';

describe('hardmax', () => {
  test('is 1 at the largest entry, at the first of several, and 0 elsewhere', () => {
    expect(hardmax([1, 3, 2])).toEqual([0, 1, 0]);
    expect(hardmax([3, 1, 3])).toEqual([1, 0, 0]);
    expect(hardmax([0, -0])).toEqual([1, 0]);
    expect(hardmax(Uint8Array.of(0, 255))).toEqual(Float64Array.of(0, 1));
  });

  test('follows the table of edges: NaN, infinities, masks and nothing', () => {
    const nan = Number.NaN;
    expect(hardmax([1, nan])).toEqual([nan, nan]);
    expect(hardmax([-Infinity, -Infinity])).toEqual([nan, nan]);
    expect(hardmax([1, Infinity, Infinity])).toEqual([0, 1, 0]);
    expect(hardmax([-Infinity, -1e308])).toEqual([0, 1]);
    expect(hardmax([nan, 1, 2], { mask: [0, 1, 1] })).toEqual([0, 0, 1]);
    expect(hardmax([1, 2], { mask: [0, 0] })).toEqual([0, 0]);
    expect(hardmax([])).toEqual([]);
  });

  test('goes along any axis, over strides and segments, and in place', () => {
    expect(
      hardmax(
        [
          [1, 5],
          [4, 3],
        ],
        { axis: 0 },
      ),
    ).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const transposed = { data: [1, 5, 4, 3], dims: [2, 2], strides: [1, 2] };
    expect(hardmax(transposed)).toEqual({ data: [0, 1, 1, 0], dims: [2, 2] });
    expect(hardmax([1, 2, 9, 7], { segments: [0, 2, 4] })).toEqual([0, 1, 1, 0]);
    const x = Float32Array.of(1, 2);
    expect(hardmax(x, { out: x })).toBe(x);
    expect(x).toEqual(Float32Array.of(0, 1));
  });

  test('refuses options that would change nothing', () => {
    expect(() => hardmax([1], { temperature: 2 } as object)).toThrow('hardmax: expected no temperature, got 2');
    expect(() => hardmax([1], { weights: [2] } as object)).toThrow(TypeError);
  });
});
