import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel } from '@bridle/pipeline';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseOf } from '../../src/commands/train-database.ts';
import { root } from '../helpers/bin.ts';
import { call } from '../helpers/call.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-database-'));
const database = join(folder, 'birds.db');
const csv = join(root, 'examples/penguins/penguins.csv');

beforeAll(async () => {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE penguins AS SELECT * FROM read_csv('${csv}', nullstr = ['', 'NA'])`);
  await connection.run(
    `CREATE SCHEMA zoo; CREATE TABLE zoo.texts AS SELECT i % 2 = 0 AS even, CAST(i % 3 * 5 AS VARCHAR) AS size, sin(i) AS x FROM range(60) t(i);
     CREATE TABLE zoo.weighted AS SELECT sin(i) AS x, i % 5 % 2 = 0 AS even, i % 5 AS w FROM range(60) t(i);
     CREATE TABLE zoo.repeated AS SELECT x, even FROM zoo.weighted, range(5) r(j) WHERE j < w;
     CREATE TABLE zoo.pairs AS SELECT i, i % 7 AS x, i % 2 = 0 AS even, [i] AS list FROM range(60) t(i)`,
  );
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bridle train duckdb:FILE#TABLE', () => {
  test('gives the model that the same table gives as a file', async () => {
    const [inside, outside] = ['inside.json', 'outside.json'].map((name) => join(folder, name));
    const before = readFileSync(database);
    const sql = await call([
      'train',
      `duckdb:${database}#penguins`,
      '--target',
      'species',
      '--C',
      '2',
      '--out',
      inside,
    ]);
    expect({ code: sql.code, err: sql.err }).toEqual({ code: 0, err: '' });
    expect(sql.out).toMatch(/ · 344 rows\n/);
    expect(sql.out).toMatch(/SQL · \d+ pass(es)? over the table · started from 344 rows/);
    expect(sql.out).toContain(`bridle export ${inside} --to sql`);
    await call([
      'train',
      csv,
      '--target',
      'species',
      '--C',
      '2',
      '--calibration',
      'none',
      '--holdout',
      '0',
      '--no-report',
      '--out',
      outside,
    ]);
    const [one, other] = await Promise.all([inside, outside].map((path) => readModel(path)));
    const weightOf = (model: typeof one) => {
      const width = model.weights.length / model.classes.length;
      const [feature] = model.recipe.features.filter(({ name }) => name === 'island');
      return { classes: model.classes, width, feature, sum: model.weights.reduce((sum, w) => sum + w * w, 0) };
    };
    expect(weightOf(one)).toEqual({ ...weightOf(other), sum: expect.closeTo(weightOf(other).sum, 6) });
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  test('counts rows by a column of weights, as repeated rows', async () => {
    const outs = ['weighted.json', 'repeated.json'].map((name) => join(folder, name));
    const weighted = [
      'train',
      `duckdb:${database}#zoo.weighted`,
      '--target',
      'even',
      '--weight',
      'w',
      '--out',
      outs[0],
    ];
    const { code, out } = await call(weighted);
    expect(code).toBe(0);
    expect(out).toMatch(/weights +column w, as frequencies · sum 120\n/);
    await call(['train', `duckdb:${database}#zoo.repeated`, '--target', 'even', '--out', outs[1]]);
    const [one, other] = await Promise.all(outs.map((path) => readModel(path)));
    expect(one.weights).toHaveLength(2);
    expect(one.training).toMatchObject({ weight: 'w', rows: 48, l2: other.training.l2 });
    for (const [j, w] of one.weights.entries()) expect(w).toBeCloseTo(other.weights[j], 7);

    const json = await call([...weighted, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ rows: 48, zeroWeightRows: 12, weight: 120 });
    const missing = await call([...weighted.slice(0, 4), '--weight', 'weigh', '--out', outs[0]]);
    expect(missing.err).toContain('has no column "weigh"');
  });

  test('prints one document with --json, and takes a schema, truth values and columns to drop', async () => {
    const out = join(folder, 'pairs.json');
    const args = [
      'train',
      `duckdb:${database}#zoo.pairs`,
      '--target',
      'even',
      '--drop',
      'list',
      '--id',
      'i',
      '--out',
      out,
      '--json',
    ];
    const { code, out: text } = await call(args);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ rows: 60, classes: ['false', 'true'], model: out, converged: true });
    expect((await readModel(out)).reading.id).toEqual(['i']);
  });

  test.each([
    [['penguin'], 'has no table "penguin"; the nearest name is "penguins".'],
    [['penguins', '--target', 'specie'], 'has no column "specie"; the nearest name is "species".'],
    [['zoo.pairs', '--target', 'even'], 'column "list" has values of type BIGINT[]'],
    [['penguins', '--holdout', '0.5'], '--holdout and duckdb: cannot be used together.'],
    [['penguins', '--l2', 'auto'], '--l2 auto and duckdb: cannot be used together.'],
    [['penguins', '--report', 'r.html'], '--report and duckdb: cannot be used together.'],
    [['penguins', '--columns'], '--columns and duckdb: cannot be used together.'],
  ])('refuses %j in one sentence, and writes nothing', async ([table, ...rest], sentence) => {
    const out = join(folder, 'refused.json');
    const target = rest.includes('--target') ? [] : ['--target', 'species'];
    const { code, err } = await call(['train', `duckdb:${database}#${table}`, ...target, ...rest, '--out', out]);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(out)).toBe(false);
  });

  test('says what is no database, what is not there, and how a table is given', async () => {
    const text = join(folder, 'text.db');
    writeFileSync(text, 'no database');
    const said = async (word: string, ...more: string[]) => (await call(['train', word, '--target', 'y', ...more])).err;
    expect(await said(`duckdb:${text}#t`)).toMatch(
      /text\.db cannot be opened as a DuckDB database \(.*\); give a database/,
    );
    expect(await said(`duckdb:${folder}/nothing.db#t`)).toContain('no such file');
    expect(await said('duckdb:shop.db')).toContain('a table in a database is given as duckdb:FILE#TABLE');
    expect(await said('duckdb:shop.db', '--lang', 'ko')).toContain('duckdb:파일#테이블');
  });

  test('takes a # in the name of the file', () => {
    expect(databaseOf('duckdb:a#b.db#main.t')).toEqual({ database: 'a#b.db', table: ['main', 't'] });
    expect(databaseOf('duckdb:#t')).toBe(null);
    expect(databaseOf('table.csv')).toBe(null);
    expect(databaseOf('postgres://me@db/shop#public.orders')).toEqual({
      database: 'postgres://me@db/shop',
      table: ['public', 'orders'],
    });
    expect(databaseOf('clickhouse://db#orders')).toEqual({ database: 'clickhouse://db', table: ['orders'] });
    expect(databaseOf('postgres://me@db/shop')).toBe(null);
  });

  test('says that texts are numbers, unless the call names the column a category', async () => {
    const run = (...rest: string[]) =>
      call(['train', `duckdb:${database}#zoo.texts`, '--target', 'even', '--out', join(folder, 'texts.json'), ...rest]);
    const { code, err } = await run();
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Column size is of texts, all of them numbers, and is used as a category of 3 values. To use it as a number, convert it in a view; if it is a category, name it with --categorical.\n',
    });
    expect((await run('--categorical', 'size')).err).toBe('');
    expect((await run('--lang', 'ko')).err).toContain('size 열은 텍스트인데 값이 모두 숫자라서');
  });

  test('a server that does not answer is one sentence without the password', async () => {
    for (const [scheme, variable] of [
      ['postgres', 'PGPASSWORD'],
      ['clickhouse', 'CLICKHOUSE_PASSWORD'],
    ]) {
      const { code, out, err } = await call(['train', `${scheme}://me:s3cret@127.0.0.1:1/shop#t`, '--target', 'y']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`bridle: ${scheme}://127.0.0.1:1/shop does not accept the connection (`);
      expect(err).toContain(variable);
      expect(err).not.toContain('s3cret');
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
    const conflict = await call(['train', 'postgres://db/shop#t', '--target', 'y', '--holdout', '0.5']);
    expect(conflict.err).toContain('--holdout and postgres:// cannot be used together.');
  });
});
