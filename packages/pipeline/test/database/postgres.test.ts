import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel, trainDatabase } from '@bridle/pipeline';
import { applyRecipe, fit, learnRecipe, readLabels } from 'bridle/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../../sql/test/helpers/engines.ts';
import { openPostgres } from '../../../sql/test/helpers/postgres.ts';
import { madeProblem } from '../../../sql/test/helpers/problem.ts';
import { rowsOf } from '../../../sql/test/helpers/rows.ts';
import { openPostgres as connect } from '../../src/database/postgres.ts';
import { parseServerAddress, type ServerAddress } from '../../src/database/server-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridle-postgres-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a server that does not answer, or a wrong address, is one sentence without the password', async () => {
  const train = (database: string) =>
    trainDatabase({ database, table: ['t'], target: 'y', out: join(folder, 'no.json') }).catch((error: Error) => error);
  expect(await train('postgres://me:s3cret@127.0.0.1:1/shop')).toMatchObject({
    name: 'InputError',
    code: 'database-refused',
    message: expect.stringMatching(
      /^postgres:\/\/127\.0\.0\.1:1\/shop does not accept the connection \(.*ECONNREFUSED.*PGPASSWORD may hold$/,
    ),
  });
  expect(await train('postgres://me:s3cret@127.0.0.1:99999/shop')).toMatchObject({ code: 'bad-address' });
});

describe.each(engines('postgres'))('PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof openPostgres>>;
  const table = madeProblem(2000, 4, 3, 6);
  beforeAll(async () => {
    server = await openPostgres();
    const rows = rowsOf(table);
    const columns = table.columns.map(({ name, kind }) => {
      const type = kind === 'numeric' ? ('number' as const) : ('text' as const);
      return { name, type, cells: rows.map((row) => row[name]) };
    });
    await server.load('made', columns);
    await server.load(['public', 'other'], columns);
    await server.query('SELECT 1');
  });
  afterAll(() => server?.close());

  test('is trained in, by one snapshot that only reads, to the optimum of our own trainer', async () => {
    const out = join(folder, 'made.json');
    const trained = await trainDatabase({ database: server.url, table: ['made'], target: 'y', l2: 1e-3, out });
    const { classes, labels } = readLabels(table, 'y');
    const { recipe } = learnRecipe(table, { target: 'y' });
    const own = fit(applyRecipe(recipe, table).design, labels, classes.length, { l2: 1e-3, tolerance: 1e-16 });
    expect(trained).toMatchObject({ rows: 2000, converged: true, database: server.url.replace('bridle@', '') });
    const { weights } = await readModel(out);
    expect(Math.max(...weights.map((w, j) => Math.abs(w - own.weights[j])))).toBeLessThanOrEqual(1e-7);
  });

  test('gives its columns by their types, and refuses what is not there', async () => {
    const address = parseServerAddress(server.url) as ServerAddress;
    const connection = await connect(address);
    try {
      expect(await connection.columns(['public', 'other'])).toEqual([
        ...table.columns.slice(0, 4).map(({ name }) => ({ name, type: 'number' })),
        { name: 'y', type: 'text' },
      ]);
      await expect(connection.columns(['mad'])).rejects.toMatchObject({
        code: 'no-such-table',
        message: expect.stringContaining('has no table "mad"; the nearest name is "made"'),
      });
      const types =
        "SELECT 1::money AS m, '{1}'::int[] AS a, 1::numeric(9,2) AS n, true AS b, now() AS t, '{}'::jsonb AS j";
      await expect(connection.query(`CREATE TABLE nothing AS ${types}`)).rejects.toMatchObject({
        name: 'WorkError',
        code: 'database-failed',
        message: expect.stringContaining('read-only transaction'),
      });
    } finally {
      await connection.close();
    }
  });

  test('is told to stop when the signal aborts', async () => {
    const address = parseServerAddress(server.url) as ServerAddress;
    const connection = await connect(address);
    const running = connection.query('SELECT pg_sleep(60)');
    setTimeout(() => connection.interrupt(), 200);
    await expect(running).rejects.toMatchObject({ message: expect.stringContaining('canceling statement') });
    await connection.close();
  });
});
