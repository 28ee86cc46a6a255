import { describe, expect, test } from 'vitest';
import { descend } from '../../../src/learn/fit/minimise.ts';
import { newtonDirections } from '../../../src/learn/fit/newton.ts';
import { pointAt } from '../../../src/learn/fit/objective.ts';
import { startingParameters } from '../../../src/learn/fit/problem.ts';
import { randomProblem } from '../../helpers/problems.ts';

const { problem } = randomProblem(3, { C: 10 });
const { columns } = problem.design;

function run(options: { tolerance: number; maxIterations: number }) {
  const point = pointAt(problem, startingParameters(problem));
  const steps = descend(problem, point, newtonDirections(problem), options);
  const seen = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) seen.push(step.value);
  return { seen, end: step.value, point };
}

describe('descend', () => {
  const { seen, end, point } = run({ tolerance: 1e-12, maxIterations: 50 });

  test('yields before each step, the start included, and never rises', () => {
    expect(seen.map(({ iteration }) => iteration)).toEqual(seen.map((_, i) => i));
    for (let i = 1; i < seen.length; i += 1) {
      expect(seen[i].objective).toBeLessThanOrEqual(seen[i - 1].objective);
      expect(seen[i].passes).toBeGreaterThan(seen[i - 1].passes);
    }
  });

  test('ends at the optimum: the bound is below the tolerance and the intercepts have no gradient', () => {
    expect(end.stop).toBe('optimum');
    expect(end.gapBound).toBeLessThanOrEqual(1e-12);
    for (let k = 0; k < 3; k += 1) expect(Math.abs(point.gradient[(k + 1) * columns - 1])).toBeLessThan(1e-15);
  });

  test('the bound holds at every stop on the way: it is above the true gap, and below it by less than 10⁶', () => {
    const minimum = run({ tolerance: 1e-25, maxIterations: 50 }).end.objective;
    for (let maxIterations = 0; maxIterations < seen.length - 1; maxIterations += 1) {
      const stopped = run({ tolerance: 1e-25, maxIterations }).end;
      expect(stopped.stop).toBe('max-iterations');
      const gap = stopped.objective - minimum;
      expect(stopped.gapBound).toBeGreaterThanOrEqual(gap - 1e-16);
      if (gap > 1e-14) expect(stopped.gapBound / gap).toBeLessThan(1e6);
    }
  });

  test('where float64 sees no further descent before the bound is met, it stops and says so', () => {
    const impossible = run({ tolerance: 1e-300, maxIterations: 1000 }).end;
    expect(impossible.stop).toBe('precision');
    expect(impossible.gradientNorm).toBeLessThan(1e-15);
  });

  test('directions that never descend end it instead of turning for ever', () => {
    const lost = pointAt(problem, startingParameters(problem));
    const uphill = (at: { gradient: Float64Array }, direction: Float64Array) => {
      direction.set(at.gradient);
      return 0;
    };
    const steps = descend(problem, lost, uphill, { tolerance: 1e-12, maxIterations: 1000 });
    let step = steps.next();
    let count = 0;
    for (; !step.done; step = steps.next()) count += 1;
    expect(count).toBeLessThan(10);
    expect(step.value.stop).toBe('stuck');
  });
});
