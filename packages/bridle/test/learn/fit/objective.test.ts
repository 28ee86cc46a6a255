import { crossEntropy } from 'bridle';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { curvatureAlong, lossAlong, type Problem, pointAt, weightProduct } from '../../../src/learn/fit/objective.ts';
import { denseOf, randomDesign, randomFloats } from '../../helpers/designs.ts';

const random = seededRandom(7);
const classes = 3;
const rows = 40;
const design = randomDesign(random, rows, 3, [2, 1]); // the last column stands for the intercept
const weights = randomFloats(random, rows).map(Math.abs);
const total = weights.reduce((sum, weight) => sum + weight, 0);
const problem: Problem = {
  design,
  labels: Int32Array.from({ length: rows }, (_, i) => i % classes),
  weights: weights.map((weight) => weight / total),
  classes,
  l2: 0.3,
};
const size = classes * design.columns;
const parameters = randomFloats(random, size);
const direction = randomFloats(random, size);
const moved = (step: number) => parameters.map((x, j) => x + step * direction[j]);
const objectiveAt = (step: number) => pointAt(problem, moved(step)).objective;

/** f′(0) by five points: error O(h⁴). */
const stencil = (f: (step: number) => number, h: number) => (f(-2 * h) - 8 * f(-h) + 8 * f(h) - f(2 * h)) / (12 * h);

describe('the objective', () => {
  test('is the weighted mean cross-entropy and half λ times the squares of all but the intercepts', () => {
    const dense = denseOf(design);
    const logits = dense.map((row) =>
      Array.from({ length: classes }, (_, k) =>
        row.reduce((sum, x, j) => sum + x * parameters[k * design.columns + j], 0),
      ),
    );
    const loss = crossEntropy(logits, problem.labels, { sampleWeights: problem.weights }) as number;
    const squares = parameters.filter((_, j) => (j + 1) % design.columns !== 0).reduce((sum, x) => sum + x * x, 0);
    const point = pointAt(problem, parameters);
    expect(point.loss).toBeCloseTo(loss, 14);
    expect(point.objective).toBeCloseTo(loss + 0.15 * squares, 14);
    expect(weightProduct(problem, parameters, parameters)).toBeCloseTo(squares, 14);
  });

  test('has the gradient that a five-point stencil measures, in every parameter', () => {
    const { gradient } = pointAt(problem, parameters);
    for (let j = 0; j < size; j += 1) {
      const at = (step: number) => {
        const shifted = parameters.slice();
        shifted[j] += step;
        return pointAt(problem, shifted).objective;
      };
      expect(Math.abs(stencil(at, 1e-3) - gradient[j])).toBeLessThan(1e-11);
    }
  });

  test('has slope and curvature along a line that stencils measure', () => {
    const point = pointAt(problem, parameters);
    const along = new Float64Array(classes * rows);
    const there = pointAt(problem, moved(1));
    for (let at = 0; at < along.length; at += 1) along[at] = there.scores[at] - point.scores[at];
    const residuals = new Float64Array(along.length);
    const slopeAt = (step: number) =>
      lossAlong(problem, point.scores, along, step, residuals).slope +
      problem.l2 * weightProduct(problem, moved(step), direction);
    expect(Math.abs(stencil(objectiveAt, 1e-3) - slopeAt(0))).toBeLessThan(1e-11);
    const curvature =
      curvatureAlong(problem, point.residuals, along) + 0.3 * weightProduct(problem, direction, direction);
    expect(Math.abs(stencil(slopeAt, 5e-4) - curvature)).toBeLessThan(1e-11);
  });

  test('keeps the loss and the residual of a row that is right by 100: 3.7e−44, not the 0 of 1 − p', () => {
    const sure: Problem = {
      design: { rows: 1, columns: 1, blocks: [{ kind: 'codes', first: 0, levels: 1, codes: new Int32Array(1) }] },
      labels: new Int32Array([0]),
      weights: new Float64Array([1]),
      classes: 2,
      l2: 0,
    };
    const point = pointAt(sure, new Float64Array([100, 0]));
    expect(1 - 1 / (1 + Math.exp(-100))).toBe(0);
    expect(point.loss / Math.exp(-100)).toBeCloseTo(1, 12);
    expect(point.residuals[0] / -Math.exp(-100)).toBeCloseTo(1, 12);
    expect(curvatureAlong(sure, point.residuals, new Float64Array([1, 0])) / Math.exp(-100)).toBeCloseTo(1, 12);
  });

  test('a row of weight 0 adds nothing to loss, residuals or curvature', () => {
    const mute = { ...problem, weights: problem.weights.map((weight, i) => (i === 4 ? 0 : weight)) };
    const point = pointAt(mute, parameters);
    expect([0, 1, 2].map((k) => Math.abs(point.residuals[k * rows + 4]))).toEqual([0, 0, 0]);
    expect(curvatureAlong(mute, point.residuals, point.scores)).toBeGreaterThan(0);
  });
});
