// Ten million draws by each method of bridle/sample against the probabilities they are from: Pearson's chi-square as a
// standard normal deviate (Wilson & Hilferty), and the draws of entries of probability 0, of which there must be none.
// After npm run build: node tools/chi-square.mjs [--draws 10000000] [--seed 1]. It ends with 1 where a deviate is beyond 5.

import { parseArgs } from 'node:util';
import { softmax } from 'bridle';
import {
  aliasTable,
  categorical,
  draw,
  drawAlias,
  gumbelMax,
  philox,
  seededRandom,
  withoutReplacement,
} from 'bridle/sample';

const { values } = parseArgs({
  options: { draws: { type: 'string', default: '10000000' }, seed: { type: 'string', default: '1' } },
});
const draws = Number(values.draws);
const seed = Number(values.seed);

/** Logits of n entries, one in seven −∞, with probabilities from 1e−9 up. */
const logitsOf = (n) => Float64Array.from({ length: n }, (_, i) => (i % 7 === 3 ? -Infinity : 4 * Math.sin(1 + i * i)));
const few = logitsOf(20);
const many = logitsOf(3000);
/** As many rows at once as a batch of 5,000, so that no call is timed by its checks. */
const BATCH = 5000;
const batch = (row) => {
  const data = Float64Array.from({ length: BATCH * row.length }, (_, i) => row[i % row.length]);
  return { data, dims: [BATCH, row.length] };
};

const p = softmax(few);
const rows = batch(few);
const pRows = batch(p);
const table = aliasTable(p);
const methods = {
  'categorical, sfc32': [p, (rng) => categorical(pRows, { rng }), seededRandom],
  'categorical.fromLogits, philox': [p, (rng) => categorical.fromLogits(rows, { rng }), philox],
  'alias table, philox': [p, (rng) => drawAlias(table, BATCH, { rng }), philox],
  'Gumbel-max, philox': [p, (rng) => gumbelMax(rows, { rng }), philox],
  'without replacement, the first of 2': [
    p,
    (rng) => withoutReplacement(pRows, 2, { rng }).filter((_, i) => i % 2 === 0),
    philox,
  ],
  'draw, 20 entries': [p, (rng) => draw(rows, [], { rng }), philox],
  'draw, 3,000 entries by blocks': [
    softmax(many),
    (rng) => Int32Array.from({ length: BATCH }, () => draw(many, [], { rng })),
    philox,
  ],
};

let worst = 0;
for (const [name, [probabilities, some, source]] of Object.entries(methods)) {
  const rng = source(seed);
  const counts = new Float64Array(probabilities.length);
  for (let done = 0; done < draws; done += BATCH) for (const i of some(rng)) counts[i] += 1;
  const never = counts.reduce((sum, count, i) => sum + (probabilities[i] === 0 ? count : 0), 0);
  const { deviate, cells } = chiSquare(counts, probabilities);
  worst = Math.max(worst, never > 0 ? Infinity : deviate);
  console.log(`${name.padEnd(36)} ${cells} cells, deviate ${deviate.toFixed(2)}, of probability 0: ${never}`);
}
process.exit(worst > 5 ? 1 : 0);

/** Cells that expect fewer than 5 draws are put together. */
function chiSquare(counts, probabilities) {
  const total = counts.reduce((a, b) => a + b, 0);
  let rest = [0, 0];
  let statistic = 0;
  let cells = 0;
  const add = (count, expected) => {
    if (expected === 0) return;
    statistic += (count - expected) ** 2 / expected;
    cells += 1;
  };
  probabilities.forEach((share, i) => {
    if (share * total < 5) rest = [rest[0] + counts[i], rest[1] + share * total];
    else add(counts[i], share * total);
  });
  add(...rest);
  const df = cells - 1;
  const deviate = (Math.cbrt(statistic / df) - (1 - 2 / (9 * df))) / Math.sqrt(2 / (9 * df));
  return { deviate, cells };
}
