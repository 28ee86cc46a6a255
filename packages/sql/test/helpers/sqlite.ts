// SQLite: Node's own where it has one without a flag, else the sqlite3 command on a temporary file.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSqlite, hasNodeSqlite } from '../../../../scripts/engines.mjs';
import type { Engine } from './engine.ts';
import { insertions } from './insert.ts';

type Database = {
  exec(sql: string): void;
  prepare(sql: string): { all(): Record<string, unknown>[] };
  close(): void;
};

export function openSqlite(): Promise<Engine> {
  return Promise.resolve(hasNodeSqlite() ? inProcess() : byCommand());
}

function inProcess(): Engine {
  const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite') as {
    DatabaseSync: new (path: string) => Database;
  };
  const database = new DatabaseSync(':memory:');
  return {
    load: async (table, columns) => {
      for (const sql of insertions('sqlite', table, columns)) database.exec(sql);
    },
    query: async (sql) => database.prepare(sql).all(),
    close: async () => database.close(),
  };
}

function byCommand(): Engine {
  const command = findSqlite();
  if (command === undefined) throw new Error('the sqlite3 command is missing');
  const folder = mkdtempSync(join(tmpdir(), 'bridle-sqlite-'));
  const call = (sql: string) => {
    const args = ['-batch', '-bail', '-json', join(folder, 'test.db')];
    const { status, stdout, stderr } = spawnSync(command, args, {
      input: `${sql};\n`,
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    if (status !== 0 || stderr !== '') throw new Error(stderr);
    return stdout;
  };
  return {
    load: async (table, columns) => {
      call(['BEGIN', ...insertions('sqlite', table, columns), 'COMMIT'].join(';\n'));
    },
    query: async (sql) => JSON.parse(call(sql) || '[]'),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
