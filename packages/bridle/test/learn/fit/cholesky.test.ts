import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { factor, solve } from '../../../src/learn/fit/cholesky.ts';
import { distance, randomFloats } from '../../helpers/designs.ts';

/** B·Bᵀ for a random B of `size` rows and `rank` columns, coordinate i then scaled by scales[i]. */
function positive(size: number, rank: number, scales: (i: number) => number = () => 1): Float64Array {
  const b = randomFloats(seededRandom(4), size * rank);
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let m = 0; m < rank; m += 1) sum += b[i * rank + m] * b[j * rank + m];
    return sum * scales(i) * scales(j);
  });
}

const times = (a: Float64Array, x: Float64Array) =>
  x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * x.length + j] * value, 0));

describe('Cholesky', () => {
  test.each([1, 2, 7, 30])('solves A·x = b of order %i', (size) => {
    const a = positive(size, size + 2);
    const x = randomFloats(seededRandom(5), size);
    const b = times(a, x);
    factor(a, size);
    solve(a, size, b);
    expect(distance(b, x)).toBeLessThan(1e-9);
  });

  test('solves in place at an offset and leaves the rest alone', () => {
    const v = new Float64Array([9, 8, 6, 7]);
    solve(Float64Array.from([2, 0, 0, 1]), 2, v, 1);
    expect([...v]).toEqual([9, 2, 6, 7]);
  });

  test('is as accurate when coordinates are measured in 1e9 and 1e−9, where elimination by size would fail', () => {
    const scale = (i: number) => 10 ** (9 - 6 * i);
    const a = positive(4, 6, scale);
    expect(Math.max(...a) / Math.min(...a.filter((x) => x > 0))).toBeGreaterThan(1e25);
    const x = Float64Array.from([1, -2, 3, -4], (value, i) => value / scale(i));
    const b = times(a, x);
    factor(a, 4);
    solve(a, 4, b);
    expect(
      distance(
        b.map((value, i) => value * scale(i)),
        [1, -2, 3, -4],
      ),
    ).toBeLessThan(1e-9);
  });

  test('takes dependent coordinates out of the solution and solves for the others', () => {
    const a = positive(6, 3);
    const b = times(a, randomFloats(seededRandom(6), 6));
    const l = a.slice();
    factor(l, 6);
    const x = b.slice();
    solve(l, 6, x);
    expect([...x.slice(3)]).toEqual([0, 0, 0]);
    expect(distance(times(a, x), b)).toBeLessThan(1e-12);
  });

  test('of zero gives zero', () => {
    const a = new Float64Array(4);
    factor(a, 2);
    const x = new Float64Array([1, 2]);
    solve(a, 2, x);
    expect([...x]).toEqual([0, 0]);
  });
});
