import { featureNames } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { predictTable } from '../src/predict-table.ts';
import type { TrainOptions } from '../src/train-options.ts';
import { trainTable } from '../src/train-table.ts';
import { duckdb, example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();

const csv = (name: string, header: string, rows: number, line: (row: number) => string) =>
  file(name, `${header}\n${Array.from({ length: rows }, (_, row) => line(row)).join('\n')}\n`);
const train = (table: string, options: Partial<TrainOptions> = {}) =>
  trainTable({ table, target: 'y', out: file('x.model.json'), report: null, C: 1, ...options });

describe('a table that cannot be learned from is refused in one sentence', () => {
  test.each<[string, () => string, Partial<TrainOptions>, string]>([
    ['one row', () => csv('one.csv', 'y,x', 1, () => 'a,1'), {}, 'it has the one class "a", and learning needs two'],
    [
      'columns whose cells are all missing',
      () => csv('gaps.csv', 'y,x,z', 10, (row) => `${'ab'[row % 2]},,NA`),
      {},
      'No column is left to predict "y" from: "x" is all-missing, "z" is all-missing',
    ],
    [
      'a class for each of 100,000 rows',
      () => csv('rows.csv', 'y,x', 1e5, (row) => `k${row},${row % 17}`),
      {},
      'its 100000 values are all different',
    ],
    [
      '100,000 classes in somewhat more rows, of texts',
      () => csv('classes.csv', 'y,t', 1e5 + 500, (row) => `k${row % 1e5},text of row ${row}`),
      { text: ['t'] },
      '"y" has 100000 different values in 100500 rows, so that 100500 × 100000 probabilities need about',
    ],
    [
      'a learning rate of NaN',
      () => csv('rate.csv', 'y,x', 10, (row) => `${'ab'[row % 2]},${(row * row) % 7}`),
      { learningRate: Number.NaN },
      'learningRate: expected a finite number > 0, got NaN',
    ],
  ])('%s', async (_, table, options, sentence) => {
    await expect(train(table(), options)).rejects.toThrow(sentence);
  });

  test('classes that only products separate, without a penalty', async () => {
    const table = example('penguins');
    const interactions = ['bill_length_mm^2', 'island:bill_depth_mm'];
    const options = { target: 'sex', exclude: ['species'], interactions, l2: 0, summary: {} };
    const refused = trainTable({ table, out: file('s.model.json'), report: null, ...options });
    await expect(refused).rejects.toMatchObject({ code: 'separated-classes' });
  });
});

describe('a table that can be learned from is', () => {
  test('with a column whose cells are all missing, which is named', async () => {
    const table = csv('gap.csv', 'y,x,z', 20, (row) => `${'ab'[row % 2]},,${(row * row) % 7}`);
    const { leftOut, features } = await train(table);
    expect(leftOut).toEqual([{ name: 'x', reason: 'all-missing' }]);
    expect(features).toBe(1);
  });

  test('with more columns than rows, to the certified optimum', async () => {
    const columns = Array.from({ length: 60 }, (_, j) => `c${j}`);
    const cell = (row: number, j: number) => Math.round(1000 * Math.sin(row * 7.3 + j * j)) / 1000;
    const table = csv('wide.csv', `y,${columns}`, 12, (row) =>
      [row % 2, ...columns.map((_, j) => cell(row, j))].join(),
    );
    const { fit, features, trainRows } = await train(table);
    expect(features).toBeGreaterThan(trainRows);
    expect(fit.stop).toBe('optimum');
  });

  test('with a text of 10 MB and texts that are empty, which have no features', async () => {
    const words = ['alpha', 'beta', 'gamma', 'delta'];
    const long = Array.from({ length: 1.8e6 }, (_, i) => words[(i * 7919) % 4]).join(' ');
    expect(long.length).toBeGreaterThan(1e7);
    const text = (row: number) =>
      row === 3 ? long : row % 5 === 0 ? '' : `${words[row % 4]} of row ${row % 2 ? 'odd' : 'even'}`;
    const rows = Array.from({ length: 20 }, (_, row) => JSON.stringify({ y: 'ab'[row % 2], t: text(row) }));
    const table = file('long.jsonl', rows.join('\n'));
    const { model, fit } = await train(table, { text: ['t'], holdout: 0, ngrams: { words: [1, 1], chars: null } });
    expect(fit.stop).toBe('optimum');
    expect(featureNames(model.recipe)).toContain('t: alpha');
  });

  test('with Boolean values, a category of two levels that CSV, JSON and Parquet write alike', async () => {
    const value = (row: number) => row % 3 === 0;
    const table = csv('flags.csv', 'y,flag,x', 24, (row) => `${'ab'[(row >> 1) % 2]},${value(row)},${(row * row) % 7}`);
    const records = Array.from({ length: 24 }, (_, row) => JSON.stringify({ flag: value(row), x: (row * row) % 7 }));
    const json = file('flags.jsonl', records.join('\n'));
    const parquet = file('flags.parquet');
    await duckdb(`COPY (SELECT CAST(flag AS BOOLEAN) AS flag, x FROM '${table}') TO '${parquet}' (FORMAT parquet)`);
    const { model } = await train(table);
    expect(model.recipe.features[0]).toMatchObject({ kind: 'categorical', name: 'flag', levels: ['false', 'true'] });
    const predict = async (later: string) =>
      (await predictTable({ model: file('x.model.json'), table: later, out: null })).text;
    const expected = await predict(table);
    expect(await predict(json)).toBe(expected);
    expect(await predict(parquet)).toBe(expected);
  });
});
