// node bench/learning.mjs [javascript|penalty …]: whole tasks of learning beside other libraries.
// javascript: how soon a training on examples/digits is at the best log-loss that ml-logistic-regression and TensorFlow.js
// (wasm, Adam) reach, one thread each. penalty: the penalty by 5 folds and the training with it, 20,000 × 16 × 26, beside
// LogisticRegressionCV. Rows are kept in results/learning.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { choosingPenalty, fit, fitting } from '../packages/bridle/dist/learn/index.js';
import { setArithmetic } from '../packages/bridle/dist/runtime/arithmetic.js';
import { clusters } from './clusters.mjs';
import { installNpmPeers, installPythonPeers } from './install.mjs';
import { trainersOfJavaScript } from './peers/trainers.mjs';
import { keepRows, newestRows } from './results.mjs';
import { minimum, rounded } from './statistics.mjs';
import { figure, markdown } from './tables.mjs';
import { bridleVersion, machine } from './versions.mjs';

const TASKS = { javascript, penalty };
const ROUNDS = 5;
const FOLDS = 5;
const THREADS = 2;
/** Of LogisticRegressionCV; our grid has 17 values and is extended while the best is at an end. */
const VALUES = 10;
/** So weak a penalty that the objective is the log-loss from above. */
const WEAK = 1e-8;

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(TASKS, name));
if (unknown) {
  console.error(`bench: expected some of ${Object.keys(TASKS).join(', ')}, got ${unknown}`);
  process.exit(2);
}
const place = { date: new Date().toISOString().slice(0, 10), ...machine() };
const folder = fileURLToPath(new URL('results/learning', import.meta.url));
setArithmetic('reproducible');
const rows = [];
for (const [name, run] of Object.entries(TASKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const load = loadavg()[0];
  const common = { ...place, kind: 'learning', task: name, version: bridleVersion(), load };
  rows.push(...(await run()).map((row) => ({ ...common, ...row })));
}
const others = wanted.length > 0 ? keptToday().filter(({ task }) => !wanted.includes(task)) : [];
console.error(`bench: rows kept in ${keepRows([...others, ...rows], folder)}`);
console.log(`# Whole tasks of learning: ${place.cpu}, Node ${place.node}\n`);
console.log(
  markdown(
    ['task', 'peer', 'what', 'reached', 's', 's of bridle', 'times ours'],
    rows.map(({ task, peer, how, reached, seconds, own, ratio, reason }) =>
      reason
        ? [task, peer, how, reason, '', '', '']
        : [task, peer, how, reached, figure(seconds), figure(own), figure(ratio)],
    ),
  ),
);

/** What another call kept today on this machine, of other tasks. */
function keptToday() {
  try {
    return newestRows(folder).filter(
      ({ date, cpu, node }) => date === place.date && cpu === place.cpu && node === place.node,
    );
  } catch {
    return [];
  }
}

/** For each peer its best log-loss and the seconds to it, and ours to the same log-loss. */
async function javascript() {
  const task = digits();
  const reason = installNpmPeers();
  if (reason) return [{ peer: 'JavaScript', how: '', reason }];
  const found = [];
  for (const { peer, how, logLoss, seconds } of await trainersOfJavaScript(task)) {
    const own = secondsTo(logLoss, task);
    const reached = `a log-loss of ${logLoss.toPrecision(3)}`;
    found.push({
      peer,
      how,
      shape: task.dims.join('x'),
      logLoss,
      reached,
      seconds: rounded(seconds),
      own: rounded(own),
      ratio: rounded(seconds / own),
    });
  }
  return found;
}

/** The seconds from the matrix to the first iteration of so small an objective, the least of some trainings. */
function secondsTo(logLoss, { data, dims, labels }) {
  const runs = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const { objective } of fitting({ data, dims }, labels, 10, { l2: WEAK })) {
      if (objective <= logLoss) return (performance.now() - start) / 1000;
    }
    throw new Error(`the log-loss ${logLoss} was not reached`);
  });
  return minimum(runs);
}

/** The pixels of examples/digits, from 0 to 1, by rows. */
function digits() {
  const path = fileURLToPath(new URL('../examples/digits/digits.csv', import.meta.url));
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const target = head.split(',').indexOf('digit');
  const cells = lines.map((line) => line.split(',').map(Number));
  const data = Float64Array.from(cells.flatMap((row) => row.filter((_, j) => j !== target).map((x) => x / 16)));
  return { data, dims: [cells.length, cells[0].length - 1], labels: Int32Array.from(cells, (row) => row[target]) };
}

/** The choice of the penalty and the training with it, here and in scikit-learn on two processes. */
async function penalty() {
  const task = clusters(20_000, 16, 26, 0.5);
  const shape = '20000x16x26';
  const columns = task.columns.map((values, j) => ({ kind: 'numeric', name: `x${j}`, values }));
  const recipe = {
    features: columns.map(({ name }) => ({ kind: 'numeric', name, fill: 0, mean: 0, scale: 1, hasMissing: false })),
  };
  const start = performance.now();
  const steps = choosingPenalty({ rows: task.rows, columns }, task.labels, task.classes, {
    learn: () => recipe,
    folds: FOLDS,
  });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { C, path } = step.value;
  const index = columns.map((_, j) => j);
  const block = {
    kind: 'numbers',
    index,
    values: task.columns,
    centers: index.map(() => 0),
    scales: index.map(() => 1),
  };
  fit({ rows: task.rows, columns: index.length, blocks: [block] }, task.labels, task.classes, { C, threads: THREADS });
  const own = (performance.now() - start) / 1000;
  const best = Math.min(...path.map(({ logLoss }) => logLoss));
  return theirPenalty(task).map(({ version, solver, seconds, C: theirs, logLoss, reason }) => {
    const row = {
      peer: `scikit-learn ${version ?? ''}`.trim(),
      how: `LogisticRegressionCV, ${VALUES} values, ${solver ?? ''}`,
      shape,
    };
    if (reason) return { ...row, reason };
    const reached = `C ${theirs.toPrecision(2)}, log-loss ${logLoss.toFixed(4)} (ours: ${path.length} values, C ${C.toPrecision(2)}, ${best.toFixed(4)})`;
    return { ...row, reached, C, theirs, seconds: rounded(seconds), own: rounded(own), ratio: rounded(seconds / own) };
  });
}

function theirPenalty({ rows: count, columns, labels }) {
  const python = installPythonPeers();
  if (python.reason) return [{ reason: python.reason }];
  const at = mkdtempSync(join(tmpdir(), 'bridle-bench-'));
  const cells = new Float32Array(count * columns.length);
  for (const [j, column] of columns.entries()) cells.set(column, j * count);
  writeFileSync(join(at, 'x'), cells);
  writeFileSync(join(at, 'y'), Int32Array.from(labels));
  const script = fileURLToPath(new URL('peers/penalty.py', import.meta.url));
  const given = [script, at, count, columns.length, FOLDS, VALUES].map(String);
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { stdout, status, stderr } = spawnSync(python.interpreter, given, { encoding: 'utf8', env });
  rmSync(at, { recursive: true });
  if (status !== 0) return [{ reason: `scikit-learn: ${stderr.trim().split('\n').pop()}` }];
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
