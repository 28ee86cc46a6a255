// The engines that are on this machine. One that is missing is said, and its tests are skipped; with CI set they fail.

import { findPostgres, findSqlite, hasNodeSqlite } from '../../../../scripts/engines.mjs';
import type { Dialect } from '../../src/dialects.ts';
import { openClickhouse } from './clickhouse.ts';
import { openDuckdb } from './duckdb.ts';
import type { Engine } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSpark } from './spark.ts';
import { openSqlite } from './sqlite.ts';

type Opener = { dialect: Dialect; open: () => Promise<Engine> };

const all: (Opener & { isThere: boolean; name: string })[] = [
  { dialect: 'duckdb', name: 'DuckDB', isThere: true, open: openDuckdb },
  { dialect: 'sqlite', name: 'SQLite', isThere: hasNodeSqlite() || findSqlite() !== undefined, open: openSqlite },
  { dialect: 'postgres', name: 'PostgreSQL', isThere: findPostgres() !== undefined, open: openPostgres },
  // Only `npm run test:engines` has it: chdb is half a gigabyte, and the variable says where it is.
  ...(process.env.BRIDLE_CHDB
    ? [{ dialect: 'clickhouse' as const, name: 'ClickHouse', isThere: true, open: openClickhouse }]
    : []),
  // And the Spark server that it has started.
  ...(process.env.BRIDLE_SPARK_SERVER
    ? [{ dialect: 'spark' as const, name: 'Spark', isThere: true, open: openSpark }]
    : []),
];

const inCI = !['', '0', 'false'].includes(process.env.CI ?? '');

/** The engines to run on; with CI set also those that are missing, whose opening then fails. */
export function engines(...only: Dialect[]): Opener[] {
  const wanted = all.filter(({ dialect }) => only.length === 0 || only.includes(dialect));
  const missing = wanted.filter(({ isThere }) => !isThere).map(({ name }) => name);
  if (missing.length > 0 && !inCI) console.warn(`skipped: no ${missing.join(', no ')} on this machine`);
  return wanted.filter(({ isThere }) => isThere || inCI);
}
