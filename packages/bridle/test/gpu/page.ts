// What tests of the GPU do inside the page: make rows, run them on the GPU and in the core, and measure how far apart
// the results are, in units of the last place of float32. The truth is the core in float64, on the same values.

import { crossEntropy, logSoftmax, logSumExp, type Options, softmax } from 'bridle';
import type { Gpu } from 'bridle/gpu';
import { seededRandom } from '../../src/core/random.ts';

export { seededRandom };

const word = new Float32Array(1);
const bits = new Uint32Array(word.buffer);

/** How far `got` is from `want` in units of float32's last place at `scale`; ∞ where one is NaN or infinite alone. */
export function ulps(got: number, want: number, scale = want): number {
  if (Math.abs(want) >= 2 ** 128 * (1 - 2 ** -25)) return got === Math.sign(want) * Infinity ? 0 : Infinity;
  if (Number.isNaN(want) || Number.isNaN(got)) return Number.isNaN(want) && Number.isNaN(got) ? 0 : Infinity;
  word[0] = Math.abs(scale);
  return Math.abs(got - want) / 2 ** (Math.max(bits[0] >>> 23, 1) - 150);
}

export function largest(got: ArrayLike<number>, want: ArrayLike<number>, scale: ArrayLike<number> = want): number {
  if (got.length !== want.length) throw new Error(`expected ${want.length} results, got ${got.length}`);
  let worst = 0;
  for (let i = 0; i < want.length; i += 1) worst = Math.max(worst, ulps(got[i], want[i], scale[i]));
  return worst;
}

/** Rows by name, each of them hard in its own way; what a naive kernel makes of them is tested too. */
export const families: Record<string, (random: () => number, i: number, n: number) => number> = {
  normal: (random) => 3 * Math.sqrt(12) * (random() + random() + random() - 1.5),
  'uniform from −80 to 20': (random) => -80 + 100 * random(),
  'spread over the range of the exponential': (random) => -150 * random(),
  'large, near each other': (random) => 1e6 * (1 + 1e-4 * random()),
  'to ±1e30': (random) => 1e30 * (random() - 0.5),
  'to the largest floats': (random) => 3.4e38 * (2 * random() - 1),
  ascending: (_, i, n) => (200 * i) / n,
  descending: (_, i, n) => (-200 * i) / n,
  constant: () => 0.1,
  subnormal: (random) => 1e-38 * random() * random() * random(),
};

export function makeRows(family: string, rows: number, n: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: rows * n }, (_, i) => families[family](random, i % n, n));
}

export type Errors = Record<'softmax' | 'logSoftmax' | 'logSumExp' | 'crossEntropy' | 'gradient', number>;

/** The largest error of each function on a batch of rows. */
export async function errorsOf(
  gpu: Gpu,
  data: Float32Array,
  dims: number[],
  options: Pick<Options, 'axis' | 'temperature' | 'mask'> = {},
  seed = 1,
): Promise<Errors> {
  const x = { data, dims };
  const truth = { data: Float64Array.from(data), dims };
  const axis = options.axis ?? dims.length - 1;
  const n = dims[axis];
  const random = seededRandom(seed);
  const classes = Array.from({ length: data.length / n }, () => Math.floor(n * random()));
  const each = { ...options, reduction: 'none' } as const;
  // All at once, so that their shaders compile side by side.
  const [probabilities, logs, sums, both] = await Promise.all([
    gpu.softmax(x, options),
    gpu.logSoftmax(x, options),
    gpu.logSumExp(x, options),
    gpu.crossEntropyGradient(x, classes, each),
  ]);
  const wantedSums = logSumExp(truth, options).data;
  // Where the maximum and the logarithm cancel, the error is that of the maximum.
  const { temperature = 1 } = options;
  const tops = logSumExp(truth, { ...options, temperature: temperature < 0 ? -0 : 0 }).data;
  const scales = wantedSums.map((sum, r) => Math.max(Math.abs(sum), Math.abs(tops[r])));
  return {
    softmax: largest(probabilities.data, softmax(truth, options).data),
    logSoftmax: largest(logs.data, logSoftmax(truth, options).data),
    logSumExp: largest(sums.data, wantedSums, scales),
    crossEntropy: largest(both.loss.data, crossEntropy(truth, classes, each).data),
    gradient: largest(both.gradient.data, crossEntropy.gradient(truth, classes, each).data),
  };
}
