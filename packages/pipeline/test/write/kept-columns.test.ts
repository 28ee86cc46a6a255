import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { predictTable } from '../../src/predict-table.ts';
import { readModel } from '../../src/read/read-model.ts';
import { trainTable } from '../../src/train-table.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

/** Country codes of which one is NA, and numbers that float64 would change. */
const codes = ['NA', 'KR', 'DE', 'FR', 'JP', 'US', 'GB', 'IT'];
const records = codes.map((code, i) => ({
  code,
  nr: `00${i}`,
  big: `900719925474099${i}`,
  x: i + 0.5,
  y: 'ab'[i % 2],
}));
const csvOf = (rows: readonly object[]) =>
  [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))].map((row) => row.join()).join('\n');
const table = file('t.csv', csvOf(records));
const model = file('m.json');

beforeAll(async () => {
  const id = ['nr', 'code', 'big'];
  const { leftOut, model: made } = await trainTable({ table, target: 'y', id, out: model, report: null, holdout: 0 });
  expect(leftOut).toEqual(id.map((name) => ({ name, reason: 'identifier' })));
  expect(made.reading.id).toEqual(id);
});

const linesOf = async (options: Partial<Parameters<typeof predictTable>[0]>) =>
  ((await predictTable({ model, table, out: null, ...options })).text ?? '').trim().split('\n');

describe('predictTable', () => {
  test('writes the identifiers of the model first, as they stand in the table, in the order of its rows', async () => {
    const [header, ...lines] = await linesOf({});
    expect(header).toBe('nr,code,big,predicted,probability,p_a,p_b');
    expect(lines.map((line) => line.split(',').slice(0, 3).join())).toEqual(
      records.map(({ nr, code, big }) => [nr, code, big].join()),
    );
    const [, first] = await linesOf({ table: file('back.csv', csvOf([...records].reverse())) });
    expect(first.startsWith('007,IT,9007199254740997,')).toBe(true);
  });

  test('keeps all columns or none; then the rest is as without identifiers', async () => {
    const none = await linesOf({ keep: 'none' });
    expect(none[0]).toBe('predicted,probability,p_a,p_b');
    const all = await linesOf({ keep: 'all' });
    expect(all[0]).toBe(`code,nr,big,x,y,${none[0]}`);
    expect(all.map((line) => line.split(',').slice(5).join())).toEqual(none);
    expect(all[1].split(',').slice(0, 5)).toEqual(['NA', '000', '9007199254740990', '0.5', 'a']);
  });

  test('writes numbers to JSON only where their text is that of a number', async () => {
    const out = file('p.jsonl');
    await predictTable({ model, table, out, keep: 'all' });
    const rows = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows[2]).toMatchObject({ code: 'DE', nr: '002', big: '9007199254740992', x: 2.5, y: 'a' });
    const parquet = file('in.parquet');
    await duckdb(
      `COPY (SELECT i AS nr, 'c' || i AS code, i * 10 AS big, i + 0.5 AS x FROM range(4) AS t(i)) TO '${parquet}'`,
    );
    await predictTable({ model, table: parquet, out });
    expect(JSON.parse(readFileSync(out, 'utf8').split('\n')[3])).toMatchObject({ nr: 3, code: 'c3', big: 30 });
  });

  test('refuses a table without an identifier, and a name that would occur twice, with the option that helps', async () => {
    const without = file('without.csv', 'x,nr,code\n1,2,3\n');
    await expect(linesOf({ table: without })).rejects.toMatchObject({ code: 'no-id-column', facts: { column: 'big' } });
    expect(await linesOf({ table: without, keep: 'none' })).toHaveLength(2);
    const twice = file('twice.csv', `${csvOf(records)}`.replace('y', 'p_a'));
    await expect(linesOf({ table: twice, keep: 'all' })).rejects.toMatchObject({
      code: 'repeated-column',
      message: `${twice}: the predictions would have two columns named "p_a", one of the table and one of the model; rename the column of the table, or keep fewer columns (keep: id)`,
    });
    await expect(linesOf({ keep: 'some' as 'id' })).rejects.toMatchObject({ code: 'bad-option' });
  });
});

describe('trainTable', () => {
  const refused = (options: object) =>
    expect(trainTable({ table, target: 'y', out: file('no.json'), report: null, ...options })).rejects;

  test('refuses the target as an identifier, and two roles of one column', async () => {
    await refused({ id: ['y'] }).toMatchObject({ code: 'column-twice', facts: { option: 'target', other: 'id' } });
    await refused({ numeric: ['x'], categorical: ['x'] }).toMatchObject({ code: 'column-twice' });
    await refused({ id: ['nrr'] }).toMatchObject({ code: 'no-such-column', facts: { nearest: 'nr' } });
  });

  test('reads a column as numbers by declaration: a cell that is none is refused, or missing if it is listed', async () => {
    const mixed = file('mixed.csv', `x,y\n${codes.map((_, i) => `${i % 2 ? 'low' : i},${'ab'[i % 2]}`).join('\n')}\n`);
    const how = { table: mixed, numeric: ['x'] };
    await refused(how).toMatchObject({ code: 'not-declared', facts: { line: 3, column: 'x', found: 'low' } });
    const out = file('mixed.json');
    await trainTable({ ...how, missing: ['low'], target: 'y', out, report: null, holdout: 0 });
    const { recipe, reading } = await readModel(out);
    expect(recipe.features).toMatchObject([{ kind: 'numeric', name: 'x', fill: 3, hasMissing: true }]);
    expect(reading).toEqual({ missing: ['low'], numeric: ['x'] });
  });
});
