import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { predict, scoreRows, takeRows } from 'bridle/learn';
import { beforeAll, describe, expect, test } from 'vitest';
import { predictTable } from '../../src/predict-table.ts';
import { readModel } from '../../src/read/read-model.ts';
import { readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const ROWS = 1_000_000;
const file = temporaryFiles();
const table = file('million.parquet');
const model = file('m.model.json');
const names = Array.from({ length: 10 }, (_, k) => `x${k}`);

async function query(sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowsJS();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

beforeAll(async () => {
  // Numbers that look random, from the row's number; every thousandth of x3 is missing.
  const numbers = names.map((name, k) => `hash(i * 16 + ${k}) / 1.8446744073709552e19 * ${k + 1} AS ${name}`);
  const rows = `SELECT * REPLACE (CASE WHEN i % 1000 > 0 THEN x3 END AS x3) FROM (SELECT i, ${numbers} FROM range(${ROWS}) t(i))`;
  await query(`COPY (SELECT * EXCLUDE i FROM (${rows}) ORDER BY i) TO '${table}' (FORMAT parquet)`);
  const training = file('train.csv');
  const y = `CASE WHEN x0 + x1 > x2 THEN 'a' WHEN coalesce(x3, 0) > x4 / 2 THEN 'b' ELSE 'c' END AS y`;
  await query(`COPY (SELECT *, ${y} FROM '${table}' LIMIT 3000) TO '${training}'`);
  await trainTable({ table: training, target: 'y', out: model, report: null, C: 1 });
});

describe('predictTable of a million rows', () => {
  test('keeps memory far below the size of the table, and writes the bits that predict computes', async () => {
    const out = file('p.parquet');
    const before = process.memoryUsage.rss();
    let most = 0;
    const result = await predictTable({
      ...{ model, table, out, threads: 1 },
      onProgress: ({ rows, total }) => {
        expect(total).toBe(ROWS);
        if (rows % 10 === 0) most = Math.max(most, process.memoryUsage.rss());
      },
    });
    expect(result).toMatchObject({ rows: ROWS, rejected: 0, unseen: [] });
    // The table has 80 MB, what is computed from it more than 100 MB.
    expect(most - before).toBeLessThan(150e6);
    const trained = await readModel(model);
    const input = await readTable(table);
    const { columns } = await readTable(out);
    const rows = Int32Array.from({ length: 20_000 }, (_, i) => (i * 49_999) % ROWS);
    const { probabilities } = predict(trained, takeRows(input, rows), { scoreRows });
    const written = [2, 3, 4].map((c) => {
      const column = columns[c];
      return column.kind === 'numeric' ? column.values : [];
    });
    const got = new Float64Array(3 * rows.length);
    rows.forEach((row, i) => {
      written.forEach((values, k) => {
        got[3 * i + k] = values[row];
      });
    });
    expect(Buffer.compare(Buffer.from(got.buffer), Buffer.from(probabilities.buffer))).toBe(0);
  });

  test('writes the same bytes on several threads', async () => {
    const part = file('part.parquet');
    await query(`COPY (SELECT * FROM '${table}' LIMIT 70000) TO '${part}' (FORMAT parquet)`);
    const write = async (threads: number) => {
      const out = file(`${threads}.csv`);
      await predictTable({ model, table: part, out, threads, explain: 2, keep: 'none' });
      return readFileSync(out, 'utf8');
    };
    const one = await write(1);
    expect((await write(3)) === one).toBe(true); // not printed: it is 9 MB
    expect(one.split('\n', 1)[0]).toBe('predicted,probability,p_a,p_b,p_c,why_1,why_2');
  });

  test('leaves the file that was there where the table breaks off', async () => {
    const broken = file('broken.parquet');
    const bytes = readFileSync(table);
    bytes.fill(0xff, 40_000_000, 40_100_000);
    writeFileSync(broken, bytes);
    const out = file('kept.parquet', 'as it was');
    await expect(predictTable({ model, table: broken, out })).rejects.toMatchObject({ name: 'InputError' });
    expect(readFileSync(out, 'utf8')).toBe('as it was');
  });
});
