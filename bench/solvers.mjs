// node bench/solvers.mjs [CASE …]: how soon a training is within a relative gap of 1e−6 of its optimum, here and in
// scikit-learn, with two threads each. Ours is read from the trace of one training; scikit-learn has no trace, so its time
// is that of a whole fit with the largest tol, of a row of them, that reaches the gap. Rows are kept in results/solvers.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { fitting } from '../packages/bridle/dist/learn/index.js';
import { setArithmetic } from '../packages/bridle/dist/runtime/arithmetic.js';
import { installPythonPeers } from './install.mjs';
import { mnistTable } from './mnist.mjs';
import { keepRows, newestRows } from './results.mjs';
import { minimum, rounded } from './statistics.mjs';
import { figure, markdown } from './tables.mjs';
import { bridleVersion, machine } from './versions.mjs';

const GAP = 1e-6;
const THREADS = 2;
const TOLERANCES = [1e-2, 1e-3, 1e-4, 1e-5, 2e-6];
const digits = fileURLToPath(new URL('../examples/digits/digits.csv', import.meta.url));
const [small, large] = [['newton-cg', 'lbfgs'], ['newton-cg']];
const CASES = [
  // newton-cholesky took five times as long as newton-cg on letters; lbfgs, on MNIST, longer for a gap of 1.5e−4 than
  // newton-cg for 1e−7.
  {
    name: 'MNIST',
    rounds: 2,
    solvers: large,
    tolerances: [5e-6, 2e-6],
    table: () => fromFile(mnistTable, 'label'),
  },
  { name: 'letters', rounds: 5, solvers: small, tolerances: TOLERANCES, table: () => clusters(20_000, 16, 26, 0.5) },
  { name: 'table', rounds: 5, solvers: small, tolerances: TOLERANCES, table: () => clusters(200_000, 20, 5, 0.4) },
  {
    name: 'digits',
    rounds: 20,
    solvers: small,
    tolerances: TOLERANCES,
    table: () => fromFile(async () => digits, 'digit'),
  },
];

const wanted = process.argv.slice(2);
const place = { date: new Date().toISOString().slice(0, 10), ...machine() };
const folder = fileURLToPath(new URL('results/solvers', import.meta.url));
const python = installPythonPeers();
const rows = [];
for (const one of CASES) if (wanted.length === 0 || wanted.includes(one.name)) rows.push(...(await measure(one)));
const others = wanted.length > 0 ? keptOf(place).filter((row) => !wanted.includes(row.case)) : [];
console.error(`bench: rows kept in ${keepRows([...others, ...rows], folder)}`);
const head = ['case', 'rows × features × classes', 'solver', 's to the gap', 'iterations', 'tol', 'times ours'];
console.log(`# A relative gap of ${GAP}, ${THREADS} threads: ${place.cpu}, Node ${place.node}\n`);
console.log(
  markdown(
    head,
    rows.map((row) => [
      row.case,
      row.shape.replaceAll('x', ' × '),
      `${row.peer} ${row.solver}`,
      ...(row.reason
        ? [row.reason, '', '', '']
        : [figure(row.seconds), row.iterations, row.tol ?? '', row.ratio ? figure(row.ratio) : '']),
    ]),
  ),
);

/** What another call kept today on this machine, of other cases. */
function keptOf({ date, cpu, node }) {
  try {
    return newestRows(folder).filter((row) => row.date === date && row.cpu === cpu && row.node === node);
  } catch {
    return [];
  }
}

async function measure({ name, rounds, solvers, tolerances, table }) {
  const task = await table();
  const common = { ...place, kind: 'solver', case: name, version: bridleVersion(), threads: THREADS };
  const shape = `${task.rows}x${task.columns.length}x${task.classes}`;
  const before = loadavg()[0];
  const runs = Array.from({ length: rounds }, () => ours(task));
  const seconds = minimum(runs.map((run) => run.seconds));
  const own = { ...common, shape, peer: 'bridle', solver: runs[0].solver, seconds: rounded(seconds) };
  const { iterations, iterations9, optimum } = runs[0];
  const peers = python.reason ? [{ reason: python.reason }] : theirs(task, optimum, solvers, tolerances);
  return [
    { ...own, iterations, iterations9, optimum, load: before },
    ...peers.map(({ solver = '', seconds: taken, gap, reason, ...rest }) => {
      const row = { ...common, shape, peer: `scikit-learn ${rest.version ?? ''}`.trim(), solver, ...rest };
      if (reason) return { ...row, reason };
      if (gap > GAP)
        return { ...row, reason: `${figure(taken)} s at tol ${rest.tol}, and a gap of ${gap.toPrecision(2)}` };
      return { ...row, seconds: rounded(taken), gap: rounded(gap), ratio: rounded(taken / seconds) };
    }),
  ];
}

/** The seconds and iterations of one training, from the design to the gap, at level reproducible. */
function ours({ rows: count, columns, labels, classes }) {
  setArithmetic('reproducible');
  const index = columns.map((_, j) => j);
  const block = { kind: 'numbers', index, values: columns, centers: index.map(() => 0), scales: index.map(() => 1) };
  const design = { rows: count, columns: columns.length, blocks: [block] };
  const start = performance.now();
  const steps = fitting(design, labels, classes, { C: 1, threads: THREADS });
  const trace = [];
  let step = steps.next();
  for (; !step.done; step = steps.next())
    trace.push({ objective: step.value.objective, at: performance.now() - start });
  const { objective: optimum, solver } = step.value;
  const first = (gap) => trace.findIndex(({ objective }) => (objective - optimum) / optimum <= gap);
  return { seconds: trace[first(GAP)].at / 1000, iterations: first(GAP), iterations9: first(1e-9), optimum, solver };
}

function theirs({ rows: count, columns, labels }, optimum, solvers, tolerances) {
  const place_ = mkdtempSync(join(tmpdir(), 'bridle-bench-'));
  const cells = new Float32Array(count * columns.length);
  columns.forEach((column, j) => {
    cells.set(column, j * count);
  });
  writeFileSync(join(place_, 'x'), cells);
  writeFileSync(join(place_, 'y'), Int32Array.from(labels));
  const script = fileURLToPath(new URL('peers/solvers.py', import.meta.url));
  const tries = Object.fromEntries(solvers.map((solver) => [solver, tolerances]));
  const given = [place_, count, columns.length, optimum, GAP, JSON.stringify(tries)].map(String);
  const threads = { OMP_NUM_THREADS: String(THREADS), OPENBLAS_NUM_THREADS: String(THREADS) };
  const { stdout, status, stderr } = spawnSync(python.interpreter, [script, ...given], {
    encoding: 'utf8',
    env: { ...process.env, ...threads },
  });
  rmSync(place_, { recursive: true });
  if (status !== 0) return [{ reason: `scikit-learn: ${stderr.trim().split('\n').pop()}` }];
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Numbers of a table by a unit; constant columns are left out. */
async function fromFile(file, target, unit = 1) {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(`from '${(await file()).replaceAll("'", "''")}'`);
  const names = reader.columnNames();
  const all = reader.getColumns();
  connection.closeSync();
  const labels = Int32Array.from(all[names.indexOf(target)], Number);
  const columns = all
    .filter((_, j) => names[j] !== target)
    .map((column) => Float32Array.from(column, (x) => Number(x) / unit))
    .filter((column) => column.some((x) => x !== column[0]));
  return { rows: labels.length, columns, labels, classes: new Set(labels).size };
}

/** Rows around centers of the classes, one N(0, 1) from them; the centers are `spread` apart. */
function clusters(count, features, classes, spread) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const centers = Array.from({ length: classes }, () =>
    Float64Array.from({ length: features }, () => spread * normal()),
  );
  const labels = Int32Array.from({ length: count }, (_, i) => (i < classes ? i : Math.floor(classes * random())));
  const columns = Array.from({ length: features }, (_, j) =>
    Float32Array.from(labels, (label) => centers[label][j] + normal()),
  );
  return { rows: count, columns, labels, classes };
}
