import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModel, trainDatabase } from '@bridle/pipeline';
import { applyRecipe, fit, learnRecipe, readLabels } from 'bridle/learn';
import { afterAll, describe, expect, test } from 'vitest';
import { openClickhouse as openEngine } from '../../../sql/test/helpers/clickhouse.ts';
import { madeProblem } from '../../../sql/test/helpers/problem.ts';
import { rowsOf } from '../../../sql/test/helpers/rows.ts';
import { openClickhouse } from '../../src/database/clickhouse.ts';
import { parseServerAddress, type ServerAddress } from '../../src/database/server-address.ts';

type Reply = { status?: number; headers?: Record<string, string>; body: string };
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

/** A server that answers what `reply` says to a statement; the requests that it had. */
async function openServer(reply: (sql: string) => Reply | Promise<Reply>) {
  const requests: { url: string; headers: IncomingMessage['headers']; sql: string }[] = [];
  const server = createServer(async (request, response) => {
    let sql = '';
    for await (const part of request) sql += part;
    requests.push({ url: request.url ?? '', headers: request.headers, sql });
    const { status = 200, headers = {}, body } = await reply(sql);
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const address = parseServerAddress(`clickhouse://me:s%20cret@127.0.0.1:${port}/shop`) as ServerAddress;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port, address, requests, close };
}

const json = (meta: [string, string][], data: unknown[][]): Reply => ({
  body: JSON.stringify({ meta: meta.map(([name, type]) => ({ name, type })), data, rows: data.length }),
});
const one = json([['1', 'UInt8']], [[1]]);

describe('a ClickHouse server over HTTP', () => {
  test('is asked by POST, with user and password in headers, to read and nothing else', async () => {
    const meta: [string, string][] = [
      ['x', 'Float64'],
      ['y', 'Nullable(Float64)'],
      ['n', 'UInt64'],
      ['label', 'LowCardinality(String)'],
    ];
    const { address, requests } = await openServer((sql) =>
      sql.startsWith('SELECT 1')
        ? one
        : json(meta, [
            ['nan', '-inf', '9007199254740993', 'nan'],
            [0.5, null, '7', 'inf'],
          ]),
    );
    const connection = await openClickhouse(address);
    expect(await connection.query('SELECT …')).toEqual([
      { x: Number.NaN, y: -Infinity, n: '9007199254740993', label: 'nan' },
      { x: 0.5, y: null, n: '7', label: 'inf' },
    ]);
    const [, { url, headers, sql }] = requests;
    expect(sql).toBe('SELECT …\nFORMAT JSONCompact');
    expect(Object.fromEntries(new URLSearchParams(url.slice(2)))).toMatchObject({ database: 'shop', readonly: '2' });
    expect(headers).toMatchObject({ 'x-clickhouse-user': 'me', 'x-clickhouse-key': 's cret' });
    expect(url).not.toContain('cret');
  });

  test('takes user and password from the environment where the address has none', async () => {
    const { port, requests } = await openServer(() => one);
    const address = parseServerAddress(`clickhouse://127.0.0.1:${port}`) as ServerAddress;
    await openClickhouse(address, { CLICKHOUSE_USER: 'you', CLICKHOUSE_PASSWORD: 'pass' });
    expect(requests[0].headers).toMatchObject({ 'x-clickhouse-user': 'you', 'x-clickhouse-key': 'pass' });
  });

  test('says in one sentence that it refuses, fails, lacks a table or is not there', async () => {
    const fault = (code: string, text: string): Reply => ({
      status: 500,
      headers: { 'X-ClickHouse-Exception-Code': code },
      body: `Code: ${code}. DB::Exception: ${text} (version 26.7)\nstack`,
    });
    const closed = await openServer(() => fault('516', 'me: Authentication failed: password is incorrect.'));
    await expect(openClickhouse(closed.address)).rejects.toMatchObject({
      code: 'database-refused',
      message: `clickhouse://127.0.0.1:${closed.port}/shop does not accept the connection (the user or the password is wrong); check the address, the user and the password, which the variable CLICKHOUSE_PASSWORD may hold`,
    });
    const open = await openServer((sql) => {
      if (sql.startsWith('SELECT 1')) return one;
      if (sql.includes('system.tables')) return json([['name', 'String']], [['orders']]);
      return sql.startsWith('DESCRIBE')
        ? fault('60', 'Table shop.order does not exist.')
        : fault('62', 'Syntax error.');
    });
    const connection = await openClickhouse(open.address);
    await expect(connection.query('SELEC')).rejects.toMatchObject({
      name: 'WorkError',
      message: `clickhouse://127.0.0.1:${open.port}/shop reports: Syntax error.`,
    });
    await expect(connection.columns(['order'])).rejects.toMatchObject({
      message: expect.stringContaining('has no table "order"; the nearest name is "orders"'),
    });
    open.close();
    await expect(openClickhouse(open.address)).rejects.toMatchObject({
      code: 'database-refused',
      message: expect.stringMatching(/^clickhouse:.*\/shop does not accept the connection \(.+\); check/),
    });
  });

  test('gives its columns by their types, without Nullable and LowCardinality', async () => {
    const types = [
      'Nullable(Float64)',
      'LowCardinality(Nullable(String))',
      'Decimal(9, 2)',
      "Enum8('a' = 1)",
      'Array(Int8)',
    ];
    const { address, requests } = await openServer((sql) =>
      sql.startsWith('SELECT 1')
        ? one
        : json(
            [],
            types.map((type, i) => [`c${i}`, type]),
          ),
    );
    const connection = await openClickhouse(address);
    expect((await connection.columns(['a`b', 't'])).map(({ type }) => type)).toEqual([
      'number',
      'text',
      'number',
      'text',
      { unsupported: 'Array(Int8)' },
    ]);
    expect(requests[1].sql).toBe('DESCRIBE TABLE `a\\`b`.`t`\nFORMAT JSONCompact');
  });

  test('is left, and so stopped, when the signal aborts', async () => {
    const { address } = await openServer((sql) => (sql.startsWith('SELECT 1') ? one : new Promise(() => {})));
    const connection = await openClickhouse(address);
    const running = connection.query('SELECT sleep(100)');
    setTimeout(() => connection.interrupt(), 50);
    await expect(running).rejects.toMatchObject({ name: 'WorkError' });
  });
});

// `npm run test:engines` has ClickHouse itself, in this process; only its HTTP is the test's.
describe.each(process.env.BRIDLE_CHDB ? ['chdb'] : [])('ClickHouse itself behind HTTP, by %s', () => {
  test('is trained in to the optimum of our own trainer', async () => {
    const engine = await openEngine();
    const table = madeProblem(2000, 4, 3, 6);
    const rows = rowsOf(table);
    await engine.load(
      'made',
      table.columns.map(({ name, kind }) => {
        const type = kind === 'numeric' ? ('number' as const) : ('text' as const);
        return { name, type, cells: rows.map((row) => row[name]) };
      }),
    );
    engine.raw('SET output_format_json_quote_denormals = 1, output_format_json_quote_64bit_integers = 1', 'JSON');
    const { port } = await openServer((sql) => {
      try {
        return { body: engine.raw(sql.replace(/\nFORMAT JSONCompact$/, ''), 'JSONCompact') };
      } catch (error) {
        const { message } = error as Error;
        const [, code = ''] = /Code: (\d+)/.exec(message) ?? [];
        return { status: 500, headers: { 'X-ClickHouse-Exception-Code': code }, body: message };
      }
    });
    const folder = mkdtempSync(join(tmpdir(), 'bridle-clickhouse-test-'));
    try {
      const out = join(folder, 'made.json');
      const database = `clickhouse://127.0.0.1:${port}`;
      const trained = await trainDatabase({ database, table: ['made'], target: 'y', l2: 1e-3, out });
      expect(trained).toMatchObject({ rows: 2000, converged: true, database });
      const { classes, labels } = readLabels(table, 'y');
      const { recipe } = learnRecipe(table, { target: 'y' });
      const own = fit(applyRecipe(recipe, table).design, labels, classes.length, { l2: 1e-3, tolerance: 1e-16 });
      const { weights } = await readModel(out);
      expect(Math.max(...weights.map((w, j) => Math.abs(w - own.weights[j])))).toBeLessThanOrEqual(1e-7);
      const lost = trainDatabase({ database, table: ['mad'], target: 'y', out });
      await expect(lost).rejects.toMatchObject({ code: 'no-such-table', message: expect.stringContaining('"made"') });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await engine.close();
    }
  });
});
