import { describe, expect, test } from 'vitest';
import { softmax } from '../../../src/core/softmax.ts';
import { fit, fitting, type Solver } from '../../../src/learn/fit/fit.ts';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { applyRecipe } from '../../../src/learn/table/apply-recipe.ts';
import { addScores, type Design } from '../../../src/learn/table/design.ts';
import { encodeLabels, readLabels } from '../../../src/learn/table/labels.ts';
import { learnRecipe } from '../../../src/learn/table/recipe.ts';
import { type Table, takeRows } from '../../../src/learn/table/table.ts';
import { denseOf, distance } from '../../helpers/designs.ts';
import { randomTask } from '../../helpers/problems.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const solvers: Solver[] = ['newton', 'lbfgs'];

/** The table with its numbers, all but the target, divided by `unit`. */
function inUnits(table: Table, target: string, unit: number): Table {
  const columns = table.columns.map((column) =>
    column.kind === 'numeric' && column.name !== target
      ? { ...column, values: column.values.map((x) => x / unit) }
      : column,
  );
  return { ...table, columns };
}

/** A table as design and labels, its numbers as they are unless standardised. */
function task(table: Table, target: string, standardize = false) {
  const { classes, labels } = readLabels(table, target);
  const { design } = applyRecipe(learnRecipe(table, { target, standardize }).recipe, table);
  return { design, labels, classes: classes.length };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

const iris = task(exampleTable('iris'), 'species');
const wine = task(exampleTable('wine'), 'cultivar');
const digits = task(inUnits(exampleTable('digits'), 'digit', 16), 'digit');
const digitsRaw = task(exampleTable('digits'), 'digit');

type Task = ReturnType<typeof task>;

function probabilitiesOf({ design, classes }: Task, weights: Float64Array, intercepts: Float64Array) {
  const scores = new Float64Array(classes * design.rows);
  for (let k = 0; k < classes; k += 1) scores.fill(intercepts[k], k * design.rows, (k + 1) * design.rows);
  addScores(design, weights, classes, scores);
  return softmax({ data: scores, dims: [design.rows, classes], strides: [1, design.rows] }).data;
}

describe('fit reproduces the published optima', () => {
  test.each<[string, number, number, number, Task, Solver[]]>([
    ['iris, raw', 1, 0.192575444027, 9, iris, solvers],
    ['iris, raw', 0.01, 0.7496914983, 9, iris, solvers],
    ['iris, raw', 100, 0.04924756641, 9, iris, solvers],
    ['wine, raw', 1, 0.0622357199, 8, wine, solvers],
    ['wine, raw', 0.01, 0.315398853, 9, wine, solvers],
    ['digits, pixels/16', 1, 0.199526403859, 9, digits, ['lbfgs']],
    ['digits, pixels/16', 0.01, 1.416637966, 9, digits, ['lbfgs']],
    ['digits, pixels/16', 100, 0.01735238632, 9, digits, ['lbfgs']],
    ['digits, raw', 1, 0.009478214904, 9, digitsRaw, ['lbfgs']],
  ])('%s, C = %f: %f', (_, C, minimum, figures, { design, labels, classes }, use) => {
    for (const solver of use) {
      const result = fit(design, labels, classes, { C, solver });
      expect(result.stop).toBe('optimum');
      expect(Math.abs(result.objective / minimum - 1)).toBeLessThan(0.5 * 10 ** -figures + 1e-10);
    }
  });

  test('iris: the training accuracy and log-loss, and the objective as the sum of its parts', () => {
    const result = fit(iris.design, iris.labels, 3);
    const figures = evaluate(probabilitiesOf(iris, result.weights, result.intercepts), iris.labels, 3);
    expect(figures.accuracy).toBeCloseTo(0.973333, 6);
    expect(result.logLoss).toBeCloseTo(0.11963668, 7);
    expect(figures.logLoss).toBeCloseTo(result.logLoss, 13);
    const squares = result.weights.reduce((sum, x) => sum + x * x, 0);
    expect(result.objective).toBeCloseTo(result.logLoss + (result.l2 / 2) * squares, 14);
  });

  test('digits: the training figures, and the first 1,347 rows against the last 450', () => {
    const whole = fit(digits.design, digits.labels, 10);
    const figures = evaluate(probabilitiesOf(digits, whole.weights, whole.intercepts), digits.labels, 10);
    expect(figures.accuracy).toBeCloseTo(0.984975, 6);
    expect(figures.logLoss).toBeCloseTo(0.10643273, 7);
    const table = inUnits(exampleTable('digits'), 'digit', 16);
    const [first, last] = [takeRows(table, range(0, 1347)), takeRows(table, range(1347, 1797))];
    const { recipe } = learnRecipe(first, { target: 'digit', standardize: false });
    const { classes, labels } = readLabels(first, 'digit');
    const trained = fit(applyRecipe(recipe, first).design, labels, classes.length);
    expect(Math.abs(trained.objective / 0.202674490388 - 1)).toBeLessThan(1e-10);
    const held = {
      design: applyRecipe(recipe, last).design,
      labels: encodeLabels(last, 'digit', classes),
      classes: 10,
    };
    const scored = evaluate(probabilitiesOf(held, trained.weights, trained.intercepts), held.labels, 10);
    expect(scored.accuracy).toBeCloseTo(0.92, 6);
    expect(scored.logLoss).toBeCloseTo(0.30172779, 6);
  });
});

describe('fit', () => {
  const penguins = task(exampleTable('penguins'), 'species', true);

  test('Newton’s method and L-BFGS find the same weights, with categories and gaps too', () => {
    const [newton, lbfgs] = solvers.map((solver) =>
      fit(penguins.design, penguins.labels, 3, { solver, tolerance: 1e-16 }),
    );
    expect([newton.stop, lbfgs.stop]).toEqual(['optimum', 'optimum']);
    expect(distance(newton.weights, lbfgs.weights)).toBeLessThan(1e-6);
    expect(distance(newton.intercepts, lbfgs.intercepts)).toBeLessThan(1e-6);
    expect(newton.standardErrors?.length).toBe(newton.weights.length);
    expect(lbfgs.standardErrors).toBe(undefined);
  });

  test('the same input gives the same bits', () => {
    const [a, b] = [1, 2].map(() => fit(penguins.design, penguins.labels, 3, { solver: 'lbfgs' }));
    expect(a).toEqual(b);
  });

  test('weights and intercepts sum to 0 over the classes, and two classes are each other’s negatives', () => {
    const { weights, intercepts, features } = fit(penguins.design, penguins.labels, 3);
    for (let j = 0; j < features; j += 1) {
      expect(Math.abs(weights[j] + weights[features + j] + weights[2 * features + j])).toBeLessThan(1e-13);
    }
    expect(Math.abs(intercepts[0] + intercepts[1] + intercepts[2])).toBeLessThan(1e-13);
    const two = randomTask(2);
    const binary = fit(two.design, two.labels, 2);
    const half = binary.features;
    expect(
      distance(
        binary.weights.slice(0, half),
        binary.weights.slice(half).map((x) => -x),
      ),
    ).toBeLessThan(1e-14);
  });

  test('chooses Newton’s method for small matrices and L-BFGS beyond, also where a matrix could not be held', () => {
    expect(fit(iris.design, iris.labels, 3).solver).toBe('newton');
    expect(fitting(digits.design, digits.labels, 10).next().value).toMatchObject({ solver: 'lbfgs', iteration: 0 });
    const images = randomTask(10, 60, 784, []); // MNIST’s 7,850 parameters: a matrix would take 400 MB
    expect(fit(images.design, images.labels, 10, { maxIterations: 2 })).toMatchObject({ solver: 'lbfgs' });
    expect(() => fit(images.design, images.labels, 10, { solver: 'newton' })).toThrow(
      'fit: expected at most 4000 free parameters for solver newton, got 7065',
    );
  });

  test.each(solvers)('the bound is above the true gap at every iteration of %s', (solver) => {
    for (const { design, labels, classes } of [iris, penguins]) {
      const minimum = fit(design, labels, classes, { solver: 'newton', tolerance: 1e-25 }).objective;
      for (const { objective, gapBound } of fitting(design, labels, classes, { solver })) {
        // The bound supposes intercepts without gradient; on the way theirs is small beside the rest.
        if (objective - minimum > 1e-14) expect(gapBound).toBeGreaterThan(objective - minimum);
      }
    }
  });

  test('is what any move of the weights makes worse: a minimum by its own definition', () => {
    const { weights, intercepts, l2, objective } = fit(iris.design, iris.labels, 3);
    const objectiveAt = (w: Float64Array, b: Float64Array) =>
      evaluate(probabilitiesOf(iris, w, b), iris.labels, 3).logLoss + (l2 / 2) * w.reduce((sum, x) => sum + x * x, 0);
    expect(objectiveAt(weights, intercepts)).toBeCloseTo(objective, 13);
    for (let j = 0; j < weights.length; j += 1) {
      for (const step of [-1e-3, 1e-3]) {
        const moved = weights.map((x, l) => (l === j ? x + step : x));
        expect(objectiveAt(moved, intercepts)).toBeGreaterThan(objective);
      }
    }
  });

  test.each(solvers)('sample weights agree with repeated rows (%s)', (solver) => {
    const table = exampleTable('iris');
    const times = range(0, 150).map((i) => i % 4); // 0 leaves a row out
    const rows = range(0, 150).flatMap((i) => Array(times[i]).fill(i));
    const repeated = task(takeRows(table, rows), 'species');
    const a = fit(iris.design, iris.labels, 3, { sampleWeights: times, solver, tolerance: 1e-16 });
    const b = fit(repeated.design, repeated.labels, 3, { solver, tolerance: 1e-16 });
    expect(a.l2).toBe(b.l2);
    expect(a.objective).toBeCloseTo(b.objective, 14);
    expect(distance(a.weights, b.weights)).toBeLessThan(1e-6);
    const [errors, expected] = [a.standardErrors ?? [], b.standardErrors ?? []];
    expect(distance(errors, expected)).toBeLessThan(1e-6);
  });

  test.each(solvers)(
    'raw columns of 1e9 and 1e−9 with an offset reach the optimum of the scaled problem (%s)',
    (solver) => {
      const { design, labels, classes } = randomTask(3, 80, 2, []);
      const dense = denseOf(design);
      const plain = tableOf({ a: dense.map((row) => row[0]), b: dense.map((row) => row[1]) });
      const wild = tableOf({ a: dense.map((row) => 1e9 * row[0] + 3e9), b: dense.map((row) => 1e-9 * row[1] - 1e-9) });
      const designOf = (table: Table) =>
        applyRecipe(
          learnRecipe(
            { ...table, columns: [...table.columns, tableOf({ y: [...labels] }).columns[0]] },
            { target: 'y', standardize: false },
          ).recipe,
          table,
        ).design;
      const free = fit(designOf(plain), labels, classes, { l2: 0, solver });
      const result = fit(designOf(wild), labels, classes, { l2: 0, solver });
      expect(result.converged).toBe(true);
      expect(result.objective).toBeCloseTo(free.objective, 12);
      expect(result.weights[0] * 1e9).toBeCloseTo(free.weights[0], 5);
      expect(result.weights[1] * 1e-9).toBeCloseTo(free.weights[1], 5);
    },
  );

  test.each(solvers)('constant and collinear columns do no harm, with a penalty and without (%s)', (solver) => {
    const { design, labels, classes } = randomTask(3, 80, 2, []);
    const dense = denseOf(design);
    const [a, b] = [dense.map((row) => row[0]), dense.map((row) => row[1])];
    const blockOf = (columns: number[][]): Design => ({
      rows: 80,
      columns: columns.length,
      blocks: [
        {
          kind: 'numbers',
          index: range(0, columns.length),
          values: columns.map((x) => Float64Array.from(x)),
          centers: columns.map(() => 0),
          scales: columns.map(() => 1),
        },
      ],
    });
    const more = blockOf([a, b, a.map((x, i) => 2 * x - b[i]), a.map(() => 7)]);
    const free = fit(more, labels, classes, { l2: 0, solver });
    expect(free.converged).toBe(true);
    expect(free.objective).toBeCloseTo(fit(blockOf([a, b]), labels, classes, { l2: 0, solver }).objective, 12);
    const held = fit(more, labels, classes, { solver });
    expect(held.stop).toBe('optimum');
    expect(Math.abs(held.weights[3])).toBeLessThan(1e-12);
  });

  test('a class of one row is learned', () => {
    const { design, labels } = randomTask(3);
    labels[5] = 3;
    for (const solver of solvers) expect(fit(design, labels, 4, { solver }).stop).toBe('optimum');
  });

  test.each(solvers)(
    'without a penalty, classes that a plane separates have no optimum, and it says so (%s)',
    (solver) => {
      const x = range(0, 40).map((i) => i - 20 + (i % 3) / 7);
      const { design, labels } = task(tableOf({ x, y: x.map((value) => (value > 0 ? 1 : 0)) }), 'y');
      const result = fit(design, labels, 2, { l2: 0, solver });
      expect(result).toMatchObject({ stop: 'separated', converged: false, gapBound: Infinity });
      expect(result.standardErrors).toBe(undefined);
      expect(
        evaluate(probabilitiesOf({ design, labels, classes: 2 }, result.weights, result.intercepts), labels, 2)
          .accuracy,
      ).toBe(1);
      expect(fit(design, labels, 2, { l2: 1e-8, solver }).stop).toBe('optimum');
    },
  );

  test.each(solvers)(
    'nor do classes that it separates but for ties: a level that only one class has (%s)',
    (solver) => {
      const random = randomTask(2);
      const level = Array.from(random.labels, (label, i) => (label === 1 && i % 5 === 0 ? 1 : 0));
      const first = denseOf(random.design).map((row) => row[0]);
      const { design, labels } = task(tableOf({ x: first, level, y: [...random.labels] }), 'y');
      expect(level.some((x) => x === 1)).toBe(true);
      expect(fit(design, labels, 2, { l2: 0, solver })).toMatchObject({ stop: 'separated', converged: false });
    },
  );

  test('with C = 1e6, near separation, it still reaches the optimum', () => {
    const [a, b] = solvers.map((solver) => fit(iris.design, iris.labels, 3, { C: 1e6, solver }));
    expect([a.stop, b.stop]).toEqual(['optimum', 'optimum']);
    expect(Math.abs(a.objective - b.objective)).toBeLessThan(1e-12);
  });

  test('more features than rows are no harm', () => {
    const { design, labels } = randomTask(2, 20, 60, []);
    const [a, b] = solvers.map((solver) => fit(design, labels, 2, { solver }));
    expect([a.stop, b.stop]).toEqual(['optimum', 'optimum']);
    expect(Math.abs(a.objective - b.objective)).toBeLessThan(1e-12);
  });

  test('stops after maxIterations and says that it has not converged', () => {
    const result = fit(iris.design, iris.labels, 3, { maxIterations: 2 });
    expect(result).toMatchObject({ stop: 'max-iterations', converged: false, iterations: 2 });
    expect(result.objective).toBeGreaterThan(0.1925755);
  });

  test('chooses Newton’s method for a small matrix and few rows, or for no penalty', () => {
    const chosen = (rows: number, options: object) => {
      const { design, labels } = randomTask(4, rows, 32, []);
      return fit(design, labels, 4, { maxIterations: 0, ...options }).solver;
    };
    expect([chosen(500, {}), chosen(20_500, {}), chosen(20_500, { l2: 0 })]).toEqual(['newton', 'lbfgs', 'newton']);
  });

  test('needs few passes: as many as were measured, and a quarter more', () => {
    const passes = ({ design, labels, classes }: Task, C: number) =>
      fit(design, labels, classes, { C, solver: 'lbfgs' }).passes;
    expect(passes(iris, 1)).toBeLessThan(30);
    expect(passes(wine, 1)).toBeLessThan(45);
    expect(passes(digits, 1)).toBeLessThan(55);
    expect(passes(task(exampleTable('digits'), 'digit', true), 1)).toBeLessThan(126);
  });

  test.each<[string, object]>([
    ['fit: expected solver auto, newton, lbfgs, gd, sgd or proximal, got cg', { solver: 'cg' }],
    ['fit: expected tolerance > 0, got 0', { tolerance: 0 }],
    ['fit: expected maxIterations ≥ 0, got -1', { maxIterations: -1 }],
    ['fit: expected maxIterations ≥ 0, got NaN', { maxIterations: Number.NaN }],
    ['fit: expected l2 or C, got both', { l2: 1, C: 1 }],
  ])('refuses: %s', (message, options) => {
    expect(() => fit(iris.design, iris.labels, 3, options)).toThrow(new RangeError(message));
  });
});

describe('fitting', () => {
  test('yields its progress before each step and returns what fit returns', () => {
    const steps = fitting(iris.design, iris.labels, 3);
    const seen = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) seen.push(step.value);
    expect(step.value).toEqual(fit(iris.design, iris.labels, 3));
    expect(seen.length).toBe(step.value.iterations + 1);
    expect(seen[0].objective).toBeCloseTo(Math.log(3), 14);
    expect(Object.keys(seen[0]).sort()).toEqual([
      'gapBound',
      'gradientNorm',
      'iteration',
      'objective',
      'passes',
      'solver',
    ]);
  });

  test('refuses more rows × classes, or features × classes, than one array can hold, before anything else', () => {
    const limit = 'at most 4294967295';
    expect(() => fit({ rows: 200_000, columns: 1, blocks: [] }, [], 100_000)).toThrow(
      new RangeError(`fit: expected rows × classes ${limit}, got 200000 × 100000`),
    );
    expect(() => fit({ rows: 1, columns: 1_000_000, blocks: [] }, [], 5000)).toThrow(
      new RangeError(`fit: expected features × classes ${limit}, got 1000000 × 5000`),
    );
  });
});
