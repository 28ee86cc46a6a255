// Bundles what every call of the command line needs into one file, packages/cli/dist/main.js, in place of the compiler's:
// reading a hundred files took three times as long as starting Node. What a command needs stays in the compiler's files
// and packages of its own: commands/all.js is loaded when a call names a command. The bundle has a copy of the pure
// functions that it uses of `bridle`; settings such as the arithmetic belong to the commands' copy.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const cli = join(dirname(fileURLToPath(import.meta.url)), '../packages/cli');

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

await build({
  entryPoints: [join(cli, 'src/main.ts')],
  outfile: join(cli, 'dist/main.js'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  logLevel: 'warning',
  plugins: [commandsStay, whenNeeded],
  // Commander is CommonJS and requires Node's modules.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);",
  },
});
