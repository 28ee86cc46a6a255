// Every test, or those that the arguments name, by vitest. Without a Chromium the files that open a browser are left out,
// and the last line names them, as it does for a missing database engine; where the variable CI is set that is a failure,
// since nobody may read the line there.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserTests } from './browser-tests.mjs';
import { findChromium } from './chromium.mjs';
import { findPostgres, findSqlite, hasNodeSqlite, planEngines } from './engines.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const left = findChromium() ? [] : browserTests(root);
const onlyNames = args.length > 0 && !args.some((arg) => arg.startsWith('-'));
const skipped = onlyNames ? left.filter((file) => args.some((name) => file.includes(name))) : left;

const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...args,
    ...left.map((file) => `--exclude=${file}`),
    ...(skipped.length > 0 ? ['--passWithNoTests'] : []),
  ],
  { cwd: root, stdio: 'inherit' },
);
const inCI = !['', '0', 'false'].includes(process.env.CI ?? '');
if (skipped.length > 0) {
  const files = skipped.length === 1 ? 'file' : 'files';
  console.error(
    `bridle: ${inCI ? 'FAILED: ' : ''}skipped ${skipped.length} test ${files} that open a browser, as no Chromium was found: ${skipped.join(', ')}. Install one, or name its executable in the variable CHROMIUM.`,
  );
}
const { missing } = planEngines({
  postgres: findPostgres(),
  sqlite: hasNodeSqlite() || findSqlite(),
  isLinuxRoot: false,
});
if (missing.length > 0 && !onlyNames) {
  console.error(`bridle: skipped the tests of SQL on ${missing.join(' and ')}, which this machine does not have.`);
}
process.exitCode = status === 0 && skipped.length > 0 && inCI ? 1 : (status ?? 1);
