import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests read the sources, so that a failure points at them; the packed packages are checked by test/house.test.ts.
    alias: [
      { find: /^bridle$/, replacement: src('bridle/src/index.ts') },
      { find: /^bridle\/reference$/, replacement: src('bridle/src/reference.ts') },
      { find: /^bridle\/learn$/, replacement: src('bridle/src/learn/index.ts') },
      { find: /^bridle\/sample$/, replacement: src('bridle/src/sample/index.ts') },
      { find: /^bridle\/threads$/, replacement: src('bridle/src/threads/index.ts') },
      { find: /^bridle\/gpu$/, replacement: src('bridle/src/gpu/index.ts') },
      { find: /^bridle\/boltzmann$/, replacement: src('bridle/src/boltzmann/index.ts') },
      { find: /^bridle\/tensor-files$/, replacement: src('bridle/src/tensor-files/index.ts') },
      { find: /^@bridle\/pipeline$/, replacement: src('pipeline/src/index.ts') },
      { find: /^@bridle\/sql$/, replacement: src('sql/src/index.ts') },
      { find: /^@bridle\/spark$/, replacement: src('spark/src/index.ts') },
      { find: /^@bridle\/words$/, replacement: src('words/src/index.ts') },
    ],
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    // `npm run test:engines` starts the server that these need.
    exclude: process.env.BRIDLE_SPARK_SERVER ? [] : ['packages/*/test/on-spark/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Of the tests that say `concurrent`, those of the lab, whose pages mostly wait.
    maxConcurrency: 4,
  },
});
