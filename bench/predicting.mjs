// node bench/predicting.mjs: `predict` on a million rows in memory, 64 features and 10 classes, beside the baseline
// (baseline.mjs) and NumPy's product and softmax; one thread, float64, in turns. Rows are kept in results/predicting.
import { spawn } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { predict, scoreRows } from '../packages/bridle/dist/learn/index.js';
import { setArithmetic } from '../packages/bridle/dist/runtime/arithmetic.js';
import { buildBaseline } from './baseline.mjs';
import { installPythonPeers } from './install.mjs';
import { keepRows } from './results.mjs';
import { minimum, rounded } from './statistics.mjs';
import { figure, markdown } from './tables.mjs';
import { bridleVersion, machine } from './versions.mjs';

const [ROWS, FEATURES, CLASSES] = [1_000_000, 64, 10];
const ROUNDS = 4;
const columns = Array.from({ length: FEATURES }, (_, j) => ({
  kind: 'numeric',
  name: `x${j}`,
  values: Float64Array.from({ length: ROWS }, (__, i) => Math.sin(i * 0.7 + j * 1.3)),
}));
const features = columns.map(({ name }) => ({
  kind: 'numeric',
  name,
  fill: 0,
  mean: 0.01,
  scale: 0.7,
  hasMissing: false,
}));
const model = {
  classes: Array.from({ length: CLASSES }, (_, k) => `c${k}`),
  recipe: { features },
  weights: Float64Array.from({ length: CLASSES * FEATURES }, (_, i) => Math.cos(i * 1.7) / 4),
  intercepts: new Float64Array(CLASSES),
  calibration: null,
};
const table = { rows: ROWS, columns };
const timed = (call) => async () => {
  const start = performance.now();
  await call();
  return performance.now() - start;
};

const baseline = buildBaseline();
const old = baseline.reason ? null : await import(join(baseline.folder, 'packages/bridle/dist/learn/index.js'));
const numpy = openNumpy(installPythonPeers());
const sides = [
  { peer: 'bridle', variant: 'predict, auto', time: timed(() => predict(model, table, { scoreRows })) },
  {
    peer: 'bridle',
    variant: 'predict, reproducible',
    time: timed(() => {
      setArithmetic('reproducible');
      predict(model, table, { scoreRows });
      setArithmetic('auto');
    }),
  },
  old
    ? { peer: 'baseline', variant: 'predict', time: timed(() => old.predict(model, table)) }
    : { peer: 'baseline', ...baseline },
  { peer: 'NumPy', variant: 'product and softmax', ...numpy },
];
const before = loadavg()[0];
const samples = sides.map(() => []);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [s, { time, peer }] of sides.entries()) {
    if (time && (peer !== 'baseline' || round < 2)) samples[s].push(await time());
  }
}
numpy.close?.();
const place = { date: new Date().toISOString().slice(0, 10), ...machine(), version: bridleVersion() };
const own = minimum(samples[0]);
const rows = sides.map(({ peer, variant, reason }, s) => ({
  ...place,
  ...{ kind: 'predicting', shape: `${ROWS}x${FEATURES}x${CLASSES}`, peer, variant, threads: 1, load: before },
  ...(reason ? { reason } : { min: rounded(minimum(samples[s])), ratio: rounded(minimum(samples[s]) / own) }),
}));
const folder = fileURLToPath(new URL('results/predicting', import.meta.url));
console.error(`bench: rows kept in ${keepRows(rows, folder)}`);
console.log(`# predict, ${ROWS} × ${FEATURES} × ${CLASSES}: ${place.cpu}, Node ${place.node}\n`);
const line = ({ peer, variant, min, ratio, reason }) => [
  `${peer}, ${variant}`,
  reason ?? figure(min),
  reason ? '' : figure(ratio),
];
console.log(markdown(['', 'ms', 'times the first'], rows.map(line)));

/** { time, close }: the same table and weights, made in Python; or { reason }. */
function openNumpy({ interpreter, reason }) {
  if (reason) return { reason };
  const script = fileURLToPath(new URL('peers/numpy-predict.py', import.meta.url));
  const child = spawn(interpreter, [script, ...[ROWS, FEATURES, CLASSES].map(String)], {
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const time = async () => {
    child.stdin.write('1\n');
    const { value, done } = await lines.next();
    if (done) throw new Error('Python ended');
    return Number(value) / 1e6;
  };
  return { time, close: () => child.stdin.end() };
}
