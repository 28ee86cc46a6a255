import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { dot, moveAlong } from '../../../src/learn/fit/line-search.ts';
import { completePoint, pointAt, scoresOf } from '../../../src/learn/fit/objective.ts';
import { startingParameters } from '../../../src/learn/fit/problem.ts';
import { distance, randomFloats } from '../../helpers/designs.ts';
import { randomProblem } from '../../helpers/problems.ts';

const { problem } = randomProblem(3, { C: 10 });

/** A point and a descent direction, the negative gradient made longer or shorter, whose scores the point has. */
function start(length: number) {
  const point = pointAt(problem, randomFloats(seededRandom(2), startingParameters(problem).length));
  const direction = point.gradient.map((g) => -g * length);
  scoresOf(problem, direction, point.along);
  return { point, direction };
}

describe('moveAlong', () => {
  test.each([1e-12, 1, 1e12])(
    'finds a step on which the slope has fallen to a fifth, for a direction of length %f',
    (length) => {
      const { point, direction } = start(length);
      const before = { objective: point.objective, slope: dot(point.gradient, direction) };
      expect(moveAlong(problem, point, direction)).toBe(true);
      completePoint(problem, point);
      expect(point.objective).toBeLessThan(before.objective);
      expect(Math.abs(dot(point.gradient, direction))).toBeLessThanOrEqual(-0.2 * before.slope);
    },
  );

  test('keeps scores, residuals, loss and objective those of the parameters', () => {
    const { point, direction } = start(1);
    moveAlong(problem, point, direction);
    const fresh = pointAt(problem, point.parameters);
    expect(distance(point.scores, fresh.scores)).toBeLessThan(1e-13);
    expect(distance(point.residuals, fresh.residuals)).toBeLessThan(1e-15);
    expect(point.loss).toBeCloseTo(fresh.loss, 14);
    expect(point.objective).toBeCloseTo(fresh.objective, 14);
  });

  test('comes back from where Newton’s step overshoots: sure and wrong, the curvature is nearly 0', () => {
    const { point } = start(1);
    const wrong = pointAt(
      problem,
      point.parameters.map((x) => 300 * x),
    );
    const direction = wrong.gradient.map((g) => -g);
    scoresOf(problem, direction, wrong.along);
    const before = wrong.objective;
    expect(moveAlong(problem, wrong, direction)).toBe(true);
    expect(wrong.objective).toBeLessThan(before);
  });

  test('moves nothing along a direction that does not descend', () => {
    const { point, direction } = start(1);
    const before = point.parameters.slice();
    const uphill = direction.map((x) => -x);
    scoresOf(problem, uphill, point.along);
    expect(moveAlong(problem, point, uphill)).toBe(false);
    expect(point.parameters).toEqual(before);
  });
});
