import { describe, expect, test } from 'vitest';
import { serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { predict } from '../../../src/learn/model/predict.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { dateForm } from '../../../src/learn/table/date-columns.ts';
import type { DateForm } from '../../../src/learn/table/dates.ts';
import { countFeatures, featureNames, type Recipe } from '../../../src/learn/table/features.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { denseOf } from '../../helpers/designs.ts';
import { modelOf } from '../../helpers/models.ts';
import { tableOf } from '../../helpers/tables.ts';

const formOf = (cells: (string | null)[]) => {
  const levels = [...new Set(cells.filter((cell) => cell !== null))];
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(cell)));
  return dateForm({ kind: 'categorical', name: 'd', levels: [...levels, 'unused'], codes });
};

describe('dateForm', () => {
  test.each<[string, (string | null)[], DateForm | null]>([
    ['year first, whatever the mark, and gaps', ['2024-01-02', null, '2024/1/3', '2024.1.4'], 'year-month-day'],
    ['a day above 12 tells the order', ['03/04/2024', '25/04/2024'], 'day-month-year'],
    ['or one in the middle', ['03/04/2024', '03/25/2024'], 'month-day-year'],
    ['months', ['2024-01', '2024-12'], 'year-month'],
    ['times', ['07:30', '23:59'], 'time'],
    ['texts', ['a', 'b'], null],
    ['some dates among texts', ['2024-01-02', 'b', 'c'], null],
    ['nothing', [null], null],
  ])('%s', (_, cells, form) => {
    expect(formOf(cells)).toBe(form);
  });

  test('asks where no cell tells day and month apart, and names a cell that is not a date among dates', () => {
    expect(() => formOf(['03/04/2024', '04/05/2024'])).toThrow(
      expect.objectContaining({ code: 'ambiguous-date', facts: { column: 'd', row: 1, text: '03/04/2024' } }),
    );
    const days = Array.from({ length: 12 }, (_, i) => `2024-01-${10 + i}`);
    expect(() => formOf([...days, 'soon'])).toThrow(
      expect.objectContaining({ code: 'mixed-dates', facts: { column: 'd', row: 13, text: 'soon' } }),
    );
    expect(formOf([...days.slice(0, 5), 'soon'])).toBe(null);
  });
});

const when = ['2023-12-31 23:30', '2024-01-01 06:00', '2024-01-03 06:00', null];
const table = tableOf({ when, x: [1, 2, 3, 5], y: ['a', 'b', 'a', 'b'] });
const dates = [{ name: 'when', form: 'year-month-day' as const }];
const { recipe } = learnRecipe(table, { target: 'y', dates, standardize: false });

describe('a recipe with dates', () => {
  test('has year, month, weekday and hour as far as they vary, and the days elapsed since the first', () => {
    const names = ['when year', 'when month = 1', 'when month = 12', 'when weekday = Mon', 'when weekday = Wed'];
    const rest = ['when weekday = Sun', 'when hour = 6', 'when hour = 23', 'when time', 'when elapsed'];
    expect(featureNames(recipe)).toEqual([...names, ...rest, 'when elapsed is missing', 'x']);
    expect(countFeatures(recipe)).toBe(12);
    const { design, unseen } = applyRecipe(recipe, table);
    expect(unseen).toEqual([]);
    const rows = denseOf(design);
    const [year, elapsed, time] = [(2023 + 2024 + 2024) / 3, (23.5 / 24 + 1.25 + 3.25) / 3, 35.5 / 3];
    expect(rows[0]).toEqual([2023, 0, 1, 0, 0, 1, 0, 1, 23.5, 23.5 / 24, 0, 1]);
    expect(rows[1]).toEqual([2024, 1, 0, 1, 0, 0, 1, 0, 6, 1.25, 0, 2]);
    [year, 0, 0, 0, 0, 0, 0, 0, time, elapsed, 1, 5].forEach((x, j) => {
      expect(rows[3][j]).toBeCloseTo(x, 12);
    });
  });

  test('counts parts and missing dates that were not in training', () => {
    const known = tableOf({ when: when.slice(0, 3).map(String), y: ['a', 'b', 'a'] });
    const { recipe: without } = learnRecipe(known, { target: 'y', dates });
    const later = tableOf({ when: ['2024-07-01 06:00', null, '2024-01-01'] });
    expect(applyRecipe(without, later).unseen).toEqual([
      { column: 'when', level: null, count: 1 },
      { column: 'when month', level: '7', count: 1 },
      { column: 'when hour', level: '0', count: 1 },
    ]);
  });

  test('refuses a cell that is not a date, and numbers', () => {
    const odd = tableOf({ when: ['2024-01-01', '31.12.2023'], x: [1, 2] });
    expect(() => applyRecipe(recipe, odd)).toThrow(
      expect.objectContaining({ code: 'not-a-date', facts: { column: 'when', row: 2, text: '31.12.2023' } }),
    );
    expect(() => applyRecipe(recipe, tableOf({ when: [20240101], x: [1] }))).toThrow(
      /is "20240101", which is not a date/,
    );
  });

  test('leaves out a column whose only date is the same in every row', () => {
    const same = tableOf({ when: ['2024-01-01', '2024-01-01'], x: [1, 2], y: ['a', 'b'] });
    expect(learnRecipe(same, { target: 'y', dates }).leftOut).toEqual([{ name: 'when', reason: 'constant' }]);
  });

  test('is kept in the model file; every field of it is checked', () => {
    const model = { ...modelOf(tableOf({ x: [1, 2, 3], y: ['a', 'b', 'a'] }), 'y'), recipe };
    const whole = { ...model, weights: Float64Array.from({ length: 24 }, (_, i) => i / 7) };
    const back = parseModel(serializeModel(whole));
    expect(back).toEqual(whole);
    expect(predict(back, table)).toEqual(predict(whole, table));
    const damage: [string, (recipe: Recipe & { features: { [key: string]: unknown }[] }) => void][] = [
      ['recipe.features[0].form', (r) => Object.assign(r.features[0], { form: 'iso' })],
      ['recipe.features[0].form', (r) => Object.assign(r.features[0], { form: '__proto__' })],
      ['recipe.features[0].origin', (r) => Object.assign(r.features[0], { origin: 0.5 })],
      ['recipe.features[0].parts', (r) => Object.assign(r.features[0], { parts: [] })],
      ['recipe.features[0].parts[0]', (r) => Object.assign(r.features[0], { parts: [null] })],
      [
        'recipe.features[0].parts[1].name',
        (r) =>
          Object.assign(r.features[0], {
            parts: [1, 1].map(() => (recipe.features[0] as { parts: object[] }).parts[0]),
          }),
      ],
      [
        'recipe.features[0].parts[0].name',
        (r) => Object.assign((r.features[0] as { parts: object[] }).parts[0], { name: 'constructor' }),
      ],
      [
        'recipe.features[0].parts[0].name',
        (r) => Object.assign((r.features[0] as { parts: object[] }).parts[0], { name: 'month' }),
      ],
    ];
    for (const [field, change] of damage) {
      const root = JSON.parse(serializeModel(whole));
      change(root.recipe);
      expect(() => parseModel(JSON.stringify(root)), field).toThrow(
        expect.objectContaining({ code: 'bad-field', facts: expect.objectContaining({ field }) }),
      );
    }
  });
});
