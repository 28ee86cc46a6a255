// The way to a server: one HTTP/2 connection, calls that are tried again when it breaks, and executions that survive it.
// The server ends a stream every two minutes without ResultComplete, and any stream may break; the client then reattaches
// to the running execution after the last message that it has, so that no message is lost or seen twice.
// Reference: ReattachExecute in Spark's base.proto.

import { type Client, createClient, type Interceptor } from '@connectrpc/connect';
import { createGrpcTransport, Http2SessionManager } from '@connectrpc/connect-node';
import { type Address, shownServer } from './address.ts';
import { newIdentifier } from './identifier.ts';
import { type ExecutePlanResponse, type Plan, SparkConnectService } from './protocol/spark/connect/base_pb.ts';
import { classOf, isBroken, isRefused, readable } from './server-error.ts';
import { sparkError } from './spark-error.ts';

export type Channel = {
  /** One call; it must be one that may be repeated, unless it is made once. */
  call<T extends Answer>(work: Call<T>, times?: 'once'): Promise<T>;
  /** The messages of an execution, to its end. */
  execute(plan: Plan): AsyncGenerator<ExecutePlanResponse>;
  /** Lets no execution reattach and no call be tried again. */
  stop(): void;
  /** Ends the connection and every call on it. */
  abort(): void;
};

/** What every request of a session states: also which server answered first, so that a restarted one refuses it. */
export type Identity = {
  sessionId: string;
  userContext: { userId: string };
  clientType: string;
  clientObservedServerSideSessionId?: string;
};

type Call<T> = (client: Client<typeof SparkConnectService>, ids: Identity) => Promise<T>;
type Answer = { serverSideSessionId?: string };

type SessionManager = NonNullable<Parameters<typeof createGrpcTransport>[0]['sessionManager']>;

/** Waits in milliseconds before a call is tried again: where nothing listens the server is gone, and the first few do. */
const REFUSED = [50, 100, 200];
const WAITS = [...REFUSED, 400, 800, 1600, 3200, 6400];
/** The largest message that is taken; the server sends batches of a few megabytes. */
const LARGEST = 128 * 1024 * 1024;
const PING_MS = 20_000;

export function openChannel(address: Address, sessionId: string): Channel {
  const { host, port, secure, token, user, headers } = address;
  const baseUrl = `${secure ? 'https' : 'http'}://${host}:${port}`;
  const withHeaders: Interceptor = (next) => (request) => {
    for (const [name, value] of Object.entries(headers)) request.header.set(name, value);
    if (token !== null) request.header.set('authorization', `Bearer ${token}`);
    return next(request);
  };
  const manager = new Http2SessionManager(baseUrl, { pingIntervalMs: PING_MS });
  const sessionManager = withErrorsHeard(manager);
  const transport = createGrpcTransport({
    baseUrl,
    sessionManager,
    interceptors: [withHeaders],
    readMaxBytes: LARGEST,
  });
  const client = createClient(SparkConnectService, transport);
  const ids: Identity = { sessionId, userContext: { userId: user }, clientType: 'bridle' };
  let begun = false;
  let isOpen = true;

  const closed = () => sparkError('connection-lost', { server: shownServer(address), message: 'closed by the client' });

  /** Waits before the next try; throws where there is none. */
  async function again(error: unknown, tries: number): Promise<void> {
    const waits = isRefused(error) ? REFUSED : WAITS;
    // The first connection of all is not tried again: an address that is wrong is said at once.
    if (!isOpen || !isBroken(error) || !begun || tries >= waits.length) throw readable(error, address, begun);
    await new Promise((resolve) => setTimeout(resolve, waits[tries]));
  }

  function heard({ serverSideSessionId }: Answer): void {
    begun = true;
    if (serverSideSessionId) ids.clientObservedServerSideSessionId ??= serverSideSessionId;
  }

  async function call<T extends Answer>(work: Call<T>, times?: 'once'): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        const result = await work(client, ids);
        heard(result);
        return result;
      } catch (error) {
        await again(error, times === 'once' ? WAITS.length : tries);
      }
    }
  }

  async function* execute(plan: Plan): AsyncGenerator<ExecutePlanResponse> {
    const operationId = newIdentifier();
    const option = { requestOption: { case: 'reattachOptions' as const, value: { reattachable: true } } };
    const start = () => client.executePlan({ ...ids, operationId, plan, requestOptions: [option] });
    let last: string | undefined;
    let stream = start();
    let tries = 0;
    let isDone = false;
    try {
      while (!isDone) {
        try {
          for await (const response of stream) {
            heard(response);
            tries = 0;
            last = response.responseId;
            if (response.responseType.case === 'resultComplete') isDone = true;
            else yield response;
          }
        } catch (error) {
          if (classOf(error).endsWith('OPERATION_NOT_FOUND')) {
            // The request itself was lost: the server never had it, and it may be sent again.
            if (last !== undefined || tries >= WAITS.length) throw readable(error, address, begun);
            tries += 1;
            stream = start();
            continue;
          }
          await again(error, tries);
          tries += 1;
        }
        if (!isDone && !isOpen) throw closed();
        if (!isDone) {
          const after = last === undefined ? {} : { lastResponseId: last };
          stream = client.reattachExecute({ ...ids, operationId, ...after });
        }
      }
    } finally {
      // Lets the server forget the messages; a failure here changes no result.
      if (isOpen) {
        const release = { case: 'releaseAll' as const, value: {} };
        await client.releaseExecute({ ...ids, operationId, release }, { timeoutMs: 2000 }).catch(() => {});
      }
    }
  }

  return {
    call,
    execute,
    stop: () => {
      isOpen = false;
    },
    abort: () => {
      isOpen = false;
      manager.abort(closed());
    },
  };
}

/**
 * The manager with a listener for errors on each connection. A connection that closes while it is idle takes the manager's
 * own listener away before it raises its error, which would end the process.
 */
function withErrorsHeard(manager: Http2SessionManager): SessionManager {
  const heard = new WeakSet<object>();
  return {
    authority: manager.authority,
    request: async (...call) => {
      const stream = await manager.request(...call);
      const connection = stream.session;
      if (connection && !heard.has(connection)) {
        heard.add(connection);
        connection.on('error', () => {});
      }
      return stream;
    },
    notifyResponseByteRead: (stream) => manager.notifyResponseByteRead(stream),
  };
}
