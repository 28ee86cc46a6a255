// What the READMEs say is true: their code gives the values beside it, and their commands print what stands below them.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { asModule, moduleFolder, type Shown } from '../packages/bridle/test/helpers/examples.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const readmes = ['README.md', 'README.ko.md', 'packages/bridle/README.md'];
const modules = moduleFolder();
const desk = mkdtempSync(join(tmpdir(), 'bridle-readme-'));
cpSync(join(root, 'examples'), join(desk, 'examples'), { recursive: true });
afterAll(() => {
  rmSync(modules, { recursive: true });
  rmSync(desk, { recursive: true });
});

/** The fenced blocks of a kind in a README. */
function blocks(readme: string, kind: string): string[] {
  const text = readFileSync(join(root, readme), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].filter((m) => m[1] === kind).map((m) => m[2]);
}

/** What a command prints, less the times, which differ from run to run. */
function print(command: string, readme: string): string {
  const args = command.replace(/^npx bridle /, '').split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'packages/cli/bin/bridle.js'), ...args], {
    cwd: desk,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LANG: readme.includes('.ko.') ? 'ko_KR.UTF-8' : 'C', COLUMNS: '80' },
  });
  expect(status, stderr).toBe(0);
  return withoutTimes(stdout);
}

function withoutTimes(text: string): string {
  return text.replace(/\d+(\.\d+)? m?s$/gm, '… s').trimEnd();
}

describe.each(readmes)('%s', (readme) => {
  const code = blocks(readme, 'ts').map((block, index) => ({ block, index }));

  test.each(code)('code $index gives what it says', async ({ block, index }) => {
    const path = join(modules, `${readme.replaceAll('/', '-')}-${index}.ts`);
    writeFileSync(path, asModule(block));
    const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBe(block.match(/\/\/ →/g)?.length);
    for (const { line, got, want } of shown) expect(got, line).toEqual(want);
  });

  test('commands print what stands below them', () => {
    for (const block of blocks(readme, 'console')) {
      const [first, ...rest] = block.split('\n');
      const command = /^\$ (npx bridle .+)$/.exec(first)?.[1];
      expect(command, `a command in ${readme}`).toBeDefined();
      expect(print(command ?? '', readme)).toBe(withoutTimes(rest.join('\n')));
    }
    expect(blocks(readme, 'console').length).toBe(readme.startsWith('packages/') ? 0 : 3);
  });
});

test('both languages show the same commands and the same code', () => {
  const commands = (readme: string) => blocks(readme, 'console').map((block) => block.split(' ').slice(0, 3).join(' '));
  expect(commands('README.ko.md')).toEqual(commands('README.md'));
  expect(blocks('README.ko.md', 'ts')).toEqual(blocks('README.md', 'ts'));
});
