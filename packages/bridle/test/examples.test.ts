// Every docstring's example runs: `expression; // → value` is compared, number by number. An example is written out as
// a module of its own, so that it imports `bridle` as a reader would; each exported function must have one.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { asModule, type Example, examplesIn, moduleFolder, type Shown } from './helpers/examples.ts';

const examples = examplesIn(fileURLToPath(new URL('../src', import.meta.url)));
const folder = moduleFolder();
afterAll(() => rmSync(folder, { recursive: true }));

describe('the example', () => {
  test.each(examples)('in $file, line $line, gives what it says', async ({ file, line, code }) => {
    const path = join(folder, `${file.replaceAll('/', '-').slice(0, -3)}-${line}.ts`);
    writeFileSync(path, asModule(code));
    const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
    expect(shown.length, 'lines with an arrow').toBeGreaterThan(0);
    expect(shown.length).toBe(code.match(/\/\/ →/g)?.length);
    for (const { line: expression, got, want } of shown) expect(got, expression).toEqual(want);
  });
});

describe.each([
  'bridle',
  'bridle/reference',
  'bridle/learn',
  'bridle/boltzmann',
  'bridle/sample',
  'bridle/tensor-files',
  'bridle/threads',
])('each function that %s exports', async (name) => {
  const exported = (await import(/* @vite-ignore */ name)) as Record<string, unknown>;
  const functions = Object.entries(exported)
    .filter(([, value]) => typeof value === 'function' && !(value.prototype instanceof Error))
    .flatMap(([key, value]) => [key, ...Object.keys(value as object).map((part) => `${key}.${part}`)]);
  const from = new RegExp(`import {([^}]*)} from '${name}';`);

  test.each(functions)('has an example: %s', (path) => {
    const [root] = path.split('.');
    const use = new RegExp(`\\b${path.replace('.', '\\.')}\\(`);
    const shows = ({ code }: Example) =>
      from
        .exec(code)?.[1]
        .split(/[\s,]+/)
        .includes(root) && use.test(code);
    expect(examples.some(shows)).toBe(true);
  });
});

test('an example that says something wrong fails', async () => {
  const path = join(folder, 'wrong.ts');
  writeFileSync(path, asModule("import { exp } from 'bridle';\nexp(0); // → 2\nexp(Infinity); // → Infinity"));
  const { shown } = (await import(/* @vite-ignore */ path)) as { shown: Shown[] };
  expect(shown).toEqual([
    { line: 'exp(0)', got: 1, want: 2 },
    { line: 'exp(Infinity)', got: Infinity, want: Infinity },
  ]);
});
