import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAddress, withSession } from '@bridle/spark';
import { afterAll, expect, test } from 'vitest';
import { call } from '../helpers/call.ts';
import { section } from '../helpers/scale.ts';

const server = `sc://${process.env.BRIDLE_SPARK_SERVER ?? ''}`;
const folder = mkdtempSync(join(tmpdir(), 'bridle-scale-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tutorial of docs/scale.md runs as it reads, on Spark', async () => {
  const { sql, commands } = section('On Spark');
  await withSession(parseAddress(server).address, {}, async () => {}).catch(({ code }) =>
    expect(code).toBe('no-token'),
  );
  const { address } = parseAddress(server, process.env);
  await withSession(address, {}, async (session) => {
    for (const name of ['visits', 'visits_scored']) await session.run(`DROP TABLE IF EXISTS ${name}`);
    for (const statement of sql) await session.run(statement);
  });
  expect(commands.map(([name]) => name)).toEqual(['train', 'predict']);
  const here = process.cwd();
  process.chdir(folder);
  try {
    for (const words of commands) {
      const found = await call(words.map((word) => word.replace('sc://localhost', server)));
      expect(found).toMatchObject({ code: 0 });
    }
  } finally {
    process.chdir(here);
  }
  await withSession(address, {}, async (session) => {
    const [row] = await session.rows(
      'SELECT count(*) AS n, avg(IF(predicted = outcome, 1, 0)) AS hits FROM visits_scored JOIN visits USING (visit)',
    );
    expect(Number(row.n)).toBe(20_000);
    expect(row.hits).toBeGreaterThan(0.5);
    await session.run('DROP TABLE visits_scored');
    await session.run('DROP TABLE visits');
  });
});
