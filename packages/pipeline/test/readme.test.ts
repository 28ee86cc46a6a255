import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { asModule, moduleFolder, type Shown } from '../../bridle/test/helpers/examples.ts';
import { temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();
const modules = moduleFolder();
afterAll(() => rmSync(modules, { recursive: true }));

test('the README shows what its code gives', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const block = /^```ts\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? '';
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const path = join(modules, 'readme.ts');
  writeFileSync(
    path,
    asModule(block)
      .replaceAll("'out/", `'${file('out')}/`)
      .replaceAll("'examples/", `'${root}examples/`),
  );
  const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
  expect(shown.length).toBe(block.match(/\/\/ →/g)?.length);
  for (const { line, got, want } of shown) expect(got, line).toEqual(want);
});
