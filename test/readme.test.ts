// The code that READMEs and documents show gives the values beside it. What their commands print is docs.test.ts's.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { asModule, moduleFolder, type Shown } from '../packages/bridle/test/helpers/examples.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pages = [
  'README.md',
  'README.ko.md',
  'packages/bridle/README.md',
  'packages/words/README.md',
  'docs/boltzmann.md',
  'docs/core.md',
  'docs/kernels.md',
  'docs/learning.md',
];
const modules = moduleFolder();
const out = mkdtempSync(join(tmpdir(), 'bridle-readme-'));
afterAll(() => {
  rmSync(modules, { recursive: true });
  rmSync(out, { recursive: true });
});

/** The fenced blocks of a kind in a page. */
function blocks(page: string, kind: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === kind).map((m) => m[2]);
}

test.each(pages)('the code of %s gives what it says', async (page) => {
  expect(blocks(page, 'ts').length).toBeGreaterThan(0);
  for (const [index, block] of blocks(page, 'ts').entries()) {
    const path = join(modules, `${page.replaceAll('/', '-')}-${index}.ts`);
    writeFileSync(path, asModule(block).replaceAll("'out/", `'${out}/`));
    const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBe(block.match(/\/\/ →/g)?.length);
    for (const { line, got, want } of shown) expect(got, line).toEqual(want);
  }
});

test('both languages show the same commands and the same code', () => {
  const commands = (page: string) => blocks(page, 'console').map((block) => block.split(' ').slice(0, 3).join(' '));
  expect(commands('README.md').length).toBeGreaterThan(2);
  expect(commands('README.ko.md')).toEqual(commands('README.md'));
  expect(blocks('README.ko.md', 'ts')).toEqual(blocks('README.md', 'ts'));
});
