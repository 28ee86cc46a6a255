// A session on a Spark server: statements, their rows, schemas, settings. One session does one thing after the other. When
// its signal aborts, the server's operations are interrupted; without that a server goes on computing after its client.

import { create } from '@bufbuild/protobuf';
import type { Address } from './address.ts';
import { shownServer } from './address.ts';
import { type Row, rowsOfBatch } from './arrow.ts';
import { openChannel } from './channel.ts';
import { newIdentifier } from './identifier.ts';
import {
  type ExecutePlanResponse,
  type ExecutePlanResponse_ExecutionProgress,
  InterruptRequest_InterruptType,
  PlanSchema,
} from './protocol/spark/connect/base_pb.ts';
import { type Command, CommandSchema } from './protocol/spark/connect/commands_pb.ts';
import { type Relation, RelationSchema } from './protocol/spark/connect/relations_pb.ts';
import type { DataType } from './protocol/spark/connect/types_pb.ts';
import { sparkError } from './spark-error.ts';

/** How far the stages of the running operation are: tasks done and in all. */
export type Progress = { stages: number; doneStages: number; tasks: number; doneTasks: number };

/** A session on a Spark server, as `openSession` gives it; the caller closes it. */
export type Session = {
  readonly server: string;
  /** The version of Spark, such as 4.2.0. */
  version(): Promise<string>;
  /** The rows of a SELECT. */
  rows(sql: string): Promise<Row[]>;
  /** Runs a statement for its effect. */
  run(sql: string): Promise<void>;
  /** The columns of a relation with their types. */
  schema(relation: Relation): Promise<{ name: string; type: DataType }[]>;
  /** Runs a command; its messages. */
  command(command: Command): Promise<ExecutePlanResponse[]>;
  /** The values of settings; null for one that is not set. */
  settings(names: readonly string[]): Promise<(string | null)[]>;
  /** Changes a setting of this session. */
  set(name: string, value: string): Promise<void>;
  /** Stops every operation of this session on the server. */
  interrupt(): Promise<void>;
  /** Ends the session on the server, and with it what is left of its operations, views and models. */
  close(): Promise<void>;
};

/** Options of `openSession`: a signal that stops the server's work, and a listener for its progress. */
export type SessionOptions = {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
};

/** How long the server may take over an interrupt, and over closing, before the connection is cut. */
const PATIENCE_MS = 5000;
/** A statement whose number of tasks has not changed for this long is in the job that takes its time. */
const STEADY_MS = 800;

/**
 * Opens a session.
 *
 * @throws SparkInputError 'no-token', 'tls-mismatch', 'bad-certificate'; SparkError 'unreachable'. Its functions throw
 * these and the errors of the server by their class; the reason of `signal` when it aborts.
 * @example
 * ```ts
 * import { openSession, parseAddress,  } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * const session = await openSession(address);
 * await session.rows('SELECT 1 + 1 AS two'); // → [{ two: 2 }]
 * await session.close();
 * ```
 */
export async function openSession(address: Address, { signal, onProgress }: SessionOptions = {}): Promise<Session> {
  signal?.throwIfAborted();
  const server = shownServer(address);
  const channel = openChannel(address, newIdentifier());
  const interrupt = async () => {
    const interruptType = InterruptRequest_InterruptType.ALL;
    await channel.call((client, ids) => client.interrupt({ ...ids, interruptType }, { timeoutMs: PATIENCE_MS }));
  };
  // A statement takes one interrupt, for the jobs that run then. In Spark 4.2 a job that starts after it runs to its end,
  // beyond the session too; so the interrupt waits until the number of tasks stays the same.
  let atWork: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped = withinPatience(atWork)
      .then(() => withinPatience(interrupt()))
      .catch(() => {});
  };
  signal?.addEventListener('abort', stop, { once: true });

  /** The work, or the reason of the signal, once the server was told to stop. */
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    let onAbort = () => {};
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => void stopped?.then(() => reject(signal?.reason));
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    aborted.catch(() => {});
    try {
      return await Promise.race([work(), aborted]);
    } catch (error) {
      await stopped;
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async function execute(plan: Relation | Command, take: (response: ExecutePlanResponse) => void): Promise<void> {
    const opType =
      plan.$typeName === 'spark.connect.Relation'
        ? { case: 'root' as const, value: plan }
        : { case: 'command' as const, value: plan };
    await guarded(async () => {
      let [tasks, since] = [0, 0];
      let begun = () => {};
      atWork = new Promise((resolve) => {
        begun = resolve;
      });
      try {
        for await (const response of channel.execute(create(PlanSchema, { opType }))) {
          if (response.responseType.case !== 'executionProgress') {
            take(response);
            continue;
          }
          const progress = progressOf(response.responseType.value);
          if (progress.tasks !== tasks) [tasks, since] = [progress.tasks, performance.now()];
          else if (tasks > 0 && performance.now() - since >= STEADY_MS) begun();
          onProgress?.(progress);
        }
      } finally {
        begun();
      }
    });
  }

  const session: Session = {
    server,
    version: async () => {
      const analyze = { case: 'sparkVersion' as const, value: {} };
      const { result } = await guarded(() => channel.call((client, ids) => client.analyzePlan({ ...ids, analyze })));
      return result.case === 'sparkVersion' ? result.value.version : '';
    },
    rows: async (sql) => {
      const rows: Row[] = [];
      await execute(sqlRelation(sql), ({ responseType }) => {
        if (responseType.case === 'arrowBatch') for (const row of rowsOfBatch(responseType.value.data)) rows.push(row);
      });
      return rows;
    },
    run: async (sql) => {
      const commandType = { case: 'sqlCommand' as const, value: { input: sqlRelation(sql) } };
      await execute(create(CommandSchema, { commandType }), () => {});
    },
    schema: async (relation) => {
      const plan = { opType: { case: 'root' as const, value: relation } };
      const analyze = { case: 'schema' as const, value: { plan } };
      const { result } = await guarded(() => channel.call((client, ids) => client.analyzePlan({ ...ids, analyze })));
      const kind = result.case === 'schema' ? result.value.schema?.kind : undefined;
      if (kind?.case !== 'struct') throw sparkError('not-understood', { server, found: 'no schema' });
      return kind.value.fields.map(({ name, dataType }) => {
        if (!dataType) throw sparkError('not-understood', { server, found: 'a column without a type' });
        return { name, type: dataType };
      });
    },
    command: async (command) => {
      const responses: ExecutePlanResponse[] = [];
      await execute(command, (response) => responses.push(response));
      return responses;
    },
    settings: async (names) => {
      const operation = { opType: { case: 'getOption' as const, value: { keys: [...names] } } };
      const { pairs } = await guarded(() => channel.call((client, ids) => client.config({ ...ids, operation })));
      return names.map((name) => pairs.find(({ key }) => key === name)?.value ?? null);
    },
    set: async (name, value) => {
      const operation = { opType: { case: 'set' as const, value: { pairs: [{ key: name, value }] } } };
      await guarded(() => channel.call((client, ids) => client.config({ ...ids, operation })));
    },
    interrupt,
    close: async () => {
      signal?.removeEventListener('abort', stop);
      channel.stop();
      const release = channel.call((client, ids) => client.releaseSession(ids, { timeoutMs: PATIENCE_MS }), 'once');
      await release.catch(() => {}); // a server that is gone has no session
      channel.abort();
    },
  };
  try {
    await session.version();
  } catch (error) {
    channel.abort();
    throw error;
  }
  return session;
}

/**
 * Opens a session for some work, and closes it in every case.
 *
 * @example
 * ```ts
 * import { parseAddress, withSession } from '@bridle/spark';
 * const { address } = parseAddress(process.env.SPARK_REMOTE ?? 'sc://localhost', process.env);
 * await withSession(address, {}, (session) => session.rows('SELECT 1 + 1 AS two')); // → [{ two: 2 }]
 * ```
 */
export async function withSession<T>(
  address: Address,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(address, options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** The work, for as long as the server may take. */
async function withinPatience(work: Promise<void>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
}

/**
 * The rows of a SELECT, or what a statement gives, as a relation.
 *
 * @example
 * ```ts
 * import { sqlRelation } from '@bridle/spark';
 * sqlRelation('SELECT 1').relType.case; // → 'sql'
 * ```
 */
export function sqlRelation(query: string): Relation {
  return create(RelationSchema, { relType: { case: 'sql', value: { query } } });
}

function progressOf({ stages }: ExecutePlanResponse_ExecutionProgress): Progress {
  const sum = (numbers: bigint[]) => Number(numbers.reduce((total, n) => total + n, 0n));
  return {
    stages: stages.length,
    doneStages: stages.filter(({ done }) => done).length,
    tasks: sum(stages.map(({ numTasks }) => numTasks)),
    doneTasks: sum(stages.map(({ numCompletedTasks }) => numCompletedTasks)),
  };
}
