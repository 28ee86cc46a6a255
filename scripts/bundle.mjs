// Bundles what every call needs into one file, because reading a hundred files takes longer than starting Node:
//
//   packages/cli/dist/main.js         the start of the command line, in place of the compiler's; commands stay in files of
//                                     their own, commands/all.js, which is loaded when a call names one
//   packages/bridle/dist/index.node.js  the root of the library for Node (the condition "node" of its exports); other
//                                     bundlers take dist/index.js, of which they keep only what an application uses
//
// The bundle of the library shares the files that have state with the other entries: the arithmetic in force, memories and
// instances of the kernels. That of the command line has a copy of the pure functions that it uses of `bridle`.
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packages = join(dirname(fileURLToPath(import.meta.url)), '../packages');
const cli = join(packages, 'cli');
const bridle = join(packages, 'bridle');

const common = {
  ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20.19', logLevel: 'warning' },
  ...{ minifyWhitespace: true, minifySyntax: true, sourcemap: true },
};

const commandsStay = {
  name: 'commands-stay',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/commands\/all\.ts$/ }, () => ({ path: './commands/all.js', external: true })),
};

/**
 * Modules that take milliseconds to load and that few calls need, loaded at their first use: string-width makes an
 * Intl.Segmenter (16 ms), and Commander uses child_process for commands in files of their own, of which there are none.
 */
const whenNeeded = {
  name: 'when-needed',
  setup: ({ onResolve, onLoad }) => {
    const lazy = {
      'string-width': "export default (text) => require('string-width').default(text);",
      'node:child_process': "exports.spawn = (...args) => require('node:child_process').spawn(...args);",
    };
    const namespace = 'when-needed';
    onResolve({ filter: /^(string-width|node:child_process)$/ }, ({ path, namespace: from }) =>
      from === namespace ? undefined : { path, namespace },
    );
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: lazy[path], resolveDir: cli }));
  },
};

/** Files with state, as the compiler wrote them. */
const stateStays = {
  name: 'state-stays',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/(runtime\/[\w-]+|bind-kernels)\.ts$/ }, ({ path, resolveDir }) => {
      const file = relative(join(bridle, 'src'), join(resolveDir, path)).replace(/\.ts$/, '.js');
      return { path: `./${file}`, external: true };
    }),
};

await build({
  ...common,
  entryPoints: [join(bridle, 'src/index.ts')],
  outfile: join(bridle, 'dist/index.node.js'),
  plugins: [stateStays],
});
await build({
  ...common,
  entryPoints: [join(cli, 'src/main.ts')],
  outfile: join(cli, 'dist/main.js'),
  alias: {
    'bridle/learn': join(bridle, 'src/learn/index.ts'),
    'bridle/reference': join(bridle, 'src/reference.ts'),
    bridle: join(bridle, 'src/index.ts'),
  },
  plugins: [commandsStay, whenNeeded],
  // Commander is CommonJS and requires Node's modules.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
});
