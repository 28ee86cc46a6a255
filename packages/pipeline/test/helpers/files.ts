// A folder of files for one test file, gone when it ends, and the example tables.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll } from 'vitest';

/** A function that names a file in a fresh folder and writes it if given content. */
export function temporaryFiles(): (name: string, content?: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'bridle-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    if (content !== undefined) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    return path;
  };
}

/** The path of an example table. */
export function example(name: 'iris' | 'digits' | 'penguins' | 'wine'): string {
  return fileURLToPath(new URL(`../../../../examples/${name}/${name}.csv`, import.meta.url));
}

/** Runs statements in a DuckDB of its own, to make files that others would have written. */
export async function duckdb(...statements: string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
