// The tests on engines that need a download: ClickHouse by chdb (550 MB, in .setup/engines), and a Spark server of Maven's
// jars (262 MB, in the user's cache); the other engines at full size. Where one cannot be had, the last line says so; with CI
// set, a missing Spark is a failure.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchSpark, hasSpark, openSpark } from './spark.mjs';

const CHDB = '3.4.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inCI = !['', '0', 'false'].includes(process.env.CI ?? '');
const env = { ...process.env, BRIDLE_ENGINES: '1' };
const skipped = [];

const chdb = fetchChdb();
if (chdb) env.BRIDLE_CHDB = chdb;
else skipped.push('ClickHouse: chdb could not be installed');

const token = 'token-of-the-tests';
// It ends every stream after a second, as others do after two minutes.
const conf = {
  'spark.connect.authenticate.token': token,
  'spark.connect.execute.reattachable.senderMaxStreamDuration': '1s',
};
const spark = fetchSpark() && hasSpark() ? await openSpark({ conf }) : null;
if (spark) {
  env.BRIDLE_SPARK_SERVER = spark.address;
  env.SPARK_CONNECT_AUTHENTICATE_TOKEN = token;
} else skipped.push('Spark: it needs Java 17, Maven and their network');

// A server of two threads beside the tests is slow where the machine is busy.
const patience = ['--testTimeout=300000', '--hookTimeout=300000'];
const folders = [
  'packages/sql/test',
  'packages/pipeline/test/database',
  ...(spark ? ['packages/spark/test', 'packages/cli/test/on-spark'] : []),
];
const vitest = spawn(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...folders, ...patience, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env },
);
const [code] = await once(vitest, 'exit');
await spark?.close();
for (const line of skipped) console.error(`bridle: skipped the tests on ${line}.`);
const isLacking = inCI && spark === null;
if (isLacking) console.error('bridle: FAILED, because CI is set and the tests on Spark were skipped.');
process.exitCode = isLacking ? 1 : (code ?? 1);

/** The folder of chdb, which it installs on the first run; null if it cannot. */
function fetchChdb() {
  const folder = process.env.BRIDLE_CHDB || join(root, '.setup', 'engines', `chdb-${CHDB}`);
  const isThere = () => existsSync(join(folder, 'node_modules', 'chdb', 'package.json'));
  if (!isThere()) {
    console.error(`bridle: installing chdb ${CHDB} …`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const npm = process.env.npm_execpath;
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `chdb@${CHDB}`];
    const options = { cwd: folder, stdio: ['ignore', 2, 2] };
    if (npm?.endsWith('.js')) spawnSync(process.execPath, [npm, ...args], options);
    else spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
  }
  return isThere() ? folder : null;
}
