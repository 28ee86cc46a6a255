// npm run bench: Bridle and its peers in one run, in turns. See README.md here for what is compared with what.
import { loadavg } from 'node:os';
import * as library from 'bridle';
import { INPUTS, measureEdges, measureErrors } from './accuracy.mjs';
import { measureCalls } from './calls.mjs';
import { resultLength } from './cases.mjs';
import { measureCold } from './cold.mjs';
import { goalsTable } from './goals.mjs';
import { installNpmPeers, installPythonPeers } from './install.mjs';
import { HELP, readOptions } from './options.mjs';
import { openPeers } from './peers.mjs';
import { measurePool } from './pool.mjs';
import { keepRows } from './results.mjs';
import { measureSizes } from './sizes.mjs';
import { allTables } from './tables.mjs';
import { measureTimes } from './times.mjs';
import { reasonOf } from './turns.mjs';
import { machine, switchOnRelaxedSimd } from './versions.mjs';

let options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(reasonOf(error));
  process.exit(2);
}
if (options.help) console.log(HELP);
else await bench(options);

async function bench(plan) {
  switchOnRelaxedSimd();
  const place = { date: new Date().toISOString().slice(0, 10), ...machine() };
  const before = loadavg();
  if (before[0] > 1)
    console.error(`bench: the machine is not quiet (load ${before[0].toFixed(1)}); its figures will be too large`);
  const threads = await import('bridle/threads').catch(() => null);
  const peers = await openPeers(plan.peers, library, threads, {
    npm: installNpmPeers(),
    python: installPythonPeers(),
  });
  const truth = ({ op, rows: count, cols, x, target }) => {
    library.setLevel?.('reference');
    const scores = { data: Float64Array.from(x), dims: [count, cols] };
    const out = new Float64Array(resultLength(op, count, cols));
    if (op === 'crossEntropy') return library.crossEntropy.gradient(scores, target, { out });
    const { [op]: compute } = library;
    return compute(scores, { out });
  };
  const rows = [
    ...(await measureTimes(peers, plan)),
    ...(await measureErrors(peers, plan, plan.quick ? INPUTS.slice(0, 2) : INPUTS, truth)),
    ...(await measureEdges(peers, plan)),
    ...(plan.whole
      ? [
          ...(await measureCold(25)),
          ...(await measureCalls()),
          ...(await measurePool(library, threads)),
          ...measureSizes(),
        ]
      : []),
    { kind: 'load', before, after: loadavg() },
  ].map((row) => ({ ...place, ...row }));
  for (const peer of peers) await peer.close();
  if (plan.whole) console.error(`bench: rows kept in ${keepRows(rows)}`);
  console.log(`${heading(place, peers, before)}\n\n${allTables(rows)}`);
  if (plan.whole) console.log(`\n## What was to be reached\n\n${goalsTable()}`);
}

function heading({ date, cpu, cores, os, node, relaxedSimd }, peers, before) {
  const load = (averages) => averages.map((average) => average.toFixed(1)).join(' ');
  return [
    `# ${date}, ${cpu}, ${cores} cores, ${os}, Node ${node} ${relaxedSimd ? 'with' : 'without'} relaxed SIMD`,
    `Load before ${load(before)}, after ${load(loadavg())}.`,
    peers.map(({ name, version }) => `${name} ${version}`).join(' · '),
  ].join('\n\n');
}
