// The snippets that compute the figures of this stop again, from logits (rows, 10) and labels.

import { pyNumber, tsList, tsNumber } from '../../ui/code.ts';
import { FOLDS } from './out-of-fold.ts';

type Code = { typescript: string; numpy: string };

/** The logits are the reader's own: `oof.json` holds { logits, labels } of out-of-fold predictions. */
const tsLoad = `import { readFileSync } from 'node:fs';
// Out of fold: stratifiedFolds(labels, 10, { folds: ${FOLDS.folds}, seed: ${FOLDS.seed} }), each fold predicted by a fit on the others.
const { logits, labels } = JSON.parse(readFileSync('oof.json', 'utf8'));
const x = { data: Float64Array.from(logits), dims: [labels.length, 10] };`;

const pyLoad = `import json
import numpy as np

oof = json.load(open('oof.json'))
z, y = np.array(oof['logits']).reshape(-1, 10), np.array(oof['labels'])

def probabilities(T):
    e = np.exp((z - z.max(axis=1, keepdims=True)) / T)
    return e / e.sum(axis=1, keepdims=True)`;

export const reliabilityCode = (temperature: number): Code => ({
  typescript: `import { softmax } from 'bridle';
import { evaluate } from 'bridle/learn';
${tsLoad}
const { bins, ece, accuracy } = evaluate(softmax(x, { temperature: ${tsNumber(temperature)} }).data, labels, 10);`,
  numpy: `${pyLoad}

p = probabilities(${pyNumber(temperature)})
top, right = p.max(axis=1), p.argmax(axis=1) == y
bin = np.minimum((top * 15).astype(int), 14)
accuracy = [right[bin == b].mean() for b in np.unique(bin)]`,
});

export const lossCode = (): Code => ({
  typescript: `import { crossEntropy } from 'bridle';
import { fitCalibration } from 'bridle/learn';
${tsLoad}
const { calibration } = fitCalibration(x.data, labels, 10);
const loss = (temperature: number) => crossEntropy(x, labels, { temperature, reduction: 'mean' });`,
  numpy: `${pyLoad}

loss = lambda T: -np.log(probabilities(T)[np.arange(len(y)), y]).mean()`,
});

export const answersCode = (temperature: number, threshold: number): Code => ({
  typescript: `import { softmax } from 'bridle';
${tsLoad}
const p = softmax(x, { temperature: ${tsNumber(temperature)} }).data;
const tops = labels.map((label: number, row: number) => {
  const ten = [...p.subarray(10 * row, 10 * row + 10)];
  const top = Math.max(...ten);
  return { top, right: ten.indexOf(top) === label };
});
const kept = tops.filter(({ top }) => top >= ${tsNumber(threshold)});
const right = kept.filter((one) => one.right).length / kept.length;`,
  numpy: `${pyLoad}

p = probabilities(${pyNumber(temperature)})
kept = p.max(axis=1) >= ${pyNumber(threshold)}
part, right = kept.mean(), (p.argmax(axis=1) == y)[kept].mean()`,
});

export const rulesCode = (logits: readonly number[], temperature: number): Code => ({
  typescript: `import { entmax15, softmax, sparsemax } from 'bridle';

const z = ${tsList(logits)};
const options = { temperature: ${tsNumber(temperature)} };
const rules = [softmax(z, options), entmax15(z, options), sparsemax(z, options)];`,
  numpy: `import numpy as np

z = np.array(${tsList(logits)}) / ${pyNumber(temperature)}
softmax = np.exp(z - z.max())
softmax /= softmax.sum()
s = np.sort(z)[::-1]
k = np.arange(1, len(z) + 1)
size = k[1 + k * s > np.cumsum(s)][-1]
sparsemax = np.maximum(z - (s[:size].sum() - 1) / size, 0)`,
});
