// The examples in the docstrings of the packages beside `bridle`, whose own packages/bridle/test/examples.test.ts runs. What
// they write lies in one folder, where the model of trainTable's example is read by those of other functions. Those that
// need a Spark server are run by packages/spark/test/on-spark/examples.test.ts.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asModule,
  type Example,
  examplesIn,
  moduleFolder,
  type Shown,
} from '../packages/bridle/test/helpers/examples.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = moduleFolder();
const out = mkdtempSync(join(tmpdir(), 'bridle-examples-'));
afterAll(() => {
  rmSync(modules, { recursive: true });
  rmSync(out, { recursive: true });
});

const all = ['words', 'sql', 'spark', 'pipeline'].flatMap((name) =>
  examplesIn(join(root, 'packages', name, 'src'))
    .filter(({ code }) => !code.includes('SPARK_REMOTE'))
    .map((example) => ({ ...example, name })),
);
const isTraining = ({ file }: Example) => file === 'train-table.ts';

async function run({ name, file, line, code }: (typeof all)[number]): Promise<Shown[]> {
  const path = join(modules, `${name}-${file.replaceAll('/', '-').slice(0, -3)}-${line}.ts`);
  const text = asModule(code).replaceAll("'out/", `'${out}/`).replaceAll("'examples/", `'${root}/examples/`);
  writeFileSync(path, text);
  return ((await import(/* @vite-ignore */ path)) as { shown: Shown[] }).shown;
}

describe('the example', () => {
  let trained: Shown[] = [];
  beforeAll(async () => {
    [trained] = await Promise.all(all.filter(isTraining).map(run));
  });

  test.each(all)('in $name/src/$file, line $line, gives what it says', async (example) => {
    const shown = isTraining(example) ? trained : await run(example);
    expect(shown.length, 'lines with an arrow').toBeGreaterThan(0);
    expect(shown.length).toBe(example.code.match(/\/\/ →/g)?.length);
    for (const { line, got, want } of shown) expect(got, line).toEqual(want);
  });
});
