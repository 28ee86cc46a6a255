import { describe, expect, test } from 'vitest';
import { type Fit, fit, fitting, type Progress } from '../../../src/learn/fit/fit.ts';
import { completePoint, lossAlong, pointAt, scoresOf } from '../../../src/learn/fit/objective.ts';
import { prepareProblem, startingParameters } from '../../../src/learn/fit/problem.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { readLabels } from '../../../src/learn/table/labels.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { takeRows } from '../../../src/learn/table/table.ts';
import { randomTask } from '../../helpers/problems.ts';
import { exampleTable } from '../../helpers/tables.ts';

/** A table with its numbers as they are, and only every `every`-th row. */
function task(name: string, target: string, every = 1) {
  const whole = exampleTable(name);
  const rows = Array.from({ length: whole.rows }, (_, i) => i).filter((i) => i % every === 0);
  const table = takeRows(whole, rows);
  const { classes, labels } = readLabels(table, target);
  const { design } = applyRecipe(learnRecipe(table, { target, standardize: false }).recipe, table);
  return { design, labels, classes: classes.length };
}

const wine = task('wine', 'cultivar');
const digits = task('digits', 'digit', 6);
const rates = [1e-9, 1e-6, 1e-3, 1, 1e3, 1e6, 1e12];

function progressOf({ design, labels, classes }: typeof wine, options: Parameters<typeof fit>[3]) {
  const steps = fitting(design, labels, classes, options);
  const trace: Progress[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) trace.push(step.value);
  return { trace, result: step.value };
}

const isWhole = (result: Fit) =>
  [
    result.objective,
    result.logLoss,
    result.gapBound,
    result.gradientNorm,
    ...result.weights,
    ...result.intercepts,
  ].every(Number.isFinite);

/** Plain gradient descent on the same problem, its softmax stable, its steps not capped. */
function naive({ design, labels, classes }: typeof wine, learningRate: number, steps: number): number[] {
  const { problem } = prepareProblem(design, labels, classes, {});
  const point = pointAt(problem, startingParameters(problem));
  for (let step = 0; step < steps; step += 1) {
    for (let j = 0; j < point.parameters.length; j += 1) point.parameters[j] -= learningRate * point.gradient[j];
    scoresOf(problem, point.parameters, point.scores);
    point.loss = lossAlong(problem, point.scores, point.scores, 0, point.residuals).loss;
    completePoint(problem, point);
  }
  return [point.objective, ...point.parameters];
}

describe.each([
  ['wine, unscaled', wine],
  ['digits', digits],
])('%s: any learning rate', (_, data) => {
  test.each(rates)('gradient descent at %f lowers the objective with every step and stays finite', (learningRate) => {
    const { trace, result } = progressOf(data, { solver: 'gd', learningRate, maxIterations: 60 });
    expect(isWhole(result)).toBe(true);
    const objectives = [...trace, result].map(({ objective }) => objective);
    objectives.slice(1).forEach((objective, i) => {
      expect(objective).toBeLessThanOrEqual(objectives[i] * (1 + 1e-14));
    });
    expect(result.objective).toBeLessThan(objectives[0]);
  });

  test.each(rates)('stochastic gradient descent at %f stays finite', (learningRate) => {
    const { trace, result } = progressOf(data, { solver: 'sgd', learningRate, maxIterations: 3 });
    expect(trace.every(({ objective, gradientNorm }) => Number.isFinite(objective + gradientNorm))).toBe(true);
    expect(isWhole(result)).toBe(true);
  });

  test('without the cap the same steps end in NaN', () => {
    expect(naive(data, 1e6, 400).some(Number.isNaN)).toBe(true);
    expect(naive(data, 1e12, 400).some(Number.isNaN)).toBe(true);
  });
});

describe('the trace', () => {
  const data = randomTask(3);

  test('says how often the bound shortened a step, first when, and how long the steps were', () => {
    const { trace, result } = progressOf(data, { solver: 'gd', learningRate: 1e12, maxIterations: 5 });
    expect(trace[0].rate).toMatchObject({ steps: 0, capped: 0, firstCapped: null, shortest: null });
    expect(result.rate).toMatchObject({ learningRate: 1e12, steps: 5, capped: 5, firstCapped: 1 });
    expect(result.rate?.longest).toBeLessThan(1e3);
  });

  test('a small learning rate is used as it is', () => {
    const { result } = progressOf(data, { solver: 'gd', learningRate: 1e-3, maxIterations: 5 });
    expect(result.rate).toMatchObject({ steps: 5, capped: 0, firstCapped: null });
    expect(result.rate?.shortest).toBeCloseTo(1e-3, 15);
    const { problem } = prepareProblem(data.design, data.labels, 3, {});
    const point = pointAt(problem, startingParameters(problem));
    const first = point.parameters.map((x, j) => x - 1e-3 * point.gradient[j]);
    const one = fitting(data.design, data.labels, 3, { solver: 'gd', learningRate: 1e-3, maxIterations: 5 });
    one.next();
    const { objective } = one.next().value;
    expect(objective).toBeCloseTo(pointAt(problem, first).objective, 14);
  });

  test('no learning rate: every step is the largest safe one, and none counts as capped', () => {
    const { result } = progressOf(data, { solver: 'gd', maxIterations: 5 });
    expect(result.rate).toMatchObject({ learningRate: null, steps: 5, capped: 0 });
  });
});

describe('where they lead', () => {
  const { design, labels, classes } = randomTask(3);
  const best = fit(design, labels, classes, { l2: 0.1 });

  test('gradient descent reaches the certified optimum of the other solvers', () => {
    const result = fit(design, labels, classes, { l2: 0.1, solver: 'gd', tolerance: 1e-10, maxIterations: 5000 });
    expect(result.stop).toBe('optimum');
    expect(Math.abs(result.objective - best.objective)).toBeLessThan(1e-10);
  });

  test.each([0.1, 1, 1e12])(
    'stochastic gradient descent at %f comes near it, by the bound that it states',
    (learningRate) => {
      const result = fit(design, labels, classes, { l2: 0.1, solver: 'sgd', learningRate, maxIterations: 200 });
      expect(result.objective - best.objective).toBeLessThan(0.01);
      expect(result.objective - best.objective).toBeLessThanOrEqual(result.gapBound);
    },
  );

  test('the same seed gives the same bits, another one others; a batch of all rows has no noise', () => {
    const at = (seed: number) => fit(design, labels, classes, { solver: 'sgd', seed, maxIterations: 3 }).weights;
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
    const one = { learningRate: 1e-2, maxIterations: 1 };
    const whole = fit(design, labels, classes, { solver: 'sgd', batchSize: 1000, ...one });
    expect(whole.objective).toBeCloseTo(fit(design, labels, classes, { solver: 'gd', ...one }).objective, 13);
  });

  test('classes that can be separated end with that word where λ = 0', () => {
    const x = {
      kind: 'numbers' as const,
      index: [0],
      values: [Float64Array.of(-2, -1, 1, 2)],
      centers: [0],
      scales: [1],
    };
    for (const solver of ['gd', 'sgd'] as const) {
      const result = fit({ rows: 4, columns: 1, blocks: [x] }, [0, 0, 1, 1], 2, { l2: 0, solver, learningRate: 1e12 });
      expect(result.stop).toBe('separated');
    }
  });

  test('a row of weight 0 changes nothing, and one of weight 2 counts twice', () => {
    const twice = Array.from({ length: design.rows }, (_, i) => 1 + (i % 2));
    const result = fit(design, labels, classes, {
      l2: 0.1,
      solver: 'gd',
      sampleWeights: twice,
      maxIterations: 3000,
      tolerance: 1e-10,
    });
    expect(result.objective).toBeCloseTo(fit(design, labels, classes, { l2: 0.1, sampleWeights: twice }).objective, 9);
  });
});

test.each([
  [{ solver: 'gd', learningRate: 0 }, /a finite learningRate > 0, got 0$/],
  [{ solver: 'gd', learningRate: -1 }, /got -1$/],
  [{ solver: 'sgd', learningRate: Number.NaN }, /got NaN$/],
  [{ solver: 'sgd', learningRate: Infinity }, /got Infinity$/],
  [{ solver: 'newton', learningRate: 1 }, /solver gd or sgd for a learningRate, got newton$/],
  [{ solver: 'sgd', batchSize: 0 }, /a whole batchSize ≥ 1, got 0$/],
] as const)('%o is refused', (options, message) => {
  const { design, labels, classes } = randomTask(3);
  expect(() => fit(design, labels, classes, options)).toThrow(message);
});
