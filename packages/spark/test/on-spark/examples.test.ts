// The examples of the docstrings that need a server; test/examples.test.ts runs the others.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { asModule, examplesIn, moduleFolder, type Shown } from '../../../bridle/test/helpers/examples.ts';
import { sparkServer } from '../../../sql/test/helpers/spark.ts';

const modules = moduleFolder();
const out = mkdtempSync(join(tmpdir(), 'bridle-spark-examples-'));
afterAll(() => {
  rmSync(modules, { recursive: true });
  rmSync(out, { recursive: true });
});

const sources = fileURLToPath(new URL('../../src', import.meta.url));
const all = examplesIn(sources).filter(({ code }) => code.includes('SPARK_REMOTE'));

test.each(all)('the example in $file, line $line, gives what it says', async ({ file, line, code }) => {
  process.env.SPARK_REMOTE = sparkServer();
  const path = join(modules, `${file.slice(0, -3)}-${line}.ts`);
  writeFileSync(path, asModule(code).replaceAll("'out/", `'${out}/`));
  const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
  expect(shown.length).toBeGreaterThan(0);
  for (const { line: expression, got, want } of shown) expect(got, expression).toEqual(want);
});
