// npm run build && node bench/training.mjs [SHAPE …]: what a pass over the data costs that training lives on, logits →
// softmax → loss → gradient, beside the most that the machine can do. All in one process and in turns, as in bench.mjs;
// on Node 20 FMA hides behind --experimental-wasm-relaxed-simd. Rows are kept in results/training.
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pointAt } from '../packages/bridle/dist/learn/fit/objective.js';
import { prepareProblem } from '../packages/bridle/dist/learn/fit/problem.js';
import { fusedPass } from '../packages/bridle/dist/learn/tiles/products.js';
import { openTiles } from '../packages/bridle/dist/learn/tiles/tiles.js';
import { setArithmetic } from '../packages/bridle/dist/runtime/arithmetic.js';
import { kernelIn } from '../packages/bridle/dist/runtime/modules.js';
import { createMemory } from '../packages/bridle/dist/runtime/webassembly.js';
import { buildPeak } from './peak.mjs';
import { openNumpy } from './peers/numpy-pass.mjs';
import { plainPass } from './peers/plain-pass.mjs';
import { keepRows } from './results.mjs';
import { median, minimum, rounded } from './statistics.mjs';
import { markdown } from './tables.mjs';
import { takeTurns, timeCalls } from './turns.mjs';
import { bridleVersion, machine, switchOnRelaxedSimd } from './versions.mjs';

/** Rows × features × classes, and which share of X is 0. */
const CASES = [
  { name: 'MNIST', dims: [60000, 784, 10], zeros: 0.81 },
  { name: 'embeddings', dims: [20000, 768, 77], zeros: 0 },
  { name: 'table', dims: [200000, 20, 5], zeros: 0 },
  { name: 'letters', dims: [20000, 16, 26], zeros: 0 },
];
const PEAK_ROUNDS = 200000;
const PACE = { rounds: 8, turnNs: 1e7 };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !CASES.some((one) => one.name === name));
if (unknown) {
  console.error(`bench: expected some of ${CASES.map(({ name }) => name).join(', ')}, got ${unknown}`);
  process.exit(2);
}
switchOnRelaxedSimd();
const place = { date: new Date().toISOString().slice(0, 10), ...machine() };
const version = bridleVersion();
const built = await buildPeak();
const peak = kernelIn(built, createMemory(1, 1));
console.log(`# Passes of training: ${place.date}, ${place.cpu}, Node ${place.node}, ${built.level}\n`);
const rows = [];
for (const one of CASES) if (wanted.length === 0 || wanted.includes(one.name)) rows.push(...(await measure(one)));
if (wanted.length === 0) {
  const folder = fileURLToPath(new URL('results/training', import.meta.url));
  console.error(`bench: rows kept in ${keepRows(rows, folder)}`);
}

async function measure({ name, dims, zeros }) {
  const [n, p, k] = dims;
  const work = 4 * n * p * k;
  const data = randomTask(dims, zeros);
  const numpy = await openNumpy(data, dims);
  const tasks = [
    ...[32, 64].map((bits) => ({
      dtype: `float${bits}`,
      peer: 'the machine',
      variant: 'independent multiply-adds',
      flops: (PEAK_ROUNDS * 20 * 2 * 128) / bits,
      time: timeCalls(() => peak[`peak${bits}`](PEAK_ROUNDS)),
    })),
    ...['auto', 'reproducible'].flatMap((level) => [
      kernelTask(level, 'float32', { data: data.x, dims: [n, p] }, data, k),
      kernelTask(level, 'float64', { data: Float64Array.from(data.x), dims: [n, p] }, data, k),
      ...(zeros > 0 ? [kernelTask(level, 'CSR', sparseOf(data.x, n, p), data, k)] : []),
    ]),
    ...learnTasks(data, dims),
    ...[Float32Array, Float64Array].map((Numbers) => ({
      dtype: Numbers === Float32Array ? 'float32' : 'float64',
      peer: 'plain JavaScript',
      variant: 'loops',
      time: timeCalls(plainPass(Numbers, data, dims)),
    })),
    { dtype: 'float32', peer: `NumPy ${numpy.version}`, variant: numpy.blas, time: numpy.time, reason: numpy.reason },
  ];
  const before = loadavg();
  const ready = tasks.filter(({ reason }) => !reason);
  const results = await takeTurns(ready, PACE);
  numpy.close();
  const measured = tasks.map(({ time: _, flops = work, ...task }) => {
    const { samples, reason } = results[ready.findIndex(({ time }) => time === _)] ?? {
      samples: [],
      reason: task.reason,
    };
    const common = {
      ...place,
      kind: 'training',
      op: 'fused pass',
      shape: dims.join('x'),
      version,
      threads: 1,
      ...task,
    };
    if (samples.length === 0) return { ...common, reason };
    const [min, middle] = [minimum(samples) / 1e6, median(samples) / 1e6];
    return { ...common, min: rounded(min), median: rounded(middle), gflops: rounded(flops / min / 1e6) };
  });
  const top = (dtype) =>
    measured.find((row) => row.peer === 'the machine' && row.dtype === (dtype === 'float32' ? 'float32' : 'float64'));
  for (const row of measured) if (row.gflops) row.share = rounded(row.gflops / top(row.dtype).gflops);
  const load = (averages) => averages.map((average) => average.toFixed(1)).join(' ');
  console.log(`## ${name}, ${dims.join(' × ')}\n\nLoad before ${load(before)}, after ${load(loadavg())}.\n`);
  console.log(`${tableOf(measured)}\n`);
  return [...measured, { ...place, kind: 'load', before, after: loadavg() }];
}

function tableOf(measured) {
  const head = ['what', 'X', 'ms, minimum (median)', 'GFLOP/s', 'share of the peak'];
  return markdown(
    head,
    measured.map(({ peer, variant, dtype, min, median: middle, gflops, share, reason }) => [
      `${peer}, ${variant}`,
      dtype,
      ...(reason ? [reason, '', ''] : [`${min} (${middle})`, gflops, `${Math.round(100 * share)} %`]),
    ]),
  );
}

function kernelTask(level, dtype, x, { labels, w, b }, classes) {
  setArithmetic(level);
  const tiles = openTiles(x, { labels, classes });
  setArithmetic('auto');
  const task = { dtype, peer: 'bridle', variant: level };
  return tiles ? { ...task, time: timeCalls(() => fusedPass(tiles, w, b)) } : { ...task, reason: 'no kernels here' };
}

/** What `fit` computes at a point: scores, then loss and residuals, then the gradient, each for all rows. */
function learnTasks({ x, labels }, [n, p, k]) {
  const values = Array.from({ length: p }, (_, j) => Float64Array.from({ length: n }, (__, i) => x[i * p + j]));
  const index = values.map((_, j) => j);
  const block = { kind: 'numbers', index, values, centers: index.map(() => 0), scales: index.map(() => 1) };
  const { problem } = prepareProblem({ rows: n, columns: p, blocks: [block] }, labels, k, { C: 1 });
  const parameters = Float64Array.from({ length: k * (p + 1) }, (_, i) => Math.sin(i) / Math.sqrt(p));
  return [
    ['fit, kernels', problem],
    ['fit, reference', { ...problem, packed: null }],
  ].map(([variant, one]) => ({
    dtype: one.packed?.tiles.sparse ? 'CSR' : 'float64',
    peer: 'bridle/learn',
    variant,
    time: timeCalls(() => pointAt(one, parameters)),
  }));
}

/** X uniform in (0, 1) but for its zeros, W small enough for no class to be sure. */
function randomTask([n, p, k], zeros) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const x = new Float32Array(n * p);
  for (let e = 0; e < x.length; e += 1) x[e] = random() < zeros ? 0 : random();
  return {
    x,
    labels: Int32Array.from({ length: n }, () => Math.floor(k * random())),
    w: Float64Array.from({ length: k * p }, () => Math.fround((2 * random() - 1) / Math.sqrt(p))),
    b: new Float64Array(k),
  };
}

function sparseOf(x, n, p) {
  const count = x.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
  const [values, indices, offsets] = [new Float64Array(count), new Int32Array(count), new Int32Array(n + 1)];
  let e = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < p; j += 1) {
      if (x[i * p + j] === 0) continue;
      values[e] = x[i * p + j];
      indices[e] = j;
      e += 1;
    }
    offsets[i + 1] = e;
  }
  return { values, indices, offsets, dims: [n, p] };
}
