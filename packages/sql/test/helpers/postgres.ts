// A real PostgreSQL of its own on a free port, in a temporary folder, asked through psql. PostgreSQL refuses to run as
// root, so root starts it as nobody.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from '../../../../scripts/engines.mjs';
import type { Engine } from './engine.ts';
import { insertions } from './insert.ts';

const NOBODY = 65534;

/** The engine, and the address of its server. */
export async function openPostgres(): Promise<Engine & { url: string }> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('PostgreSQL is missing');
  const folder = mkdtempSync(join(tmpdir(), 'bridle-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const options = {
    ...user,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  } as const;
  const data = join(folder, 'data');
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'bridle', '-A', 'trust', '-E', 'UTF8', '-N'], options);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = ['fsync=off', 'unix_socket_directories=', 'listen_addresses=127.0.0.1', 'jit=off'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' });
  const psql = (sql: string) => {
    const target = ['-h', '127.0.0.1', '-p', String(port), '-U', 'bridle', '-d', 'postgres'];
    const { status, stdout, stderr } = spawnSync(
      join(bin, 'psql'),
      ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...target, '-f', '-'],
      { ...options, input: sql, maxBuffer: 1e9 },
    );
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  await ready(() => psql('SELECT 1'), server);
  return {
    url: `postgres://bridle@127.0.0.1:${port}/postgres`,
    load: async (table, columns) => {
      psql(`${insertions('postgres', table, columns).join(';\n')};`);
    },
    query: async (sql) => JSON.parse(psql(`SELECT coalesce(json_agg(t), '[]') FROM (${sql}) t`), unquoteNaN),
    close: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** JSON has no NaN, so PostgreSQL writes it as a text. */
function unquoteNaN(_: string, value: unknown): unknown {
  return value === 'NaN' ? Number.NaN : value;
}

async function ready(ask: () => void, server: ReturnType<typeof spawn>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      ask();
      return;
    } catch (error) {
      if (server.exitCode !== null || tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
