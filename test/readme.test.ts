// The code that READMEs and documents show gives the values beside it, and each subpath of the library has a page. What
// their commands print is docs.test.ts's.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { asModule, moduleFolder, type Shown } from '../packages/bridle/test/helpers/examples.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Every page that shows TypeScript; the pipeline runs its README itself, and docs/gpu.md runs in a browser. */
const pages = ['README.md', 'README.ko.md', 'packages/bridle/README.md', ...documents()].filter(
  (page) => blocks(page, 'ts').length > 0,
);
const modules = moduleFolder();
const out = mkdtempSync(join(tmpdir(), 'bridle-readme-'));
afterAll(() => {
  rmSync(modules, { recursive: true });
  rmSync(out, { recursive: true });
});

function documents(): string[] {
  return readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
}

/** The fenced blocks of a kind in a page. */
function blocks(page: string, kind: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === kind).map((m) => m[2]);
}

test.each(pages)('the code of %s gives what it says', async (page) => {
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

describe('each public subpath of the library', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'packages/bridle/package.json'), 'utf8'));
  const subpaths = Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => `bridle${path.slice(1)}`);

  test('is more than the root', () => {
    expect(subpaths).toContain('bridle');
    expect(subpaths.length).toBeGreaterThan(5);
  });

  /** A row of a table that begins with the subpath. */
  const rowOf = (page: string, subpath: string) =>
    readFileSync(join(root, page), 'utf8')
      .split('\n')
      .find((line) => line.replaceAll(' ', '').startsWith(`|\`${subpath}\`|`));

  test.each(subpaths)('%s has a page whose code imports it, and the READMEs name both', (subpath) => {
    const used = documents().filter((page) =>
      [...blocks(page, 'ts'), ...blocks(page, 'js')].some((block) => block.includes(` from '${subpath}';`)),
    );
    for (const readme of ['README.md', 'README.ko.md', 'packages/bridle/README.md']) {
      const named = [...(rowOf(readme, subpath) ?? '').matchAll(/`(?:docs\/)?([\w.-]+\.md)`/g)].map(
        (match) => match[1],
      );
      expect(named.length, readme).toBeGreaterThan(0);
      for (const page of named) expect(used, readme).toContain(`docs/${page}`);
    }
  });
});

test('the sources that docs/architecture.md names exist', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const files = [...text.matchAll(/`([\w./-]+\/[\w-]+\.(?:ts|js|mjs))`/g)].map((match) => match[1]);
  expect(files.length).toBeGreaterThan(10);
  const lost = files.filter(
    (file) => ![file, `packages/bridle/src/${file}`].some((path) => existsSync(join(root, path))),
  );
  expect(lost).toEqual([]);
});

test('the READMEs state as many float64 rows as the test of accuracy compares with MPFR', () => {
  const source = readFileSync(join(root, 'packages/bridle/test/core/accuracy.test.ts'), 'utf8');
  const rows = /([\d,]+) float64 rows/.exec(source)?.[1] ?? 'nothing';
  for (const page of ['README.md', 'README.ko.md']) expect(readFileSync(join(root, page), 'utf8')).toContain(rows);
});
