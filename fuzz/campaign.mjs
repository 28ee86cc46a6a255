// Runs readers over mutated inputs in child processes and collects the faults: an error without a code and a sentence, a
// wrong result, more than 5 s, more than 500 MB, the end of the process. A suspicious input is read again alone in a new
// process before it counts, because a busy machine makes inputs slow too.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChild } from './open-child.mjs';

export const LIMITS = { ms: 5000, bytes: 500e6 };

/** At most so many faults of one kind in one reader are read again and kept; the others are counted. */
const KEPT = 5;
const TRIES = 2;

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The module of a reader by its name. */
export function readerPath(name) {
  return join(HERE, 'readers', `${name}.mjs`);
}

/**
 * Reads `runs` inputs of each reader, `[{ name, path, runs }]`, and gives for each its counts by outcome and its faults.
 * `folder` is where inputs at fault are written; `onProgress` hears of every report.
 */
export async function campaign({ readers, seed, jobs = 1, limits = LIMITS, folder, onProgress = () => {} }) {
  mkdirSync(folder, { recursive: true });
  const results = new Map(
    readers.map(({ name, runs }) => [
      name,
      { name, runs, done: 0, counts: {}, faults: [], unconfirmed: 0, slowest: { ms: 0 } },
    ]),
  );
  const tasks = readers.flatMap((reader) => slices(reader, jobs));
  const worker = async () => {
    let child;
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      child = await finish(child, task, results.get(task.name), {
        seed,
        limits,
        folder,
        onProgress: () => onProgress(results),
      });
    }
    child?.end();
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  for (const { faults } of results.values()) faults.sort((a, b) => a.index - b.index);
  return [...results.values()];
}

/** Parts of a reader's inputs, so that several processes share it. */
function slices({ name, path, runs }, jobs) {
  const size = Math.max(200, Math.ceil(runs / (8 * jobs)));
  return Array.from({ length: Math.ceil(runs / size) }, (_, i) => ({
    name,
    path: path ?? readerPath(name),
    from: i * size,
    to: Math.min(runs, (i + 1) * size),
  }));
}

/** Reads all inputs of a task, in a new process after each one that ended; gives the last process. */
async function finish(given, task, result, options) {
  const { seed, limits, onProgress } = options;
  const skip = new Set();
  let { from } = task;
  let child = given;
  while (from < task.to) {
    child ??= openChild();
    const indices = range(from, task.to).filter((index) => !skip.has(index));
    const suspects = [];
    const end = await child.run({ path: task.path, seed, indices, limits }, (report) => {
      from = Math.max(from, report.last + 1);
      add(result, report);
      suspects.push(...report.suspects);
      onProgress();
    });
    if (end.kind === 'done') from = task.to;
    else child = undefined;
    if (end.index !== undefined) {
      suspects.push(end);
      skip.add(end.index);
      add(result, { counts: { [end.kind]: 1 }, slowest: { ms: 0 } });
    }
    for (const suspect of suspects) await judge(suspect, task, result, options);
  }
  return child;
}

function add(result, { counts, slowest }) {
  for (const [outcome, count] of Object.entries(counts)) {
    result.counts[outcome] = (result.counts[outcome] ?? 0) + count;
    result.done += count;
  }
  if (slowest.ms > result.slowest.ms) result.slowest = slowest;
}

/** Reads a suspicious input again by itself, and keeps it if it is at fault. */
async function judge(suspect, task, result, { seed, limits, folder }) {
  const signature = signatureOf(suspect);
  const known = result.faults.filter((fault) => fault.signature === signature);
  if (known.length >= KEPT) {
    known[0].more = (known[0].more ?? 0) + 1;
    return;
  }
  const save = join(folder, `${task.name}-${seed}-${suspect.index}`);
  const again = await readAlone({ path: task.path, seed, index: suspect.index, limits, save });
  if (again) result.faults.push({ ...again, signature: signatureOf(again), alone: true, save });
  else if (suspect.kind === 'slow' || suspect.kind === 'memory' || suspect.kind === 'hang') result.unconfirmed += 1;
  else result.faults.push({ ...suspect, signature, alone: false, save });
}

/**
 * What is wrong with one input, read in a process of its own; null if nothing is. Another process makes the input, whose
 * mutations would count as the reader's memory, and writes it to `save`. What is slow is tried twice.
 */
export async function readAlone({ path, seed, index, limits = LIMITS, save }) {
  const indices = [index];
  mkdirSync(dirname(save), { recursive: true });
  const maker = openChild();
  await maker.run({ path, seed, indices, limits, save }, () => {});
  maker.end();
  for (let attempt = 1; ; attempt += 1) {
    const child = openChild({ alone: true });
    const suspects = [];
    const end = await child.run({ path, seed, indices, limits, input: save }, (report) =>
      suspects.push(...report.suspects),
    );
    child.end();
    const [found] = end.kind === 'done' ? suspects : [end];
    if (!found) return null;
    const busy = found.kind === 'slow' || found.kind === 'hang';
    if (!busy || attempt === TRIES) return { index, kind: found.kind, text: found.text };
  }
}

/** Faults that differ only in numbers and in what is quoted are of one kind. */
function signatureOf({ kind, text }) {
  if (kind !== 'answer') return kind;
  return text
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .replace(/"[^"]*"|'[^']*'|\d+/g, '·')
    .slice(0, 160);
}

function range(from, to) {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** The seed without `--seed`: today's date. */
export function seedOfToday() {
  return Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''));
}
