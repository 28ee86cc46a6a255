// DuckDB as a parser with minimal rights: in memory, without extensions from the network, and with access to the named
// files only. It never spills to disk: every query streams or aggregates, so its memory is bounded by the row width.

import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';

/** A connection with access to the named files only, which stops when the signal aborts. */
export type Database = {
  /** All rows, for small results. */
  rows(sql: string): Promise<unknown[][]>;
  /** The rows as chunks of columns. */
  stream(sql: string): Promise<DuckDBResult>;
  /** The same on a connection of its own: a connection has one stream at a time. */
  streamApart(sql: string): Promise<DuckDBResult>;
  connection: DuckDBConnection;
};

/** Runs `work` on a new database with access to `paths`, and closes it in every case. */
export async function withDatabase<T>(
  paths: string[],
  signal: AbortSignal | undefined,
  work: (database: Database) => Promise<T>,
  { threads, memory }: { threads?: number | undefined; memory?: number | undefined } = {},
): Promise<T> {
  signal?.throwIfAborted();
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    temp_directory: '',
    ...(threads !== undefined && { threads: String(threads) }),
    ...(memory !== undefined && { memory_limit: `${Math.floor(memory / 1e6)}MB`, threads: '1' }),
  });
  const connection = await instance.connect();
  const apart: DuckDBConnection[] = [];
  const interrupt = () => {
    for (const one of [connection, ...apart]) one.interrupt();
  };
  try {
    const allowed = paths.flatMap((path) => [path, withoutGlob(path)]).map(quoted);
    await connection.run(`SET allowed_paths = [${allowed.join(', ')}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    signal?.addEventListener('abort', interrupt);
    return await work({
      connection,
      rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
      stream: (sql) => connection.stream(sql),
      streamApart: async (sql) => {
        const other = await instance.connect();
        apart.push(other);
        return other.stream(sql);
      },
    });
  } catch (error) {
    signal?.throwIfAborted(); // an interrupted query throws its own error instead of the reason
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    for (const one of [connection, ...apart]) one.closeSync();
    instance.closeSync();
  }
}

/** A string literal of SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The literal of a path to read, with `*`, `?` and `[` escaped. */
export function quotedPath(path: string): string {
  return quoted(withoutGlob(path));
}

function withoutGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
