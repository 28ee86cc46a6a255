// The snippets that compute each figure of this stop again.

import type { FormatName } from 'bridle';
import { pyList, pyNumber, tsList, tsNumber } from '../../ui/code.ts';

type Code = { typescript: string; numpy: string; pytorch?: string };

const torchTypes: Record<FormatName, string> = { f16: 'float16', bf16: 'bfloat16', f32: 'float32', f64: 'float64' };

const torchList = (x: readonly number[]) =>
  `[${x.map((v) => (Number.isFinite(v) ? String(v) : Number.isNaN(v) ? "float('nan')" : `float('${v > 0 ? '' : '-'}inf')`)).join(', ')}]`;

/** NumPy has no bfloat16: the upper half of a float32, rounded to nearest, ties to even. */
const brainFloat = `def r(x):
    b = np.asarray(x, np.float32).view(np.uint32)
    return (b + 0x7fff + (b >> 16 & 1) & 0xffff0000).astype(np.uint32).view(np.float32)`;

const rounding: Record<FormatName, string> = {
  f16: 'r = np.float16',
  bf16: brainFloat,
  f32: 'r = np.float32',
  f64: 'r = np.float64',
};

export function microscopeCode(x: readonly number[], format: FormatName): Code {
  return {
    typescript: `import { softmaxStages } from 'bridle';

const x = ${tsList(x)};
const naive = softmaxStages(x, { format: '${format}', formula: 'naive' });
const stable = softmaxStages(x, { format: '${format}', formula: 'stable' });`,
    numpy: `import numpy as np

${rounding[format]}

def total(e):
    sum = e[0]
    for term in e[1:]:
        sum = r(sum + term)
    return sum

x = r(${pyList(x)})
with np.errstate(all="ignore"):
    e = r(np.exp(x))
    naive = r(e / total(e))
    e = r(np.exp(r(x - x.max())))
    stable = r(e / total(e))`,
    pytorch: `import torch

x = torch.tensor(${torchList(x)}, dtype=torch.${torchTypes[format]})
e = x.exp()
naive = e / e.sum()
stable = torch.softmax(x, dim=0)`,
  };
}

export function thresholdsCode(x: readonly number[]): Code {
  return {
    typescript: `import { check } from 'bridle';

const { f16, bf16, f32, f64 } = check(${tsList(x)}).formats;
const overflowAbove = [f16, bf16, f32, f64].map((format) => format.overflowAbove);
const naive = [f16, bf16, f32, f64].map((format) => format.naive.verdict);
const stable = [f16, bf16, f32, f64].map((format) => format.stable.verdict);`,
    numpy: `import numpy as np

x = ${pyList(x)}
for dtype in (np.float16, np.float32, np.float64):
    with np.errstate(all="ignore"):
        e = np.exp(x.astype(dtype))
        print(np.log(float(np.finfo(dtype).max)), e, e / e.sum(dtype=dtype))`,
  };
}

export function tailCode(gap: number): Code {
  return {
    typescript: `import { logSoftmax, softmaxStages } from 'bridle';

const x = [${tsNumber(gap)}, 0];
const truth = logSoftmax(x);
const { logs, logSoftmax: usual } = softmaxStages(x, { format: 'f64', formula: 'stable' });`,
    numpy: `import numpy as np

x = np.array([${pyNumber(gap)}, 0.0])
e = np.exp(x - x.max())
with np.errstate(divide="ignore"):
    logs = np.log(e / e.sum())
usual = x - x.max() - np.log(e.sum())
truth = -np.logaddexp(0.0, [-x[0], x[0]])`,
    pytorch: `import torch

x = torch.tensor([${torchList([gap]).slice(1, -1)}, 0.0], dtype=torch.float64)
logs = torch.softmax(x, dim=0).log()
usual = torch.log_softmax(x, dim=0)`,
  };
}
