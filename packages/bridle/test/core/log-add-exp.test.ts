import { logAddExp } from 'bridle';
import { describe, expect, test } from 'vitest';

const inf = Infinity;

describe('logAddExp', () => {
  test('adds two numbers in the logarithm', () => {
    expect(logAddExp(1000, 1000)).toBe(1000.6931471805599);
    expect(logAddExp(0, -40)).toBe(4.248354255291589e-18);
    expect(logAddExp(-1e308, 1e308)).toBe(1e308);
  });

  test('follows the edges of logSumExp', () => {
    expect(logAddExp(-inf, -inf)).toBe(-inf);
    expect(logAddExp(-inf, 3)).toBe(3);
    expect(logAddExp(inf, -inf)).toBe(inf);
    expect(logAddExp(Number.NaN, inf)).toBe(Number.NaN);
  });

  test('goes element by element; the first gives kind and shape', () => {
    expect(logAddExp(Float32Array.from([0, 1]), [0, 1])).toEqual(Float32Array.from([Math.LN2, 1.6931471805599454]));
    expect(logAddExp([[0], [1]], Uint8Array.from([0, 1]))).toEqual([[Math.LN2], [1.6931471805599454]]);
    const transposed = { data: [0, 1, 2, 3], dims: [2, 2], strides: [1, 2] };
    const none = [-inf, -inf, -inf, -inf];
    expect(logAddExp(transposed, none)).toEqual({ data: [0, 2, 1, 3], dims: [2, 2] });
  });

  test('refuses unequal sizes and what is not numbers', () => {
    expect(() => logAddExp([1, 2], [1])).toThrow(new RangeError('logAddExp: expected 2 entries, got 1'));
    expect(() => logAddExp('1' as never, [1])).toThrow(TypeError);
    expect(() => logAddExp([1], 1 as never)).toThrow(TypeError);
  });
});
