// The processor in the loop of `generate`, on made-up logits for a real vocabulary size: see README.md.

import { drawStages, logitsProcessor, philox } from 'bridle/sample';

const VOCABULARY = 151_936;
const TOKENS = 12;
const steps = [{ repetitionPenalty: 1.1 }, { temperature: 0.7 }, { topP: 0.9 }, { minP: 0.02 }];

const noise = philox(2026);

/** Logits of float32, as a model gives them for one sequence: most tokens unlikely, a few hundred plausible. */
function logitsOf(position) {
  const rng = noise.stream(position);
  const data = new Float32Array(VOCABULARY);
  for (let i = 0; i < VOCABULARY; i += 1) {
    const bell = rng() + rng() + rng() + rng() - 2; // near a normal distribution
    data[i] = 4 * bell + (rng() < 0.001 ? 8 * rng() : 0);
  }
  return { data, dims: [1, VOCABULARY] };
}

/** What `generate` does with `do_sample: false` and a list of processors. */
function generate(processors) {
  const inputIds = [[0n]];
  for (let t = 0; t < TOKENS; t += 1) {
    let logits = logitsOf(t);
    for (const processor of processors) logits = processor(inputIds, logits);
    inputIds[0].push(BigInt(logits.data.indexOf(Math.max(0, ...logits.data.filter((x) => x > -Infinity)))));
  }
  return inputIds[0].map(Number);
}

const tokens = generate([logitsProcessor(steps, { seed: 1 })]);
const again = generate([logitsProcessor(steps, { seed: 1 })]);

console.log(`tokens        ${tokens.join(' ')}`);
console.log(`again         ${tokens.join() === again.join() ? 'the same' : 'others'}`);
console.log('what each step leaves of the first token:');
for (const { step, places } of drawStages(logitsOf(0).data, steps, { history: [0] })) {
  console.log(`  ${JSON.stringify(step).padEnd(26)} ${places.length.toLocaleString('en')}`);
}
