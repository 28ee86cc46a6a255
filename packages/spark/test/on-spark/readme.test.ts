import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asModule, moduleFolder, type Shown } from '../../../bridle/test/helpers/examples.ts';
import { sparkServer } from '../../../sql/test/helpers/spark.ts';

const modules = moduleFolder();
afterAll(() => rmSync(modules, { recursive: true }));

test('the README shows what its code gives', async () => {
  process.env.SPARK_REMOTE = sparkServer();
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [[, block]] = readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  const path = join(modules, 'spark-readme.ts');
  writeFileSync(path, asModule(block));
  const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
  expect(shown).toHaveLength(4);
  for (const { line, got, want } of shown) expect(got, line).toEqual(want);
});
