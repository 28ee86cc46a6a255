import { describe, expect, test } from 'vitest';
import { lbfgsDirections } from '../../../src/learn/fit/lbfgs.ts';
import { dot, moveAlong } from '../../../src/learn/fit/line-search.ts';
import { completePoint, pointAt, scoresOf } from '../../../src/learn/fit/objective.ts';
import { startingParameters } from '../../../src/learn/fit/problem.ts';
import { distance } from '../../helpers/designs.ts';
import { randomProblem } from '../../helpers/problems.ts';

describe('L-BFGS', () => {
  const { problem } = randomProblem(4, { C: 100 });
  const { columns } = problem.design;

  test('gives directions that descend, sum to 0 over the classes, and reach the optimum in few steps', () => {
    const point = pointAt(problem, startingParameters(problem));
    const directions = lbfgsDirections(problem);
    const direction = new Float64Array(point.gradient.length);
    let steps = 0;
    for (; Math.max(...point.gradient.map(Math.abs)) > 1e-9 && steps < 40; steps += 1) {
      directions(point, direction);
      expect(dot(direction, point.gradient)).toBeLessThan(0);
      for (let j = 0; j < columns; j += 1) {
        let sum = 0;
        for (let k = 0; k < 4; k += 1) sum += direction[k * columns + j];
        expect(Math.abs(sum)).toBeLessThan(1e-10);
      }
      scoresOf(problem, direction, point.along);
      moveAlong(problem, point, direction);
      completePoint(problem, point);
    }
    expect(steps).toBeLessThan(25);
  });

  test('remembers a step s and its change of gradient y: its inverse Hessian takes y to s', () => {
    const point = pointAt(problem, startingParameters(problem));
    const s = point.gradient.map((g) => g / 10);
    const y = s.map((x, j) => x * (1 + (j % columns)));
    const directions = lbfgsDirections(problem);
    // Three points in a line: the pair is the same twice, which changes nothing, and gradients differ by y.
    const [, second, third] = [0, 1, 2].map((step) => {
      const parameters = point.parameters.map((x, j) => x + step * s[j]);
      const gradient = point.gradient.map((g, j) => g + step * y[j]);
      const direction = new Float64Array(s.length);
      directions({ ...point, parameters, gradient }, direction);
      return direction;
    });
    expect(
      distance(
        second.map((x, j) => x - third[j]),
        s,
      ),
    ).toBeLessThan(1e-13);
  });

  test('forgets all pairs when no step was made', () => {
    const point = pointAt(problem, startingParameters(problem));
    const directions = lbfgsDirections(problem);
    const [first, , again] = [0, 1, 1].map((step) => {
      const parameters = point.parameters.map((x, j) => x + step * point.gradient[j]);
      const gradient = point.gradient.map((g, j) => g * (1 + step * (1 + (j % columns))));
      const direction = new Float64Array(parameters.length);
      directions({ ...point, parameters, gradient: step === 0 ? point.gradient : gradient }, direction);
      return direction;
    });
    const plain = new Float64Array(first.length);
    lbfgsDirections(problem)({ ...point, gradient: point.gradient.map((g, j) => g * (2 + (j % columns))) }, plain);
    expect(again).toEqual(plain);
  });
});
