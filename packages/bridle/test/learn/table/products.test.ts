import { describe, expect, test } from 'vitest';
import { redundantProducts, referenceLevels } from '../../../src/learn/infer/treatment.ts';
import { type Model, serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { predict } from '../../../src/learn/model/predict.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import {
  featureNames,
  type NumericFeature,
  type ProductFeature,
  type Recipe,
} from '../../../src/learn/table/features.ts';
import { interactionName, parseInteraction } from '../../../src/learn/table/interactions.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import type { Table } from '../../../src/learn/table/table.ts';
import { denseOf } from '../../helpers/designs.ts';
import { modelOf } from '../../helpers/models.ts';
import { tableOf } from '../../helpers/tables.ts';

describe('a product of columns', () => {
  test.each<[string, string, [string, number][]]>([
    [
      'a:b',
      'a:b',
      [
        ['a', 1],
        ['b', 1],
      ],
    ],
    [' x ^ 2 ', 'x^2', [['x', 2]]],
    [
      'a : b c:x^9',
      'a:b c:x^9',
      [
        ['a', 1],
        ['b c', 1],
        ['x', 9],
      ],
    ],
    [
      '"a:b":"c^2"^3',
      '"a:b":"c^2"^3',
      [
        ['a:b', 1],
        ['c^2', 3],
      ],
    ],
    [
      '"say ""no""": "y"',
      '"say ""no""":y',
      [
        ['say "no"', 1],
        ['y', 1],
      ],
    ],
    [
      '"":" a"',
      '"":" a"',
      [
        ['', 1],
        [' a', 1],
      ],
    ],
  ])('%s is written as %s', (text, name, expected) => {
    const factors = parseInteraction(text);
    expect(factors.map((factor) => [factor.name, factor.power])).toEqual(expected);
    expect(interactionName(factors)).toBe(name);
    expect(parseInteraction(name)).toEqual(factors);
  });

  test.each([
    '',
    'a',
    ':',
    'a:',
    ':b',
    'a:a',
    'a^2:a',
    'x^1',
    'x^0',
    'x^10',
    'x^-2',
    'x^',
    'a:b:c:d',
    '"a:b',
    'a"b:c',
    'a,b:c',
    'a::b',
  ])('of "%s" is none', (text) => {
    expect(() => parseInteraction(text)).toThrowError(
      expect.objectContaining({ name: 'RecipeError', code: 'bad-interaction' }),
    );
  });
});

const table = tableOf({
  x: [1, 2, null, 4, 5, 6],
  z: [2, 0.5, 3, -1, 2, 8],
  c: ['u', 'v', 'u', 'w', 'v', 'u'],
  d: ['p', 'q', null, 'p', 'q', 'q'],
  y: ['0', '1', '0', '1', '0', '1'],
});
const learn = (interactions: string[], more = {}) =>
  learnRecipe(table, { target: 'y', standardize: false, interactions, ...more });
const columnsOfDesign = (recipe: Recipe, of: Table = table) => {
  const dense = denseOf(applyRecipe(recipe, of).design);
  const names = featureNames(recipe);
  return Object.fromEntries(names.map((name, j) => [name, dense.map((row) => row[j])]));
};

describe('the features of a product', () => {
  test('of numbers are their product, missing ones filled, and powers', () => {
    const { recipe } = learn(['x:z', 'x^2', 'x:z^2']);
    const x = [1, 2, 3.6, 4, 5, 6];
    const z = [2, 0.5, 3, -1, 2, 8];
    const made = columnsOfDesign(recipe);
    expect(Object.keys(made)).toEqual([
      ...['x', 'x is missing', 'z', 'c = u', 'c = v', 'c = w', 'd = p', 'd = q', 'd is missing'],
      ...['x:z', 'x^2', 'x:z^2'],
    ]);
    expect(made['x:z']).toEqual(x.map((one, i) => one * z[i]));
    expect(made['x^2']).toEqual(x.map((one) => one * one));
    expect(made['x:z^2']).toEqual(x.map((one, i) => one * z[i] * z[i]));
  });

  test('of a category and a number are the number where a row has the category, and of categories 1 where it has both', () => {
    const { recipe } = learn(['c:z', 'c:d', 'c:d:z']);
    const made = columnsOfDesign(recipe);
    expect(made['c = u:z']).toEqual([2, 0, 3, 0, 0, 8]);
    expect(made['c = w:z']).toEqual([0, 0, 0, -1, 0, 0]);
    expect(made['c = v:d = q']).toEqual([0, 1, 0, 0, 1, 0]);
    expect(made['c = u:d is missing']).toEqual([0, 0, 1, 0, 0, 0]);
    expect(made['c = v:d = p']).toBeUndefined();
    expect(made['c = u:d = q:z']).toEqual([0, 0, 0, 0, 0, 8]);
  });

  test('are standardised as a column of the same numbers is, with weights too', () => {
    const weights = [1, 2, 1, 3, 1, 1];
    const { recipe } = learn(['z^2', 'c:z'], { standardize: true, weights });
    const moments = ({ parts: [part] }: ProductFeature) => {
      const { mean, scale } = part as NumericFeature;
      return { mean, scale };
    };
    const [square, byCategory] = recipe.features.slice(-2) as ProductFeature[];
    const column = (name: string, values: number[]) => {
      const { recipe: alone } = learnRecipe(tableOf({ [name]: values, y: [0, 1, 0, 1, 0, 1] }), {
        target: 'y',
        weights,
      });
      return alone.features[0];
    };
    const z = [2, 0.5, 3, -1, 2, 8];
    expect(
      column(
        'a',
        z.map((one) => one * one),
      ),
    ).toMatchObject(moments(square));
    expect(column('a', [2, 0, 3, 0, 0, 8])).toMatchObject(moments(byCategory));
  });

  test('are 0 for a combination that was not in training; its categories are known, so nothing is counted for it', () => {
    const { recipe } = learn(['c:d', 'c:z']);
    const later = tableOf({ x: [1, 1], z: [3, 3], c: ['v', 'other'], d: ['p', 'q'] });
    expect(applyRecipe(recipe, later).unseen).toEqual([{ column: 'c', level: 'other', count: 1 }]);
    const made = columnsOfDesign(recipe, later);
    expect(made['c = v:z']).toEqual([3, 0]);
    expect(Object.entries(made).filter(([name, [first]]) => name.startsWith('c = v:d') && first !== 0)).toEqual([]);
  });

  test('of a column that is left out are left out, and of a combination of zeros too', () => {
    const flat = tableOf({ k: [3, 3, 3], x: [0, 0, 2], c: ['a', 'a', 'b'], y: [0, 1, 1] });
    const { recipe, leftOut } = learnRecipe(flat, { target: 'y', interactions: ['k:x', 'c:x'] });
    expect(leftOut).toEqual([
      { name: 'k', reason: 'constant' },
      { name: 'k:x', reason: 'constant' },
    ]);
    expect(featureNames(recipe)).toEqual(['x', 'c = a', 'c = b', 'c = b:x']);
  });

  test.each<[string[], string, string]>([
    [['x:none'], 'no-such-column', 'There is no column "none"'],
    [['x:y'], 'not-a-factor', 'the column "y" is the target'],
    [['c^2'], 'not-a-factor', 'the column "c" contains categories, which have no powers'],
    [['x:z', 'x : z'], 'same-name', 'a column or another product of the name "x:z"'],
  ])('%s is refused by name', (interactions, code, sentence) => {
    expect(() => learn(interactions)).toThrowError(
      expect.objectContaining({ code, message: expect.stringContaining(sentence) }),
    );
  });

  test('of texts and dates are refused, as is one of a column that has its name', () => {
    const other = tableOf({
      t: ['a b', 'b c', 'a c', 'b b'],
      day: ['2024-01-01', '2024-02-03', '2024-05-05', '2024-07-01'],
      'x:w': [1, 2, 3, 4],
      x: [1, 2, 3, 5],
      w: [2, 1, 4, 3],
      y: [0, 1, 0, 1],
    });
    const how = { target: 'y', texts: ['t'], dates: [{ name: 'day', form: 'year-month-day' as const }] };
    const refused = (product: string) => () => learnRecipe(other, { ...how, interactions: [product] });
    expect(refused('t:x')).toThrow('the column "t" contains texts');
    expect(refused('day:x')).toThrow('the column "day" contains dates');
    expect(refused('x:w')).toThrow('There is a column or another product of the name "x:w"');
    expect(featureNames(learnRecipe(other, { ...how, interactions: ['"x:w":x'] }).recipe).at(-1)).toBe('x:w:x');
  });

  test('beyond 1e140 are refused with the row, and more than 1000 columns of numbers by their number', () => {
    const large = tableOf({ x: [1, 1e80, 3], y: [0, 1, 1] });
    expect(() => learnRecipe(large, { target: 'y', interactions: ['x^2'] })).toThrow(
      'Row 2 of the column "x^2" is 1e+160',
    );
    const rows = Array.from({ length: 2200 }, (_, i) => i);
    const wide = tableOf({
      c: rows.map((i) => `k${i % 1100}`),
      x: rows.map((i) => (i * 7) % 13),
      y: rows.map((i) => i % 2),
    });
    expect(() => learnRecipe(wide, { target: 'y', interactions: ['c:x'] })).toThrow(
      '"c:x" has 1100 combinations of categories',
    );
  });
});

describe('the redundant features of a product', () => {
  test('without a penalty are those of reference levels', () => {
    const { recipe } = learn(['c:z', 'c:d', 'x:z']);
    const names = featureNames(recipe);
    const references = referenceLevels(recipe, { c: 'v' });
    expect(redundantProducts(recipe, references).map((j) => names[j])).toEqual([
      ...['c = v:z', 'c = u:d = p', 'c = v:d = q', 'c = w:d = p'],
    ]);
  });
});

describe('a model with products', () => {
  const { recipe } = learn(['c:z', 'c:d', 'x^2'], { standardize: true });
  const width = featureNames(recipe).length;
  const weights = Float64Array.from({ length: 2 * width }, (_, j) => Math.sin(j + 1));
  const model: Model = { ...modelOf(table, 'y'), recipe, weights };

  test('is written as version 3, so that earlier readers name it as newer, and predicts with the same bits', () => {
    const text = serializeModel(model);
    expect(JSON.parse(text).version).toBe(3);
    const read = parseModel(text);
    expect(read.recipe).toEqual(recipe);
    expect(predict(read, table).probabilities).toEqual(predict(model, table).probabilities);
  });

  test.each<[string, (product: ProductFeature) => object, string]>([
    ['a column that is not there', () => ({ factors: ['nobody', 'z'] }), 'factors[0]'],
    ['no columns', () => ({ factors: [] }), 'factors'],
    ['a column that is no name', () => ({ factors: [3] }), 'factors[0]'],
    ['no numbers among its columns', () => ({ factors: ['c'] }), 'parts[0].name'],
    ['a combination beyond the levels', (p) => ({ parts: [{ ...p.parts[0], name: '3' }] }), 'parts[0].name'],
    ['a combination that is no number', (p) => ({ parts: [{ ...p.parts[0], name: 'u' }] }), 'parts[0].name'],
    ['one combination twice', (p) => ({ parts: [p.parts[0], p.parts[0]] }), 'parts[1].name'],
    ['a mark of missing cells', (p) => ({ parts: [{ ...p.parts[0], hasMissing: true }] }), 'parts[0].name'],
    ['a scale of 0', (p) => ({ parts: [{ ...p.parts[0], scale: 0 }] }), 'parts[0].scale'],
  ])('is refused with %s', (_, change, field) => {
    const root = JSON.parse(serializeModel(model));
    const at = root.recipe.features.findIndex(({ name }: { name: string }) => name === 'c:z');
    Object.assign(root.recipe.features[at], change(root.recipe.features[at]));
    expect(() => parseModel(JSON.stringify(root))).toThrow(`recipe.features[${at}].${field}`);
  });
});
