import { describe, expect, test } from 'vitest';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { countFeatures, featureNames, type Recipe } from '../../../src/learn/table/features.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { denseOf } from '../../helpers/designs.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const recipe: Recipe = {
  features: [
    { kind: 'numeric', name: 'x', fill: 2, mean: 1, scale: 4, hasMissing: true },
    { kind: 'categorical', name: 'c', levels: ['a', 'b'], hasMissing: true },
    { kind: 'numeric', name: 'z', fill: 5, mean: 0, scale: 1, hasMissing: false },
  ],
};

describe('applyRecipe', () => {
  test('fills float32 columns with the mean itself, not with the nearest float32', () => {
    const feature = { kind: 'numeric' as const, name: 'x', fill: 0.1, mean: 0, scale: 1, hasMissing: false };
    const column = { kind: 'numeric' as const, name: 'x', values: new Float32Array([Number.NaN, 0.5]) };
    const { design } = applyRecipe({ features: [feature] }, { rows: 2, columns: [column] });
    expect(denseOf(design)).toEqual([[0.1], [0.5]]);
    expect(Math.fround(0.1)).not.toBe(0.1);
  });

  test('gives ((missing ? fill : x) − mean)/scale and the 0/1 features, by the names of the columns', () => {
    const { design, unseen } = applyRecipe(
      recipe,
      tableOf({ z: [7, 8, 9], other: [1, 1, 1], c: ['b', null, 'a'], x: [5, null, 1] }),
    );
    expect(denseOf(design)).toEqual([
      [1, 0, 0, 1, 0, 7],
      [0.25, 1, 0, 0, 1, 8],
      [0, 0, 1, 0, 0, 9],
    ]);
    expect(unseen).toEqual([]);
  });

  test('an unseen level or gap is 0 in every feature, or filled, and counted', () => {
    const table = tableOf({ x: [1, 1, 1, 1], c: ['q', 'a', 'q', '__proto__'], z: [null, 1, null, 1] });
    const { design, unseen } = applyRecipe(recipe, table);
    expect(denseOf(design).map((row) => row.slice(2))).toEqual([
      [0, 0, 0, 5],
      [1, 0, 0, 1],
      [0, 0, 0, 5],
      [0, 0, 0, 1],
    ]);
    expect(unseen).toEqual([
      { column: 'c', level: 'q', count: 2 },
      { column: 'c', level: '__proto__', count: 1 },
      { column: 'z', level: null, count: 2 },
    ]);
    const strict: Recipe = { features: [{ kind: 'categorical', name: 'c', levels: ['a'], hasMissing: false }] };
    expect(applyRecipe(strict, tableOf({ c: [null, 'a'] })).unseen).toEqual([{ column: 'c', level: null, count: 1 }]);
  });

  test('reads numbers as levels where training had texts, and a column without any cell as either kind', () => {
    const levels: Recipe = { features: [{ kind: 'categorical', name: 'c', levels: ['1', '2.5'], hasMissing: false }] };
    expect(denseOf(applyRecipe(levels, tableOf({ c: [2.5, 1] })).design)).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const empty = { kind: 'categorical' as const, codes: new Int32Array([-1]), levels: [] };
    const table = { rows: 1, columns: ['x', 'c', 'z'].map((name) => ({ ...empty, name })) };
    expect(denseOf(applyRecipe(recipe, table).design)).toEqual([[0.25, 1, 0, 0, 1, 5]]);
  });

  test('refuses a table without a column that the recipe needs, and names the nearest', () => {
    expect(() => applyRecipe(recipe, tableOf({ X: [1], c: ['a'], z: [1] }))).toThrow(
      expect.objectContaining({ code: 'missing-column', facts: { column: 'x', nearest: 'X' } }),
    );
  });

  test('refuses text where it needs numbers, with the first such row, and numbers beyond ±1e140', () => {
    const levels = ['12', 'n/a'];
    const x = { kind: 'categorical' as const, name: 'x', codes: new Int32Array([-1, 1]), levels };
    const rest = tableOf({ c: ['a', 'a'], z: [1, 1] }).columns;
    expect(() => applyRecipe(recipe, { rows: 2, columns: [x, ...rest] })).toThrow(
      expect.objectContaining({ code: 'not-numeric', facts: { column: 'x', row: 2, text: 'n/a' } }),
    );
    expect(() => applyRecipe(recipe, tableOf({ x: [1e200], c: ['a'], z: [1] }))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });

  test('copies no column of numbers that has no gaps, and no one-hot feature is ever built', () => {
    const table = exampleTable('penguins');
    const { design } = applyRecipe(learnRecipe(table, { target: 'species' }).recipe, table);
    expect(design.columns).toBe(15);
    const iris = exampleTable('iris');
    const { blocks } = applyRecipe(learnRecipe(iris, { target: 'species' }).recipe, iris).design;
    const [numbers] = blocks;
    expect(numbers.kind === 'numbers' && numbers.values[0]).toBe(
      iris.columns[0].kind === 'numeric' && iris.columns[0].values,
    );
  });

  test('on the training rows standardised features have mean 0 and deviation 1', () => {
    const table = exampleTable('wine');
    const dense = denseOf(applyRecipe(learnRecipe(table, { target: 'cultivar' }).recipe, table).design);
    for (let j = 0; j < 13; j += 1) {
      expect(dense.reduce((sum, row) => sum + row[j], 0) / dense.length).toBeCloseTo(0, 12);
      expect(dense.reduce((sum, row) => sum + row[j] ** 2, 0) / dense.length).toBeCloseTo(1, 12);
    }
  });
});

describe('minCount', () => {
  const cells = ['a', 'a', 'b', 'c', null, 'a'];
  const table = tableOf({ x: cells, y: ['p', 'q', 'p', 'q', 'p', 'q'] });
  const { recipe } = learnRecipe(table, { target: 'y', minCount: 2 });

  test('joins the levels that fewer rows have, and those that are new, into one feature before "is missing"', () => {
    expect(recipe.features).toEqual([
      { kind: 'categorical', name: 'x', levels: ['a'], hasMissing: true, hasOther: true },
    ]);
    expect(featureNames(recipe)).toEqual(['x = a', 'x is another', 'x is missing']);
    expect(countFeatures(recipe)).toBe(3);
    const later = tableOf({ x: ['a', 'b', 'new', null] });
    const { design, unseen } = applyRecipe(recipe, later);
    expect(denseOf(design)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(unseen).toEqual([]);
  });

  test('joins nothing by default, and leaves out a column of which every level is rarer', () => {
    expect(learnRecipe(table, { target: 'y' }).recipe.features).toEqual([
      { kind: 'categorical', name: 'x', levels: ['a', 'b', 'c'], hasMissing: true },
    ]);
    const more = tableOf({ x: cells, z: [1, 2, 3, 4, 5, 6], y: ['p', 'q', 'p', 'q', 'p', 'q'] });
    expect(learnRecipe(more, { target: 'y', minCount: 4 }).leftOut).toEqual([{ name: 'x', reason: 'nearly-distinct' }]);
  });
});
