import { appendFileSync, writeFileSync } from 'node:fs';
import type { Column, Table } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import type { Wish } from '../../src/read/kinds.ts';
import { readWished } from '../../src/read/read-table.ts';
import { tableBlocks } from '../../src/read/table-blocks.ts';
import { duckdb, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();

/** Cells row by row: levels are in another order in a block than in the whole. */
const cells = ({ columns }: Pick<Table, 'columns'>) =>
  columns.map((column: Column) => [
    column.name,
    column.kind,
    column.kind === 'numeric'
      ? [...column.values]
      : [...column.codes].map((code) => (code < 0 ? null : column.levels[code])),
  ]);

const wishes = new Map<string, Wish>([
  ['i', 'numeric'],
  ['x', 'numeric'],
  ['f', 'numeric'],
  ['c', 'categorical'],
]);

async function blocksOf(path: string, size: number, others: Wish = 'skip', asked = wishes) {
  const tables: Table[] = [];
  let rows = 0;
  for await (const { table, first, total } of tableBlocks(path, asked, others, { size })) {
    expect([first, total >= first + table.rows]).toEqual([rows, true]);
    rows += table.rows;
    tables.push(table);
  }
  return tables;
}

function joined(tables: readonly Table[]) {
  return cells(tables[0]).map(([name, kind], i) => [
    name,
    kind,
    tables.flatMap((table) => cells(table)[i][2] as unknown[]),
  ]);
}

const rows = 10_000;
const select = `SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE i / 3.0::DOUBLE END AS x, (i / 7)::FLOAT AS f,
  CASE WHEN i % 5 > 0 THEN 'c' || i % 11 END AS c, i % 2 = 0 AS b FROM range(${rows}) t(i)`;

describe('tableBlocks', () => {
  test.each([
    ['parquet', 'FORMAT parquet, ROW_GROUP_SIZE 2500'],
    ['csv', 'FORMAT csv'],
    ['jsonl', 'FORMAT json'],
    ['json', 'FORMAT json, ARRAY true'],
  ])('gives the rows of a .%s as they are read whole', async (extension, format) => {
    const path = file(`whole.${extension}`);
    await duckdb(`COPY (${select}) TO '${path}' (${format})`);
    for (const others of ['skip', 'categorical'] as const) {
      const whole = (await readWished(path, wishes, others)).table;
      const tables = await blocksOf(path, 3000, others);
      expect(tables.map((table) => table.rows)).toEqual([3000, 3000, 3000, 1000]);
      expect(joined(tables)).toEqual(cells(whole));
    }
  });

  test('gives lists as numbered columns, and wide text in its long form', async () => {
    const parts = new Map<string, Wish>([
      ['v[0]', 'numeric'],
      ['v[2]', 'numeric'],
    ]);
    const lists = file('lists.parquet');
    await duckdb(`COPY (SELECT [i, i + 0.5, -i]::DOUBLE[] AS v FROM range(5000) t(i)) TO '${lists}' (FORMAT parquet)`);
    const whole = (await readWished(lists, parts, 'skip')).table;
    expect(joined(await blocksOf(lists, 1500, 'skip', parts))).toEqual(cells(whole));
    const wide = file('wide.csv');
    const names = Array.from({ length: 400 }, (_, i) => `x${i}`);
    const lines = Array.from({ length: 50 }, (_, row) => names.map((_, i) => row * 1000 + i).join());
    writeFileSync(wide, `${names.join()}\n${lines.join('\n')}\n`);
    const all = new Map(names.map((name): [string, Wish] => [name, 'numeric']));
    expect(joined(await blocksOf(wide, 16, 'skip', all))).toEqual(cells((await readWished(wide, all, 'skip')).table));
  });

  test('reads several files one after the other, as one table', async () => {
    file('part-1.csv', 'i,x,f,c\n1,"1.234,5",1,a\n2,"3,25",2,b\n');
    file('part-2.csv', 'c,f,x,i\nb,3,"2,5",3\n');
    const tables = await blocksOf(file('part-*.csv'), 2);
    const whole = (await readWished(file('part-*.csv'), wishes, 'skip')).table;
    expect(joined(tables)).toEqual(cells(whole));
    file('other-1.csv', 'i,x,f,c\n1,2,3,a\n');
    file('other-2.csv', 'i,x,f,c,d\n1,2,3,a,5\n');
    await expect(blocksOf(file('other-*.csv'), 2, 'categorical')).rejects.toMatchObject({ code: 'other-columns' });
  });

  test('refuses a cell before the first block, by its place', async () => {
    const path = file('fault.csv', `i,x,f,c\n${'1,2,3,a\n'.repeat(5000)}1,two,3,a\n`);
    const found = blocksOf(path, 1000);
    await expect(found).rejects.toMatchObject({ code: 'not-a-number', facts: { line: 5002, column: 'x' } });
    const odd = file('odd.parquet');
    await duckdb(`COPY (SELECT 1 AS i, CASE WHEN i = 4000 THEN 'inf' ELSE '1' END::DOUBLE AS x, 1 AS f, 'a' AS c
      FROM range(5000) t(i)) TO '${odd}' (FORMAT parquet)`);
    await expect(blocksOf(odd, 1000)).rejects.toMatchObject({ code: 'not-finite', facts: { row: 4001, column: 'x' } });
  });

  test('refuses a file that changes while it is read', async () => {
    const path = file('changing.csv', `i,x,f,c\n${'1,2,3,a\n'.repeat(5000)}`);
    const reading = (async () => {
      for await (const { first } of tableBlocks(path, wishes, 'skip', { size: 1000 })) {
        if (first === 1000) appendFileSync(path, '1,2,3,a\n');
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'changed', facts: { file: path } });
  });

  test('ends its work where the consumer stops or the signal aborts', async () => {
    const path = file('stop.csv', `i,x,f,c\n${'1,2,3,a\n'.repeat(5000)}`);
    for await (const { table } of tableBlocks(path, wishes, 'skip', { size: 100 })) {
      expect(table.rows).toBe(100);
      break;
    }
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of tableBlocks(path, wishes, 'skip', { size: 100, signal: stop.signal })) {
        stop.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
  });
});
