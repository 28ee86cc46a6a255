import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { newtonDirections } from '../../../src/learn/fit/newton.ts';
import { pointAt } from '../../../src/learn/fit/objective.ts';
import { preconditionerAt } from '../../../src/learn/fit/precondition.ts';
import { prepareProblem, startingParameters } from '../../../src/learn/fit/problem.ts';
import type { Design } from '../../../src/learn/table/design.ts';
import { distance, randomDesign, randomFloats } from '../../helpers/designs.ts';
import { randomProblem, randomTask } from '../../helpers/problems.ts';

describe('the preconditioner', () => {
  test('for two classes, where all rows are equally probable, is the inverse Hessian', () => {
    const { problem } = randomProblem(2, { l2: 0.1 });
    const point = pointAt(problem, startingParameters(problem));
    const newton = new Float64Array(point.gradient.length);
    newtonDirections(problem)(point, newton);
    const v = point.gradient.slice();
    preconditionerAt(problem, point).apply(v);
    expect(
      distance(
        v,
        newton.map((x) => -x),
      ),
    ).toBeLessThan(1e-12);
  });

  test('for balanced classes at the start is the inverse Hessian too, on directions that sum to 0', () => {
    const { design } = randomTask(3, 81);
    const labels = Int32Array.from({ length: 81 }, (_, i) => i % 3);
    const { problem } = prepareProblem(design, labels, 3, { l2: 0.1 });
    const point = pointAt(problem, startingParameters(problem));
    const newton = new Float64Array(point.gradient.length);
    newtonDirections(problem)(point, newton);
    const v = point.gradient.slice();
    preconditionerAt(problem, point).apply(v);
    expect(
      distance(
        v,
        newton.map((x) => -x),
      ),
    ).toBeLessThan(1e-12);
  });

  test('is symmetric and positive, near separation and with a row of weight 0 too', () => {
    const sampleWeights = new Float64Array(80).fill(1);
    sampleWeights[0] = 0;
    const { problem } = randomProblem(3, { l2: 0.01, sampleWeights });
    const random = seededRandom(4);
    const size = startingParameters(problem).length;
    const point = pointAt(
      problem,
      randomFloats(random, size).map((x) => 30 * x),
    );
    const { apply } = preconditionerAt(problem, point);
    const [u, v] = [randomFloats(random, size), randomFloats(random, size)];
    const [hu, hv] = [u.slice(), v.slice()];
    apply(hu);
    apply(hv);
    const inner = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, j) => sum + x * b[j], 0);
    expect(inner(u, hv) / inner(v, hu)).toBeCloseTo(1, 9);
    expect(inner(u, hu)).toBeGreaterThan(0);
  });

  test('tells by some of many rows how much the curvatures have changed', () => {
    const { design, labels } = randomTask(3, 12_001);
    const { problem } = prepareProblem(design, labels, 3, { l2: 0.01 });
    const parameters = startingParameters(problem);
    const { changeAt } = preconditionerAt(problem, pointAt(problem, parameters), 'rough');
    // At the same point: 2 % of the difference between the mean of some rows and that of all.
    expect(changeAt(pointAt(problem, parameters))).toBeLessThan(1e-3);
    const far = pointAt(
      problem,
      parameters.map((_, j) => Math.sin(j)),
    );
    expect(changeAt(far)).toBeGreaterThan(0.1);
    const whole = { ...far, residuals: far.residuals.slice() };
    whole.residuals[1] = 0; // a row between those that are looked at
    expect(changeAt(whole)).toBe(changeAt(far));
  });

  test('from a sample of the rows it is within a tenth of that from all, at a fraction of the cost', () => {
    const rows = 12_000;
    const design = randomDesign(seededRandom(5), rows, 4, [3]);
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 2);
    const { problem } = prepareProblem(design, labels, 2, { l2: 0.01 });
    const point = pointAt(problem, startingParameters(problem));
    const newton = new Float64Array(point.gradient.length);
    newtonDirections(problem)(point, newton);
    const v = point.gradient.map((g) => -g);
    const sampled = preconditionerAt(problem, point);
    sampled.apply(v);
    const size = Math.max(...newton.map(Math.abs));
    expect(distance(v, newton)).toBeLessThan(size / 10);
    expect(distance(v, newton)).toBeGreaterThan(size / 1e6); // it is a sample
    expect(sampled.cost).toBeLessThan(0.2);
  });

  test('a rough sample costs a fraction of a fine one, and is further from all rows', () => {
    const rows = 12_000;
    const design = randomDesign(seededRandom(5), rows, 120, []);
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 2);
    const { problem } = prepareProblem(design, labels, 2, { l2: 0.01 });
    const point = pointAt(problem, startingParameters(problem));
    const newton = new Float64Array(point.gradient.length);
    newtonDirections(problem)(point, newton);
    const [rough, fine] = (['rough', 'fine'] as const).map((care) => {
      const v = point.gradient.map((g) => -g);
      const preconditioner = preconditionerAt(problem, point, care);
      preconditioner.apply(v);
      return { cost: preconditioner.cost, distance: distance(v, newton) };
    });
    expect(rough.cost).toBeLessThan(0.5 * fine.cost);
    expect(rough.distance).toBeGreaterThan(fine.distance);
  });

  test('with more levels than blocks could pay for is the diagonal', () => {
    const levels = 3000;
    const rows = 2 * levels;
    const codes = Int32Array.from({ length: rows }, (_, i) => i % levels);
    const design: Design = { rows, columns: levels, blocks: [{ kind: 'codes', first: 0, levels, codes }] };
    const labels = Int32Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const { problem } = prepareProblem(design, labels, 2, { l2: 0.1 });
    const point = pointAt(problem, startingParameters(problem));
    const preconditioner = preconditionerAt(problem, point);
    expect(preconditioner.cost).toBe(1);
    const v = new Float64Array(2 * (levels + 1)).fill(1);
    preconditioner.apply(v);
    // Each level has two rows of weight 1/rows; p(1 − p) = 2/9, doubled by K/(K − 1).
    expect(v[0]).toBeCloseTo(1 / ((4 / 9) * (2 / rows) + 0.1), 10);
    expect(v[levels]).toBeCloseTo(9 / 4, 10);
  });
});
