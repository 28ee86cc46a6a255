// The snippets that compute the figures of this stop again, from examples/next-word/next-words.json.

import { pyNumber, tsNumber } from '../../ui/code.ts';
import type { Cuts } from './model.ts';

type Code = { typescript: string; numpy: string };

/** All tokens one by one: those without a name stand at the logit that they share. */
const tsLoad = (id: string) => `const { texts } = JSON.parse(readFileSync('next-words.json', 'utf8'));
const { tokens, first, falls, others } = texts.find((text: { id: string }) => text.id === '${id}');
let at = first;
const named = [first, ...falls.map((fall: number) => (at -= fall))];
const rest = others.flatMap(([level, count]: number[]) => new Array(count).fill(level));
const logits = Float64Array.from([...named, ...rest], (x) => x / 1000);`;

const pyLoad = (id: string) => `import json
import numpy as np

texts = json.load(open('next-words.json', encoding='utf8'))['texts']
text = next(t for t in texts if t['id'] == '${id}')
named = text['first'] - np.cumsum([0, *text['falls']])
rest = [level for level, count in text['others'] for _ in range(count)]
z = np.concatenate([named, rest]) / 1000`;

const NAMES = { topk: 'topK', topp: 'topP', minp: 'minP' };

export function drawCode(id: string, cuts: Cuts, draws: number, seed: number): Code {
  const { temperature, rule } = cuts;
  const steps = (['topk', 'topp', 'minp'] as const).filter((key) => cuts[key] !== (key === 'topp' ? 1 : 0));
  const masks = steps.map((key) => {
    const of = key === 'topk' ? 'logits' : 'p';
    return `mask = ${NAMES[key]}(${of}, ${tsNumber(cuts[key])}, { mask });
p = softmax(logits, { temperature, mask });`;
  });
  const imports = ['categorical', ...steps.map((key) => NAMES[key]), 'philox'].join(', ');
  return {
    typescript: `import { readFileSync } from 'node:fs';
import { ${rule === 'softmax' ? 'softmax' : 'softmax, sparsemax'} } from 'bridle';
import { ${imports} } from 'bridle/sample';

${tsLoad(id)}
const temperature = ${tsNumber(temperature)};
let mask = new Uint8Array(logits.length).fill(1);
let p = softmax(logits, { temperature });
${[...masks, rule === 'sparsemax' ? 'p = sparsemax(logits, { temperature, mask });' : ''].filter(Boolean).join('\n')}
const rng = philox(${seed});
const drawn = Array.from({ length: ${draws} }, () => tokens[categorical(p, { rng })] ?? '…');`,
    numpy: `${pyLoad(id)}

T = ${pyNumber(temperature)}
keep = np.ones(len(z), bool)
def softmax():
    e = np.where(keep, np.exp((z - z.max()) / T), 0)
    return e / e.sum()
${steps.map((key) => pySteps[key](pyNumber(cuts[key]))).join('\n')}
p = softmax()
${rule === 'sparsemax' ? pySparsemax : ''}drawn = np.random.default_rng(${seed}).choice(len(p), ${draws}, p=p)`,
  };
}

/** The logits are in descending order. */
const pySteps = {
  topk: (k: string) => `keep[${k}:] = False`,
  topp: (mass: string) => `keep &= np.cumsum(softmax()) - softmax() < ${mass}`,
  minp: (ratio: string) => `keep &= softmax() >= ${ratio} * softmax().max()`,
};

const pySparsemax = `s, k = z[keep] / T, np.arange(1, keep.sum() + 1)
size = k[1 + k * s > np.cumsum(s)][-1]
p = np.where(keep, np.maximum(z / T - (s[:size].sum() - 1) / size, 0), 0)
`;
