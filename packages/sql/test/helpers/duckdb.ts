// DuckDB in memory, by the binding that the pipeline uses.

import { DuckDBInstance } from '@duckdb/node-api';
import type { Engine } from './engine.ts';
import { insertions } from './insert.ts';

export async function openDuckdb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    load: async (table, columns) => {
      for (const sql of insertions('duckdb', table, columns)) await connection.run(sql);
    },
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
