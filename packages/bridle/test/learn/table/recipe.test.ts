import { describe, expect, test } from 'vitest';
import { featureNames } from '../../../src/learn/table/features.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const y = ['a', 'b', 'a', 'b'];
const featureOf = (cells: (number | string | null)[], standardize = true) =>
  learnRecipe(tableOf({ x: cells, y: cells.map((_, i) => y[i % 4]) }), { target: 'y', standardize }).recipe.features[0];
const reasonOf = (cells: (number | string | null)[]) =>
  learnRecipe(tableOf({ x: cells, z: [1, 2, 3, 4], y }), { target: 'y' }).leftOut;

describe('learnRecipe', () => {
  test('standardises a number column by its mean and its deviation with divisor n', () => {
    expect(featureOf([1, 2, 3, 6])).toEqual({
      kind: 'numeric',
      name: 'x',
      fill: 3,
      mean: 3,
      scale: Math.sqrt(14 / 4),
      hasMissing: false,
    });
  });

  test('without standardising, numbers are used as they are and gaps still filled with the mean', () => {
    expect(featureOf([1, 2, null, 6], false)).toMatchObject({ fill: 3, mean: 0, scale: 1, hasMissing: true });
  });

  test('fills gaps with the median on request, of rows as often as their weights say', () => {
    const filled = (cells: (number | null)[], weights?: number[]) => {
      const table = tableOf({ x: cells, y: cells.map((_, i) => y[i % 4]) });
      const how = { target: 'y', fill: 'median' as const, ...(weights && { weights }) };
      return learnRecipe(table, how).recipe.features[0];
    };
    expect(filled([9, null, 1, 2])).toMatchObject({ fill: 2, mean: 4, hasMissing: true });
    expect(filled([9, 4, 1, 2])).toMatchObject({ fill: 3, mean: 4, hasMissing: false });
    expect(filled([9, null, 1, 2], [4, 1, 1, 1])).toMatchObject({ fill: 9 });
    expect(filled([9, null, 1, 2], [2, 1, 1, 1])).toMatchObject({ fill: 5.5 });
    const odd = { target: 'y', fill: 'mode' as 'mean' };
    expect(() => learnRecipe(tableOf({ x: [1, 2], y: ['a', 'b'] }), odd)).toThrow(
      'expected fill mean or median, got mode',
    );
  });

  test('learns mean and deviation of the known cells alone', () => {
    expect(featureOf([1, null, 3, null])).toMatchObject({ fill: 2, mean: 2, scale: 1, hasMissing: true });
  });

  test('keeps mean and deviation right at 1e9 ± 2⁻¹⁰, where the naive mean of squares has lost them', () => {
    const small = 2 ** -10; // exact beside 1e9
    const cells = [1e9 - small, 1e9 + small, 1e9 - small, 1e9 + small];
    const squares = cells.reduce((sum, x) => sum + x * x, 0) / 4 - (cells.reduce((sum, x) => sum + x, 0) / 4) ** 2;
    expect(Math.abs(Math.sqrt(Math.max(squares, 0)) - small)).toBeGreaterThan(1e-4);
    const feature = featureOf(cells) as { mean: number; scale: number };
    expect(feature.mean).toBe(1e9);
    expect(feature.scale).toBe(small);
  });

  test('takes the levels that occur, in the order of code units', () => {
    expect(featureOf(['b', 'a', 'b', null])).toEqual({
      kind: 'categorical',
      name: 'x',
      levels: ['a', 'b'],
      hasMissing: true,
    });
  });

  test('leaves out, and says why: empty, constant, all different texts, excluded', () => {
    expect(reasonOf([null, null, null, null])).toEqual([{ name: 'x', reason: 'all-missing' }]);
    expect(reasonOf([7, 7, 7, 7])).toEqual([{ name: 'x', reason: 'constant' }]);
    expect(reasonOf(['u', 'u', 'u', 'u'])).toEqual([{ name: 'x', reason: 'constant' }]);
    expect(reasonOf(['p', 'q', 'r', 's'])).toEqual([{ name: 'x', reason: 'all-distinct' }]);
    const table = tableOf({ x: [1, 2, 3, 4], z: [1, 2, 3, 4], y });
    expect(learnRecipe(table, { target: 'y', exclude: ['x'] }).leftOut).toEqual([{ name: 'x', reason: 'excluded' }]);
  });

  test('keeps a constant column with gaps, as the gaps may tell', () => {
    expect(featureOf([7, null, 7, null])).toMatchObject({ fill: 7, mean: 7, scale: 1, hasMissing: true });
    expect(featureOf(['u', null, 'u', null])).toMatchObject({ levels: ['u'], hasMissing: true });
  });

  test('leaves out of digits the three pixels that are never inked', () => {
    const { recipe, leftOut } = learnRecipe(exampleTable('digits'), { target: 'digit' });
    expect(leftOut.map(({ name }) => name)).toEqual(['p00', 'p40', 'p47']);
    expect(recipe.features.length).toBe(61);
  });

  test('refuses a target or an excluded name that is not there, and a table with nothing left to learn from', () => {
    const table = tableOf({ x: [1, 1, 1, 1], y });
    expect(() => learnRecipe(table, { target: 'Y' })).toThrow(expect.objectContaining({ code: 'no-such-column' }));
    expect(() => learnRecipe(table, { target: 'y', exclude: ['xx'] })).toThrow('the nearest is "x"');
    expect(() => learnRecipe(table, { target: 'y' })).toThrow(
      'No column is left to predict "y" from: "x" is constant.',
    );
  });

  test('refuses a number whose square would overflow, and names its row', () => {
    expect(() => featureOf([1, 2, 1e200, 3])).toThrow(
      expect.objectContaining({
        code: 'too-large',
        facts: { column: 'x', row: 3, value: '1e+200', largest: '1e+140' },
      }),
    );
  });
});

test('features are named for column and level, and for what is missing', () => {
  const { recipe } = learnRecipe(tableOf({ x: [1, 2, null, 3], c: ['u', 'v', 'u', null], y }), { target: 'y' });
  expect(featureNames(recipe)).toEqual(['x', 'x is missing', 'c = u', 'c = v', 'c is missing']);
});
