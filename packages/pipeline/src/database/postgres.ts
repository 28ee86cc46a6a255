// A PostgreSQL server, by the package pg of the user. All statements of a training see one snapshot of the table: they run
// in one read-only transaction.

import { createRequire } from 'node:module';
import { nearestName } from 'bridle/learn';
import { inputError, workError } from '../messages.ts';
import type { Connection, DatabaseColumn } from './connection.ts';
import { type ServerAddress, shownAddress } from './server-address.ts';

type Row = Record<string, unknown>;
type Client = {
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
};
type ClientOptions = { connectionString: string; application_name: string; connectionTimeoutMillis: number };
type Pg = { Client: new (options: ClientOptions) => Client };

const PATIENCE_MS = 10_000;
/** Types of the category of numbers that are none: money depends on the locale, the others name objects. */
const NO_NUMBERS = /^(money|oid|xid|cid|reg\w+)$/;

/** Opens a connection; InputError 'no-client', 'database-refused'. */
export async function openPostgres(address: ServerAddress): Promise<Connection> {
  const name = shownAddress(address);
  const { Client } = loadPg(name);
  const open = async () => {
    const options = { application_name: 'bridle', connectionTimeoutMillis: PATIENCE_MS };
    const client = new Client({ connectionString: address.url.href, ...options });
    client.on('error', () => {}); // a connection that breaks while it is idle; the next statement says so
    await client.connect();
    return client;
  };
  const client = await open().catch((error: Error) => {
    throw inputError('database-refused', { file: name, found: firstLine(error), variable: 'PGPASSWORD' });
  });
  const query = async (sql: string) => {
    try {
      return (await client.query(sql)).rows;
    } catch (error) {
      throw workError('database-failed', { file: name, found: firstLine(error as Error) });
    }
  };
  // Compiling such statements takes longer than running them.
  await query('SET jit = off');
  await query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const [{ pid }] = await query('SELECT pg_backend_pid() AS pid');
  return {
    dialect: 'postgres',
    name,
    query,
    columns: async (table) => {
      const literal = `'${table
        .map((part) => `"${part.replaceAll('"', '""')}"`)
        .join('.')
        .replaceAll("'", "''")}'`;
      const [{ oid }] = await query(`SELECT to_regclass(${literal})::oid AS oid`);
      if (oid === null) {
        const known = await query("SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'f', 'p')");
        const nearest = nearestName(
          table.at(-1) ?? '',
          known.map((row) => String(row.name)),
        );
        throw inputError('no-such-table', { file: name, table: table.join('.'), nearest });
      }
      const described = await query(
        `SELECT a.attname AS name, t.typname AS type, t.typcategory AS category,
           format_type(a.atttypid, a.atttypmod) AS shown
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = ${oid} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
      );
      return described.map((row) => ({ name: String(row.name), type: typeOf(row) }));
    },
    interrupt: () => {
      // A connection of its own says it, because the one of the statement is busy.
      const cancel = async () => {
        const other = await open();
        await other.query(`SELECT pg_cancel_backend(${Number(pid)})`).finally(() => other.end());
      };
      cancel().catch(() => {});
    },
    close: () => client.end().catch(() => {}),
  };
}

function typeOf({ type, category, shown }: Row): DatabaseColumn['type'] {
  if (category === 'N' && !NO_NUMBERS.test(String(type))) return 'number';
  return 'SBDE'.includes(String(category)) || type === 'uuid' ? 'text' : { unsupported: String(shown) };
}

/** The package pg, from where this one is installed. */
function loadPg(file: string): Pg {
  try {
    return createRequire(import.meta.url)('pg') as Pg;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw inputError('no-client', { file, package: 'pg' });
  }
}

function firstLine({ message, code }: Error & { code?: string }): string {
  const [line] = (message || code || 'no answer').split('\n');
  return line.slice(0, 200);
}
