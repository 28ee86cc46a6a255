// Small Parquet files of every type that a table may have, written by DuckDB.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const TABLES = [
  "SELECT * FROM (VALUES (1, 'x', 1.5), (2, 'y', NULL), (NULL, 'z', 2.5)) t(a, b, c)",
  'SELECT i::TINYINT AS tiny, i::UBIGINT AS big, (i * 0.25)::FLOAT AS f, (i / 3.0)::DECIMAL(9, 3) AS d FROM range(5) t(i)',
  "SELECT CASE WHEN i % 2 = 0 THEN '빨강' ELSE 'blue' END AS 색, i % 3 = 0 AS flag, DATE '2024-01-01' + i::INTEGER AS day FROM range(40) t(i)",
  "SELECT TIMESTAMP '2024-01-01 12:00:00' AS at, uuid '00000000-0000-0000-0000-000000000001' AS id, 'a'::ENUM('a', 'b') AS e, 1e300 AS x",
  'SELECT [1, 2] AS list, {a: 1, b: 2} AS pair, 1 AS plain',
];

const OPTIONS = [
  'COMPRESSION uncompressed',
  'COMPRESSION snappy',
  'COMPRESSION zstd',
  'COMPRESSION gzip',
  'PARQUET_VERSION v2',
];

/** The bytes of small Parquet files; `tables` are their SELECT statements. */
export async function parquetSeeds({ folder }, tables = TABLES) {
  const own = mkdtempSync(join(folder, 'seeds-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const seeds = [];
  for (const [i, table] of tables.entries()) {
    const path = join(own, `${i}.parquet`);
    await connection.run(`COPY (${table}) TO '${path}' (FORMAT parquet, ${OPTIONS[i % OPTIONS.length]})`);
    seeds.push(readFileSync(path));
  }
  connection.closeSync();
  instance.closeSync();
  rmSync(own, { recursive: true });
  return seeds;
}
