import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { factor, solve } from '../../../src/learn/fit/cholesky.ts';
import { blockOf, factorBlocks, sampleGrams, solveBlocks } from '../../../src/learn/tiles/blocks.ts';
import type { Tiles } from '../../../src/learn/tiles/layout.ts';
import { openTiles } from '../../../src/learn/tiles/tiles.ts';
import { distance, randomFloats } from '../../helpers/designs.ts';

const random = seededRandom(31);

/** Tiles of sparse columns with room for blocks of such an order. */
function tilesOf(
  values: readonly Float64Array[],
  rows: number,
  classes: number,
  order: number,
  bits: 32 | 64 = 64,
): Tiles {
  const entries = values.reduce((sum, x) => sum + x.filter((value) => value !== 0).length, 0);
  const lists = { values, centers: values.map(() => 0), keepZeros: values.map(() => false), entries };
  const x = { dims: [rows, values.length], bits, ...lists };
  const tiles = openTiles(x, { labels: new Int32Array(rows), classes }, { order, sample: rows });
  if (!tiles) throw new Error('no kernels');
  return tiles;
}

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

/** The lower triangle, the rest 0. */
const lower = (a: Float64Array, size: number) => a.map((x, at) => (at % size <= Math.floor(at / size) ? x : 0));

// Rows in fours and columns in pairs: every remainder of both.
describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 63, 64, 66, 129, 130])('blocks of order %i', (size) => {
  test('have the factors that cholesky.ts finds, and its solutions', () => {
    const matrices = [squareOf(size, size + 20), squareOf(size, size + 20)];
    const tiles = tilesOf([new Float64Array(10).fill(1)], 10, 2, size);
    const v = randomFloats(random, 2 * size);
    const want = v.slice();
    matrices.forEach((a, k) => {
      blockOf(tiles, k).set(a);
    });
    factorBlocks(tiles);
    solveBlocks(tiles, v);
    matrices.forEach((a, k) => {
      const l = a.slice();
      factor(l, size);
      expect(distance(lower(blockOf(tiles, k), size), lower(l, size))).toBeLessThan(1e-10);
      solve(l, size, want, k * size);
    });
    expect(distance(v, want)).toBeLessThan(1e-9);
  });
});

describe.each([6, 7, 8, 9, 63, 64, 66, 129, 130])('blocks of order %i', (size) => {
  test('have 0 on the diagonal where a column depends on those before it, and still solve', () => {
    const a = squareOf(size, size + 20);
    const [from, to] = [1, size - 2]; // the same column twice
    for (let j = 0; j < size; j += 1) a[to * size + j] = a[from * size + j];
    for (let j = 0; j < size; j += 1) a[j * size + to] = a[j * size + from];
    const tiles = tilesOf([new Float64Array(10).fill(1)], 10, 2, size);
    for (const k of [0, 1]) blockOf(tiles, k).set(a);
    factorBlocks(tiles);
    expect(Array.from({ length: size }, (_, j) => blockOf(tiles, 0)[j * (size + 1)] === 0).indexOf(true)).toBe(to);
    const x = randomFloats(random, size);
    x[to] = 0;
    const b = Float64Array.from(x, (_, j) => x.reduce((sum, value, k) => sum + a[j * size + k] * value, 0));
    const v = Float64Array.of(...b, ...b);
    solveBlocks(tiles, v);
    expect(distance(v, Float64Array.of(...x, ...x))).toBeLessThan(1e-7);
  });
});

// Each residue of the lanes that take ten, four or both; more rows than a band.
describe.each([32, 64] as const)('the Gram matrices of sparse columns of float%i', (bits) => {
  test.each([1, 2, 4, 5, 8, 10, 11, 14, 18])('for %i weightings are those of the definition', (count) => {
    const [rows, features] = [700, 7];
    const values = Array.from({ length: features }, () =>
      randomFloats(random, rows).map((x) => (x < 0.3 ? 0 : Math.fround(x))),
    );
    const index = [6, 0, 2, 1, 3, 5, 4];
    const order = features + 1;
    const sample = Int32Array.from({ length: 450 }, (_, s) => (s * 11) % rows);
    const vs = Array.from({ length: count }, () => randomFloats(random, sample.length));
    const tiles = tilesOf(values, rows, count, order, bits);
    sampleGrams(tiles, sample, vs, index);
    vs.forEach((v, m) => {
      const gram = blockOf(tiles, m);
      for (let c = 0; c < features; c += 1) {
        const of = (f: (row: number) => number) => sample.reduce((sum, row, s) => sum + v[s] * f(row), 0);
        for (let d = 0; d <= c; d += 1) {
          const want = of((row) => values[c][row] * values[d][row]);
          expect(Math.abs(gram[index[c] * order + index[d]] - want)).toBeLessThan(1e-12);
        }
        expect(Math.abs(gram[features * order + index[c]] - of((row) => values[c][row]))).toBeLessThan(1e-12);
      }
    });
  });
});
