import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fit, fitting } from '../../../src/learn/fit/fit.ts';
import { pointAt } from '../../../src/learn/fit/objective.ts';
import { penaltiesOf, prepareProblem, startingParameters } from '../../../src/learn/fit/problem.ts';
import { largestPenalty } from '../../../src/learn/fit/proximal.ts';
import { choosingPenalty } from '../../../src/learn/select/choose-penalty.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { type Table, takeRows } from '../../../src/learn/table/table.ts';
import { randomTask } from '../../helpers/problems.ts';
import { exampleTable } from '../../helpers/tables.ts';

type Found = { C: number; l1Ratio: number; objective: number; nonzero: number };
const reference: Record<string, Found[]> = JSON.parse(readFileSync(new URL('./l1.json', import.meta.url), 'utf8'));

/** A table as design and labels, its numbers standardised by the rows of another, if there is one. */
function task(table: Table, target: string, whole = table) {
  const { classes, labels } = readLabels(table, target);
  const { design } = applyRecipe(learnRecipe(whole, { target }).recipe, table);
  return { design, labels, classes: classes.length };
}

const iris = exampleTable('iris');
const tasks: Record<string, ReturnType<typeof task>> = {
  iris: task(iris, 'species'),
  wine: task(exampleTable('wine'), 'cultivar'),
  two: task(
    takeRows(
      iris,
      Array.from({ length: 100 }, (_, i) => 50 + i),
    ),
    'species',
    iris,
  ),
};
const cases = Object.entries(reference).flatMap(([name, all]) =>
  all.map((one) => [name, one.C, one.l1Ratio, one] as const),
);
const nonzero = (weights: Float64Array) => weights.filter((weight) => weight !== 0).length;

describe('agrees with saga of scikit-learn', () => {
  test.each(cases)('%s, C = %f, l1Ratio = %f', (name, C, l1Ratio, expected) => {
    const { design, labels, classes } = tasks[name];
    const result = fit(design, labels, classes, { C, l1Ratio });
    expect(result).toMatchObject({ solver: 'proximal', stop: 'optimum', C });
    expect(result.gapBound).toBeLessThanOrEqual(1e-12);
    expect(expected.objective - result.objective).toBeLessThan(1e-8);
    expect(expected.objective - result.objective).toBeGreaterThan(-1e-12);
    // Of two classes saga has one vector, and we have it and its negative.
    expect(nonzero(result.weights)).toBe(classes === 2 ? 2 * expected.nonzero : expected.nonzero);
  });
});

describe('the duality gap', () => {
  test.each([
    { C: 1, l1Ratio: 1 },
    { C: 100, l1Ratio: 1 },
    { C: 1, l1Ratio: 0.3 },
    { l1: 0.01, l2: 0.001 },
  ])('bounds the distance from the minimum at every iteration, for %o', (options) => {
    for (const { design, labels, classes } of Object.values(tasks)) {
      const minimum = fit(design, labels, classes, { ...options, tolerance: 1e-14 }).objective;
      for (const step of fitting(design, labels, classes, options)) {
        expect(step.gapBound).toBeGreaterThanOrEqual((step.objective - minimum) * (1 - 1e-9) - 1e-13);
      }
    }
  });

  test('the optimum without its smallest weight is further away: no weight is kept that does not help', () => {
    const { design, labels, classes } = tasks.wine;
    const exact = fit(design, labels, classes, { C: 1, l1Ratio: 1 });
    const ridge = fit(design, labels, classes, { C: 1 });
    expect(nonzero(exact.weights)).toBeLessThan(nonzero(ridge.weights) / 2);
    expect(ridge.weights.every((weight) => weight !== 0)).toBe(true);
  });
});

test('at λmax every weight is 0, and just below it one is not', () => {
  for (const { design, labels, classes } of Object.values(tasks)) {
    const { problem } = prepareProblem(design, labels, classes, {});
    const l1 = largestPenalty(problem, pointAt(problem, startingParameters(problem)));
    expect(nonzero(fit(design, labels, classes, { l1 }).weights)).toBe(0);
    expect(nonzero(fit(design, labels, classes, { l1: 0.99 * l1 }).weights)).toBeGreaterThan(0);
  }
});

test('with categories, sample weights and two classes: a ratio of 0 is L2, and a tiny share of L1 is near it', () => {
  for (const classes of [2, 4]) {
    const { design, labels } = randomTask(classes);
    const sampleWeights = Float64Array.from(labels, (_, i) => i % 3);
    const ridge = fit(design, labels, classes, { C: 1, sampleWeights });
    expect(fit(design, labels, classes, { C: 1, l1Ratio: 0, sampleWeights }).weights).toEqual(ridge.weights);
    const near = fit(design, labels, classes, { C: 1, l1Ratio: 1e-6, sampleWeights });
    expect(near.stop).toBe('optimum');
    expect(Math.abs(near.objective - ridge.objective)).toBeLessThan(1e-5);
    near.weights.forEach((weight, j) => {
      expect(weight).toBeCloseTo(ridge.weights[j], 3);
    });
  }
});

test('λ₁ and λ₂ of C and a ratio, for more classes and for two', () => {
  expect(penaltiesOf({ C: 2, l1Ratio: 0.25 }, 10, 3)).toEqual({ l1: 0.0125, l2: 0.75 * 0.05 });
  expect(penaltiesOf({ C: 2, l1Ratio: 0.25 }, 10, 2)).toEqual({ l1: 0.0125, l2: 0.75 * 0.1 });
  expect(penaltiesOf({ l1: 0.1 }, 10, 3)).toEqual({ l1: 0.1, l2: 0 });
  expect(penaltiesOf({ l1: 0.1, l2: 0.2 }, 10, 3)).toEqual({ l1: 0.1, l2: 0.2 });
});

test('the penalty is chosen from λmax down', () => {
  const table = exampleTable('iris');
  const { labels } = readLabels(table, 'species');
  const learn = (part: Table) => learnRecipe(part, { target: 'species' }).recipe;
  const steps = choosingPenalty(table, labels, 3, { learn, folds: 3, l1Ratio: 1 });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { path, l1, C, l2 } = step.value;
  const { problem } = prepareProblem(tasks.iris.design, labels, 3, {});
  const largest = largestPenalty(problem, pointAt(problem, startingParameters(problem)));
  expect((path[0].l1 ?? 0) / largest).toBeCloseTo(1, 12);
  expect((path[0].l1 ?? 0) / (path[4].l1 ?? 1)).toBeCloseTo(10, 12);
  expect(path[0].logLoss).toBeCloseTo(Math.log(3), 1);
  expect(l2).toBe(0);
  expect(l1).toBeCloseTo(1 / (C * 150), 12);
  expect(l1).toBeLessThan(largest);
});

test.each([
  [{ l1: -1 }, /a finite l1 ≥ 0, got -1$/],
  [{ l1: Number.NaN }, /got NaN$/],
  [{ l1: 1, C: 1 }, /l1 or C, got both$/],
  [{ l1Ratio: 1.5 }, /l1Ratio from 0 to 1, got 1.5$/],
  [{ l1Ratio: 0.5, l2: 1 }, /l1Ratio with C, got l2$/],
  [{ l1: 0.1, solver: 'lbfgs' }, /auto or proximal with L1, got lbfgs$/],
  [{ solver: 'proximal' }, /with L1, got proximal$/],
] as const)('%o is refused', (options, message) => {
  const { design, labels, classes } = tasks.iris;
  expect(() => fit(design, labels, classes, options)).toThrow(message);
});
