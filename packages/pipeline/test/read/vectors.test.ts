import type { Table } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { inferColumns } from '../../src/infer-columns.ts';
import { predictTable } from '../../src/predict-table.ts';
import { readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const record = (table: Table) =>
  table.columns.map((column) =>
    column.kind === 'numeric'
      ? [column.name, ...Array.from(column.values, (x) => (Number.isNaN(x) ? null : x))]
      : [column.name, ...Array.from(column.codes, (code) => (code < 0 ? null : column.levels[code]))],
  );
const lines = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
async function parquet(name: string, select: string): Promise<string> {
  await duckdb(`COPY (${select}) TO '${file(name)}' (FORMAT parquet)`);
  return file(name);
}

describe('a column of lists of numbers of one length', () => {
  const expected = [
    ['a', 1, 2, 3],
    ['v[0]', 0.1, null, 4],
    ['v[1]', -2, null, 5e-7],
    ['k', 'x', 'y', 'x'],
  ];

  test('of JSON becomes columns at its place, and a missing list is missing in each', async () => {
    const rows = [
      { a: 1, v: [0.1, -2], k: 'x' },
      { a: 2, v: null, k: 'y' },
      { a: 3, v: [4, 5e-7], k: 'x' },
    ];
    expect(record(await readTable(file('v.jsonl', lines(...rows))))).toEqual(expected);
    expect(record(await readTable(file('v.json', JSON.stringify(rows))))).toEqual(expected);
    expect(record(await readTable(file('na.jsonl', lines(rows[0], { ...rows[1], v: 'NA' }, rows[2]))))).toEqual(
      expected,
    );
  });

  test.each(['DOUBLE[]', 'DOUBLE[2]', 'DECIMAL(18, 7)[]'])('of Parquet type %s too', async (type) => {
    const path = await parquet(
      'v.parquet',
      `SELECT * FROM (VALUES (1, [0.1, -2]::${type}, 'x'), (2, NULL, 'y'), (3, [4, 0.0000005]::${type}, 'x')) AS t(a, v, k)`,
    );
    expect(record(await readTable(path))).toEqual(expected);
  });

  test('may be one of several, of integers or of float32, and of one element', async () => {
    const path = await parquet(
      'many.parquet',
      "SELECT [7::UTINYINT] AS i, [1.5::FLOAT, 2] AS f, 'x' AS k, [-3::BIGINT] AS j",
    );
    const parts = [
      ['i[0]', 7],
      ['f[0]', 1.5],
      ['f[1]', 2],
      ['k', 'x'],
      ['j[0]', -3],
    ];
    expect(record(await readTable(path))).toEqual(parts);
    const json = file('many.jsonl', lines({ i: [7], f: [1.5, 2], k: 'x', j: [-3] }));
    expect(record(await readTable(json))).toEqual(parts);
  });

  test('keeps the rules for cells: missing tokens, exact integers, finite numbers', async () => {
    const gaps = file('gaps.jsonl', lines({ v: [-999, 1] }, { v: [2, 3] }));
    expect(record(await readTable(gaps, { missing: ['-999'] }))).toEqual([
      ['v[0]', null, 2],
      ['v[1]', 1, 3],
    ]);
    const large = file('large.jsonl', '{"v":[1,2]}\n{"v":[3,9007199254740993]}');
    await expect(readTable(large)).rejects.toMatchObject({
      code: 'too-large-integer',
      facts: { line: 2, column: 'v[1]', found: '9007199254740993' },
    });
    expect(record(await readTable(file('far.jsonl', '{"v":[1e300,0.1]}')))).toEqual([
      ['v[0]', 1e300],
      ['v[1]', 0.1],
    ]);
    const bigint = await parquet('large.parquet', 'SELECT unnest([[1], [9007199254740993]]) AS v');
    await expect(readTable(bigint)).rejects.toMatchObject({
      code: 'too-large-integer',
      facts: { row: 2, column: 'v[0]' },
    });
    const nan = await parquet('nan.parquet', "SELECT ['nan'::FLOAT] AS v");
    await expect(readTable(nan)).rejects.toMatchObject({ code: 'not-finite', facts: { row: 1, column: 'v[0]' } });
    expect(record(await readTable(nan, { missing: ['nan'] }))).toEqual([['v[0]', null]]);
    const infinite = file('inf.jsonl', '{"v":[1,1e400]}');
    await expect(readTable(infinite)).rejects.toMatchObject({ code: 'not-finite', facts: { line: 1, column: 'v[1]' } });
  });

  test('of 100,000 numbers is read beside other columns, from JSONL and from Parquet', async () => {
    const rows = Array.from({ length: 5 }, (_, r) => ({
      r,
      v: Float64Array.from({ length: 100_000 }, (_, i) => r + i / 8),
    }));
    const json = file('long.jsonl', rows.map(({ r, v }) => `{"r":${r},"v":[${v}]}`).join('\n'));
    const lists = await parquet(
      'long.parquet',
      'SELECT r, [r + i / 8 FOR i IN range(100000)] AS v FROM range(5) AS t(r)',
    );
    for (const path of [json, lists]) {
      const { columns } = await readTable(path);
      expect(columns.length).toBe(100_001);
      for (const i of [0, 1, 99_999]) {
        expect(columns[i + 1]).toMatchObject({ name: `v[${i}]`, values: Float64Array.from(rows, ({ v }) => v[i]) });
      }
    }
  });

  test('beside hundreds of other columns', async () => {
    const others = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, i]));
    const { columns } = await readTable(
      file('beside.jsonl', lines({ v: [1, 2], ...others }, { v: [3, 4], ...others })),
    );
    expect(columns.length).toBe(302);
    expect(columns[1]).toMatchObject({ name: 'v[1]', values: Float64Array.of(2, 4) });
    expect(columns[301]).toMatchObject({ name: 'k299', values: Float64Array.of(299, 299) });
  });
});

describe('a wish', () => {
  const path = () => file('wish.jsonl', lines({ v: [1, 2], w: ['x', {}], n: 0 }, { v: [3, 4], w: 'y', n: 1 }));

  test('to exclude applies to all parts or to one', async () => {
    expect(record(await readTable(path(), { exclude: ['v', 'w'] }))).toEqual([['n', 0, 1]]);
    expect(record(await readTable(path(), { exclude: ['v[0]', 'w'] }))).toEqual([
      ['v[1]', 2, 4],
      ['n', 0, 1],
    ]);
    await expect(readTable(path(), { exclude: ['w', 'v[2]'] })).rejects.toMatchObject({ code: 'no-such-column' });
  });

  test('for one column with one value per row is refused for a list', async () => {
    const refused = { code: 'list-column', facts: { column: 'v' } };
    await expect(readTable(path(), { categorical: ['v'], exclude: ['w'] })).rejects.toMatchObject(refused);
    const table = { table: path(), target: 'v', exclude: ['w'] };
    await expect(trainTable({ ...table, out: file('m.json'), report: null })).rejects.toMatchObject(refused);
    await expect(inferColumns(table)).rejects.toMatchObject(refused);
  });

  test('makes one part a category', async () => {
    const table = await readTable(path(), { categorical: ['v[1]'], exclude: ['w'] });
    expect(record(table)).toEqual([
      ['v[0]', 1, 3],
      ['v[1]', '2', '4'],
      ['n', 0, 1],
    ]);
  });
});

describe('lists that are not columns are refused', () => {
  const tail = 'or exclude the column';
  test.each([
    [
      'uneven',
      [{ v: [1, 2] }, {}, { v: [1] }],
      'uneven-lists',
      `, line 3: column "v" contains a list of length 1, but its first list has length 2; write as many numbers in every row, ${tail}`,
    ],
    [
      'empty',
      [{ v: [] }],
      'empty-list',
      `, line 1: column "v" contains an empty list; write as many numbers in every row, ${tail}`,
    ],
    [
      'null',
      [{ v: [1] }, { v: [null] }],
      'list-element',
      `, line 2: element [0] of the list in column "v" is null, which is not a number; correct it, ${tail}`,
    ],
    [
      'text',
      [{ v: [1, 'x'] }],
      'list-element',
      `, line 1: element [1] of the list in column "v" is "x", which is not a number; correct it, ${tail}`,
    ],
    [
      'nested',
      [{ v: [[1], [2]] }],
      'list-element',
      `, line 1: element [0] of the list in column "v" is [1], which is not a number; correct it, ${tail}`,
    ],
    [
      'number',
      [{ v: [1] }, { v: 5 }],
      'not-a-list',
      `, line 2: column "v" contains "5", but other cells of it are lists; write a list of numbers in every row, ${tail}`,
    ],
    ['twice', [{ v: [1], 'v[0]': 2 }], 'duplicate-column', ': two columns are named "v[0]"; rename one of them'],
  ])('%s', async (name, rows, code, sentence) => {
    const path = file(`${name}.jsonl`, lines(...rows));
    await expect(readTable(path)).rejects.toMatchObject({ code, message: path + sentence });
  });

  test.each([
    ['[1, 2], [1]', 'uneven-lists'],
    ['[1], []', 'empty-list'],
    ['[1], [NULL]', 'list-element'],
    ['NULL::INTEGER[], NULL', 'no-lists'],
    ["['x'], ['y']", 'unsupported-type'],
    ['[[1]], [[2]]', 'unsupported-type'],
  ])('of Parquet: %s', async (lists, code) => {
    const path = await parquet('bad.parquet', `SELECT unnest([${lists}]) AS v`);
    await expect(readTable(path)).rejects.toMatchObject({ code, facts: { column: 'v' } });
    await expect(readTable(path, { exclude: ['v'] })).resolves.toMatchObject({ columns: [] });
  });

  test('with more elements than a table has columns', async () => {
    const path = await parquet('wide.parquet', 'SELECT range(200001) AS v');
    await expect(readTable(path)).rejects.toMatchObject({ code: 'too-many-columns' });
  });
});

test('a model of parts predicts on lists and on columns with the names of the parts', async () => {
  const rows = Array.from({ length: 40 }, (_, r) => ({
    v: [r % 2, (r * 7) % 5, r / 40],
    kind: r % 2 ? 'odd' : 'even',
  }));
  const model = file('model.json');
  const trained = await trainTable({
    table: file('train.jsonl', lines(...rows)),
    target: 'kind',
    out: model,
    report: null,
  });
  expect(trained.model.recipe.features.map(({ name }) => name)).toEqual(['v[0]', 'v[1]', 'v[2]']);
  const tables = [
    file('new.jsonl', lines({ v: [1, 2, 0.5], other: ['x'] }, { v: [0, 1, 0.25] })),
    file('new.csv', 'v[2],v[1],v[0]\n0.5,2,1\n0.25,1,0\n'),
    await parquet('new.parquet', 'SELECT unnest([[1, 2, 0.5], [0, 1, 0.25]]::FLOAT[][]) AS v'),
  ];
  const predicted = [];
  for (const table of tables) {
    const out = file('out.csv');
    await predictTable({ model, table, out });
    predicted.push(await readTable(out));
  }
  expect(record(predicted[0])[0]).toEqual(['predicted', 'odd', 'even']);
  expect(predicted[1]).toEqual(predicted[0]);
  expect(predicted[2]).toEqual(predicted[0]);
});
