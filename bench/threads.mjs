// What threads gain: softmax, logSoftmax and logSumExp by one thread and by pools, in turns, on arrays in the memory of each; and what
// one call costs while the threads are awake and when they must be woken. After npm run build:
//   node bench/threads.mjs [--quick] [--threads 2]

import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import * as library from 'bridle';
import { openThreads } from 'bridle/threads';
import { normalScores, shapeName } from './cases.mjs';
import { median, minimum } from './statistics.mjs';
import { takeTurns, timeCalls } from './turns.mjs';

const SHAPES = [
  [1024, 1000],
  [64, 32000],
  [8, 151936],
  [1, 2 ** 24],
  [2 ** 20, 10],
  [4096, 4096],
];
/** Entries of the calls whose cost is measured: where threads begin to gain. */
const CALLS = [1024, 4096, 8192, 16384, 32768, 65536, 131072, 262144];
const PAUSE_MS = 3;

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, threads: { type: 'string', default: '2' } } });
const pool = await openThreads({ threads: Number(values.threads) });
const plan = values.quick ? { rounds: 5, turnNs: 1e7 } : { rounds: 15, turnNs: 4e7 };
console.log(`Node ${process.versions.node}, ${cpus()[0].model}, ${cpus().length} processors, load ${load()}`);
console.log(`${pool.threads} threads against one, ns per entry: minimum (median)\n`);
for (const dtype of ['float32', 'float64']) {
  for (const [rows, cols] of values.quick ? SHAPES.slice(0, 2) : SHAPES) {
    for (const op of rows === 1 || !values.quick ? ['softmax', 'logSoftmax', 'logSumExp'] : ['softmax']) {
      await compare(dtype, rows, cols, op);
    }
  }
}
console.log(`\nOne call of softmax on float32 rows of 64, µs: minimum (median); load ${load()}`);
for (const entries of CALLS) costOf(entries);
await pool.close();

async function compare(dtype, rows, cols, op) {
  const size = rows * cols;
  const scores = normalScores(dtype, size, 3);
  const calls = [library, pool].flatMap((side) => [
    callOf(side, side, scores, rows, cols, op),
    ...(op === 'softmax' ? [callOf(side, null, scores, rows, cols, op)] : []),
  ]);
  const turns = await takeTurns(calls, plan);
  const figures = turns.map(({ samples }) => [minimum(samples) / size, median(samples) / size]);
  const half = figures.length / 2;
  const parts = figures.slice(0, half).map((one, i) => {
    const many = figures[half + i];
    const gain = [0, 1].map((which) => (one[which] / many[which]).toFixed(2));
    return `${i === 0 ? 'resident' : 'own array'} ${shown(one)} → ${shown(many)}, × ${gain[0]} (${gain[1]})`;
  });
  console.log(`${dtype} ${shapeName([rows, cols]).padEnd(12)} ${op.padEnd(11)} ${parts.join('; ')}`);
  for (const call of calls) call.free();
}

/** A task that computes in the memory of `memory`, or on arrays of its own. */
function callOf(functions, memory, scores, rows, cols, op) {
  const make = (length) => memory?.allocate(scores.constructor, length) ?? new scores.constructor(length);
  const [data, out] = [make(scores.length), make(op === 'logSumExp' ? rows : scores.length)];
  data.set(scores);
  const x = { data, dims: [rows, cols] };
  const free = () => [data, out].map((array) => memory?.free(array));
  return { time: timeCalls(() => functions[op](x, { out })), free };
}

function costOf(entries) {
  const scores = normalScores('float32', entries, 3);
  const [alone, many] = [library, pool].map((side) => callOf(side, side, scores, entries / 64, 64, 'softmax'));
  const samples = { 'one thread': [], awake: [], asleep: [] };
  for (const call of [alone, many]) call.time(200);
  for (let i = 0; i < 60; i += 1) {
    samples['one thread'].push(alone.time(20) / 20);
    many.time(3);
    samples.awake.push(many.time(20) / 20);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    samples.asleep.push(many.time(1));
  }
  const cells = Object.entries(samples).map(
    ([state, ns]) => `${state} ${shown([minimum(ns), median(ns)].map((t) => t / 1000))}`,
  );
  console.log(`${String(entries).padStart(7)} entries: ${cells.join(', ')}`);
  for (const call of [alone, many]) call.free();
}

function shown([least, middle]) {
  return `${least.toPrecision(3)} (${middle.toPrecision(3)})`;
}

function load() {
  return loadavg()
    .map((average) => average.toFixed(1))
    .join(' ');
}
