// Files as people have them, by the letter of their kind: what a model keeps and decides.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../../src/evaluate-table.ts';
import { predictTable } from '../../src/predict-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { duckdb, example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const given = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('X: the model keeps the words for "no value"', () => {
  const numbers = Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? '조사안함,참' : `${(i % 7) + i / 9},거짓`));

  test.each([
    ['as given', given('X1-missing-word.csv'), 'kind', '?'],
    ['of a column of numbers, in Korean', file('x.csv', `값,답\n${numbers.join('\n')}\n`), '답', '조사안함'],
  ])('%s', async (name, table, target, word) => {
    const model = file(`${name}.json`);
    await trainTable({ table, target, missing: ['', word], out: model, report: null });
    const { evaluation, overrides, unseen } = await evaluateTable({ model, table });
    expect(evaluation.accuracy).toBe(1);
    expect({ overrides, unseen }).toEqual({ overrides: [], unseen: [] });
    // The file is one that other words would not read so.
    const other = evaluateTable({ model, table, missing: ['', 'NA'] }).then(({ evaluation: { accuracy } }) => accuracy);
    expect(await other.catch(() => 0)).toBeLessThan(1);
  });
});

describe("W: C is scikit-learn's", () => {
  type Reference = { table: string; C: number; classes: (string | number)[]; p: number[][] };
  const { fits } = JSON.parse(readFileSync(given('scikit-learn-c.json'), 'utf8')) as { fits: Reference[] };
  const target = { 'W1-two-classes.csv': 'kind', 'W2-two-texts.csv': 'state', 'iris.csv': 'species' };

  /** The probabilities of every row, trained on the raw numbers of all rows. */
  async function probabilities(name: string, penalty: { C: number } | { l2: number }): Promise<number[][]> {
    const table = name === 'iris.csv' ? example('iris') : given(name);
    const model = file(`w-${name}.json`);
    const how = { standardize: false, holdout: 0, report: null };
    const trained = await trainTable({
      table,
      target: target[name as keyof typeof target],
      out: model,
      ...how,
      ...penalty,
    });
    if ('C' in penalty) expect(trained.model.training.C).toBe(penalty.C);
    const { text } = await predictTable({ model, table, out: null });
    return (text ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(2).map(Number));
  }

  test.each(fits)('$table at C = $C gives the same probabilities to 1e-6', async ({ table, C, p }) => {
    const ours = await probabilities(table, { C });
    const differences = p.flatMap((row, i) => row.map((x, k) => Math.abs(x - ours[i][k])));
    expect(Math.max(...differences)).toBeLessThan(1e-6);
  });

  test('as reported: .242374 and .919422; λ = 1/(C·n) gives others', async () => {
    const rows = await probabilities('W1-two-classes.csv', { C: 0.1 });
    expect([rows[0][1], rows[23][1]].map((x) => x.toFixed(6))).toEqual(['0.242374', '0.919422']);
    const before = await probabilities('W1-two-classes.csv', { l2: 1 / (0.1 * 24) });
    expect([before[0][1], before[23][1]].map((x) => x.toFixed(6))).toEqual(['0.234358', '0.923706']);
  });
});

describe('S: row numbers, identifiers, copies of the target, near-distinct texts', () => {
  const order = file(
    's.csv',
    `주문번호,금액,지점코드,등급\n${Array.from({ length: 60 }, (_, i) => `${(i * 7919) % 65537},${(i * 37) % 101},${'서부'[i % 2]},${'AB'[i % 2]}`).join('\n')}\n`,
  );

  test.each([
    ['row numbers', given('S1-row-number.csv'), 'kind', [{ column: 'Id', code: 'row-numbers', left: true }]],
    [
      'near-distinct texts',
      given('S3-surnames.csv'),
      'kind',
      [{ column: 'surname', code: 'nearly-distinct', values: 33, rows: 60, left: true }],
    ],
    [
      'an order number, and a code that decides the target',
      order,
      '등급',
      [
        { column: '주문번호', code: 'row-identifiers', left: true },
        { column: '지점코드', code: 'decides-target', left: false },
      ],
    ],
  ])('%s are named before the training, and refused by a strict one', async (_, table, target, expected) => {
    const out = file('s.json');
    const seen: unknown[] = [];
    const options = { table, target, out, report: null };
    const { model, findings, leftOut } = await trainTable({
      ...options,
      onInferred: (found) => seen.push(found.findings),
    });
    expect(findings).toEqual(expected);
    expect(seen).toEqual([expected]);
    const left = expected.flatMap((finding) => (finding.left ? finding.column : []));
    expect(leftOut.map(({ name }) => name)).toEqual(left);
    expect(model.recipe.features.map(({ name }) => name)).not.toContain(left[0]);
    const refused = { code: 'strict', facts: { file: table, column: expected[0].column, finding: expected[0].code } };
    await expect(trainTable({ ...options, strict: true })).rejects.toMatchObject(refused);
  });

  test('are used where their kind is declared', async () => {
    const out = file('declared.json');
    const options = { table: given('S1-row-number.csv'), target: 'kind', out, report: null, strict: true };
    const { model } = await trainTable({ ...options, numeric: ['Id'] });
    expect(model.recipe.features.map(({ name }) => name)).toEqual(['Id', 'size']);
  });
});

describe('T: dates and times', () => {
  const minutes = (i: number) => new Date(Date.UTC(2023, 10, 1) + i * 86400000 * 3 + ((i * 17) % 24) * 3600000);
  const written = (i: number) => {
    const [day, time] = minutes(i).toISOString().split('T');
    return `${day.split('-').reverse().join('.')} ${time.slice(0, 5)}`;
  };
  const rows = Array.from({ length: 90 }, (_, i) => [written(i), minutes(i).getUTCHours() < 12 ? 'am' : 'pm']);
  const german = file('t.csv', `Zeit;Hälfte\n${rows.map((row) => row.join(';')).join('\n')}\n`);

  test.each([
    ['as given', given('T1-date.csv'), 'day', 'kind', 'year-month-day', ['month', 'weekday', 'elapsed']],
    [
      'day first with times, of which the hour matters',
      german,
      'Zeit',
      'Hälfte',
      'day-month-year',
      ['year', 'month', 'weekday', 'hour', 'time', 'elapsed'],
    ],
  ])('%s: taken apart, not a category for each value', async (_, table, column, target, form, parts) => {
    const out = file('t.json');
    const { model, findings, heldOut } = await trainTable({ table, target, out, report: file('t.html') });
    expect(findings).toContainEqual({ column, code: 'dates', form, left: false });
    const [feature] = model.recipe.features;
    expect(feature).toMatchObject({ kind: 'date', name: column, form });
    expect(feature.kind === 'date' ? feature.parts.map(({ name }) => name) : []).toEqual(parts);
    expect(heldOut?.accuracy).toBe(1);
    await expect(trainTable({ table, target, out, report: null, strict: true })).rejects.toMatchObject({
      code: 'strict',
    });
    const asCategories = await trainTable({
      table,
      target,
      out: file('c.json'),
      report: null,
      categorical: [column],
    }).catch(({ code }) => code);
    if (typeof asCategories !== 'string') expect(asCategories.heldOut?.accuracy).toBeLessThan(1);
  });

  test('are read from DATE and TIMESTAMP columns of Parquet as from text', async () => {
    const [csv, date, stamp] = [given('T1-date.csv'), file('date.parquet'), file('stamp.parquet')];
    const model = file('t1.json');
    await trainTable({ table: csv, target: 'kind', out: model, report: null });
    const read = `read_csv('${csv}', columns = {day: 'VARCHAR', kind: 'VARCHAR'})`;
    await duckdb(
      `COPY (SELECT CAST(day AS DATE) AS day, kind FROM ${read}) TO '${date}'`,
      `COPY (SELECT CAST(day AS TIMESTAMP) AS day, kind FROM ${read}) TO '${stamp}'`,
    );
    const { text } = await predictTable({ model, table: csv, out: null });
    for (const table of [date, stamp]) expect((await predictTable({ model, table, out: null })).text).toBe(text);
    const { model: other } = await trainTable({ table: date, target: 'kind', out: file('p.json'), report: null });
    expect(other.recipe.features).toMatchObject([{ kind: 'date', form: 'year-month-day' }]);
  });

  test('a cell that is not a date is named by row and column, at prediction too', async () => {
    const model = file('t1.json');
    const table = file('odd.csv', 'day,kind\n2024-01-02,a\n06.01.2024,a\n');
    await expect(predictTable({ model, table, out: null })).rejects.toMatchObject({
      code: 'not-a-date',
      facts: { file: table, column: 'day', row: 2, text: '06.01.2024' },
    });
  });
});
