// The first call in a fresh process: importing and calling softmax on 1,000 floats. Bridle's modules one by one, Bridle
// bundled as an application has it, and the plain loop, in processes that take turns. Run with a module's URL
// (`node cold.mjs URL`) this file is that process; such a module exports softmax(x, out).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { median, minimum, rounded } from './statistics.mjs';
import { reasonOf } from './turns.mjs';

const file = fileURLToPath(import.meta.url);
const OURS = "import { softmax as ours } from 'bridle'; export const softmax = (x, out) => ours(x, { out });";
const PLAIN =
  "import { softmax as plain } from './peers/plain-loops.mjs'; export const softmax = (x, out) => plain(x, 1, x.length, out);";

/** Rows of kind 'cold', in ms: loading, the first call, and both; or one row with the reason. */
export async function measureCold(processes) {
  console.error(`bench: first calls in ${processes} fresh processes each`);
  const folder = mkdtempSync(join(tmpdir(), 'bridle-cold-'));
  try {
    const modules = await writeModules(folder);
    const samples = modules.map(() => []);
    for (let round = 0; round < processes; round += 1) {
      for (const [i, { url }] of modules.entries()) samples[i].push(firstCall(url));
    }
    return modules.flatMap(({ peer }, i) =>
      ['load', 'first', 'both'].map((phase) => {
        const ms = samples[i].map((sample) => sample[phase]);
        return { kind: 'cold', peer, phase, minMs: rounded(minimum(ms)), medianMs: rounded(median(ms)), processes };
      }),
    );
  } catch (error) {
    return [{ kind: 'cold', reason: reasonOf(error) }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeModules(folder) {
  const { buildSync } = await import('esbuild');
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const bundle = (name, contents) => {
    const outfile = join(folder, `${name}.mjs`);
    buildSync({ stdin: { contents, resolveDir }, bundle: true, format: 'esm', platform: 'neutral', outfile });
    return pathToFileURL(outfile).href;
  };
  const modules = join(folder, 'modules.mjs');
  writeFileSync(modules, OURS.replace("'bridle'", `'${import.meta.resolve('bridle')}'`));
  return [
    { peer: 'bridle', url: pathToFileURL(modules).href },
    { peer: 'bridle, bundled', url: bundle('bundled', OURS) },
    { peer: 'plain JavaScript', url: bundle('plain', PLAIN) },
  ];
}

function firstCall(url) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file, url], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

if (process.argv[1] === file) {
  const x = Float32Array.from({ length: 1000 }, (_, i) => (i * 7919) % 13);
  const out = new Float32Array(1000);
  const start = performance.now();
  const { softmax } = await import(process.argv[2]);
  const loaded = performance.now();
  softmax(x, out);
  const end = performance.now();
  console.log(JSON.stringify({ load: loaded - start, first: end - loaded, both: end - start }));
}
