// Trains on a table inside a database, by the statements of @bridle/sql: the table is never read into memory, and statements
// only read.

import { type ColumnChoice, type TrainProgress as Pass, type Trained, train } from '@bridle/sql';
import { nearestName, serializeModel } from 'bridle/learn';
import { openClickhouse } from './database/clickhouse.ts';
import type { Connection, DatabaseColumn } from './database/connection.ts';
import { openDuckdb } from './database/duckdb.ts';
import { openPostgres } from './database/postgres.ts';
import { parseServerAddress, type ServerAddress, shownAddress } from './database/server-address.ts';
import { inputError, workError } from './messages.ts';
import { checkPaths } from './options.ts';
import { checkWritable, writeWhole } from './write/write-whole.ts';

/** Options of `trainDatabase`. */
export type DatabaseOptions = {
  /**
   * The path of a DuckDB database, or the address of a server, postgres://… or clickhouse://…; and the table in it: its
   * name, or schema and name.
   */
  database: string;
  table: readonly string[];
  target: string;
  /** The path of the model to write. */
  out: string;
  C?: number;
  l2?: number;
  standardize?: boolean;
  seed?: number;
  /** Columns to leave out, to read as categories, and that identify a row. */
  exclude?: readonly string[];
  categorical?: readonly string[];
  id?: readonly string[];
  /** A column of weights ≥ 0, as frequencies. */
  weight?: string;
  missing?: readonly string[];
  maxPasses?: number;
  signal?: AbortSignal;
  onProgress?: (progress: Pass) => void;
};

/** `database` is the path or the address, without credentials. */
export type DatabaseResult = Trained & { modelPath: string; database: string; seconds: number };

/**
 * Trains a model where the data is, and writes it. Columns of numbers are numeric, columns of texts, dates and truth values
 * categories; no rows are held out.
 *
 * @throws InputError 'not-a-database', 'bad-address', 'no-client', 'database-refused', 'no-such-table', 'no-such-column',
 * 'unsupported-type'; WorkError 'database-failed'; SqlError as `train` of @bridle/sql; the reason of `signal` when it aborts.
 * @example
 * ```ts
 * import { trainDatabase } from '@bridle/pipeline';
 * import { DuckDBInstance } from '@duckdb/node-api';
 * const instance = await DuckDBInstance.create('out/points.duckdb');
 * const connection = await instance.connect();
 * await connection.run(`CREATE OR REPLACE TABLE points AS
 *   SELECT sin(i) AS x, cos(i) AS y, IF(sin(i) + cos(3 * i) > 0, 'up', 'down') AS side FROM range(500) t(i)`);
 * connection.closeSync();
 * instance.closeSync();
 * const { model } = await trainDatabase({
 *   database: 'out/points.duckdb',
 *   table: ['points'],
 *   target: 'side',
 *   out: 'out/points.model.json',
 * });
 * model.classes; // → ['down', 'up']
 * ```
 */
export async function trainDatabase(options: DatabaseOptions): Promise<DatabaseResult> {
  const start = performance.now();
  const { database, out, id = [], signal } = options;
  const address = parseServerAddress(database);
  await checkPaths(address ? [] : [database], [out]);
  await checkWritable(out);
  const trained = await withConnection(await open(database, address), signal, async (connection) => {
    const features = featuresOf(await connection.columns(options.table), connection.name, options);
    const { target, table, weight, C, l2, standardize, seed, missing, maxPasses, onProgress } = options;
    const given = { weight, C, l2, standardize, seed, missing, maxPasses, onProgress, signal };
    const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return train(connection.query, { dialect: connection.dialect, table, target, features, ...chosen });
  });
  const model = { ...trained.model, reading: { ...trained.model.reading, ...(id.length > 0 && { id }) } };
  await writeWhole([{ path: out, content: serializeModel(model) }], signal);
  const seconds = (performance.now() - start) / 1000;
  return { ...trained, model, modelPath: out, database: address ? shownAddress(address) : database, seconds };
}

async function open(database: string, address: ServerAddress | null): Promise<Connection> {
  if (!address) return openDuckdb(database);
  return address.kind === 'postgres' ? openPostgres(address) : openClickhouse(address);
}

/** The features with their kinds; refuses a name that is not there and a type that is no feature. */
function featuresOf(columns: readonly DatabaseColumn[], file: string, options: DatabaseOptions): ColumnChoice[] {
  const { target, weight, exclude = [], categorical = [], id = [] } = options;
  const weights = weight === undefined ? [] : [weight];
  const names = columns.map(({ name }) => name);
  for (const column of [target, ...weights, ...exclude, ...categorical, ...id]) {
    if (names.includes(column)) continue;
    throw inputError('no-such-column', { file, column, nearest: nearestName(column, names) });
  }
  const unused = new Set([...exclude, ...id, ...weights]);
  return columns
    .filter(({ name }) => !unused.has(name))
    .map(({ name, type }): ColumnChoice => {
      if (typeof type === 'object')
        throw inputError('unsupported-type', { file, column: name, type: type.unsupported });
      return { name, kind: type === 'number' && !categorical.includes(name) ? 'numeric' : 'categorical' };
    })
    .filter(({ name }) => name !== target);
}

async function withConnection<T>(
  connection: Connection,
  signal: AbortSignal | undefined,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    signal?.throwIfAborted();
    return await work(connection);
  } catch (error) {
    signal?.throwIfAborted(); // a statement that was interrupted throws its own error
    const isFull = error instanceof Error && error.message.startsWith('Out of Memory');
    throw isFull ? workError('out-of-memory', { file: connection.name }) : error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    await connection.close();
  }
}
