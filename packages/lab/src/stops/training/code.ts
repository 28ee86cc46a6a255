// The snippets that compute each figure of this stop again.

import { tsNumber } from '../../ui/code.ts';
import type { Format, Formula } from './model.ts';
import type { Rows } from './points.ts';

type Code = { typescript: string; numpy: string };

const dtypes: Record<Format, string> = { f16: 'np.float16', f32: 'np.float32', f64: 'np.float64' };

const rowsOf = (data: Rows) => `[${data.x.map((row) => `[${row.join(', ')}]`).join(', ')}]`;
/** How many features a row has. */
const width = (data: Rows) => data.x[0]?.length ?? 2;
const NAMES = ["'x'", "'y'", "'x²'", "'y²'"];
const tsScores = (data: Rows) =>
  `x.map((row) => [...b].map((c, k) => row.reduce((sum, v, j) => sum + W[${width(data)} * k + j] * v, 0) + c))`;

const tsData = (data: Rows, standard = false) => `const ${standard ? 'raw' : 'x'} = ${rowsOf(data)};
const y = [${data.labels.join(', ')}];${standard ? `\n${TS_STANDARD}` : ''}`;

const TS_STANDARD = `const mean = raw[0].map((_, j) => raw.reduce((sum, row) => sum + row[j], 0) / raw.length);
const deviation = mean.map((_, j) => Math.sqrt(raw.reduce((sum, row) => sum + (row[j] - mean[j]) ** 2, 0) / raw.length));
const x = raw.map((row) => row.map((v, j) => (v - mean[j]) / deviation[j]));`;

const pyData = (data: Rows, standard = false) => `x = np.array(${rowsOf(data)})
y = np.array([${data.labels.join(', ')}])${standard ? '\nx = (x - x.mean(axis=0)) / x.std(axis=0)' : ''}`;

/** NumPy adds the terms of a product in an order of its own, so a step may differ in its last digits. */
const pyTrain = (data: Rows, standard: boolean) => `import numpy as np

${pyData(data, standard)}
Y = np.eye(${data.classes.length})[y]

def train(dtype, stable, rate, steps):
    X, T = x.astype(dtype), Y.astype(dtype)
    W, b = np.zeros((${data.classes.length}, ${width(data)}), dtype), np.zeros(${data.classes.length}, dtype)
    for step in range(1, steps + 1):
        z = X @ W.T + b
        if stable:
            z = z - z.max(axis=1, keepdims=True)
        e = np.exp(z)
        g = (e / e.sum(axis=1, keepdims=True) - T) / dtype(len(X))
        W, b = W - dtype(rate) * (g.T @ X), b - dtype(rate) * g.sum(axis=0)
        if np.isnan(W).any():
            return W, b, step
    return W, b, None`;

type Run = { format: Format; formula: Formula; rate: number; standard: boolean; step: number };

export function planeCode(data: Rows, { format, formula, rate, standard, step }: Run): Code {
  const options = `{ format: '${format}', formula: '${formula}', learningRate: ${tsNumber(rate)}, steps: ${step} }`;
  return {
    typescript: `import { softmax } from 'bridle';
import { descent } from 'bridle/learn';

${tsData(data, standard)}
const steps = [...descent(x, y, ${data.classes.length}, ${options})];
const { weights: W, intercepts: b } = steps[${step}];
const p = softmax(${tsScores(data)});`,
    numpy: `${pyTrain(data, standard)}

W, b, broken = train(${dtypes[format]}, ${formula === 'stable' ? 'True' : 'False'}, ${tsNumber(rate)}, ${step})
z = x @ W.T + b
p = np.exp(z - z.max(axis=1, keepdims=True))
p /= p.sum(axis=1, keepdims=True)`,
  };
}

export function lanesCode(data: Rows, rate: number, standard: boolean): Code {
  return {
    typescript: `import { check } from 'bridle';
import { descent } from 'bridle/learn';

${tsData(data, standard)}
const formats = ['f16', 'f32', 'f64'] as const;
const formulas = ['naive', 'stable'] as const;
const lanes = formulas.flatMap((formula) =>
  formats.map((format) => {
    const steps = [...descent(x, y, ${data.classes.length}, { format, formula, learningRate: ${tsNumber(rate)} })];
    return { format, formula, fault: steps[200].fault, accuracy: steps[200].accuracy };
  }),
);
const limits = formats.map((format) => check([0]).formats[format].overflowAbove);`,
    numpy: `${pyTrain(data, standard)}

for stable in (False, True):
    for dtype in (np.float16, np.float32, np.float64):
        W, b, broken = train(dtype, stable, ${tsNumber(rate)}, 200)
        right = (np.argmax(x @ W.T + b, axis=1) == y).mean()
        print(dtype.__name__, 'stable' if stable else 'naive', 'NaN in step' if broken else 'accuracy', broken or right)`,
  };
}

export function pullCode(z: readonly number[], label: number): Code {
  const scores = (nan: string) => `[${z.map((v) => (Number.isNaN(v) ? nan : tsNumber(v))).join(', ')}]`;
  return {
    typescript: `import { crossEntropy, softmax } from 'bridle';

const z = ${scores('NaN')};
const p = softmax(z);
const gradient = crossEntropy.gradient(z, ${label});
const loss = crossEntropy(z, ${label});`,
    numpy: `import numpy as np

z = np.array(${scores('np.nan')})
p = np.exp(z - z.max())
p /= p.sum()
gradient = p - np.eye(len(z))[${label}]
loss = np.log(np.exp(z - z.max()).sum()) - (z[${label}] - z.max())`,
  };
}

export function newtonCode(data: Rows): Code {
  return {
    typescript: `import { softmax } from 'bridle';
import { applyRecipe, fit } from 'bridle/learn';

${tsData(data)}
const names = [${NAMES.slice(0, width(data)).join(', ')}];
const features = names.map((name) => ({ kind: 'numeric' as const, name, fill: 0, mean: 0, scale: 1, hasMissing: false }));
const columns = names.map((name, j) => ({ kind: 'numeric' as const, name, values: Float64Array.from(x, (v) => v[j]) }));
const { design } = applyRecipe({ features }, { rows: x.length, columns });
const result = fit(design, y, ${data.classes.length}, { solver: 'newton' });
const { weights: W, intercepts: b } = result;
const p = softmax(${tsScores(data)});`,
    numpy: `import numpy as np

${pyData(data)}
n, K = len(x), ${data.classes.length}
X = np.hstack([x, np.ones((n, 1))])
Y = np.eye(K)[y]
L = np.diag([1 / n] * ${width(data)} + [0])      # the penalty of C = 1; the intercept has none
w = np.zeros((K, ${width(data) + 1}))

def objective(w):
    z = X @ w.T
    top = z.max(axis=1)
    return (top + np.log(np.exp(z - top[:, None]).sum(axis=1)) - (z * Y).sum(axis=1)).mean() + (w @ L * w).sum() / 2

for step in range(100):
    z = X @ w.T
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    g = (p - Y).T @ X / n + w @ L
    if abs(g).max() < 1e-10:
        break
    S = np.einsum('ik,kl->ikl', p, np.eye(K)) - np.einsum('ik,il->ikl', p, p)
    H = np.einsum('ikl,ia,ib->kalb', S, X, X).reshape(w.size, w.size) / n + np.kron(np.eye(K), L)
    d = np.linalg.lstsq(H, g.ravel(), rcond=None)[0].reshape(w.shape)
    t = 1.0
    while objective(w - t * d) > objective(w) and t > 1e-10:
        t /= 2
    w = w - t * d`,
  };
}
