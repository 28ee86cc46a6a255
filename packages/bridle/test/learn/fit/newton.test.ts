import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { fit } from '../../../src/learn/fit/fit.ts';
import { freeParameters, newtonDirections, standardErrorsAt } from '../../../src/learn/fit/newton.ts';
import { type Problem, pointAt } from '../../../src/learn/fit/objective.ts';
import { distance, randomFloats } from '../../helpers/designs.ts';
import { randomProblem } from '../../helpers/problems.ts';

/** H·v by differences of the gradient: five points, error O(h⁴). */
function hessianTimes(problem: Problem, parameters: Float64Array, v: Float64Array): Float64Array {
  const h = 1e-3;
  const gradientAt = (step: number) =>
    pointAt(
      problem,
      parameters.map((x, j) => x + step * v[j]),
    ).gradient;
  const [a, b, c, d] = [-2 * h, -h, h, 2 * h].map(gradientAt);
  return a.map((_, j) => (a[j] - 8 * b[j] + 8 * c[j] - d[j]) / (12 * h));
}

describe.each([2, 3, 5])('Newton’s direction for %i classes', (classes) => {
  const { problem } = randomProblem(classes, { l2: 0.05 });
  const { columns } = problem.design;
  // Weights that sum to 0 over the classes, as all iterates from 0 do: the direction is the whole Hessian's there.
  const parameters = randomFloats(seededRandom(3), classes * columns);
  for (let j = 0; j < columns; j += 1) {
    let mean = 0;
    for (let k = 0; k < classes; k += 1) mean += parameters[k * columns + j] / classes;
    for (let k = 0; k < classes; k += 1) parameters[k * columns + j] -= mean;
  }
  const point = pointAt(problem, parameters);
  const direction = new Float64Array(parameters.length);
  newtonDirections(problem)(point, direction);

  test('solves H·d = −gradient, with H as differences of the gradient measure it', () => {
    const product = hessianTimes(problem, parameters, direction);
    expect(
      distance(
        product,
        point.gradient.map((g) => -g),
      ),
    ).toBeLessThan(1e-10);
  });

  test('sums to 0 over the classes, for a common shift changes no probability', () => {
    for (let j = 0; j < columns; j += 1) {
      let sum = 0;
      for (let k = 0; k < classes; k += 1) sum += direction[k * columns + j];
      expect(Math.abs(sum)).toBeLessThan(1e-13);
    }
  });

  test('has a matrix of (classes − 1)·columns', () => {
    expect(freeParameters(problem)).toBe((classes - 1) * columns);
  });
});

describe('standardErrorsAt', () => {
  test('are the roots of the diagonal of the inverse of n·H, by differences of the gradient', () => {
    const { problem, total } = randomProblem(3, { l2: 0.05 });
    const { columns } = problem.design;
    const parameters = new Float64Array(3 * columns);
    const point = pointAt(problem, parameters);
    const errors = standardErrorsAt(problem, point, total);
    // For each weight a: x = (n·H)⁻¹·e_a is what H must take back to e_a, less its mean over the classes.
    const direction = new Float64Array(3 * columns);
    const solveFor = newtonDirections(problem);
    for (const [k, j] of [
      [0, 0],
      [1, 2],
      [2, columns - 2],
    ]) {
      const unit = new Float64Array(3 * columns);
      for (let l = 0; l < 3; l += 1) unit[l * columns + j] = (l === k ? 1 : 0) - 1 / 3;
      solveFor({ ...point, gradient: unit.map((x) => -x) }, direction);
      expect(distance(hessianTimes(problem, parameters, direction), unit)).toBeLessThan(1e-10);
      expect(errors[k * (columns - 1) + j]).toBeCloseTo(Math.sqrt(direction[k * columns + j] / total), 12);
    }
  });

  test('of a binary classifier without penalty are those of logistic regression, halved for W = ±β/2', () => {
    // One 0/1 feature: β is a log odds ratio, whose error is √(1/a + 1/b + 1/c + 1/d) of the four counts (Woolf 1955).
    const [a, b, c, d] = [12, 5, 7, 20];
    const codes = Int32Array.from([...Array(a + b).fill(0), ...Array(c + d).fill(-1)]);
    const labels = Int32Array.from([
      ...Array(a).fill(1),
      ...Array(b).fill(0),
      ...Array(c).fill(1),
      ...Array(d).fill(0),
    ]);
    const design = { rows: 44, columns: 1, blocks: [{ kind: 'codes' as const, first: 0, levels: 1, codes }] };
    const result = fit(design, labels, 2, { l2: 0, solver: 'newton' });
    expect(result.weights[1] - result.weights[0]).toBeCloseTo(Math.log((a * d) / (b * c)), 12);
    const expected = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d) / 2;
    expect(result.standardErrors?.[0]).toBeCloseTo(expected, 10);
    expect(result.standardErrors?.[1]).toBeCloseTo(expected, 10);
  });
});
