import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asModule, moduleFolder, type Shown } from '../../bridle/test/helpers/examples.ts';

const modules = moduleFolder();
afterAll(() => rmSync(modules, { recursive: true }));

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block]) => block);

test.each(blocks)('the README shows what its code gives: %#', async (block) => {
  const path = join(modules, `sql-readme-${blocks.indexOf(block)}.ts`);
  writeFileSync(path, asModule(block));
  const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.length).toBe(block.match(/\/\/ →/g)?.length);
  for (const { line, got, want } of shown) expect(got, line).toEqual(want);
});
