// One draw from the logits of 151,936 tokens by bridle/sample and by transformers.js' own sampler (topk in ONNX Runtime,
// softmax, a walk through the probabilities), in turns. After npm run build:
//   npm install --no-save --ignore-scripts --prefix bench @huggingface/transformers@4.3.2
//   node bench/sampling.mjs [--rounds 40] [--out FILE]
// `--out` appends a row of JSON. Chi-square of ten million draws: node tools/chi-square.mjs.

import { appendFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { draw, philox } from 'bridle/sample';
import { normalScores } from './cases.mjs';
import { median } from './statistics.mjs';

const TOKENS = 151_936;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' }, out: { type: 'string' } } });

const peer = await import('@huggingface/transformers').catch(() => null);
if (!peer) {
  console.error(
    'transformers.js is not installed: npm install --no-save --ignore-scripts --prefix bench @huggingface/transformers@4.3.2',
  );
  process.exit(1);
}
const { Tensor, TemperatureLogitsWarper, env, softmax, topk } = peer;

const logits = normalScores('float32', TOKENS, 3);
const rng = philox(1);
const warper = new TemperatureLogitsWarper(0.7);

/** MultinomialSampler.sample, which the package does not export, after the warper; top_k 0 is the whole vocabulary. */
async function theirs(k) {
  const tensor = warper([[]], new Tensor('float32', logits.slice(), [1, TOKENS]));
  const [values, indices] = await topk(tensor, k || TOKENS);
  const p = softmax(values.data);
  let u = rng();
  let i = 0;
  while (i < p.length - 1 && u >= p[i]) {
    u -= p[i];
    i += 1;
  }
  return indices.data[i];
}

const ours = (...steps) => draw(logits, [{ temperature: 0.7 }, ...steps], { rng });

const sides = {
  'transformers.js, top_k 0': () => theirs(0),
  'bridle, all tokens': () => ours(),
  'transformers.js, top_k 50': () => theirs(50),
  'bridle, topK 50': () => ours({ topK: 50 }),
  'bridle, topP 0.9': () => ours({ topP: 0.9 }),
  'bridle, minP 0.05': () => ours({ minP: 0.05 }),
  'bridle, typical 0.9': () => ours({ typical: 0.9 }),
};
const times = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round += 1) {
  for (const [name, side] of Object.entries(sides)) {
    const start = performance.now();
    await side();
    times[name].push(performance.now() - start);
  }
}
const least = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, Math.min(...list)]));
console.log(
  `Node ${process.versions.node}, ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; transformers.js ${env.version}`,
);
for (const [name, list] of Object.entries(times)) {
  console.log(`${name.padEnd(28)} ${least[name].toFixed(3)} ms (${median(list).toFixed(3)})`);
}
const ratio = (a, b) => Number((least[a] / least[b]).toFixed(2));
const ratios = {
  wholeVocabulary: ratio('transformers.js, top_k 0', 'bridle, all tokens'),
  top50: ratio('transformers.js, top_k 50', 'bridle, topK 50'),
};
console.log(`times as fast: whole vocabulary ${ratios.wholeVocabulary}, top 50 ${ratios.top50}`);
if (values.out) {
  const row = {
    node: process.versions.node,
    cpu: cpus()[0].model,
    peer: env.version,
    tokens: TOKENS,
    ms: least,
    ratios,
  };
  appendFileSync(values.out, `${JSON.stringify(row)}\n`);
}
