import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/core/random.ts';
import { pointAt } from '../../../src/learn/fit/objective.ts';
import {
  type FitOptions,
  prepareProblem,
  splitParameters,
  startingParameters,
} from '../../../src/learn/fit/problem.ts';
import { denseOf, distance, randomDesign, randomFloats } from '../../helpers/designs.ts';

const random = seededRandom(8);
const design = randomDesign(random, 6, 2, [2]);
const labels = [0, 1, 2, 0, 1, 1];
const prepare = (options: FitOptions = {}) => prepareProblem(design, labels, 3, options);

describe('prepareProblem', () => {
  test('λ is l2, or 1/(C·n), for two classes 2/(C·n), n being the sum of the sample weights; C is 1 by default', () => {
    expect(prepare({ l2: 0.25 }).problem.l2).toBe(0.25);
    expect(prepare({ l2: 0 }).problem.l2).toBe(0);
    expect(prepare().problem.l2).toBe(1 / 6);
    expect(prepare({ C: 2 }).problem.l2).toBe(1 / 12);
    expect(prepare({ C: Infinity }).problem.l2).toBe(0);
    expect(prepareProblem(design, [0, 1, 0, 0, 1, 1], 2, { C: 2 }).problem.l2).toBe(2 / 12);
    expect(prepare({ C: 2, sampleWeights: [1, 1, 1, 1, 2, 4] }).problem.l2).toBe(1 / 20);
  });

  test('weights sum to 1; the last column is the intercept; numbers have weighted mean 0', () => {
    const sampleWeights = [1, 0, 2, 3, 1, 1];
    const { problem } = prepare({ sampleWeights });
    expect([...problem.weights]).toEqual(sampleWeights.map((weight) => weight / 8));
    const dense = denseOf(problem.design);
    expect(dense.map((row) => row[4])).toEqual([1, 1, 1, 1, 1, 1]);
    for (const j of [0, 1]) {
      expect(Math.abs(dense.reduce((sum, row, i) => sum + problem.weights[i] * row[j], 0))).toBeLessThan(1e-15);
    }
  });

  test('centring changes no score once the intercepts are brought back', () => {
    const prepared = prepare();
    const parameters = randomFloats(random, 3 * 5);
    const { scores } = pointAt(prepared.problem, parameters);
    const { weights, intercepts } = splitParameters(prepared, parameters);
    const expected = scores.map((_, at) => {
      const k = Math.floor(at / 6);
      return intercepts[k] + denseOf(design)[at % 6].reduce((sum, x, j) => sum + weights[k * 4 + j] * x, 0);
    });
    expect(distance(scores, expected)).toBeLessThan(1e-14);
  });

  test('starts from weights 0 and the shares of the classes, where the intercepts have no gradient', () => {
    const { problem } = prepare({ sampleWeights: [1, 0, 2, 3, 1, 1] });
    const { gradient } = pointAt(problem, startingParameters(problem));
    for (const k of [0, 1, 2]) expect(Math.abs(gradient[k * 5 + 4])).toBeLessThan(1e-16);
  });

  test.each<[string, () => unknown]>([
    ['fit: expected at least 2 classes, got 1', () => prepareProblem(design, labels, 1, {})],
    ['fit: expected labels.length 6, got 2', () => prepareProblem(design, [0, 1], 2, {})],
    ['fit: expected labels from 0 to 1, got 2', () => prepareProblem(design, labels, 2, {})],
    ['fit: expected labels from 0 to 1, got -1', () => prepareProblem(design, [0, 1, -1, 0, 1, 0], 2, {})],
    ['fit: expected labels from 0 to 1, got 0.5', () => prepareProblem(design, [0, 1, 0.5, 0, 1, 0], 2, {})],
    ['fit: expected rows of every class, got none of class 3', () => prepareProblem(design, labels, 4, {})],
    ['fit: expected rows of every class, got none of class 2', () => prepare({ sampleWeights: [1, 1, 0, 1, 1, 1] })],
    ['fit: expected sampleWeights.length 6, got 1', () => prepare({ sampleWeights: [1] })],
    ['fit: expected finite sampleWeights ≥ 0, got -1', () => prepare({ sampleWeights: [1, 1, -1, 1, 1, 1] })],
    ['fit: expected finite sampleWeights ≥ 0, got NaN', () => prepare({ sampleWeights: [1, 1, Number.NaN, 1, 1, 1] })],
    ['fit: expected l2 or C, got both', () => prepare({ l2: 1, C: 1 })],
    ['fit: expected a finite l2 ≥ 0, got -1', () => prepare({ l2: -1 })],
    ['fit: expected C > 0, got 0', () => prepare({ C: 0 })],
    ['fit: expected C > 0, got NaN', () => prepare({ C: Number.NaN })],
  ])('refuses: %s', (message, call) => {
    expect(call).toThrow(new RangeError(message));
  });
});
