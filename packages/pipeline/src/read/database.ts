// DuckDB as a parser, kept on a short lead: in memory, no extension fetched, no network, and of the disk only the named
// files. It never spills: every query here streams or aggregates, and its memory is bounded by the width of a row.

import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';

/** A connection that may touch the named files only, and stops at the signal. */
export type Database = {
  /** All rows, for small results. */
  rows(sql: string): Promise<unknown[][]>;
  /** The rows as chunks of columns. */
  stream(sql: string): Promise<DuckDBResult>;
  connection: DuckDBConnection;
};

/** Runs `work` on a fresh database that may touch `paths`, and closes it whatever happens. */
export async function withDatabase<T>(
  paths: string[],
  signal: AbortSignal | undefined,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
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
    });
  } catch (error) {
    signal?.throwIfAborted(); // what an interrupted query throws is not the reason
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

/** A string literal of SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The literal of a path to read, its `*`, `?` and `[` taken at their word. */
export function quotedPath(path: string): string {
  return quoted(withoutGlob(path));
}

function withoutGlob(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}
