// DuckDB in memory, by the binding that the pipeline uses.

import { DOUBLE, DuckDBDataChunk, DuckDBInstance, VARCHAR } from '@duckdb/node-api';
import type { Engine } from './engine.ts';
import { insertions } from './insert.ts';

export async function openDuckdb(): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  return {
    load: async (table, columns) => {
      const none = columns.map((column) => ({ ...column, cells: [] }));
      await connection.run(insertions('duckdb', table, none)[0]);
      const [schema, name] = typeof table === 'string' ? [null, table] : table;
      const appender = await connection.createAppender(name, schema);
      const chunk = DuckDBDataChunk.create(columns.map(({ type }) => (type === 'number' ? DOUBLE : VARCHAR)));
      for (let start = 0; start < columns[0].cells.length; start += 2048) {
        chunk.setColumns(columns.map(({ cells }) => cells.slice(start, start + 2048)));
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    },
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
