// npm run build && node bench/training.mjs [SHAPE …]: what a pass over the data costs that training lives on, logits →
// softmax → loss → gradient, on one thread and on two, beside the most that the machine can do. All in one process and in turns, as in bench.mjs;
// on Node 20 FMA hides behind --experimental-wasm-relaxed-simd. Rows are kept in results/training.
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pointAt } from '../packages/bridle/dist/learn/fit/objective.js';
import { prepareProblem } from '../packages/bridle/dist/learn/fit/problem.js';
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
  { name: 'pixels', dims: [60000, 784, 10], zeros: 0 },
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
  for (const { close } of tasks) close?.();
  const measured = tasks.map(({ time: _, close: __, flops = work, ...task }) => {
    const { samples, reason } = results[ready.findIndex(({ time }) => time === _)] ?? {
      samples: [],
      reason: task.reason,
    };
    const common = {
      ...place,
      kind: 'training',
      op: 'fused pass',
      case: name,
      shape: dims.join('x'),
      version,
      threads: 1,
      ...task,
    };
    if (samples.length === 0) return { ...common, reason };
    const [min, middle] = [minimum(samples) / 1e6, median(samples) / 1e6];
    return { ...common, min: rounded(min), median: rounded(middle), gflops: rounded(flops / min / 1e6) };
  });
  // Sums are float64 in all but NumPy's float32.
  const top = ({ peer, dtype }) => {
    const format = peer.startsWith('bridle') ? 'float64' : dtype;
    return measured.find((row) => row.peer === 'the machine' && row.dtype === format);
  };
  for (const row of measured) if (row.gflops) row.share = rounded(row.gflops / top(row).gflops);
  const load = (averages) => averages.map((average) => average.toFixed(1)).join(' ');
  console.log(`## ${name}, ${dims.join(' × ')}\n\nLoad before ${load(before)}, after ${load(loadavg())}.\n`);
  console.log(`${tableOf(measured)}\n`);
  return [...measured, { ...place, kind: 'load', before, after: loadavg() }];
}

function tableOf(measured) {
  const head = ['what', 'X', 'threads', 'ms, minimum (median)', 'GFLOP/s', 'share of the peak'];
  return markdown(
    head,
    measured.map(({ peer, variant, dtype, threads, min, median: middle, gflops, share, reason }) => [
      `${peer}, ${variant}`,
      dtype,
      threads,
      ...(reason ? [reason, '', ''] : [`${min} (${middle})`, gflops, `${Math.round(100 * share)} %`]),
    ]),
  );
}

/** What `fit` computes at a point: scores, then loss and residuals, then the gradient, each for all rows. */
function learnTasks({ x, labels }, [n, p, k]) {
  const parameters = Float64Array.from({ length: k * (p + 1) }, (_, i) => Math.sin(i) / Math.sqrt(p));
  const index = Array.from({ length: p }, (_, j) => j);
  const column = (j, stored) => Float64Array.from({ length: n }, (_, i) => stored(x[i * p + j]));
  const designOf = (stored) => {
    const values = index.map((j) => column(j, stored));
    const block = { kind: 'numbers', index, values, centers: index.map(() => 0), scales: index.map(() => 1) };
    return { rows: n, columns: p, blocks: [block] };
  };
  // Cells that float32 holds, and cells that it does not.
  const designs = [designOf((cell) => cell), designOf((cell) => cell / 3)];
  const nameOf = (level, threads, design) =>
    [
      'fit',
      level === 'auto' ? 'kernels' : level,
      threads > 1 && 'two threads',
      design !== designs[0] && 'float64 cells',
    ]
      .filter(Boolean)
      .join(', ');
  const task = (level, threads, design) => {
    setArithmetic(level);
    const { problem } = prepareProblem(design, labels, k, { C: 1, threads });
    setArithmetic('auto');
    const tiles = problem.packed?.tiles;
    return {
      dtype: `${tiles?.isSparse ? 'CSR ' : ''}float${tiles?.bits ?? 64}`,
      peer: 'bridle/learn',
      variant: nameOf(level, threads, design),
      threads,
      time: timeCalls(() => pointAt(problem, parameters)),
      close: () => tiles?.crew?.close(),
    };
  };
  return [
    ...['auto', 'reproducible'].flatMap((level) =>
      [1, 2].flatMap((threads) => designs.map((design) => task(level, threads, design))),
    ),
    task('reference', 1, designs[0]),
  ];
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
