import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { factor, solve } from '../../../src/learn/fit/cholesky.ts';
import { pack } from '../../../src/learn/fit/packed.ts';
import { factorPacked } from '../../../src/learn/fit/packed-cholesky.ts';
import { distance, randomDesign, randomFloats } from '../../helpers/designs.ts';

const random = seededRandom(31);
const rows = 5000;
const ones = { kind: 'codes' as const, first: 1, levels: 1, codes: new Int32Array(rows) };
const design = randomDesign(random, rows, 1, []);
const packed = () =>
  pack(
    { rows, columns: 2, blocks: [...design.blocks, ones] },
    { labels: new Int32Array(rows), weights: new Float64Array(rows).fill(1 / rows), classes: 2 },
  );

/** M·Mᵀ of a random M with so many columns. */
function squareOf(size: number, rank: number): Float64Array {
  const m = randomFloats(random, size * rank);
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [j, k] = [Math.floor(at / size) * rank, (at % size) * rank];
    let sum = 0;
    for (let i = 0; i < rank; i += 1) sum += m[j + i] * m[k + i];
    return sum;
  });
}

describe.each([127, 128, 129, 191, 192, 193, 260])('a matrix of order %i, by panels of 64 columns', (size) => {
  test('has the factor that cholesky.ts finds column by column', () => {
    const a = squareOf(size, size + 20);
    const [got, want] = [a.slice(), a.slice()];
    const problem = packed();
    expect(problem).not.toBe(null);
    factorPacked(problem, got, size);
    factor(want, size);
    expect(distance(got, want)).toBeLessThan(1e-10);
    expect(problem?.triangle !== null).toBe(size >= 128);
  });

  test('has 0 on the diagonal where a column depends on those before it, and still solves', () => {
    const a = squareOf(size, size + 20);
    const [from, to] = [3, size - 5]; // the same column twice
    for (let j = 0; j < size; j += 1) a[to * size + j] = a[from * size + j];
    for (let j = 0; j < size; j += 1) a[j * size + to] = a[j * size + from];
    const l = a.slice();
    factorPacked(packed(), l, size);
    expect(Array.from({ length: size }, (_, j) => l[j * (size + 1)] === 0).indexOf(true)).toBe(to);
    const x = randomFloats(random, size);
    x[to] = 0;
    const b = Float64Array.from(x, (_, j) => x.reduce((sum, value, k) => sum + a[j * size + k] * value, 0));
    solve(l, size, b);
    expect(distance(b, x)).toBeLessThan(1e-7);
  });
});
