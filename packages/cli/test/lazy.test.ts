import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { root } from './helpers/bin.ts';
import { call } from './helpers/call.ts';

vi.mock('@bridle/pipeline', () => {
  throw new Error('the pipeline was loaded');
});

vi.mock('@bridle/spark', () => {
  throw new Error('the client of Spark was loaded');
});

test('a call with numbers, a check of numbers and the help never load the pipeline and its database', async () => {
  expect((await call(['1', '1', '3'])).code).toBe(0);
  expect((await call(['check', '1', '1', '3'])).code).toBe(0);
  expect((await call(['train', '--help'])).code).toBe(0);
  expect((await call(['nonsense'])).code).toBe(2);
  expect((await call(['predict', '--help'])).code).toBe(0);
  // The mocks would be noticed.
  expect((await call(['train', 'sc://h/t', '--target', 'y'])).err).toContain('internal error in bridle');
  expect((await call(['train', 'x.csv', '--target', 'y'])).err).toContain('internal error in bridle');
});

test('the built file of the start computes numbers with no other file, and is the program of the sources', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridle-start-'));
  try {
    mkdirSync(join(folder, 'dist'));
    for (const file of ['dist/main.js', 'package.json']) cpSync(join(root, 'packages/cli', file), join(folder, file));
    for (const args of [
      ['1', '1', '3'],
      ['-1', '2.5', '1e3', '--json'],
      ['1,2', '--names', '초등,é', '--lang', 'ko'],
    ]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/main.js', ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH },
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toBe((await call(args)).out);
    }
    // A command needs its own files.
    const { status } = spawnSync(process.execPath, ['dist/main.js', 'check', '1'], { cwd: folder });
    expect(status).not.toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
