import { writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { dataPage } from '../../../src/write/parquet/pages.ts';
import { parquetColumn, parquetFile } from '../../../src/write/parquet/parquet-file.ts';
import type { OutputColumn } from '../../../src/write/predictions.ts';
import { temporaryFiles } from '../../helpers/files.ts';

const file = temporaryFiles();

async function query(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** Writes columns in blocks of the given numbers of rows; each block sees rows 0 … of its own. */
function write(path: string, columns: readonly OutputColumn[], blocks: readonly number[]): void {
  const parquet = parquetFile(columns.map(parquetColumn));
  const parts: Uint8Array[] = [];
  for (const rows of blocks)
    parts.push(
      ...parquet.add(
        columns.map((column) => dataPage(column, rows)),
        rows,
      ),
    );
  parts.push(...parquet.end());
  writeFileSync(path, Buffer.concat(parts));
}

describe('parquetFile', () => {
  test('writes every bit of numbers, texts and their gaps, and names, as DuckDB reads them', async () => {
    const numbers = [0, -0, 1 / 3, 5e-324, 1.7976931348623157e308, Number.NaN, Infinity, -1e-300];
    const texts = ['', 'a', null, '서울', '"quoted"\n', null, '🙂', 'x'.repeat(1000)];
    const columns: OutputColumn[] = [
      { name: 'n "1"', kind: 'number', at: (row) => numbers[row] },
      { name: '글', kind: 'text', at: (row) => texts[row] },
      { name: 'whole', kind: 'text', at: (row) => String(row) },
    ];
    const path = file('kinds.parquet');
    write(path, columns, [8]);
    const rows = await query(`SELECT * FROM '${path}'`);
    rows.forEach((row, i) => {
      expect(Object.is(row[0], numbers[i])).toBe(true);
      expect(row.slice(1)).toEqual([texts[i], String(i)]);
    });
    const described = await query(`DESCRIBE SELECT * FROM '${path}'`);
    expect(described.map(([name, type]) => [name, type])).toEqual([
      ['n "1"', 'DOUBLE'],
      ['글', 'VARCHAR'],
      ['whole', 'VARCHAR'],
    ]);
  });

  test.each([1, 2, 3, 17, 300, 70_000])('writes places among %i names, with and without gaps', async (classes) => {
    const levels = Array.from({ length: classes }, (_, k) => `class ${k}`);
    const place = (row: number) => (row * 7919) % classes;
    const columns: OutputColumn[] = [
      { name: 'c', kind: 'class', levels, at: place },
      { name: 'g', kind: 'class', levels, at: (row) => (row % 5 === 2 ? -1 : place(row)) },
    ];
    const path = file(`classes-${classes}.parquet`);
    write(path, columns, [1000, 13, 1]);
    const rows = await query(`SELECT c, g FROM '${path}'`);
    const expected = [1000, 13, 1].flatMap((count) =>
      Array.from({ length: count }, (_, row) => [levels[place(row)], row % 5 === 2 ? null : levels[place(row)]]),
    );
    expect(rows).toEqual(expected);
  });

  test('gathers blocks into row groups of 122,880 rows or 64 MB, and a last smaller one', async () => {
    const columns: OutputColumn[] = Array.from({ length: 20 }, (_, c) => ({
      name: `x${c}`,
      kind: 'number',
      at: (row) => row + c,
    }));
    const path = file('groups.parquet');
    write(path, columns, [50_000, 50_000, 50_000, 7]);
    const groups = await query(
      `SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('${path}') ORDER BY 1`,
    );
    expect(groups.map((group) => group.map(Number))).toEqual([
      [0, 150_000],
      [1, 7],
    ]);
    const [[count, sum]] = await query(`SELECT count(*), sum(x19) FROM '${path}'`);
    expect([Number(count), sum]).toEqual([150_007, 3 * (50_000 * 19 + (50_000 * 49_999) / 2) + 7 * 19 + 21]);
  });

  test('is a file without rows where there are none', async () => {
    const path = file('none.parquet');
    write(path, [{ name: 'x', kind: 'number', at: () => 0 }], []);
    expect(await query(`SELECT count(*)::INTEGER FROM '${path}'`)).toEqual([[0]]);
  });
});
