// softmax, logSoftmax and logSumExp, in both formats, by the reference and by the kernels, with weights and temperatures.

import { logSoftmax, logSumExp, softmax } from 'bridle';
import { rowErrors } from '../row-oracle.ts';
import { atLevel, type Floats, finite, kernelLevels, length, power, scores, type Type, types } from './inputs.ts';
import type { Case, Subject } from './search.ts';

const functions = { softmax, logSoftmax, logSumExp };
type Name = keyof typeof functions;
type Variant = 'plain' | 'temperature' | 'weights';

/** What stands in the docstrings. */
type By = 'reference' | 'kernels' | 'fast';

const BOUNDS: Record<By, Record<Type, number>> = {
  reference: { float64: 0.51, float32: 0.51 },
  kernels: { float64: 3, float32: 0.6 },
  fast: { float64: 3, float32: 2.75 },
};

function subject(name: Name, type: Type, by: By, variant: Variant): Subject {
  const { format, make } = types[type];
  const levels = by === 'kernels' ? kernelLevels : [by];
  return {
    name: `${name} ${type} ${variant} ${by}`,
    bound: by === 'kernels' && type === 'float64' && name !== 'softmax' ? 4 : BOUNDS[by][type],
    unit: 'ulp',
    draw: (random) => {
      // Shorter rows are not computed by the arithmetic of the level fast.
      const n = by === 'fast' ? 24 + length(random) : length(random);
      const x = scores(random, n, format);
      if (variant === 'plain') return { x };
      const range = type === 'float64' ? 300 : 30;
      const temperature = random() < 0.2 ? power(random, -range, range) : power(random, -6, 6);
      if (variant === 'temperature') return { x: x.map((v) => v * temperature), temperature };
      return { x, weights: x.map(() => (random() < 0.7 ? power(random, -4, 4) : power(random, -90, 90))) };
    },
    error: (one) => {
      const row = rowOf(one, make);
      if (!row) return -1;
      const { x, weights, temperature = 1 } = row;
      const options = { temperature, weights };
      const none = { softmax: x, logSoftmax: x, logSumExp: 0 };
      const call = functions[name] as (x: Floats, options: object) => unknown;
      const results = levels.map((level) => ({ ...none, [name]: atLevel(level, () => call(x, options)) }));
      return Math.max(...rowErrors(row, results, format).map((errors) => errors[name]));
    },
  };
}

/** The row in its format, or null where the oracle does not take it. */
function rowOf({ x, weights, temperature }: Case, make: (x: ArrayLike<number>) => Floats) {
  const given = finite(x);
  const scores = given && make(given);
  if (!scores?.every(Number.isFinite)) return null;
  const t = temperature === undefined ? undefined : Math.abs(temperature as number);
  if (t !== undefined && !(t > 0 && t < Infinity)) return null;
  const g = weights === undefined ? undefined : (weights as number[]).map(Math.abs);
  if (g && !g.every((w) => w > 0 && w < Infinity)) return null;
  const spread = Math.max(...scores) - Math.min(...scores);
  if (scores instanceof Float32Array && spread / (t ?? 1) > 1e38) return null; // −∞ in float32, finite to the oracle
  return { x: scores, weights: g, temperature: t };
}

const all: Subject[] = [];
for (const name of ['softmax', 'logSoftmax', 'logSumExp'] as const) {
  for (const type of ['float64', 'float32'] as const) {
    for (const by of ['reference', 'kernels'] as const) {
      for (const variant of ['plain', 'temperature', 'weights'] as const) {
        // The kernels take weights for softmax only.
        if (by === 'kernels' && variant === 'weights' && name !== 'softmax') continue;
        all.push(subject(name, type, by, variant));
      }
    }
  }
}
for (const name of ['softmax', 'logSoftmax', 'logSumExp'] as const) all.push(subject(name, 'float32', 'fast', 'plain'));
export const rows: readonly Subject[] = all;
