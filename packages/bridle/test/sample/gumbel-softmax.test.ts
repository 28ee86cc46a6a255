import { softmax } from 'bridle';
import { gumbel, gumbelSoftmax, seededRandom } from 'bridle/sample';
import { describe, expect, test } from 'vitest';

describe('gumbel', () => {
  test('has the mean γ and the variance π²/6 of the Gumbel distribution', () => {
    const rng = seededRandom(8);
    const n = 200_000;
    const draws = Array.from({ length: n }, () => gumbel(rng));
    const mean = draws.reduce((sum, x) => sum + x, 0) / n;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n;
    expect(Math.abs(mean - 0.5772156649)).toBeLessThan(4 * Math.sqrt(Math.PI ** 2 / 6 / n));
    expect(Math.abs(variance - Math.PI ** 2 / 6)).toBeLessThan(0.05);
  });

  test('draws a 0 of its source again', () => {
    const numbers = [0, 0, 0.5];
    expect(gumbel(() => numbers.shift() as number)).toBe(0.36651292058166435);
  });
});

describe('gumbelSoftmax', () => {
  test('has its largest entry where a draw from softmax would fall', () => {
    const logits = [0, 1, 2];
    const rng = seededRandom(9);
    const counts = [0, 0, 0];
    for (let i = 0; i < 60_000; i += 1) {
      const p = gumbelSoftmax(logits, { rng, temperature: 0.5 });
      counts[p.indexOf(Math.max(...p))] += 1;
    }
    const chiSquare = softmax(logits).reduce((sum, p, i) => sum + (counts[i] - 60_000 * p) ** 2 / (60_000 * p), 0);
    expect(chiSquare).toBeLessThan(13.8);
  });

  test('gives one-hot rows at T = 0, keeps shape and kind, and leaves masked entries 0', () => {
    const x = { data: new Float32Array(6), dims: [2, 3] };
    const { data, dims } = gumbelSoftmax(x, { seed: 1, temperature: 0, mask: [1, 1, 0] });
    expect(data).toBeInstanceOf(Float32Array);
    expect(dims).toEqual([2, 3]);
    expect([...data].sort()).toEqual([0, 0, 0, 0, 1, 1]);
    expect([data[2], data[5]]).toEqual([0, 0]);
  });

  test('asks for chance', () => {
    expect(() => gumbelSoftmax([1], {})).toThrow('gumbelSoftmax: expected seed or rng, got neither');
  });
});
