import { expect, test } from 'vitest';
import { readTable } from '../../src/read/read-table.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

/** A Parquet file of a query's result. */
async function parquet(name: string, query: string): Promise<string> {
  await duckdb(`COPY (${query}) TO '${file(name)}' (FORMAT parquet)`);
  return file(name);
}

test('float columns of Parquet stay float32, doubles float64, and NULL is NaN, over several chunks', async () => {
  const rows = 5000; // chunks have 2,048 rows
  const x = 'CASE WHEN i % 7 = 3 THEN NULL ELSE i / 8 END';
  const path = await parquet(
    'two.parquet',
    `SELECT (${x})::FLOAT AS x, (i / 10)::DOUBLE AS y, i AS z FROM range(${rows}) t(i)`,
  );
  const { columns } = await readTable(path);
  const [single, double, integer] = columns;
  if (single.kind !== 'numeric' || double.kind !== 'numeric' || integer.kind !== 'numeric')
    throw new Error('no numbers');
  expect(single.values).toBeInstanceOf(Float32Array);
  expect(double.values).toBeInstanceOf(Float64Array);
  expect([...single.values]).toEqual(Array.from({ length: rows }, (_, i) => (i % 7 === 3 ? Number.NaN : i / 8)));
  expect([...double.values]).toEqual(Array.from({ length: rows }, (_, i) => i / 10));
  expect(integer.values[rows - 1]).toBe(rows - 1);
});

test('a number that means "missing" is missing in them, and a wish for categories is granted', async () => {
  const path = await parquet('tokens.parquet', 'SELECT unnest([1.5, -99, 2.5]::FLOAT[]) AS x');
  const [gap] = (await readTable(path, { missing: ['-99'] })).columns;
  expect([...(gap.kind === 'numeric' ? gap.values : [])]).toEqual([1.5, Number.NaN, 2.5]);
  const [level] = (await readTable(path, { categorical: ['x'] })).columns;
  expect(level).toMatchObject({ kind: 'categorical', levels: ['1.5', '-99', '2.5'] });
});

test.each([
  ['NaN', "'NaN'"],
  ['an infinity', "'-Infinity'"],
])('%s is refused, in whatever chunk, with its row', async (_, cell) => {
  const query = `SELECT CASE WHEN i = 3000 THEN ${cell} WHEN i = 2999 THEN NULL ELSE '1' END::FLOAT AS x FROM range(4000) t(i)`;
  await expect(readTable(await parquet('odd.parquet', query))).rejects.toMatchObject({
    code: 'not-finite',
    facts: { row: 3001, column: 'x' },
  });
});

test('integers of every width are read at once, as float64, with NULL as NaN', async () => {
  const types = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT'];
  const cells = types.map((type, c) => `(CASE WHEN i % 5 = 2 THEN NULL ELSE i % 100 + ${c} END)::${type} AS ${type}`);
  const path = await parquet('whole.parquet', `SELECT ${cells.join(', ')} FROM range(3000) t(i)`);
  const { columns } = await readTable(path);
  expect(columns.map(({ name }) => name)).toEqual(types);
  for (const [c, column] of columns.entries()) {
    if (column.kind !== 'numeric') throw new Error('no numbers');
    expect(column.values).toEqual(
      Float64Array.from({ length: 3000 }, (_, i) => (i % 5 === 2 ? Number.NaN : (i % 100) + c)),
    );
  }
});

test('an integer that float64 cannot represent is refused with its row', async () => {
  const query =
    'SELECT CASE WHEN i = 2500 THEN -9007199254740993 WHEN i = 9 THEN NULL ELSE i END AS x FROM range(3000) t(i)';
  await expect(readTable(await parquet('large.parquet', query))).rejects.toMatchObject({
    code: 'too-large-integer',
    facts: { row: 2501, column: 'x', found: '-9007199254740993' },
  });
});
