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
import { clusters } from './clusters.mjs';
import { installPythonPeers } from './install.mjs';
import { mnistTable } from './mnist.mjs';
import { keepRows, newestRows } from './results.mjs';
import { minimum, rounded } from './statistics.mjs';
import { figure, markdown } from './tables.mjs';
import { bridleVersion, machine } from './versions.mjs';

const GAP = 1e-6;
const THREADS = 2;
const TOLERANCES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
const digits = fileURLToPath(new URL('../examples/digits/digits.csv', import.meta.url));
const SOLVERS = ['newton-cg', 'lbfgs', 'newton-cholesky'];
/** By the name in a call; `title` is that of the rows. No registry of packages has LetterRecognition: a table of its size. */
const CASES = [
  // lbfgs took longer on MNIST for a gap of 1.5e−4 than newton-cg for 1e−7; newton-cholesky needs a matrix of 7,180 rows.
  {
    name: 'MNIST',
    title: 'MNIST',
    rounds: 2,
    solvers: ['newton-cg'],
    tolerances: [5e-6, 2e-6],
    table: () => fromFile(mnistTable, 'label'),
  },
  {
    name: 'letters',
    title: 'letters, generated',
    rounds: 5,
    solvers: SOLVERS,
    tolerances: TOLERANCES,
    table: () => standardised(clusters(20_000, 16, 26, 0.5)),
  },
  {
    name: 'table',
    title: 'table, generated',
    rounds: 5,
    solvers: SOLVERS,
    tolerances: TOLERANCES,
    table: () => standardised(clusters(200_000, 20, 5, 0.4)),
  },
  {
    name: 'digits',
    title: 'digits, standardised',
    rounds: 20,
    solvers: SOLVERS,
    tolerances: TOLERANCES,
    table: () => standardised(fromFile(async () => digits, 'digit')),
  },
];

const wanted = process.argv.slice(2);
const place = { date: new Date().toISOString().slice(0, 10), ...machine() };
const folder = fileURLToPath(new URL('results/solvers', import.meta.url));
const python = installPythonPeers();
const rows = [];
for (const one of CASES) if (wanted.length === 0 || wanted.includes(one.name)) rows.push(...(await measure(one)));
const titles = new Set(CASES.map(({ title }) => title));
const measured = new Set(rows.map((row) => row.case));
const others = wanted.length > 0 ? keptOf().filter((row) => titles.has(row.case) && !measured.has(row.case)) : [];
console.error(`bench: rows kept in ${keepRows([...rows, ...others], folder)}`);
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

/** What other calls kept of other cases, on this machine and Node. */
function keptOf() {
  try {
    return newestRows(folder).filter(({ cpu, node }) => cpu === place.cpu && node === place.node);
  } catch {
    return [];
  }
}

async function measure({ title, rounds, solvers, tolerances, table }) {
  const task = await table();
  const common = { ...place, kind: 'solver', case: title, version: bridleVersion(), threads: THREADS };
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

/** The columns with mean 0 and variance 1, as each side would otherwise scale them in its own time. */
async function standardised(table) {
  const { columns, ...rest } = await table;
  const scaled = columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const deviation = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length);
    return column.map((x) => (x - mean) / deviation);
  });
  return { columns: scaled, ...rest };
}

/** The numbers of a table; constant columns are left out. */
async function fromFile(file, target) {
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(`from '${(await file()).replaceAll("'", "''")}'`);
  const names = reader.columnNames();
  const all = reader.getColumns();
  connection.closeSync();
  const labels = Int32Array.from(all[names.indexOf(target)], Number);
  const columns = all
    .filter((_, j) => names[j] !== target)
    .map((column) => Float32Array.from(column, Number))
    .filter((column) => column.some((x) => x !== column[0]));
  return { rows: labels.length, columns, labels, classes: new Set(labels).size };
}
