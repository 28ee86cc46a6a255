// A DuckDB database in a file, opened for reading only and without extensions.

import { DuckDBInstance } from '@duckdb/node-api';
import { nearestName } from 'bridle/learn';
import { inputError } from '../messages.ts';
import { checkReadable } from '../read/source.ts';
import type { Connection } from './connection.ts';

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(.*|FLOAT|DOUBLE)$/;
const TEXTS = /^(VARCHAR|BOOLEAN|UUID|DATE|TIME|TIMESTAMP.*|ENUM\(.*)$/s;

/** Opens the file; InputError 'not-a-database' and those of a file that cannot be read. */
export async function openDuckdb(file: string): Promise<Connection> {
  await checkReadable(file);
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  }).catch((error: Error) => {
    throw inputError('not-a-database', { file, found: error.message.split('\n')[0] });
  });
  const connection = await instance.connect();
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
  return {
    dialect: 'duckdb',
    name: file,
    query,
    columns: async (table) => {
      const name = table.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
      const described = await query(`DESCRIBE SELECT * FROM ${name}`).catch(async (error: Error) => {
        if (!error.message.startsWith('Catalog Error')) throw error;
        const known = await connection.runAndReadAll('SELECT table_name FROM information_schema.tables');
        const nearest = nearestName(table.at(-1) ?? '', known.getRows().map(String));
        throw inputError('no-such-table', { file, table: table.join('.'), nearest });
      });
      return described.map(({ column_name, column_type }) => {
        const type = String(column_type);
        const known = NUMBERS.test(type) ? 'number' : TEXTS.test(type) ? 'text' : { unsupported: type };
        return { name: String(column_name), type: known };
      });
    },
    interrupt: () => connection.interrupt(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
