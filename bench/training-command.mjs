// npm run bench:training-command [ROUNDS]: `bridle train` on MNIST, from the Parquet file to model and report, by this build and by
// the baseline (baseline.mjs) in turns: seconds, processor seconds, and the largest memory of the process. Rows
// are kept in results/command.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBaseline } from './baseline.mjs';
import { mnistTable } from './mnist.mjs';
import { keepRows } from './results.mjs';
import { rounded } from './statistics.mjs';
import { markdown } from './tables.mjs';
import { bridleVersion, machine } from './versions.mjs';

const ROUNDS = Number(process.argv[2] ?? 3);
const bench = dirname(fileURLToPath(import.meta.url));
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
const table = await mnistTable();
const builds = [
  { name: 'baseline, 25 November 2026', folder: baseline.folder, threads: [] },
  { name: 'this build, one thread', folder: dirname(bench), threads: ['--threads', '1'] },
  { name: 'this build, two threads', folder: dirname(bench), threads: ['--threads', '2'] },
];
const place = { date: new Date().toISOString().slice(0, 10), ...machine(), version: bridleVersion() };
const { cpu, cores, node } = place;
console.log(`# bridle train mnist.parquet: ${cpu}, ${cores} cores, Node ${node}\n\nLoad ${loadavg()[0].toFixed(1)}.\n`);
const runs = builds.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  builds.forEach((build, b) => {
    runs[b].push(measure(build));
  });
}
const rows = builds.map(({ name }, b) => {
  const least = (key) => rounded(Math.min(...runs[b].map((run) => run[key])));
  const figures = {
    seconds: least('seconds'),
    processorSeconds: least('cpu'),
    peakMB: Math.round(least('maxRSS') / 1024),
  };
  return { ...place, kind: 'command', build: name, ...figures };
});
for (const row of rows) row.ratio = rounded(rows[0].seconds / row.seconds);
console.error(`bench: rows kept in ${keepRows(rows, join(bench, 'results/command'))}`);
console.log(
  markdown(
    ['build', 's', 'processor s', 'peak, MB', 'times as fast'],
    rows.map((row) => [row.build, row.seconds, row.processorSeconds, row.peakMB, row.ratio]),
  ),
);

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
