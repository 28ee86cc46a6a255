import { describe, expect, test } from 'vitest';
import { stratifiedSplit } from '../../../src/learn/table/split.ts';

const labels = Int32Array.from({ length: 1000 }, (_, i) => (i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2));
const share = (rows: Int32Array, k: number) => rows.filter((row) => labels[row] === k).length;

describe('stratifiedSplit', () => {
  test('holds out the same share of every class', () => {
    const { train, test: held } = stratifiedSplit(labels, 3, { holdout: 0.2, seed: 1 });
    expect([0, 1, 2].map((k) => share(held, k))).toEqual([120, 60, 20]);
    expect([0, 1, 2].map((k) => share(train, k))).toEqual([480, 240, 80]);
  });

  test('puts every row into one part, in ascending order', () => {
    const { train, test: held } = stratifiedSplit(labels, 3, { holdout: 0.3, seed: 5 });
    expect([...train, ...held].sort((a, b) => a - b)).toEqual(Array.from(labels, (_, i) => i));
    for (const rows of [train, held]) expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
  });

  test('is the same for the same seed and another for another', () => {
    const draw = (seed: number) => [...stratifiedSplit(labels, 3, { holdout: 0.2, seed }).test];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(2)).not.toEqual(draw(1));
    expect(draw(1).slice(0, 4)).not.toEqual([0, 1, 2, 3]);
  });

  test('draws every row of a class equally often', () => {
    const times = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2000; seed += 1) {
      for (const row of stratifiedSplit(new Int32Array(10), 1, { holdout: 0.3, seed }).test) times[row] += 1;
    }
    for (const count of times) expect(Math.abs(count - 600)).toBeLessThan(82); // 4 standard deviations
  });

  test('shares what is left over by largest remainder: the whole is right although each class is cut', () => {
    const five = Int32Array.from({ length: 25 }, (_, i) => i % 5);
    const { test: held } = stratifiedSplit(five, 5, { holdout: 0.3, seed: 1 });
    expect(held.length).toBe(8);
    expect([0, 1, 2, 3, 4].map((k) => held.filter((row) => five[row] === k).length)).toEqual([2, 2, 2, 1, 1]);
  });

  test('keeps a class of one row in train, and one row of every class', () => {
    expect([...stratifiedSplit([0, 0, 0, 1], 2, { holdout: 0.5, seed: 1 }).train]).toContain(3);
    const { train } = stratifiedSplit([0, 0, 1, 1], 2, { holdout: 0.99, seed: 3 });
    expect(train.length).toBe(2);
  });

  test('leaves rows without a label out of both parts; holdout 0 holds nothing out', () => {
    const { train, test: held } = stratifiedSplit([0, -1, 1], 2, { holdout: 0, seed: 1 });
    expect([[...train], [...held]]).toEqual([[0, 2], []]);
  });

  test('refuses a holdout outside [0, 1), a wrong seed and a label that is no class', () => {
    for (const holdout of [-0.1, 1, Number.NaN]) {
      expect(() => stratifiedSplit([0, 1], 2, { holdout, seed: 1 })).toThrow('expected holdout from 0 to below 1');
    }
    expect(() => stratifiedSplit([0, 1], 2, { holdout: 0.5, seed: -1 })).toThrow(RangeError);
    expect(() => stratifiedSplit([0, 2], 2, { holdout: 0.5, seed: 1 })).toThrow('expected labels below 2, got 2');
  });

  test('splits a million rows of one class without exhausting the stack', () => {
    expect(stratifiedSplit(new Int32Array(1e6), 1, { holdout: 0.2, seed: 1 }).test.length).toBe(200_000);
  });
});
