// Dead code, by knip: files, exports and dependencies that nothing reaches. `knip` looks from the packages, the tests and
// the scripts; `knip --production` from the entries of the packages alone (patterns that end in !), so that what only a
// test or the bench calls is found. An export that its own file calls is not dead, although only a test imports it.

import type { KnipConfig } from 'knip';

const production = process.argv.includes('--production');

/** AssemblyScript: knip cannot read it, and scripts/kernels.mjs names its entries. */
const kernels = '!src/kernels/{*,{softmax,train,elementwise}/*}.ts';

const config: KnipConfig = {
  ignoreBinaries: ['mount', 'umount', 'java', 'mvn'],
  ignoreExportsUsedInFile: production ? true : { type: true, interface: true },
  workspaces: {
    '.': {
      entry: [
        'scripts/*.mjs',
        'tools/*.mjs',
        'fuzz/{child,lab-sources}.mjs',
        'fuzz/readers/*.mjs',
        'test/**/*.test.ts',
      ],
      project: ['{scripts,tools,fuzz,test}/**/*.{mjs,ts}'],
      ignore: ['test/fuzz-readers/**'],
      // fuzz/ loads DuckDB as the pipeline does, which has it.
      ignoreDependencies: ['@duckdb/node-api', '@arethetypeswrong/cli', 'publint'],
    },
    'packages/bridle': {
      entry: [
        'test/**/*.test.ts',
        'test/gpu/page.ts',
        'test/*/*-page.ts',
        'test/helpers/worst-errors/index.ts',
        'src/threads/worker.js!',
        'src/learn/tiles/worker.js!',
      ],
      project: ['src/**/*.{ts,js}!', kernels, `${kernels}!`, 'test/**/*.ts'],
    },
    'packages/words': { entry: ['test/**/*.test.ts'], project: ['src/**/*.ts!', 'test/**/*.ts'] },
    'packages/sql': {
      entry: ['test/**/*.test.ts'],
      project: ['src/**/*.ts!', 'test/**/*.ts'],
      // Its tests use packages that depend on it.
      ignoreDependencies: ['@bridle/pipeline', '@bridle/spark'],
    },
    'packages/spark': {
      entry: ['test/**/*.test.ts'],
      project: ['src/**/*.ts!', 'test/**/*.ts'],
      // Generated code has every message of a file.
      ignore: ['src/protocol/**'],
      // Its tests read tables with the pipeline.
      ignoreDependencies: ['@bridle/pipeline'],
    },
    'packages/pipeline': {
      entry: ['src/predict/score-worker.ts!', 'test/**/*.test.ts'],
      project: ['src/**/*.ts!', 'test/**/*.ts'],
      // The client of PostgreSQL is the user's, required by its name when an address asks for it.
      ignoreDependencies: ['pg'],
    },
    'packages/cli': { entry: ['src/main.ts!', 'test/**/*.test.ts'], project: ['src/**/*.ts!', 'test/**/*.ts'] },
    'packages/lab': {
      // The build's plugins run when the lab is built, in vite.config.ts, which production does not look at.
      entry: ['src/elements.ts!', 'src/service-worker.js!', 'test/**/*.test.ts'],
      project: ['src/**/*.{ts,svelte,js}!', 'build/**/*.ts', 'test/**/*.ts'],
    },
  },
};

export default config;
