// Makes a clone ready: installs what package-lock.json names, then compiles the packages.
// Each step leaves a stamp (a hash of what it read) in .setup/, so a second run does nothing.
// Runs on plain Node, before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packages = ['packages/bridle', 'packages/pipeline', 'packages/cli'];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Bridle needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}

step('install', ['package-lock.json', 'package.json'], ['node_modules/.package-lock.json'], () =>
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']),
);
step(
  'build',
  ['tsconfig.base.json', ...packages.flatMap((p) => [`${p}/tsconfig.json`, `${p}/package.json`, ...files(`${p}/src`)])],
  packages.map((p) => `${p}/dist`),
  () => run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', ...packages]),
  process.argv.includes('--build'),
);

/** Runs `work` unless the stamp says that the same inputs have been through it and its outputs still exist. */
function step(name, inputs, outputs, work, force = false) {
  const hash = createHash('sha256');
  for (const file of inputs) hash.update(file).update(readFileSync(join(root, file)));
  const digest = hash.digest('hex');
  const stamp = join(root, '.setup', name);
  const fresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (fresh && !force && outputs.every((file) => existsSync(join(root, file)))) return;
  console.error(`bridle: ${name} …`);
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function files(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

function npm(args) {
  // npm tells its scripts where it lives; without npm around us, the one on the PATH serves.
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) run(process.execPath, [cli, ...args]);
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) console.error(`bridle: ${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
