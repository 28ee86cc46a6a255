// Softmax with degeneracies by the kernels, beside the reference.

import { setLevel, softmax } from 'bridle';
import { afterAll, expect, test } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';

afterAll(() => setLevel('auto'));

const ulpOf = (value: number, least: number, bits: number) =>
  2 ** (Math.max(least, Math.floor(Math.log2(value))) - bits);

test.each([
  ['float32', Float32Array, 0.6, (v: number) => ulpOf(v, -126, 23)],
  ['float64', Float64Array, 3, (v: number) => ulpOf(v, -1022, 52)],
] as const)('%s rows with weights, masks and any temperature', (_, Floats, bound, ulp) => {
  const random = seededRandom(1868);
  let worst = 0;
  let checked = 0;
  for (const temperature of [1, 0.7, -2]) {
    for (let round = 0; round < 300; round += 1) {
      const n = 1 + Math.floor(random() * 40);
      const rows = 1 + (round % 3);
      const spread = [1, 20, 300, 3000][round % 4];
      const x = { data: new Floats(n * rows).map(() => (random() - 0.5) * spread), dims: [rows, n] };
      // Some rows' weights lie so far apart that they leave the range of float64.
      const weight = () => (random() < 0.2 ? 0 : random() * 10 ** (round % 5 === 0 ? 600 * (random() - 0.5) : 1));
      const weights = Array.from({ length: round % 2 ? n : n * rows }, weight).map((w) => Math.min(w, 1e308));
      const mask = round % 7 === 0 ? Array.from({ length: n }, () => random() < 0.7) : undefined;
      if (round % 11 === 0) x.data[0] = Number.NaN;
      if (round % 13 === 0) x.data[n - 1] = round % 2 ? -Infinity : Infinity;
      const options = { temperature, weights, mask };
      setLevel('auto');
      const got = softmax(x, options).data;
      setLevel('reference');
      const want = softmax({ data: Float64Array.from(x.data), dims: x.dims }, options).data;
      for (const [i, value] of want.entries()) {
        if (Object.is(got[i], value)) continue;
        checked += 1;
        worst = Math.max(worst, Math.abs(got[i] - value) / ulp(value));
      }
    }
  }
  expect(worst).toBeLessThanOrEqual(bound);
  expect(checked).toBeGreaterThan(1000);
});
