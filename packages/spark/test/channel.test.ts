import { create } from '@bufbuild/protobuf';
import { seededRandom } from 'bridle/sample';
import { afterEach, describe, expect, test } from 'vitest';
import { parseAddress } from '../src/address.ts';
import { type Channel, openChannel } from '../src/channel.ts';
import { PlanSchema } from '../src/protocol/spark/connect/base_pb.ts';
import { openSession, sqlRelation } from '../src/session.ts';
import { type FakeServer, type Fate, openFakeServer } from './helpers/fake-server.ts';

const open: { server?: FakeServer; channel?: Channel } = {};
afterEach(async () => {
  open.channel?.abort();
  await open.server?.close();
});

async function start(fate: () => Fate, options = '') {
  open.server = await openFakeServer(fate);
  const { address } = parseAddress(`${open.server.address}/t${options}`);
  open.channel = openChannel(address, '00112233-4455-6677-8899-aabbccddeeff');
  await open.channel.call((client, ids) =>
    client.analyzePlan({ ...ids, analyze: { case: 'sparkVersion', value: {} } }),
  );
  return { server: open.server, channel: open.channel };
}

const plan = (sql: string) => create(PlanSchema, { opType: { case: 'root', value: sqlRelation(sql) } });

async function bytesOf(channel: Channel, sql: string): Promise<number[]> {
  const bytes: number[] = [];
  for await (const { responseType } of channel.execute(plan(sql))) {
    if (responseType.case === 'arrowBatch') bytes.push(...responseType.value.data);
  }
  return bytes;
}

describe('an execution', () => {
  test('gives every message once, wherever its stream is cut, 50 times over', async () => {
    const random = seededRandom(7);
    let cuts = 0;
    let sinceCut = 0;
    const fate = (): Fate => {
      // Two cuts without a message between them are as likely as any; four would be a server that is gone.
      if (random() > 0.12 || sinceCut > 2) {
        sinceCut = 0;
        return 'goes-on';
      }
      cuts += 1;
      sinceCut += 1;
      return random() < 0.5 ? 'ends' : 'breaks';
    };
    const { server, channel } = await start(fate);
    for (let round = 0; cuts < 50; round += 1) {
      const n = 20 + (round % 5);
      expect(await bytesOf(channel, String(n))).toEqual(Array.from({ length: n }, (_, i) => i));
    }
    expect(server.calls.filter((name) => name === 'reattach').length).toBeGreaterThan(30);
    expect(server.running()).toBe(0);
  });

  test('is lost with the cut where the client does not reattach, which a plain call shows', async () => {
    let messages = 0;
    const { channel } = await start(() => (++messages > 5 ? 'breaks' : 'goes-on'));
    const seen: number[] = [];
    const naive = channel.call(async (client, ids) => {
      for await (const { responseType } of client.executePlan({ ...ids, operationId: 'x', plan: plan('20') })) {
        if (responseType.case === 'arrowBatch') seen.push(...responseType.value.data);
      }
      return {};
    }, 'once');
    await expect(naive).rejects.toMatchObject({ name: 'SparkError', code: 'connection-lost' });
    expect(seen.length).toBeLessThan(20);
  });

  test('sends the token with every call, and the error of the server as one sentence', async () => {
    const { server, channel } = await start(() => 'goes-on', ';token=s3cret');
    expect(await bytesOf(channel, '3')).toEqual([0, 1, 2]);
    expect([...server.tokens]).toEqual(['Bearer s3cret']);
    await expect(bytesOf(channel, 'no number')).rejects.toMatchObject({
      name: 'SparkError',
      code: 'failed',
      message: `${server.address} reports PARSE_SYNTAX_ERROR, SQLSTATE 08003: no`,
    });
  });

  test('fails in a sentence when the server is gone and stays away', async () => {
    let messages = 0;
    const { server, channel } = await start(() => (++messages > 4 ? 'breaks' : 'goes-on'));
    const running = bytesOf(channel, '20');
    const closed = (async () => {
      while (messages <= 4) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.close();
    })();
    await expect(running).rejects.toMatchObject({ name: 'SparkError', code: 'connection-lost' });
    await closed;
  });
});

describe('a session', () => {
  test('interrupts the server when its signal aborts, and is released', async () => {
    let holds = true;
    const { server } = await start(() => (holds ? 'ends' : 'goes-on'));
    const controller = new AbortController();
    const session = await openSession(parseAddress(server.address).address, { signal: controller.signal });
    const running = session.rows('5');
    const reason = new Error('stop');
    setTimeout(() => controller.abort(reason), 50);
    await expect(running).rejects.toBe(reason);
    holds = false;
    expect(server.calls).toContain('interrupt');
    await expect(session.rows('5')).rejects.toBe(reason);
    await session.close();
    expect(server.calls.at(-1)).toBe('release');
  });

  test('is refused at once where nothing listens', async () => {
    const { server } = await start(() => 'goes-on');
    await server.close();
    await expect(openSession(parseAddress(server.address).address)).rejects.toMatchObject({
      name: 'SparkError',
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });
});
