// Rows of floats that kernels find hard, by name, for both formats. Plain arithmetic on seeded numbers: the same bits on
// every engine, in a page too.

import { type Random, seededRandom } from '../../src/core/random.ts';

export type Floats = Float32Array | Float64Array;
export type FloatsConstructor = Float32ArrayConstructor | Float64ArrayConstructor;
export const formats: [name: string, type: FloatsConstructor][] = [
  ['float32', Float32Array],
  ['float64', Float64Array],
];

type Make = (random: Random, i: number, n: number, single: boolean) => number;

export const families: Record<string, Make> = {
  'scores of a classifier': (random) => 12 * (random() + random() - 1),
  ascending: (_, i, n) => (700 * i) / n - 300,
  descending: (_, i, n) => 300 - (700 * i) / n,
  'a spread of 700 to 1,500': (random) => 1500 * random() - 750,
  'large, near each other': (random) => 1e6 * (1 + 1e-4 * random()),
  'to 1e30, in float64 to 1e300': (random, _, _n, single) => (single ? 1e30 : 1e300) * (random() - 0.5),
  subnormal: (random, _, _n, single) => (single ? 1e-38 : 1e-308) * random() * random(),
  'one far above the rest': (random, i, n) => (i === n >> 1 ? 50 : -30 * random()),
  'ties of the largest': (random) => Math.round(3 * random()),
  'nothing but −∞ beside one': (random, i) => (i === 0 ? random() : -Infinity),
};

export function makeRows(type: FloatsConstructor, family: string, rows: number, n: number, seed: number): Floats {
  const random = seededRandom(seed);
  const x = new type(rows * n);
  for (let i = 0; i < x.length; i += 1) x[i] = families[family](random, i % n, n, type === Float32Array);
  return x;
}
