// The tests of @bridle/sql on every engine and at full size: ClickHouse by chdb, which is installed into .setup/engines on
// the first run because its library has 550 MB. Where it cannot be had, the last line says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHDB = '3.4.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.env.BRIDLE_CHDB || join(root, '.setup', 'engines', `chdb-${CHDB}`);
const there = () => existsSync(join(folder, 'node_modules', 'chdb', 'package.json'));

if (!there()) {
  console.error(`bridle: installing chdb ${CHDB} …`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const npm = process.env.npm_execpath;
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `chdb@${CHDB}`];
  const options = { cwd: folder, stdio: ['ignore', 2, 2] };
  if (npm?.endsWith('.js')) spawnSync(process.execPath, [npm, ...args], options);
  else spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}
const env = { ...process.env, BRIDLE_ENGINES: '1' };
if (there()) env.BRIDLE_CHDB = folder;
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'packages/sql/test', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env,
});
if (!there()) console.error('bridle: skipped the tests on ClickHouse: chdb could not be installed.');
process.exitCode = status ?? 1;
