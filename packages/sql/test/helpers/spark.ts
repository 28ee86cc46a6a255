// A Spark server that `npm run test:engines` has started, through @bridle/spark. Tables reach it as Parquet files, which
// DuckDB writes; each is a view of the session.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession, parseAddress, type Session } from '@bridle/spark';
import { rulesOf } from '../../src/dialects.ts';
import { tableName } from '../../src/write.ts';
import { openDuckdb } from './duckdb.ts';
import type { Engine } from './engine.ts';

/** The server's address, without a table. */
export function sparkServer(): string {
  return `sc://${process.env.BRIDLE_SPARK_SERVER ?? ''}`;
}

export async function openSpark(): Promise<Engine & { session: Session; folder: string }> {
  const session = await openSession(parseAddress(sparkServer(), process.env).address);
  const duckdb = await openDuckdb();
  const folder = mkdtempSync(join(tmpdir(), 'bridle-spark-'));
  let files = 0;
  return {
    session,
    folder,
    load: async (table, columns) => {
      files += 1;
      const file = join(folder, `${files}.parquet`);
      await duckdb.load(`t${files}`, columns);
      await duckdb.query(`COPY t${files} TO '${file}' (FORMAT parquet)`);
      await duckdb.query(`DROP TABLE t${files}`);
      // A view has no schema, so that a table in one is a real table.
      const kind = typeof table === 'string' ? 'OR REPLACE TEMPORARY VIEW' : 'OR REPLACE VIEW';
      if (typeof table !== 'string')
        await session.run(`CREATE SCHEMA IF NOT EXISTS ${rulesOf('spark').name(table[0])}`);
      const name = tableName(rulesOf('spark'), table);
      await session.run(`CREATE ${kind} ${name} AS SELECT * FROM parquet.\`${file}\``);
    },
    query: (sql) => session.rows(sql),
    close: async () => {
      await session.close();
      await duckdb.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
