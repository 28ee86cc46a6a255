// Everything that a machine can say about the code: types, style, import rules, dead code, the packed packages, the
// documentation of the API, sizes.
// Runs every check, prints each one's verdict, and fails if any failed.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packages = ['words', 'bridle', 'sql', 'spark', 'pipeline', 'cli'].map((name) => `packages/${name}`);

const checks = [
  ['types', 'tsc', ['-p', 'tsconfig.test.json']],
  ['types of the kernels', 'tsc', ['--noEmit', '-p', 'packages/bridle/src/kernels']],
  ['types of the lab', 'svelte-check', ['--tsconfig', 'packages/lab/tsconfig.json', '--fail-on-warnings']],
  ['style', 'biome', ['ci', '--colors=off', '--error-on-warnings', '.']],
  ['import rules', 'vitest', ['run', 'test/house.test.ts', '--reporter=dot']],
  ['dead code', 'knip', []],
  ['dead code in production', 'knip', ['--production', '--treat-tag-hints-as-errors']],
  ...packages.map((folder) => [`publint ${folder}`, 'publint', ['--strict', folder]]),
  // ESM only by design: attw's complaint that require() sees an ES module is the intended state.
  // And a file of WebAssembly has no types.
  ...packages
    .slice(0, 4)
    .map((folder) => [
      `attw ${folder}`,
      'attw',
      ['--pack', folder, '--profile', 'esm-only', '--exclude-entrypoints', 'kernel.wasm'],
    ]),
  ['API documentation', 'typedoc', ['--emit', 'none']],
  ['size budget', 'size-limit', []],
];

let failed = 0;
for (const [name, tool, args] of checks) {
  const bin = join(root, 'node_modules', '.bin', tool);
  const { status, stdout, stderr } = spawnSync(bin, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  const ok = status === 0;
  if (!ok) failed += 1;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  if (!ok) console.log(`${stdout}\n${stderr}`);
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
