// The snippets that compute each figure of this stop again, from the table of digits (examples/digits/digits.csv).

import { pyNumber, tsNumber } from '../../ui/code.ts';
import { PENALTY, SPLIT } from './model.ts';

type Code = { typescript: string; numpy: string };

const tsTrain = `import { readFileSync } from 'node:fs';
import { softmax } from 'bridle';
import { applyRecipe, evaluate, fit, stratifiedSplit, takeRows } from 'bridle/learn';

const lines = readFileSync('digits.csv', 'utf8').trim().split('\\n').slice(1).map((line) => line.split(',').map(Number));
const labels = lines.map((line) => line[64]);
const columns = Array.from({ length: 64 }, (_, j) => ({
  kind: 'numeric' as const,
  name: \`p\${j}\`,
  values: Float64Array.from(lines, (line) => line[j]),
}));
const features = columns.map(({ name }) => ({ kind: 'numeric' as const, name, fill: 0, mean: 0, scale: 16, hasMissing: false }));
const { train, test } = stratifiedSplit(labels, 10, { holdout: ${SPLIT.holdout}, seed: ${SPLIT.seed} });
const { design } = applyRecipe({ features }, takeRows({ rows: lines.length, columns }, train));
const { weights: W, intercepts: b } = fit(design, Array.from(train, (i) => labels[i]), 10, { C: ${PENALTY} });
const logits = (x: number[]) => Array.from(b, (c, k) => x.reduce((sum, v, j) => sum + W[64 * k + j] * (v / 16), c));`;

/** NumPy has no seed in common with the library, so the rows that are held out differ. */
const pyTrain = `import numpy as np

table = np.loadtxt('digits.csv', delimiter=',', skiprows=1)
X, y = table[:, :64] / 16, table[:, 64].astype(int)
order = np.random.default_rng(${SPLIT.seed}).permutation(len(y))
test, train = order[:359], order[359:]
Y = np.eye(10)[y]
W, b = np.zeros((10, 64)), np.zeros(10)
VW, Vb = W.copy(), b.copy()
for _ in range(4000):                     # accelerated descent; the library certifies its optimum instead
    z = X[train] @ (W + 0.9 * VW).T + b + 0.9 * Vb
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    g = (p - Y[train]) / len(train)
    VW = 0.9 * VW - 0.5 * (g.T @ X[train] + (W + 0.9 * VW) / (${PENALTY} * len(train)))
    Vb = 0.9 * Vb - 0.5 * g.sum(axis=0)
    W, b = W + VW, b + Vb`;

export function probabilitiesCode(logits: readonly number[], temperature: number): Code {
  const limit =
    temperature === 0
      ? '(z == z.max()) / (z == z.max()).sum()'
      : temperature === Number.POSITIVE_INFINITY
        ? 'np.full(len(z), 1 / len(z))'
        : null;
  return {
    typescript: `import { softmax } from 'bridle';

const z = [${logits.map(tsNumber).join(', ')}];
const p = softmax(z);
const scaled = softmax(z, { temperature: ${tsNumber(temperature)} });`,
    numpy: `import numpy as np

z = np.array([${logits.map(pyNumber).join(', ')}])
p = np.exp(z - z.max())
p /= p.sum()
scaled = ${limit ?? `np.exp((z - z.max()) / ${pyNumber(temperature)})`}${limit ? '' : '\nscaled /= scaled.sum()'}`,
  };
}

export const weightsCode: Code = { typescript: tsTrain, numpy: pyTrain };

export const heldOutCode: Code = {
  typescript: `${tsTrain}
const p = Array.from(test, (i) => softmax(logits(lines[i].slice(0, 64))));
const { accuracy, confusion } = evaluate(p.flat(), Array.from(test, (i) => labels[i]), 10);`,
  numpy: `${pyTrain}
guess = np.argmax(X[test] @ W.T + b, axis=1)
accuracy = (guess == y[test]).mean()
confusion = np.zeros((10, 10), int)
np.add.at(confusion, (y[test], guess), 1)`,
};

export const mistakesCode: Code = {
  typescript: `${tsTrain}
const mistakes = Array.from(test, (i) => ({ i, p: softmax(logits(lines[i].slice(0, 64))) }))
  .map(({ i, p }) => ({ row: i, truth: labels[i], taken: p.indexOf(Math.max(...p)), p: Math.max(...p) }))
  .filter(({ truth, taken }) => truth !== taken)
  .sort((a, b) => b.p - a.p);`,
  numpy: `${pyTrain}
z = X[test] @ W.T + b
p = np.exp(z - z.max(axis=1, keepdims=True))
p /= p.sum(axis=1, keepdims=True)
wrong = np.flatnonzero(p.argmax(axis=1) != y[test])
for i in wrong[np.argsort(-p[wrong].max(axis=1))]:
    print(test[i], y[test[i]], p[i].argmax(), p[i].max())`,
};
