// The process in which inputs are read. It takes tasks from the campaign, writes the index of the input that it is about to
// read to a file, so that the campaign knows it if the process hangs or ends, and reports counts and suspicious inputs.

import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { randomOf } from './random.mjs';
import { renewDatabase, shareDatabase } from './shared-database.mjs';
import { faultOf } from './verdict.mjs';

const [, , folder, alone] = process.argv;
const progress = openSync(join(folder, 'index'), 'r+');
const REPORT_MS = 500;

if (!alone) shareDatabase(folder);

process.on('message', (task) => {
  runTask(task).catch((error) => {
    process.send({ kind: 'broken', text: error.stack }, () => process.exit(70));
  });
});
process.on('disconnect', () => process.exit());

let current;
/** Errors that the call does not give back: thrown in a callback or a stream of the reader. */
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    if (current === undefined) throw error;
    process.send({ kind: 'stray', index: current, text: `outside the call: ${error?.stack ?? error}` }, () =>
      process.exit(71),
    );
  });
}

const loaded = new Map();

async function load(path) {
  if (!loaded.has(path)) {
    const { reader } = await import(path);
    loaded.set(path, { reader, seeds: await reader.seeds({ folder }) });
  }
  return loaded.get(path);
}

async function runTask({ path, seed, indices, limits, save, input }) {
  note(-1);
  const { reader, seeds } = await load(path);
  if (save) {
    writeFileSync(save, reader.mutate(randomOf(seed, reader.name, indices[0]), seeds));
    return process.send({ kind: 'done' });
  }
  // What the first call loads is not counted as the input's.
  if (alone) await attempt(reader, Buffer.from('0'), randomOf(seed, reader.name, indices[0]));
  let report = emptyReport();
  let reported = performance.now();
  for (const index of indices) {
    const random = randomOf(seed, reader.name, index);
    const bytes = input ? readFileSync(input) : reader.mutate(random, seeds);
    note(index);
    current = index;
    const peakBefore = peak();
    const start = performance.now();
    const { outcome, fault } = await attempt(reader, bytes, random);
    const ms = performance.now() - start;
    current = undefined;
    report.counts[outcome] = (report.counts[outcome] ?? 0) + 1;
    report.last = index;
    if (ms > report.slowest.ms) report.slowest = { index, ms };
    if (ms > limits.ms) report.suspects.push({ index, kind: 'slow', text: `${(ms / 1000).toFixed(1)} s` });
    const used = peak();
    if (used > peakBefore && used > limits.bytes) {
      report.suspects.push({ index, kind: 'memory', text: `${Math.round(used / 1e6)} MB` });
    }
    if (fault) {
      report.suspects.push({ index, kind: 'answer', text: fault });
      renewDatabase();
    }
    // The peak of a process never falls, and would hide the peaks of later inputs.
    const full = used > limits.bytes;
    if (full || performance.now() - reported > REPORT_MS) {
      process.send({ kind: 'report', ...report });
      report = emptyReport();
      reported = performance.now();
    }
    if (full && !alone) return process.send({ kind: 'full' }, () => process.exit(0));
  }
  process.send({ kind: 'report', ...report });
  process.send({ kind: 'done' });
}

const emptyReport = () => ({ counts: {}, suspects: [], last: -1, slowest: { index: -1, ms: 0 } });

async function attempt(reader, bytes, random) {
  const file = (name) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  let result;
  try {
    result = await reader.read(bytes, { random, file });
  } catch (error) {
    return { outcome: error?.code ?? 'no code', fault: faultOf(error) };
  }
  const wrong = reader.judge?.(result) ?? null;
  return { outcome: 'accepted', fault: wrong && `accepted, but ${wrong}` };
}

/** Tells the campaign which input is being read. */
function note(index) {
  writeSync(progress, String(index).padEnd(16), 0);
}

function peak() {
  return process.resourceUsage().maxRSS * 1024;
}
