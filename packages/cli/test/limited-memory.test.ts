import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

const require = createRequire(new URL('../../pipeline/package.json', import.meta.url));
const script = fileURLToPath(new URL('helpers/streaming.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bridle-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS = 2_000_000;
const COLUMNS = 20;
const MEMORY = 64e6;

/** Numbers from hashes of the row, and a class by linear scores and a noise: the same rows everywhere. */
async function writeTable(path: string): Promise<void> {
  const { DuckDBInstance } = require('@duckdb/node-api') as typeof import('@duckdb/node-api');
  const database = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '500MB' });
  const connection = await database.connect();
  const unit = (j: number) => `(((i * ${2654435761 + 2 * j} + ${j * 40503}) % 1000003) / 1000003.0)`;
  const x = Array.from({ length: COLUMNS }, (_, j) => `CAST(${unit(j)} * ${1 + (j % 4)} AS FLOAT) AS x${j}`);
  const score = `x0 - x1 / 2 + x2 * x3 / 6 + ${unit(77)}`;
  const y = `CASE WHEN ${score} < 0.6 THEN 'low' WHEN ${score} < 1.2 THEN 'middle' ELSE 'high' END AS y`;
  await connection.run(
    `COPY (SELECT *, ${y.replaceAll('(i *', '(i *')} FROM (SELECT i, ${x.join(', ')} FROM range(${ROWS}) t(i))) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  database.closeSync();
}

describe('a training with a limited memory', () => {
  test('2,000,000 rows of 20 columns in 64 MB: the process stays below that and 300 MB, and leaves no file', async () => {
    const table = join(folder, 'large.parquet');
    await writeTable(table);
    const out = join(folder, 'x.json');
    const options = { table, target: 'y', id: ['i'], out, report: null, memory: MEMORY, C: 1 };
    const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(options)]);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ rows: ROWS, trainRows: 0.8 * ROWS, testRows: 0.2 * ROWS, converged: true });
    expect(found.maxRSS * 1024).toBeLessThan(MEMORY + 300e6);
    // The naive way would not pass: the table alone is larger than the limit.
    expect(found.streamed.spillBytes).toBe(ROWS * (COLUMNS * 4 + 4));
    expect(found.streamed.spillBytes).toBeGreaterThan(2 * MEMORY);
    expect(found.passes).toBeLessThanOrEqual(10);
    expect(found.judged).toBeGreaterThan(10_000);
    expect(readdirSync(folder).sort()).toEqual(['large.parquet', 'x.json']);
  });
});
