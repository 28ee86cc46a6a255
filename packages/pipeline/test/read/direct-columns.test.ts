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
