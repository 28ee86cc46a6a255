// Trains on a table inside a DuckDB database, by the statements of @bridle/sql: the table is never read into memory. The
// database is opened for reading only.

import { type ColumnChoice, type TrainProgress as Pass, type Trained, train } from '@bridle/sql';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { nearestName, serializeModel } from 'bridle/learn';
import { inputError, workError } from './messages.ts';
import { checkPaths } from './options.ts';
import { checkReadable } from './read/source.ts';
import { checkWritable, writeWhole } from './write/write-whole.ts';

export type DatabaseOptions = {
  /** The path of the database, and the table in it: its name, or schema and name. */
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
  missing?: readonly string[];
  maxPasses?: number;
  signal?: AbortSignal;
  onProgress?: (progress: Pass) => void;
};

export type DatabaseResult = Trained & { modelPath: string; seconds: number };

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(.*|FLOAT|DOUBLE)$/;
const TEXTS = /^(VARCHAR|BOOLEAN|UUID|DATE|TIME|TIMESTAMP.*|ENUM\(.*)$/s;

/**
 * Trains a model where the data is, and writes it. Columns of numbers are numeric, columns of texts, dates and truth values
 * categories; no rows are held out.
 *
 * @throws InputError 'not-a-database', 'no-such-table', 'no-such-column', 'unsupported-type'; SqlError as `train` of
 * @bridle/sql; the reason of `signal` when it aborts.
 */
export async function trainDatabase(options: DatabaseOptions): Promise<DatabaseResult> {
  const start = performance.now();
  const { database, out, exclude = [], id = [], signal } = options;
  await checkReadable(database);
  await checkPaths([database], [out]);
  await checkWritable(out);
  const trained = await withConnection(database, signal, async (connection) => {
    const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
    const columns = await columnsOf(connection, options);
    const features = columns.filter(({ name }) => ![...exclude, ...id, options.target].includes(name));
    const { target, table, C, l2, standardize, seed, missing, maxPasses, onProgress } = options;
    const given = { C, l2, standardize, seed, missing, maxPasses, onProgress, signal };
    const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return train(query, { dialect: 'duckdb', table, target, features, ...chosen });
  });
  const model = { ...trained.model, reading: { ...trained.model.reading, ...(id.length > 0 && { id }) } };
  await writeWhole([{ path: out, content: serializeModel(model) }], signal);
  return { ...trained, model, modelPath: out, seconds: (performance.now() - start) / 1000 };
}

/** The columns of the table with their kinds; refuses a name that is not there and a type that is no feature. */
async function columnsOf(connection: DuckDBConnection, options: DatabaseOptions): Promise<ColumnChoice[]> {
  const { database: file, table, target, exclude = [], categorical = [], id = [] } = options;
  const name = table.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${name}`).catch(async (error: Error) => {
    if (!error.message.startsWith('Catalog Error')) throw error;
    const known = await connection.runAndReadAll('SELECT table_name FROM information_schema.tables');
    const nearest = nearestName(table.at(-1) ?? '', known.getRows().map(String));
    throw inputError('no-such-table', { file, table: table.join('.'), nearest });
  });
  const types = described.getRowObjects().map((row) => [String(row.column_name), String(row.column_type)] as const);
  const names = types.map(([column]) => column);
  for (const column of [target, ...exclude, ...categorical, ...id]) {
    if (!names.includes(column))
      throw inputError('no-such-column', { file, column, nearest: nearestName(column, names) });
  }
  return types.map(([column, type]) => {
    if (NUMBERS.test(type)) return { name: column, kind: categorical.includes(column) ? 'categorical' : 'numeric' };
    const isUsed = column === target || ![...exclude, ...id].includes(column);
    if (!TEXTS.test(type) && isUsed) throw inputError('unsupported-type', { file, column, type });
    return { name: column, kind: 'categorical' };
  });
}

async function withConnection<T>(
  file: string,
  signal: AbortSignal | undefined,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }).catch((error: Error) => {
    throw inputError('not-a-database', { file, found: error.message.split('\n')[0] });
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await work(connection);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Error && error.message.startsWith('Out of Memory')) throw workError('out-of-memory', { file });
    throw error;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}
