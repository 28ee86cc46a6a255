import { softmax } from 'bridle';
import { categorical, seededRandom } from 'bridle/sample';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

function tally(count: number, draws: number, next: () => number): number[] {
  const counts = new Array<number>(count).fill(0);
  for (let i = 0; i < draws; i += 1) counts[next()] += 1;
  return counts;
}

/** Pearson's χ² of counts against probabilities. */
function chiSquare(counts: number[], p: ArrayLike<number>): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, i) => (p[i] === 0 ? sum : sum + (count - total * p[i]) ** 2 / (total * p[i])), 0);
}

describe('categorical', () => {
  test('draws each index as often as its probability says', () => {
    const p = [0.1, 0, 0.2, 0.7];
    const rng = seededRandom(11);
    const counts = tally(4, 100_000, () => categorical(p, { rng }));
    expect(counts[1]).toBe(0);
    expect(chiSquare(counts, p)).toBeLessThan(13.8); // the 99.9th percentile for 2 degrees of freedom
  });

  test('takes the first index whose cumulative sum exceeds u, so that no u draws an entry of 0', () => {
    const at = (u: number, p: number[]) => categorical(p, { rng: () => u });
    const most = 1 - 2 ** -53;
    expect(at(0, [0, 0.5, 0.5])).toBe(1);
    expect(at(0.5, [0.5, 0, 0.5])).toBe(2);
    expect(at(most, [0.5, 0.5, 0])).toBe(1);
    expect(at(most, [0.1, 0.2, 0.3, 0, 0])).toBe(2);
    expect(at(most, new Array(10).fill(0.1))).toBe(9);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-300, max: 1, noNaN: true })), { minLength: 1 }),
        fc.oneof(fc.constantFrom(0, most), fc.double({ min: 0, max: most, noNaN: true })),
        (p, u) => {
          const drawn = at(u, p);
          if (p.every((x) => x === 0)) expect(drawn).toBe(-1);
          else expect(p[drawn]).toBeGreaterThan(0);
        },
      ),
      { seed: 5, numRuns: 2000 },
    );
  });

  test('gives one index for each row, counted within it, whatever the numbers are held in', () => {
    const p = new Float32Array(3 * 70_000).fill(0);
    for (const [row, column] of [69_999, 3, 40_000].entries()) p[row * 70_000 + column] = 1;
    expect(categorical({ data: p, dims: [3, 70_000] }, { seed: 1 })).toEqual(Int32Array.of(69_999, 3, 40_000));
    expect(categorical([[0, 1], [1, 0]], { seed: 1, axis: 0 })).toEqual(Int32Array.of(1, 0)); // biome-ignore format: a matrix
    expect(categorical([0, 1, 1, 0, 0], { seed: 1, segments: [0, 2, 5] })).toEqual(Int32Array.of(1, 0));
  });

  test('counts an entry as often as its weight says, and leaves masked ones out', () => {
    const rng = seededRandom(3);
    const counts = tally(3, 30_000, () => categorical([1, 1, 1], { rng, weights: [1, 3, 1], mask: [1, 1, 0] }));
    expect(counts[2]).toBe(0);
    expect(chiSquare(counts.slice(0, 2), [0.25, 0.75])).toBeLessThan(10.9);
  });

  test('gives −1 for a row that is no distribution', () => {
    for (const row of [[], [0, 0], [1, -1], [1, Number.NaN], [1, Infinity]]) {
      expect(categorical(row, { seed: 1 })).toBe(-1);
    }
    expect(categorical([1, 1], { seed: 1, mask: [0, 0] })).toBe(-1);
  });

  test('asks for chance exactly once, and for no temperature', () => {
    expect(() => categorical([1], {})).toThrow('categorical: expected seed or rng, got neither');
    expect(() => categorical([1], { seed: 1, rng: seededRandom(1) })).toThrow('got both');
    expect(() => categorical([1], { seed: 1, temperature: 2 })).toThrow('categorical: expected no temperature');
  });
});

describe('categorical.fromLogits', () => {
  test('draws from the softmax, where the naive exponentials are infinite', () => {
    const logits = [1000, 1001, 1002, -Infinity];
    expect(logits.map(Math.exp)).toContain(Infinity);
    const rng = seededRandom(4);
    const counts = tally(4, 60_000, () => categorical.fromLogits(logits, { rng, temperature: 2 }));
    expect(counts[3]).toBe(0);
    expect(chiSquare(counts, softmax(logits, { temperature: 2 }))).toBeLessThan(13.8);
  });

  test('has the limits of softmax: at T = 0 a maximum, at T = ∞ any entry above −∞, below 0 the order reversed', () => {
    const rng = seededRandom(5);
    const draw = (temperature: number) => () => categorical.fromLogits([1, 3, 3, -Infinity], { rng, temperature });
    expect(chiSquare(tally(4, 20_000, draw(0)), [0, 0.5, 0.5, 0])).toBeLessThan(10.9);
    expect(chiSquare(tally(4, 20_000, draw(Infinity)), [1 / 3, 1 / 3, 1 / 3, 0])).toBeLessThan(13.8);
    expect(tally(3, 100, () => categorical.fromLogits([1, 3, 9], { rng, temperature: -1e-3 }))).toEqual([100, 0, 0]);
  });

  test('gives −1 for a row of NaN, of −∞ only, or all masked', () => {
    expect(categorical.fromLogits([[Number.NaN, 1], [-Infinity, -Infinity]], { seed: 1 })).toEqual(Int32Array.of(-1, -1)); // biome-ignore format: a matrix
    expect(categorical.fromLogits([1, 2], { seed: 1, mask: [0, 0] })).toBe(-1);
  });
});
