// ClickHouse in this process, by chdb, whose folder the variable BRIDLE_CHDB names.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { insertions } from './insert.ts';

type Session = { query(sql: string, format?: string): string; close(): void };

/** The engine, and its answer to a statement in a format of ClickHouse. */
export async function openClickhouse(): Promise<Engine & { raw(sql: string, format: string): string }> {
  const { Session } = createRequire(join(process.env.BRIDLE_CHDB ?? '', 'package.json'))('chdb') as {
    Session: new () => Session;
  };
  const session = new Session();
  const settings = 'SETTINGS output_format_json_quote_denormals = 1, output_format_json_quote_64bit_integers = 0';
  return {
    raw: (sql, format) => session.query(sql, format),
    load: async (table, columns) => {
      for (const sql of insertions('clickhouse', table, columns)) session.query(sql);
    },
    query: async (sql) =>
      session
        .query(`${sql} ${settings}`, 'JSONEachRow')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line, unquoted)),
    close: async () => session.close(),
  };
}

/** JSON has neither NaN nor infinities, so ClickHouse writes them as texts. */
function unquoted(_: string, value: unknown): unknown {
  return value === 'nan' || value === '-nan' ? Number.NaN : value;
}
