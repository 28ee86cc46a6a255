// Makes a clone ready: installs what package-lock.json names and compiles the packages; with --lab builds the web lab
// into the command line's package, with --browser installs a Chromium for the browser tests where it may, and with
// --engines PostgreSQL and SQLite for the tests of SQL, with --spark Java and Maven for those on Spark. Each step leaves a stamp (a hash of what it read) in .setup/, so a second run does nothing. --build compiles even what is up to
// date. Runs on plain Node, before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, planChromium } from './chromium.mjs';
import { findPostgres, findSqlite, hasNodeSqlite, planEngines } from './engines.mjs';
import { findProgram } from './spark.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kernels = 'packages/bridle/src/kernels';
const published = ['words', 'bridle', 'sql', 'spark', 'pipeline', 'cli'].map((name) => `packages/${name}`);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Bridle needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}

step({
  name: 'install',
  inputs: ['package-lock.json'],
  outputs: ['node_modules/.package-lock.json'],
  work: () => npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
});
step({
  name: 'kernels',
  inputs: ['scripts/kernels.mjs', 'package-lock.json', ...files(kernels).filter((file) => !file.includes('/built/'))],
  outputs: [`${kernels}/built`, 'packages/bridle/wasm/kernel.wasm'],
  work: () => run(process.execPath, ['scripts/kernels.mjs']),
  force: process.argv.includes('--build'),
});
step({
  name: 'build',
  inputs: [
    'tsconfig.base.json',
    'scripts/bundle.mjs',
    ...published.flatMap((p) => [`${p}/tsconfig.json`, ...files(`${p}/src`)]),
  ],
  outputs: published.map((folder) => `${folder}/dist`),
  work: () => {
    run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', ...published]);
    published.forEach(removeStale);
    run(process.execPath, ['scripts/bundle.mjs']);
  },
  force: process.argv.includes('--build'),
});
if (process.argv.includes('--lab')) {
  const site = 'packages/cli/site';
  const config = ['index.html', 'vite.config.ts', 'package.json'].map((file) => `packages/lab/${file}`);
  const folders = [
    'packages/lab/src',
    'packages/lab/build',
    'packages/lab/public',
    'packages/bridle/src',
    'packages/words/src',
  ];
  step({
    name: 'lab',
    inputs: [...config, ...folders.flatMap(files), 'examples/digits/digits.csv', 'examples/next-word/next-words.json'],
    outputs: [`${site}/index.html`],
    work: () => {
      npm(['run', 'build', '--workspace', 'packages/lab', '--silent']);
      rmSync(join(root, site), { recursive: true, force: true });
      cpSync(join(root, 'packages/lab/dist'), join(root, site), { recursive: true });
    },
    force: process.argv.includes('--build'),
  });
}
if (process.argv.includes('--browser')) seeToChromium();
if (process.argv.includes('--engines')) seeToEngines();
if (process.argv.includes('--spark')) seeToJava();

/** Nothing here stops the set-up: scripts/test.mjs runs the other tests and names those that were skipped. */
function seeToChromium() {
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const { action, line } = planChromium({ found: findChromium(), env: process.env, isLinuxRoot });
  if (line) console.error(`bridle: ${line}`);
  if (action !== 'install') return;
  if (!aptInstall(['chromium'])) {
    console.error('bridle: apt-get could not install Chromium; the browser tests will be skipped');
  }
}

/** The tests that need an engine skip themselves where it is missing, and scripts/test.mjs says so. */
function seeToEngines() {
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const there = { postgres: findPostgres(), sqlite: hasNodeSqlite() || findSqlite() };
  const { install } = planEngines({ ...there, isLinuxRoot });
  if (install.length === 0) return;
  const names = install.join(' and ');
  console.error(`bridle: installing ${names} with apt-get for the tests of SQL …`);
  if (!aptInstall(install)) console.error(`bridle: apt-get could not install ${names}; their tests will be skipped`);
}

/** scripts/test-engines.mjs says what is skipped without them. */
function seeToJava() {
  const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!isLinuxRoot || (findProgram('java') && findProgram('mvn'))) return;
  console.error('bridle: installing Java and Maven with apt-get for the tests on Spark …');
  const isDone = aptInstall(['default-jre-headless', 'maven']);
  if (!isDone) console.error('bridle: apt-get could not install Java and Maven; the tests on Spark will be skipped');
}

function aptInstall(packages) {
  const install = ['install', '-qq', '-o', 'Acquire::Retries=3', '-y', '--no-install-recommends', ...packages];
  return start('apt-get', ['update', '-qq', '-o', 'Acquire::Retries=3']) === 0 && start('apt-get', install) === 0;
}

/** Runs `work` unless the stamp says that the same inputs have been through it and its outputs still exist. */
function step({ name, inputs, outputs, work, force = false }) {
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

/** Removes what an earlier build made of sources that are gone, which the compiler leaves and npm would pack. */
function removeStale(folder) {
  const sources = new Set(files(`${folder}/src`).map((file) => file.replace(/\.[tj]s$/, '')));
  for (const file of files(`${folder}/dist`)) {
    const source = file.replace(`${folder}/dist/`, `${folder}/src/`).replace(/(\.d\.ts|\.js)(\.map)?$/, '');
    if (!sources.has(source)) rmSync(join(root, file));
  }
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
  const status = start(command, args);
  if (status !== 0) process.exit(status);
}

/** The exit code of a command; 1 if it could not be started. */
function start(command, args) {
  // What the tools print goes to stderr: stdout belongs to the job that follows.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error) console.error(`bridle: ${command} could not be started: ${error.message}`);
  return status ?? 1;
}
