import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { decodeFloats, encodeFloats } from '../../../src/learn/model/base64.ts';

const numbers = new Float64Array([0, -0, 1, -1.5, Math.PI, 5e-324, 1.797e308, Infinity, Number.NaN, 1e-300]);

describe('base64 of float64', () => {
  test('is what other encoders write of the little-endian bytes, for every length modulo 3', () => {
    for (let n = 0; n < numbers.length; n += 1) {
      const part = numbers.slice(0, n);
      const bytes = Buffer.alloc(8 * n);
      part.forEach((x, i) => {
        bytes.writeDoubleLE(x, 8 * i);
      });
      expect(encodeFloats(part)).toBe(bytes.toString('base64'));
    }
  });

  test('gives every bit back, signed zeros and NaN included', () => {
    const back = decodeFloats(encodeFloats(numbers)) as Float64Array;
    expect(new BigUint64Array(back.buffer)).toEqual(new BigUint64Array(numbers.buffer));
  });

  test.each([
    ['of a length that is no multiple of 4', 'AAAAAAAAAAA'],
    ['of bytes that are no multiple of 8', 'AAAA'],
    ['with a foreign digit', 'AAAAAAAA-A8='],
    ['with a digit outside ASCII', 'AAAAAAAA가A8='],
    ['with a space', 'AAAAAAAA A8='],
    ['with padding inside', 'AA=AAAAAA8A='],
    ['with bits left over that are not 0', 'AAAAAAAAAAB='],
  ])('refuses a text %s', (_, text) => {
    expect(decodeFloats(text)).toBe(null);
  });
});
