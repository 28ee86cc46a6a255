// Searches for the inputs on which the library's functions err most, by hill climbing against MPFR, and prints for each
// stated bound the largest error found and where. The worst rows are kept in packages/bridle/test/core/worst-rows.test.ts.
//
//   node tools/worst-errors.mjs [--function TEXT] [--seconds N] [--seed N]
//
// --function takes the subjects whose names contain TEXT ('softmax float32', 'entropy'); --seconds of processor time are
// for each of them (default 10). Reads the sources; needs the kernels built (node scripts/setup.mjs). The tries of a seed
// are always the same; the seconds decide how many there are.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { createViteServer } from 'vitest/node';

const options = { function: { type: 'string' }, seconds: { type: 'string' }, seed: { type: 'string' } };
const { values } = parseArgs({ options });
const seconds = Number(values.seconds ?? 10);
const seed = Number(values.seed ?? 1);
if (!(seconds > 0 && Number.isInteger(seed))) {
  console.error('usage: node tools/worst-errors.mjs [--function TEXT] [--seconds N] [--seed N]');
  process.exit(2);
}

// Node 20 has relaxed SIMD behind a flag; later versions know no such flag, and need none.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const bridle = fileURLToPath(new URL('../packages/bridle/', import.meta.url));
const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, ws: false },
  resolve: { alias: [{ find: /^bridle$/, replacement: `${bridle}src/index.ts` }] },
});
const module = await server.ssrLoadModule(`${bridle}test/helpers/worst-errors/index.ts`);
await server.close();
const { seededRandom, simplified, subjects, worstOf } = module;

const chosen = subjects.filter(({ name }) => name.includes(values.function ?? ''));
if (chosen.length === 0) {
  console.error(`worst-errors: no subject's name contains '${values.function}'; there are:`);
  for (const { name } of subjects) console.error(`  ${name}`);
  process.exit(2);
}
for (const subject of chosen) {
  const end = process.cpuUsage().user + 1e6 * seconds;
  const found = worstOf(subject, seededRandom(seed), () => process.cpuUsage().user > end);
  const { error, at, tried } = simplified(subject, found);
  const verdict = found.error > subject.bound ? 'EXCEEDED' : 'within';
  const largest = `${found.error.toPrecision(5)} of ${subject.bound} ${subject.unit}`;
  console.log(`${verdict} ${subject.name}: ${largest}, ${tried} tried; ${error.toPrecision(5)} at`);
  console.log(`  ${JSON.stringify(at)}`);
}
