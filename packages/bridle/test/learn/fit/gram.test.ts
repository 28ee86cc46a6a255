import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { gramOf, squaresOf } from '../../../src/learn/fit/gram.ts';
import { denseOf, distance, randomDesign, randomFloats } from '../../helpers/designs.ts';

describe.each<[number, number, number[]]>([
  [5, 1, []],
  [5, 2, []],
  [127, 3, []],
  [128, 4, [2]],
  [300, 5, [3, 1, 4]],
  [40, 0, [2, 3]],
])('the Gram matrix of %i rows, %i numbers and levels %j', (rows, numbers, levels) => {
  const random = seededRandom(3);
  const design = randomDesign(random, rows, numbers, levels);
  const dense = denseOf(design);
  const { columns } = design;

  test('is Σ v·x·xᵀ over the rows that are named, however often', () => {
    const chosen = Int32Array.from({ length: rows + 3 }, () => Math.floor(random() * rows));
    const v = randomFloats(random, chosen.length);
    const gram = randomFloats(random, columns * columns);
    gramOf(design, chosen, v, gram);
    const expected = gram.map((_, at) => {
      const [j, l] = [Math.floor(at / columns), at % columns];
      return chosen.reduce((sum, row, s) => sum + v[s] * dense[row][j] * dense[row][l], 0);
    });
    expect(distance(gram, expected)).toBeLessThan(1e-11);
  });

  test('has the squares of each class as its diagonal', () => {
    const v = randomFloats(random, 2 * rows);
    const squares = randomFloats(random, 2 * columns);
    squaresOf(design, v, 2, squares);
    const expected = squares.map((_, at) => {
      const [k, j] = [Math.floor(at / columns), at % columns];
      return dense.reduce((sum, row, i) => sum + v[k * rows + i] * row[j] ** 2, 0);
    });
    expect(distance(squares, expected)).toBeLessThan(1e-11);
  });
});
