// The documents show what the code gives: scripts/docs.mjs fills them, and says when one is stale.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'bridle-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(...pages: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/docs.mjs'), '--check', ...pages], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('the documents', () => {
  test('print what the commands print and what the library computes', () => {
    expect(check()).toEqual({ status: 0, stderr: '' });
  }, 300_000); // it runs some twenty commands, which a busy machine may take minutes for

  test('are called stale where a figure of a command or of a table is another', () => {
    const text = readFileSync(join(root, 'docs/boltzmann.md'), 'utf8');
    const stale = ['69.548%     69.548%', '| 36.49563  | 36.49563  |'].map((figure, i) => {
      expect(text).toContain(figure);
      const page = join(folder, `stale-${i}.md`);
      writeFileSync(page, text.replace(figure, figure.replace('5', '6')));
      return page;
    });
    const { status, stderr } = check(...stale);
    expect(status).toBe(1);
    for (const page of stale) expect(stderr).toContain(`${page} is stale`);
  });
});
