import { describe, expect, test } from 'vitest';
import { descend, type Value } from '../src/descend.ts';

/** Σ aⱼ·(cosh(xⱼ − j) − 1), convex, far from a parabola. */
function bowl(scales: readonly number[]) {
  const evaluations: Float64Array[] = [];
  const evaluate = async (x: Float64Array): Promise<Value> => {
    evaluations.push(x);
    const objective = scales.reduce((sum, a, j) => sum + a * (Math.cosh(x[j] - j) - 1), 0);
    return { objective, gradient: x.map((value, j) => scales[j] * Math.sinh(value - j)) };
  };
  return { evaluations, evaluate };
}

const largest = ({ gradient }: Value) => Math.max(...gradient.map(Math.abs));

describe('descend', () => {
  test('finds the minimum with a rough initial matrix', async () => {
    const scales = [1, 10, 1e-3, 50];
    const { evaluate, evaluations } = bowl(scales);
    const precondition = (g: Float64Array) =>
      scales.forEach((a, j) => {
        g[j] /= a * (1 + 0.3 * (j % 2));
      });
    const end = await descend(new Float64Array([1, 0, 3.5, 2]), evaluate, async () => precondition, {
      most: 60,
      done: (value) => largest(value) <= 1e-12,
    });
    expect(largest(end.value)).toBeLessThanOrEqual(1e-12);
    expect([...end.point].map((x, j) => Math.abs(x - j) < 1e-8)).toEqual([true, true, true, true]);
    expect(end.evaluations).toBe(evaluations.length);
    expect(end.evaluations).toBeLessThan(20);
  });

  test('finds it with matrices that are far too small and far too large, by its line search', async () => {
    for (const factor of [1e-3, 1, 1e3]) {
      const { evaluate } = bowl([1, 2, 3]);
      const precondition = (g: Float64Array) =>
        g.forEach((_, j) => {
          g[j] *= factor;
        });
      const end = await descend(new Float64Array([2, 2, 0]), evaluate, async () => precondition, {
        most: 200,
        done: (value) => largest(value) <= 1e-9,
      });
      expect(largest(end.value)).toBeLessThanOrEqual(1e-9);
    }
  });

  test('ends after the evaluations that it may spend, and at once at the minimum', async () => {
    const { evaluate, evaluations } = bowl([1, 2]);
    const options = { most: 3, done: (value: Value) => largest(value) <= 1e-15 };
    expect((await descend(new Float64Array([9, -9]), evaluate, async () => () => {}, options)).evaluations).toBe(3);
    expect(evaluations).toHaveLength(3);
    expect((await descend(new Float64Array([0, 1]), evaluate, async () => () => {}, options)).evaluations).toBe(1);
  });

  test('ends where the initial matrix leaves no direction', async () => {
    const { evaluate } = bowl([1]);
    const end = await descend(new Float64Array([1]), evaluate, async () => (g) => g.fill(0), {
      most: 9,
      done: () => false,
    });
    expect(end.evaluations).toBe(1);
  });
});
