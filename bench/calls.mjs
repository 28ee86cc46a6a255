// Single calls as programs make them, in ns a call: few scores, arrays of numbers, another axis, a row longer than the
// kernels' scratch; and the start of the command, in ms. Bridle, its build of 25 November 2026
// (baseline.mjs) and a plain loop take turns. By itself, without the other libraries: node bench/calls.mjs
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as current from 'bridle';
import { buildBaseline } from './baseline.mjs';
import { normalScores } from './cases.mjs';
import { median, minimum, rounded } from './statistics.mjs';
import { callTable } from './tables.mjs';
import { reasonOf, takeTurns, timeCalls } from './turns.mjs';

/** Short turns, and many: the least of them is seldom disturbed. */
const PACE = { rounds: 60, turnNs: 1e6 };
const root = fileURLToPath(new URL('..', import.meta.url));

const floats = (n) => normalScores('float32', n, 3);
const numbers = (n) => Array.from(floats(n));

/** name, scores, dims, options; `resident` in the kernels' memory, with a result there. */
const CASES = [
  ['float32 1×10', floats(10), [1, 10]],
  ['float32 1×10 resident', floats(10), [1, 10], { resident: true }],
  ['float32 1×1000 resident', floats(1000), [1, 1000], { resident: true }],
  ['float32 64×64, axis 0', floats(4096), [64, 64], { axis: 0 }],
  ['number[] 10', numbers(10), null],
  ['number[] 1,000', numbers(1000), null],
  ['number[] 151,936', numbers(151936), null],
  ['float32 1×1,048,576 resident', floats(2 ** 20), [1, 2 ** 20], { resident: true }],
];

/** Rows of kind 'call' (ns) and 'start' (ms), with `ratio`: the minimum over Bridle's. */
export async function measureCalls() {
  console.error('bench: single calls and starts beside the build of 25 November');
  current.setArithmetic('auto'); // errors were measured against the reference
  const { folder, reason } = buildBaseline();
  const before = reason ? null : await import(pathToFileURL(join(folder, 'packages/bridle/dist/index.js')).href);
  const rows = [];
  for (const [name, x, dims, options = {}] of CASES) {
    const plain = await import(`./peers/plain-loops.mjs?${encodeURIComponent(name)}`);
    const sides = {
      bridle: openCall(current, x, dims, options),
      baseline: before && openCall(before, x, dims, options),
      plain: { call: plainCall(plain, x, options), close: () => {} },
    };
    const open = Object.entries(sides).filter(([, side]) => side);
    const results = await takeTurns(
      open.map(([, { call }]) => ({ time: timeCalls(call) })),
      PACE,
    );
    const least = minimum(results[0].samples);
    open.forEach(([peer, { close }], i) => {
      rows.push({ kind: 'call', case: name, peer, ...figures(results[i].samples, least) });
      close();
    });
    if (reason) rows.push({ kind: 'call', case: name, peer: 'baseline', reason });
  }
  return [...rows, ...measureStarts(reason ? null : folder, reason)];
}

function openCall(library, x, dims, { resident, axis }) {
  if (!dims) return { call: () => library.softmax(x), close: () => {} };
  const place = (n) => (resident ? library.allocate(Float32Array, n) : new Float32Array(n));
  const data = resident ? place(x.length) : x;
  data.set(x);
  const out = place(x.length);
  const options = axis === undefined ? { out } : { out, axis };
  const tensor = { data, dims };
  const close = () => resident && [data, out].forEach(library.free);
  return { call: () => library.softmax(tensor, options), close };
}

/** The loop of a row; it has no axis, so columns are computed as rows. */
function plainCall(plain, x, { axis }) {
  const cols = axis === undefined ? x.length : 64;
  const out = x.slice();
  if (!Array.isArray(x)) return () => plain.softmax(x, x.length / cols, cols, out);
  return () => plain.softmax(x, 1, x.length, new Array(x.length));
}

/** `bridle 1 1 3` beside Node alone, in processes that take turns. */
function measureStarts(baseline, reason) {
  const bin = (folder) => [join(folder, 'packages/cli/bin/bridle.js'), '1', '1', '3'];
  const sides = { bridle: bin(root), ...(baseline && { baseline: bin(baseline) }), 'node -e 0': ['-e', '0'] };
  const samples = Object.fromEntries(Object.keys(sides).map((peer) => [peer, []]));
  for (let round = 0; round < 25; round += 1) {
    for (const [peer, args] of Object.entries(sides)) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
      samples[peer].push(performance.now() - start);
    }
  }
  const least = minimum(samples.bridle);
  const rows = Object.entries(samples).map(([peer, ms]) => ({
    ...{ kind: 'start', case: 'bridle 1 1 3, ms', peer },
    ...figures(ms, least),
  }));
  return reason ? [...rows, { kind: 'start', case: 'bridle 1 1 3, ms', peer: 'baseline', reason }] : rows;
}

function figures(samples, least) {
  const min = minimum(samples);
  return { min: rounded(min), median: rounded(median(samples)), ratio: rounded(min / least) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(callTable(await measureCalls()));
  } catch (error) {
    console.error(reasonOf(error));
    process.exitCode = 1;
  }
}
