// One DuckDB for many inputs. Opening one takes ten times as long as reading a small file, so a few hundred inputs share
// one. Every call still has its own connection, and `--only` opens a new database.

import { DuckDBInstance } from '@duckdb/node-api';

const INPUTS = 300;

let shared;

/** Makes DuckDBInstance.create give the shared database, which may read in `folder`, and `close` on it do nothing. */
export function shareDatabase(folder) {
  const create = DuckDBInstance.create.bind(DuckDBInstance);
  DuckDBInstance.create = async (path, options) => {
    if (!shared || shared.inputs >= INPUTS || !(await works(shared.instance))) {
      renewDatabase();
      // The inputs share a path, and a cache by path would mix their bytes.
      const instance = await create(path, { ...options, enable_external_file_cache: 'false' });
      shared = { instance, settings: new Set(), inputs: 0 };
    }
    const { instance, settings } = shared;
    shared.inputs += 1;
    return { connect: async () => withSettingsOnce(await instance.connect(), settings, folder), closeSync: () => {} };
  };
}

/** Whether a database still answers: after a fatal error, which a file can cause, it refuses every statement. */
async function works(instance) {
  try {
    const connection = await instance.connect();
    await connection.run('SELECT 1');
    connection.closeSync();
    return true;
  } catch {
    return false;
  }
}

/** Closes the shared database; the next input opens a new one. */
export function renewDatabase() {
  shared?.instance.closeSync();
  shared = undefined;
}

/** A setting is made once: afterwards the configuration is locked. The paths of all inputs are one folder. */
function withSettingsOnce(connection, settings, folder) {
  const run = connection.run.bind(connection);
  connection.run = async (sql, ...rest) => {
    if (!sql.startsWith('SET ')) return run(sql, ...rest);
    const setting = sql.startsWith('SET allowed_paths') ? `SET allowed_directories = ['${folder}/']` : sql;
    if (settings.has(setting)) return undefined;
    settings.add(setting);
    return run(setting);
  };
  return connection;
}
