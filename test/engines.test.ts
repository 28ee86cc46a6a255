import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findPostgres, findSqlite, hasNodeSqlite, planEngines } from '../scripts/engines.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bridle-engines-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the database engines of the tests', () => {
  test('are installed by root on Linux alone, and only those that are missing', () => {
    expect(planEngines({ postgres: '/bin', sqlite: true, isLinuxRoot: true })).toEqual({ install: [], missing: [] });
    expect(planEngines({ postgres: undefined, sqlite: undefined, isLinuxRoot: true })).toEqual({
      install: ['postgresql', 'sqlite3'],
      missing: [],
    });
    expect(planEngines({ postgres: undefined, sqlite: '/bin/sqlite3', isLinuxRoot: false })).toEqual({
      install: [],
      missing: ['PostgreSQL'],
    });
  });

  test('are found in the newest of Debian’s folders, or on the PATH', () => {
    for (const place of ['9/bin', '15/bin', '16/bin', 'path']) mkdirSync(join(folder, place), { recursive: true });
    for (const place of ['9/bin', '15/bin', 'path']) {
      for (const name of ['initdb', 'postgres', 'psql']) writeFileSync(join(folder, place, name), '');
    }
    expect(findPostgres({ PATH: '' }, folder)).toBe(join(folder, '15/bin'));
    expect(findPostgres({ PATH: join(folder, 'path') }, join(folder, 'nowhere'))).toBe(join(folder, 'path'));
    expect(findPostgres({ PATH: join(folder, '16/bin') }, join(folder, 'nowhere'))).toBe(undefined);
    writeFileSync(join(folder, 'path', 'sqlite3'), '');
    expect(findSqlite({ PATH: join(folder, 'path') })).toBe(join(folder, 'path', 'sqlite3'));
    expect(findSqlite({ PATH: join(folder, '9/bin') })).toBe(undefined);
  });

  test('include the SQLite of Node from 22.13 on', () => {
    expect(['20.19.0', '22.12.0', '22.13.0', '24.0.0'].map((version) => hasNodeSqlite(version))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
