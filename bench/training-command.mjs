// npm run bench:training-command: `bridle train` on MNIST, from the Parquet file to model and report, by this build and by
// the baseline (baseline.mjs) in turns: seconds, processor seconds, and the largest memory of the process.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBaseline } from './baseline.mjs';
import { writeMnist } from './mnist.mjs';
import { markdown } from './tables.mjs';
import { machine } from './versions.mjs';

const ROUNDS = 3;
const bench = dirname(fileURLToPath(import.meta.url));
const table = join(bench, '.baseline.mnist.parquet');
const options = ['--target', 'label', '--categorical', 'label', '--no-standardize', '--C', '1', '--holdout', '0'];
/** Runs first in the measured process, and writes its figures as the last line of stderr. */
const watch = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('\\n' + JSON.stringify({ maxRSS, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
});`;

const baseline = buildBaseline();
if (baseline.reason) {
  console.error(`bench: ${baseline.reason}`);
  process.exit(1);
}
if (!existsSync(table)) await writeMnist(table);
const builds = [
  { name: 'baseline, 25 November 2026', folder: baseline.folder, threads: [] },
  { name: 'this build, one thread', folder: dirname(bench), threads: ['--threads', '1'] },
  { name: 'this build, two threads', folder: dirname(bench), threads: ['--threads', '2'] },
];
const { cpu, cores, node } = machine();
console.log(`# bridle train mnist.parquet: ${cpu}, ${cores} cores, Node ${node}\n\nLoad ${loadavg()[0].toFixed(1)}.\n`);
const runs = builds.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  builds.forEach((build, b) => {
    runs[b].push(measure(build));
  });
}
const rows = builds.map(({ name }, b) => {
  const least = (key) => Math.min(...runs[b].map((run) => run[key]));
  return [name, least('seconds').toFixed(1), least('cpu').toFixed(1), String(Math.round(least('maxRSS') / 1024))];
});
console.log(markdown(['build', 's', 'processor s', 'peak, MB'], rows));

function measure({ folder, threads }) {
  const out = mkdtempSync(join(tmpdir(), 'bridle-bench-'));
  const bin = join(folder, 'packages/cli/bin/bridle.js');
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(watch)}`];
  const start = performance.now();
  const given = ['train', table, ...options, ...threads, '--out', join(out, 'mnist.model.json')];
  const { status, stderr } = spawnSync(process.execPath, [...flags, bin, ...given], { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  rmSync(out, { recursive: true, force: true });
  if (status !== 0) throw new Error(stderr);
  return { seconds, ...JSON.parse(stderr.trim().split('\n').pop()) };
}
