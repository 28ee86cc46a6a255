// The first call in a fresh process: importing and calling softmax on 1,000 floats, Bridle's and the plain loop's, in
// processes that take turns. Run with a name (`node cold.mjs bridle`) this file is that process.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, minimum, rounded } from './statistics.mjs';

const file = fileURLToPath(import.meta.url);
const LOADERS = {
  bridle: async () => {
    const { softmax } = await import('bridle');
    return (x, out) => softmax(x, { out });
  },
  'plain JavaScript': async () => {
    const { softmax } = await import('./peers/plain-loops.mjs');
    return (x, out) => softmax(x, 1, x.length, out);
  },
};

/** Rows of kind 'cold', in ms: the import, the first call, and both. */
export function measureCold(processes) {
  console.error(`bench: first calls in ${processes} fresh processes each`);
  const names = Object.keys(LOADERS);
  const samples = names.map(() => []);
  for (let round = 0; round < processes; round += 1) {
    for (const [i, name] of names.entries()) {
      const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file, name], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`cold ${name}: ${stderr}`);
      samples[i].push(JSON.parse(stdout));
    }
  }
  return names.flatMap((peer, i) =>
    ['load', 'first', 'both'].map((phase) => {
      const ms = samples[i].map((sample) => sample[phase]);
      return { kind: 'cold', peer, phase, minMs: rounded(minimum(ms)), medianMs: rounded(median(ms)), processes };
    }),
  );
}

if (process.argv[1] === file) {
  const x = Float32Array.from({ length: 1000 }, (_, i) => (i * 7919) % 13);
  const out = new Float32Array(1000);
  const start = performance.now();
  const call = await LOADERS[process.argv[2]]();
  const loaded = performance.now();
  call(x, out);
  const end = performance.now();
  console.log(JSON.stringify({ load: loaded - start, first: end - loaded, both: end - start }));
}
