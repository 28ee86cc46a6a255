// The snippets that compute each figure of this stop again.

import { pyList, pyNumber, tsList, tsNumber } from '../../ui/code.ts';

type Code = { typescript: string; numpy: string };

const numpySoftmax = `def softmax(x, T=1.0):
    e = np.exp((x - x.max()) / T)
    return e / e.sum()`;

/** Zero and infinity are limits that NumPy's division does not take. */
function numpyLimit(temperature: number): string | null {
  if (temperature === 0) return '(x == x.max()) / (x == x.max()).sum()';
  return temperature === Number.POSITIVE_INFINITY ? 'np.full(len(x), 1 / len(x))' : null;
}

export function compareCode(scores: readonly number[], temperature: number): Code {
  const limit = numpyLimit(temperature);
  return {
    typescript: `import { share, softmax } from 'bridle';

const x = ${tsList(scores)};
const byShare = ${scores.every((v) => v >= 0) && scores.some((v) => v > 0) ? 'share(x)' : 'null; // share refuses these scores'}${scores.every((v) => v >= 0) && scores.some((v) => v > 0) ? ';' : ''}
const bySoftmax = softmax(x, { temperature: ${tsNumber(temperature)} });`,
    numpy: `import numpy as np

x = ${pyList(scores)}
by_share = x / x.sum()
by_softmax = ${limit ?? `np.exp((x - x.max()) / ${pyNumber(temperature)})`}${limit ? '' : '\nby_softmax /= by_softmax.sum()'}`,
  };
}

export function testCode(scores: readonly number[], temperature: number): Code {
  return {
    typescript: `import { softmax } from 'bridle';

const x = ${tsList(scores)};
const p = softmax(x, { temperature: ${tsNumber(temperature)} });
const changes = x.map((v, i) => softmax(x.with(i, v + 1), { temperature: ${tsNumber(temperature)} })[i] - p[i]);`,
    numpy: `import numpy as np

${numpySoftmax}

x = ${pyList(scores)}
T = ${pyNumber(temperature)}
changes = [softmax(x + one, T)[i] - softmax(x, T)[i] for i, one in enumerate(np.eye(len(x)))]`,
  };
}

export function reactionCode(scores: readonly number[], watched: number, temperature: number): Code {
  return {
    typescript: `import { softmax } from 'bridle';

const x = ${tsList(scores)};
const p = (v: number) => softmax(x.with(${watched}, v), { temperature: ${tsNumber(temperature)} })[${watched}];
const reaction = Array.from({ length: 13 }, (_, v) => p(v + 1) - p(v));`,
    numpy: `import numpy as np

${numpySoftmax}

def p(v):
    x = ${pyList(scores)}
    x[${watched}] = v
    return softmax(x, ${pyNumber(temperature)})[${watched}]

reaction = [p(v + 1) - p(v) for v in range(13)]`,
  };
}

export function triangleCode(scores: readonly number[]): Code {
  return {
    typescript: `import { softmax } from 'bridle';

const x = ${tsList(scores)};
const path = [0, 0.5, 1, 2, 10, Infinity].map((temperature) => softmax(x, { temperature }));`,
    numpy: `import numpy as np

${numpySoftmax}

x = ${pyList(scores)}
path = [softmax(x, T) for T in (0.5, 1, 2, 10)]`,
  };
}
