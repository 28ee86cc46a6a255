import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel } from '@bridle/pipeline';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, test } from 'vitest';
import { call } from './helpers/call.ts';
import { section } from './helpers/scale.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-scale-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tutorial of docs/scale.md runs as it reads, in a database', async () => {
  const { sql, commands } = section('In a database');
  const instance = await DuckDBInstance.create(join(folder, 'shop.db'));
  const connection = await instance.connect();
  for (const statement of sql) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
  expect(commands.map(([name]) => name)).toEqual(['train', 'export']);
  const here = process.cwd();
  // The files of the tutorial are those of the folder that it is run in.
  process.chdir(folder);
  try {
    for (const words of commands) expect(await call(words)).toMatchObject({ code: 0 });
  } finally {
    process.chdir(here);
  }
  const model = await readModel(join(folder, 'visits.model.json'));
  expect(model.classes).toEqual(['buys', 'leaves', 'returns']);
  expect(model.training).toMatchObject({ rows: 20_000, converged: true });
  const scored = await DuckDBInstance.create(join(folder, 'shop.db'));
  const again = await scored.connect();
  const found = await again.runAndReadAll(readFileSync(join(folder, 'visits.sql'), 'utf8'));
  expect(found.getRows()).toHaveLength(20_000);
  again.closeSync();
  scored.closeSync();
});
