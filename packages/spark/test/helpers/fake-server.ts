// A server of the protocol without Spark: SQL that is a number n gives n batches of one byte each. Streams end where the
// test says so, by the end that Spark gives every two minutes or by a connection that breaks.

import { once } from 'node:events';
import { createServer, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { create } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { connectNodeAdapter } from '@connectrpc/connect-node';
import { ErrorInfoSchema } from '../../src/protocol/google/rpc/error_info_pb.ts';
import {
  type ExecutePlanRequest,
  type ExecutePlanResponse,
  ExecutePlanResponseSchema,
  SparkConnectService,
} from '../../src/protocol/spark/connect/base_pb.ts';

/** What becomes of a stream before its next message. */
export type Fate = 'goes-on' | 'ends' | 'breaks';

export type FakeServer = {
  address: string;
  /** Calls by name, and the tokens that they had. */
  calls: string[];
  tokens: Set<string>;
  /** Operations that were started and not released. */
  running(): number;
  close(): Promise<void>;
};

export async function openFakeServer(fate: () => Fate): Promise<FakeServer> {
  const calls: string[] = [];
  const tokens = new Set<string>();
  const sessions = new Set<ServerHttp2Session>();
  const operations = new Map<string, ExecutePlanResponse[]>();

  async function* from(id: string, last: string | undefined): AsyncGenerator<ExecutePlanResponse> {
    const responses = operations.get(id);
    if (!responses) throw refusal('INVALID_HANDLE.OPERATION_NOT_FOUND');
    const start = last === undefined ? 0 : responses.findIndex(({ responseId }) => responseId === last) + 1;
    for (const response of responses.slice(start)) {
      const next = fate();
      if (next === 'breaks') for (const session of sessions) session.destroy();
      if (next !== 'goes-on') return;
      yield response;
    }
  }

  const handler = connectNodeAdapter({
    routes: (router) => {
      router.service(SparkConnectService, {
        analyzePlan: () => ({ serverSideSessionId: 's', result: { case: 'sparkVersion', value: { version: '0' } } }),
        executePlan: (request, { requestHeader }) => {
          calls.push('execute');
          tokens.add(requestHeader.get('authorization') ?? '');
          // A request that is lost on its way never begins.
          if (fate() === 'breaks') {
            for (const session of sessions) session.destroy();
            throw new ConnectError('lost', Code.Unavailable);
          }
          operations.set(request.operationId ?? '', responsesOf(request));
          return from(request.operationId ?? '', undefined);
        },
        reattachExecute: ({ operationId, lastResponseId }) => {
          calls.push('reattach');
          return from(operationId, lastResponseId);
        },
        releaseExecute: ({ operationId }) => {
          operations.delete(operationId);
          return {};
        },
        interrupt: () => {
          calls.push('interrupt');
          return {};
        },
        releaseSession: () => {
          calls.push('release');
          return {};
        },
      });
    },
  });
  const server = createServer(handler).listen(0, '127.0.0.1');
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => {});
    session.on('close', () => sessions.delete(session));
  });
  await once(server, 'listening');
  return {
    address: `sc://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    tokens,
    running: () => operations.size,
    close: async () => {
      server.close();
      for (const session of sessions) session.destroy();
    },
  };
}

function responsesOf({ plan, operationId = '' }: ExecutePlanRequest): ExecutePlanResponse[] {
  const relation = plan?.opType.case === 'root' ? plan.opType.value.relType : undefined;
  const text = relation?.case === 'sql' ? relation.value.query : '';
  if (!/^\d+$/.test(text)) throw refusal('PARSE_SYNTAX_ERROR');
  const of = (i: number, responseType: ExecutePlanResponse['responseType']) =>
    create(ExecutePlanResponseSchema, { operationId, responseId: `r${i}`, serverSideSessionId: 's', responseType });
  const count = Number(text);
  const batches = Array.from({ length: count }, (_, i) =>
    of(i, { case: 'arrowBatch', value: { rowCount: 1n, data: new Uint8Array([i % 256]) } as never }),
  );
  return [...batches, of(count, { case: 'resultComplete', value: {} as never })];
}

function refusal(errorClass: string): ConnectError {
  const value = { reason: 'x', domain: 'org.apache.spark', metadata: { errorClass, sqlState: '08003' } };
  return new ConnectError(`[${errorClass}] no`, Code.Internal, undefined, [{ desc: ErrorInfoSchema, value }]);
}
