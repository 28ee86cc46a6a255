import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { openSession, parseAddress, type Session, withSession } from '@bridle/spark';
import { seededRandom } from 'bridle/sample';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sparkServer } from '../../../sql/test/helpers/spark.ts';

const { address } = parseAddress(sparkServer(), process.env);
let session: Session;
beforeAll(async () => {
  session = await openSession(address);
});
afterAll(() => session?.close());

/** A way to the server whose connections are cut after as many bytes of answers as `next` says. */
async function openCutter(next: () => number) {
  const sockets = new Set<Socket>();
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(address.port, address.host);
    let left = next();
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server);
    server.on('data', (data) => {
      left -= data.length;
      if (left > 0) client.write(data);
      else {
        cuts += 1;
        client.destroy();
      }
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    cuts: () => cuts,
    close: () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe('a session on a real server', () => {
  test('reads numbers, texts, NULL and NaN as they are', async () => {
    const sql =
      "SELECT 1 AS a, 2.5D AS b, '한글' AS c, NULL AS d, CAST('nan' AS DOUBLE) AS e, CAST(9007199254740993 AS BIGINT) AS f";
    expect(await session.rows(sql)).toEqual([
      { a: 1, b: 2.5, c: '한글', d: null, e: Number.NaN, f: 9007199254740993n },
    ]);
    expect(await session.version()).toMatch(/^4\./);
    expect(await session.settings(['spark.sql.ansi.enabled', 'spark.no.such'])).toEqual(['true', null]);
  });

  test('gives the same rows wherever 50 connections are cut', async () => {
    const random = seededRandom(3);
    const cutter = await openCutter(() => 6000 + Math.floor(random() * 20_000));
    const sql = 'SELECT id, sin(id) AS x FROM range(0, 2000, 1, 10)';
    const whole = await session.rows(sql);
    expect(whole).toHaveLength(2000);
    const cut = { ...address, port: cutter.port };
    let lost = 0;
    try {
      while (cutter.cuts() < 50) {
        // A session may be cut before it has begun, and is then refused in a sentence.
        await withSession(cut, {}, async (one) => {
          while (cutter.cuts() < 50) expect(await one.rows(sql)).toEqual(whole);
        }).catch((error) => {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(unreachable|connection-lost)$/) });
          lost += 1;
        });
      }
    } finally {
      cutter.close();
    }
    expect(lost).toBeLessThan(10);
  }, 300_000);

  test('outlives the streams of a long job, which this server ends every second', async () => {
    const sleep =
      "SELECT count(r) AS n FROM (SELECT reflect('java.lang.Thread', 'sleep', 500L) AS r FROM range(0, 9, 1, 1))";
    const start = performance.now();
    expect(await session.rows(sleep)).toHaveLength(1);
    expect(performance.now() - start).toBeGreaterThan(4000);
  });

  test('leaves nothing running on the server when its signal aborts', async () => {
    const controller = new AbortController();
    const other = await openSession(address, { signal: controller.signal });
    const tag = `never-${process.pid}`;
    const running = other.rows(
      `SELECT count(*) AS n, '${tag}' AS t FROM range(1000000000) a CROSS JOIN range(1000000) b`,
    );
    setTimeout(() => controller.abort(new Error('stop')), 1500);
    await expect(running).rejects.toThrow('stop');
    await other.close();
    // Both threads of the server are free again: a statement that needs them ends soon.
    const start = performance.now();
    await session.rows('SELECT sum(id) AS s FROM range(0, 1000000, 1, 8)');
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test('stops a statement that has only just begun', async () => {
    // An interrupt before its first task is taken by Spark 4.2, and the job runs all the same.
    const controller = new AbortController();
    const other = await openSession(address, { signal: controller.signal });
    const table = `begun_${process.pid}`;
    const running = other.run(`CREATE TABLE ${table} AS SELECT id AS x FROM range(0, 20000000000, 1, 8)`);
    setTimeout(() => controller.abort(new Error('stop')), 40);
    await expect(running).rejects.toThrow('stop');
    await other.close();
    await session.rows('SELECT sum(id) AS s FROM range(0, 1000000, 1, 8)');
    expect((await session.rows('SHOW TABLES')).map(({ tableName }) => tableName)).not.toContain(table);
  });

  test.each([
    [
      'a wrong token',
      { ...address, token: 'wr0ng' },
      'SparkInputError',
      /asks for a token \(Invalid authentication token\)/,
    ],
    [
      'no token',
      { ...address, token: null },
      'SparkInputError',
      /asks for a token \(No authentication token provided\)/,
    ],
    [
      'TLS where there is none',
      { ...address, secure: true },
      'SparkInputError',
      /does not answer in TLS; add ;use_ssl=false/,
    ],
    ['a port where nobody listens', { ...address, port: 1 }, 'SparkError', /cannot be reached \(connect ECONNREFUSED/],
  ])('refuses %s in one sentence without the token', async (_, wrong, name, sentence) => {
    const error = await openSession(wrong).catch((found: Error) => found);
    expect(error).toMatchObject({ name, message: expect.stringMatching(sentence) });
    expect((error as Error).message).not.toMatch(/wr0ng|\n/);
  });

  test.each([
    ['SELECT nope FROM range(1)', 'no-such-column', 'UNRESOLVED_COLUMN'],
    ['SELECT * FROM no.such', 'no-such-table', 'TABLE_OR_VIEW_NOT_FOUND, SQLSTATE 42P01'],
    ["SELECT CAST('a' AS INT)", 'wrong-type', 'CAST_INVALID_INPUT, SQLSTATE 22018'],
    ['SELECT 1/0', 'failed', 'DIVIDE_BY_ZERO, SQLSTATE 22012'],
    ['SELEC', 'failed', 'PARSE_SYNTAX_ERROR'],
  ])('gives the error of %j by its class', async (sql, code, errorClass) => {
    const error = (await session.rows(sql).catch((found) => found)) as Error & { code: string };
    expect(error).toMatchObject({ code, message: expect.stringContaining(errorClass) });
    expect(error.message).not.toContain('\n');
  });
});
