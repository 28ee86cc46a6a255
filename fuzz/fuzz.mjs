// npm run fuzz: mutated inputs for every reader. See README.md here for what is tried and what is a fault.

import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { campaign, readAlone, readerPath, seedOfToday } from './campaign.mjs';
import { readers, withRuns } from './readers.mjs';

const HELP = `npm run fuzz -- [options]
  --runs N       inputs over all readers (1000000)
  --reader NAME  only this one; again for more: ${readers.map(({ name }) => name).join(', ')}
  --seed N       another seed, other inputs (today's date)
  --jobs N       processes at the same time (1)
  --only I       input I of one reader alone, with all that is wrong with it; the input is left in out/fuzz`;

const FOLDER = fileURLToPath(new URL('../out/fuzz/', import.meta.url));
const QUIET_MS = 2000;

const options = readOptions(process.argv.slice(2));
if (options.help) console.log(HELP);
else if (options.only !== undefined) process.exit(await one(options));
else process.exit(await all(options));

function readOptions(argv) {
  const named = { type: 'string' };
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        runs: named,
        seed: named,
        jobs: named,
        only: named,
        reader: { ...named, multiple: true },
        help: { type: 'boolean' },
      },
    });
    const number = (key, otherwise) => {
      const text = values[key];
      if (text === undefined) return otherwise;
      if (!/^\d{1,12}$/.test(text)) throw new Error(`--${key}: expected a whole number, got ${text}`);
      return Number(text);
    };
    const names = values.reader ?? readers.map(({ name }) => name);
    const unknown = names.find((name) => !readers.some((reader) => reader.name === name));
    if (unknown !== undefined) throw new Error(`--reader: expected one of those below, got ${unknown}`);
    const only = number('only');
    if (only !== undefined && names.length !== 1) throw new Error('--only: expected one --reader beside it');
    return {
      names,
      only,
      seed: number('seed', seedOfToday()),
      runs: number('runs', 1e6),
      jobs: Math.max(1, number('jobs', 1)),
      help: values.help,
    };
  } catch (error) {
    console.error(`fuzz: ${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

async function one({ names: [name], seed, only }) {
  const save = join(FOLDER, `${name}-${seed}-${only}`);
  const fault = await readAlone({ path: readerPath(name), seed, index: only, save });
  console.log(fault ? `${fault.kind}: ${fault.text}` : 'nothing is wrong with it');
  console.log(`the input: ${save}`);
  return fault ? 1 : 0;
}

async function all({ names, seed, runs, jobs }) {
  const chosen = withRuns(runs, names);
  console.error(`fuzz: ${runs} inputs, seed ${seed}, ${chosen.length} readers`);
  const start = performance.now();
  let shown = start;
  const onProgress = (results) => {
    if (performance.now() - shown < QUIET_MS) return;
    shown = performance.now();
    const all = [...results.values()];
    const busy = all.filter(({ done, runs }) => done > 0 && done < runs).map(({ name }) => name);
    const done = all.reduce((sum, result) => sum + result.done, 0);
    const faults = all.reduce((sum, result) => sum + result.faults.length, 0);
    console.error(
      `fuzz: ${done} inputs in ${((shown - start) / 1000).toFixed(0)} s, ${faults} faults (${busy.join(', ')})`,
    );
  };
  const results = await campaign({ readers: chosen, seed, jobs, folder: FOLDER, onProgress });
  for (const result of results) report(result, seed);
  const faults = results.reduce((sum, result) => sum + result.faults.length, 0);
  const done = results.reduce((sum, result) => sum + result.done, 0);
  console.log(`${done} inputs, ${faults} faults, ${((performance.now() - start) / 1000).toFixed(0)} s, seed ${seed}`);
  return faults > 0 ? 1 : 0;
}

function report({ name, done, counts, faults, unconfirmed, slowest }, seed) {
  const refused = Object.entries(counts)
    .filter(([outcome]) => outcome !== 'accepted')
    .sort(([, a], [, b]) => b - a);
  console.log(`${name}: ${done} inputs, ${counts.accepted ?? 0} accepted, slowest ${slowest.ms.toFixed(0)} ms`);
  if (refused.length > 0) console.log(`  refused: ${refused.map(([code, count]) => `${code} ${count}`).join(', ')}`);
  if (unconfirmed > 0) console.log(`  ${unconfirmed} looked slow or large among others, and were not so alone`);
  for (const { index, kind, text, alone, save, more } of faults) {
    const note = `${alone ? '' : ' (not alone)'}${more ? ` (and ${more} more)` : ''}`;
    console.log(
      `  ${kind}${note}: npm run fuzz -- --reader ${name} --seed ${seed} --only ${index}\n    ${text.split('\n').slice(0, 4).join('\n    ')}\n    ${save}`,
    );
  }
}
