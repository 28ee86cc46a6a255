import { fileURLToPath } from 'node:url';
import { readTable } from '@bridle/pipeline';
import {
  cachedModels,
  fetchValue,
  fitEstimator,
  type Matrix,
  type SparkTrainOptions,
  sqlRelation,
  trainOnSpark,
  transformed,
  type Vector,
} from '@bridle/spark';
import {
  applyRecipe,
  fit,
  learnRecipe,
  parseModel,
  predict,
  readLabels,
  serializeModel,
  type Table,
  takeRows,
} from 'bridle/learn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EngineColumn } from '../../../sql/test/helpers/engine.ts';
import { madeProblem } from '../../../sql/test/helpers/problem.ts';
import { rowsOf } from '../../../sql/test/helpers/rows.ts';
import { openSpark } from '../../../sql/test/helpers/spark.ts';

let spark: Awaited<ReturnType<typeof openSpark>>;
beforeAll(async () => {
  spark = await openSpark();
});
afterAll(() => spark?.close());
// Whatever a test did, failures included, no model stays in the server's cache.
afterEach(async () => expect(await cachedModels(spark.session)).toEqual([]));

function columnsOf(table: Table): EngineColumn[] {
  const rows = rowsOf(table);
  return table.columns.map(({ name, kind }) => {
    const cells = rows.map((row, i) => (kind === 'numeric' && row[name] === null && i % 2 ? Number.NaN : row[name]));
    return { name, type: kind === 'numeric' ? 'number' : 'text', cells };
  });
}

type Options = { l2?: number; C?: number; standardize?: boolean; sampleWeights?: Float64Array };

/** Our own trainer on the rows that have a target, and its objective at any weights. */
function ours(table: Table, target: string, { standardize = true, ...options }: Options = {}) {
  const { classes, labels } = readLabels(table, target);
  const known = [...labels.keys()].filter((row) => labels[row] >= 0);
  const part = takeRows(table, known);
  const { recipe } = learnRecipe(part, { target, standardize });
  const own = fit(
    applyRecipe(recipe, part).design,
    known.map((row) => labels[row]),
    classes.length,
    { tolerance: 1e-16, ...options },
  );
  return { ...own, classes };
}

const farthest = (u: Float64Array, v: Float64Array) => Math.max(...u.map((x, j) => Math.abs(x - v[j])));

async function expectSame(
  name: string,
  table: Table,
  options: Omit<SparkTrainOptions, 'table' | 'target'>,
  own: ReturnType<typeof ours>,
) {
  const trained = await trainOnSpark(spark.session, { table: [name], target: 'y', ...options });
  expect(trained.model.classes).toEqual(own.classes);
  expect(farthest(trained.model.weights, own.weights)).toBeLessThanOrEqual(1e-6);
  expect(farthest(trained.model.intercepts, own.intercepts)).toBeLessThanOrEqual(1e-6);
  expect(trained.objective - own.objective).toBeLessThanOrEqual(1e-12);
  expect(trained.converged).toBe(true);
  expect(trained.rows + trained.missingTargetRows + trained.zeroWeightRows).toBe(table.rows);
  return trained;
}

describe('training on Spark', () => {
  test('reaches the optimum of our own trainer, and one pass certifies it', async () => {
    const table = madeProblem(20_000, 6, 3);
    await spark.load('made', columnsOf(table));
    const trained = await expectSame('made', table, { l2: 1e-3 }, ours(table, 'y', { l2: 1e-3 }));
    expect(trained.iterations).toBeGreaterThan(5);
    expect(trained).toMatchObject({ passes: 1, sampleRows: 0, hitMaxIterations: false });
    // The certificate is our own objective and gradient at these weights.
    const { model } = trained;
    const { probabilities } = predict(parseModel(serializeModel(model)), table);
    const { labels } = readLabels(table, 'y');
    const mean = (of: (row: number) => number) => labels.reduce((sum, _, i) => sum + of(i), 0) / table.rows;
    const squares = model.weights.reduce((sum, w) => sum + w * w, 0);
    const loss = mean((i) => -Math.log(probabilities[3 * i + labels[i]]));
    expect(Math.abs(trained.objective - (loss + 0.0005 * squares))).toBeLessThanOrEqual(1e-12);
    const scaled = model.recipe.features.map((feature, j) => {
      const column = table.columns[j];
      if (feature.kind !== 'numeric' || column.kind !== 'numeric') throw new Error('numbers');
      return column.values.map((x) => (x - feature.mean) / feature.scale);
    });
    const gradient = [0, 1, 2].flatMap((k) =>
      [...scaled, null].map((x, j) => {
        const data = mean((i) => (probabilities[3 * i + k] - (labels[i] === k ? 1 : 0)) * (x?.[i] ?? 1));
        return data + (x ? 1e-3 * model.weights[6 * k + j] : 0);
      }),
    );
    expect(Math.abs(trained.gradientNorm - Math.max(...gradient.map(Math.abs)))).toBeLessThanOrEqual(1e-12);
  });

  test('at 200,000 × 20 × 5 is as near, by one pass', async () => {
    const table = madeProblem(200_000, 20, 5);
    await spark.load('full', columnsOf(table));
    const own = ours(table, 'y', { l2: 1e-3 });
    const begun = performance.now();
    const trained = await expectSame('full', table, { l2: 1e-3 }, own);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const far = farthest(trained.model.weights, own.weights).toExponential(1);
    console.log(
      `Spark, 200,000 × 20 × 5: ${trained.iterations} iterations, ${trained.passes} pass, ${seconds} s, |ΔW| ${far}`,
    );
    expect(trained.passes).toBe(1);
  }, 300_000);

  test('treats text classes, categories, missing cells and missing targets as the recipe does', async () => {
    const file = new URL('../../../../examples/penguins/penguins.csv', import.meta.url);
    const whole = await readTable(fileURLToPath(file));
    const target = whole.columns[0];
    if (target.kind !== 'categorical') throw new Error('species is a text');
    const codes = target.codes.map((code, row) => (row % 29 === 3 ? -1 : code));
    const table = { ...whole, columns: [{ ...target, name: 'y', codes }, ...whole.columns.slice(1)] };
    await spark.load('penguins', columnsOf(table));
    const trained = await expectSame('penguins', table, { C: 1 }, ours(table, 'y'));
    expect(trained.missingTargetRows).toBe(12);
  });

  test('two classes, whole numbers as classes, λ = 0, a constant column', async () => {
    const made = madeProblem(1500, 4, 2, 8);
    const y = made.columns[4];
    if (y.kind !== 'categorical') throw new Error('y is a text');
    const values = Float64Array.from(y.codes, (code) => (code === 0 ? 10 : 9));
    const same = { kind: 'numeric' as const, name: 'same', values: new Float64Array(1500).fill(7) };
    const table: Table = {
      rows: 1500,
      columns: [...made.columns.slice(0, 4), same, { kind: 'numeric', name: 'y', values }],
    };
    await spark.load('two', columnsOf(table));
    const trained = await expectSame('two', table, { l2: 0 }, ours(table, 'y', { l2: 0 }));
    expect(trained.model.classes).toEqual(['9', '10']);
    expect(trained.leftOut).toEqual([{ name: 'same', reason: 'constant' }]);
  });

  test('counts a row as often as its weight says, without standardising', async () => {
    const table = madeProblem(1500, 4, 3, 11);
    const sampleWeights = Float64Array.from({ length: 1500 }, (_, i) => (i * 7) % 4);
    await spark.load('weighted', [...columnsOf(table), { name: 'times', type: 'number', cells: [...sampleWeights] }]);
    const options = { l2: 0.01, standardize: false };
    const own = ours(table, 'y', { ...options, sampleWeights });
    await expectSame('weighted', table, { ...options, weight: 'times' }, own);
    expect(farthest(own.weights, ours(table, 'y', options).weights)).toBeGreaterThan(1e-3);
  });

  test('corrects a fit that stopped early, by a sample, and says what is left', async () => {
    const table = madeProblem(3000, 4, 3, 5);
    await spark.load('early', columnsOf(table));
    const trained = await trainOnSpark(spark.session, { table: ['early'], target: 'y', l2: 0.01, maxIterations: 6 });
    expect(trained.hitMaxIterations).toBe(true);
    expect(trained.passes).toBeGreaterThan(1);
    expect(trained.sampleRows).toBe(3000);
    const own = ours(table, 'y', { l2: 0.01 });
    expect(trained.objective - own.objective).toBeLessThanOrEqual(1e-9);
    // One iteration is too few for two steps to mend, and that is said.
    const far = await trainOnSpark(spark.session, { table: ['early'], target: 'y', l2: 0, maxIterations: 1 });
    expect(far.converged).toBe(false);
    expect(far.gradientNorm).toBeGreaterThan(1e-7);
  });

  test('reads a sparse matrix of coefficients, which a fit by L1 gives', async () => {
    const table = madeProblem(1500, 6, 3, 3);
    await spark.load('sparse', columnsOf(table));
    const inputCols = [0, 1, 2, 3, 4, 5].map((j) => `x${j}`);
    const rows = sqlRelation(`SELECT *, CAST(substr(y, 2) AS DOUBLE) AS label FROM sparse`);
    const dataset = transformed(
      'org.apache.spark.ml.feature.VectorAssembler',
      { inputCols, outputCol: 'features' },
      rows,
    );
    const parameters = { labelCol: 'label', family: 'multinomial', regParam: 0.2, elasticNetParam: 1 };
    const name = 'org.apache.spark.ml.classification.LogisticRegression';
    const model = await fitEstimator(spark.session, name, parameters, dataset);
    const matrix = (await fetchValue(spark.session, model, 'coefficientMatrix')) as Matrix;
    const each = await Promise.all(
      [0, 1, 2].map(async () => (await fetchValue(spark.session, model, 'interceptVector')) as Vector),
    );
    const { deleteModel } = await import('@bridle/spark');
    await deleteModel(spark.session, model);
    expect([matrix.rows, matrix.columns, each[0].values.length]).toEqual([3, 6, 3]);
    const zeros = matrix.values.filter((w) => w === 0).length;
    expect(zeros).toBeGreaterThan(9);
    expect(zeros).toBeLessThan(18);
  });

  describe('refuses by name, before the fit', () => {
    const table = madeProblem(60, 2, 2, 4);
    const refusal = async (name: string, options: Partial<SparkTrainOptions> = {}) => {
      const phases: string[] = [];
      const onPhase = (phase: string) => phases.push(phase);
      const error = await trainOnSpark(spark.session, { table: [name], target: 'y', onPhase, ...options }).then(
        () => null,
        (found: Error & { code: string }) => found,
      );
      expect(phases).toEqual(['survey']);
      return error;
    };
    const load = (name: string, column: string, cells: (row: number) => number | string | null) =>
      spark.load(
        name,
        columnsOf(table).map((one) =>
          one.name === column ? { ...one, cells: one.cells.map((_, i) => cells(i)) } : one,
        ),
      );

    test('a foreign label, an empty class, one class, a number that is not finite, bad weights', async () => {
      await load('foreign', 'y', (i) => (i === 5 ? 'stranger' : `c${i % 2}`));
      expect(await refusal('foreign', { classes: ['c0', 'c1'] })).toMatchObject({ code: 'foreign-label' });
      expect(await refusal('foreign', { classes: ['c0', 'c1', 'stranger', 'c9'] })).toMatchObject({
        code: 'empty-class',
      });
      await load('one', 'y', () => 'c0');
      expect(await refusal('one')).toMatchObject({ code: 'target-one-class' });
      await load('infinite', 'x0', (i) => (i === 3 ? Infinity : i));
      expect(await refusal('infinite')).toMatchObject({ code: 'too-large', message: expect.stringContaining('"x0"') });
      await load('negative', 'x1', (i) => (i === 3 ? -1 : i));
      expect(await refusal('negative', { weight: 'x1' })).toMatchObject({ code: 'bad-weights' });
    });

    test('a table, a column and a type that cannot be', async () => {
      expect(await refusal('nowhere')).toMatchObject({
        code: 'no-such-table',
        message: expect.stringContaining('nowhere (TABLE_OR_VIEW_NOT_FOUND'),
      });
      await load('right', 'x0', (i) => i);
      expect((await refusal('right', { target: 'x9' }))?.message).toBe(
        'right has no column "x9"; the nearest name is "x0"',
      );
      await spark.session.run('CREATE OR REPLACE TEMPORARY VIEW lists AS SELECT array(1) AS a, 1 AS y');
      expect(await refusal('lists')).toMatchObject({
        code: 'unsupported-type',
        message: expect.stringContaining('"a" has values of type ARRAY'),
      });
    });
  });
});
