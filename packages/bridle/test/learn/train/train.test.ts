import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/learn/model/evaluate.ts';
import { explain } from '../../../src/learn/model/explain.ts';
import { probabilities } from '../../../src/learn/model/logits.ts';
import { serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { encodeLabels } from '../../../src/learn/table/labels.ts';
import { takeRows } from '../../../src/learn/table/table.ts';
import { scoreRows } from '../../../src/learn/tiles/score-rows.ts';
import type { TrainOptions } from '../../../src/learn/train/options.ts';
import { type TrainStep, train, training } from '../../../src/learn/train/train.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const penguins = exampleTable('penguins');
const iris = exampleTable('iris');

/** Short texts in four words of two kinds. */
const texts = tableOf({
  question: Array.from({ length: 60 }, (_, i) =>
    i % 2 ? `where is my card number ${i}` : `cancel the transfer of day ${i}`,
  ),
  kind: Array.from({ length: 60 }, (_, i) => (i % 2 ? 'card' : 'transfer')),
});

describe('train', () => {
  test('makes a model of a table: penalty and calibration by folds, metrics of the held-out rows', async () => {
    const { model, fit, penalty, calibration, heldOut, trainRows, testRows } = await train(penguins, {
      target: 'species',
      holdout: 0.2,
    });
    expect([trainRows.length, testRows.length]).toEqual([275, 69]);
    expect(fit.stop).toBe('optimum');
    expect(penalty).toMatchObject({ chosen: 'auto', folds: 5, singleRowClasses: [] });
    const best = Math.min(...penalty.path.map(({ logLoss }) => logLoss));
    expect(penalty.path.find(({ C }) => C === fit.C)?.logLoss).toBe(best);
    expect(calibration.asked).toBe('auto');
    const test = takeRows(penguins, testRows);
    const labels = encodeLabels(test, 'species', model.classes);
    expect(heldOut).toEqual(evaluate(probabilities(model, test, { scoreRows }), labels, 3));
    expect(model.metrics?.accuracy).toBe(heldOut?.accuracy);
    expect(heldOut?.accuracy).toBeGreaterThan(0.95);
    expect(parseModel(serializeModel(model))).toEqual(model);
  });

  test('trains on every row by default, and takes λ as it is given', async () => {
    const { model, fit, penalty, heldOut } = await train(iris, { target: 'species', l2: 1 / 150, standardize: false });
    expect(fit.objective).toBeCloseTo(0.192575444027, 12);
    expect(model.training).toMatchObject({ rows: 150, l2: 1 / 150, C: 1, holdout: 0, table: '' });
    expect(penalty).toMatchObject({ chosen: 'given', path: [] });
    expect([heldOut, model.metrics, model.calibration]).toEqual([null, null, null]);
  });

  test('weighs rows and classes: a weight of 2 is a row that stands twice', async () => {
    const w = { kind: 'numeric' as const, name: 'w', values: Float64Array.from({ length: 150 }, (_, i) => i % 3) };
    const options: TrainOptions = { target: 'species', C: 1, classWeight: { setosa: 3 } };
    const weighted = await train({ rows: 150, columns: [...iris.columns, w] }, { ...options, weight: 'w' });
    const rows = Array.from({ length: 150 }, (_, i) => new Array<number>(i % 3).fill(i)).flat();
    const repeated = await train(takeRows(iris, rows), options);
    weighted.model.weights.forEach((weight, j) => {
      expect(Math.abs(weight - repeated.model.weights[j])).toBeLessThan(1e-9);
    });
    expect(weighted.model.training).toMatchObject({ weight: 'w', classWeights: [3, 1, 1], rows: 100 });
  });

  test('makes weights exactly 0 with L1', async () => {
    const { model, fit } = await train(iris, { target: 'species', l1: 0.05 });
    expect(fit.solver).toBe('proximal');
    expect(model.weights.filter((weight) => weight === 0).length).toBeGreaterThan(4);
  });

  test('takes texts apart, from end to end', async () => {
    const { model, findings } = await train(texts, { target: 'kind', C: 10 });
    expect(findings).toEqual([{ column: 'question', left: false, code: 'text' }]);
    const one = tableOf({ question: ['cancel my transfer'] });
    expect(model.classes[probabilities(model, one).indexOf(Math.max(...probabilities(model, one)))]).toBe('transfer');
    const { contributions, logits, intercepts } = explain(model, one, 0);
    expect(contributions.map(({ feature }) => feature)).toContain('question: cancel');
    const sum = contributions.reduce((total, { values }) => total + values[0], intercepts[0]);
    expect(Math.abs(sum - logits[0])).toBeLessThan(1e-14);
    expect(parseModel(serializeModel(model))).toEqual(model);
  });

  test('compares with reference levels where λ = 0', async () => {
    const table = takeRows(
      penguins,
      Array.from({ length: 344 }, (_, i) => i),
    );
    const columns = table.columns.filter(({ name }) => ['sex', 'species', 'bill_depth_mm'].includes(name));
    const given = { target: 'sex', l2: 0, references: { species: 'Gentoo' } };
    const { model, fit } = await train({ rows: 344, columns }, given);
    expect(fit.features).toBe(model.weights.length / model.classes.length - 1);
    const { contributions } = explain(model, { rows: 344, columns }, 300); // a Gentoo
    expect(contributions.find(({ feature }) => feature === 'species = Gentoo')?.values).toEqual(
      new Float64Array(model.classes.length),
    );
  });

  test('reads columns in the role that is given', async () => {
    const id = { kind: 'numeric' as const, name: 'id', values: Float64Array.from({ length: 150 }, (_, i) => i) };
    const batch = {
      kind: 'numeric' as const,
      name: 'batch',
      values: Float64Array.from({ length: 150 }, (_, i) => i % 4),
    };
    const table = { rows: 150, columns: [id, batch, ...iris.columns] };
    const auto = await train(table, { target: 'species', C: 1 });
    expect(auto.leftOut).toEqual([{ name: 'id', reason: 'row-numbers' }]);
    const given = { target: 'species', C: 1, numeric: ['id'], categorical: ['batch'], exclude: ['petal_width_cm'] };
    const { model, leftOut } = await train(table, given);
    expect(leftOut).toEqual([{ name: 'petal_width_cm', reason: 'excluded' }]);
    expect(model.recipe.features.find(({ name }) => name === 'batch')).toMatchObject({ levels: ['0', '1', '2', '3'] });
  });

  test('tells its steps, and gives the bits of the generator', async () => {
    const steps: TrainStep[] = [];
    const options = { target: 'species', folds: 3 };
    const { model } = await train(iris, { ...options, onProgress: (step) => steps.push(step) });
    expect(new Set(steps.map(({ phase }) => phase))).toEqual(new Set(['choose', 'fit']));
    const generator = training(iris, options);
    let step = generator.next();
    while (!step.done) step = generator.next();
    expect(step.value.model).toEqual(model);
  });

  test('ends with the reason of its signal, also of one that is given while it works', async () => {
    const reason = new Error('enough');
    const early = train(iris, { target: 'species', signal: AbortSignal.abort(reason) });
    await expect(early).rejects.toBe(reason);
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 30);
    // Without turns for other work the timer would fire when the training is done.
    await expect(train(exampleTable('digits'), { target: 'digit', signal: controller.signal })).rejects.toBe(reason);
  });
});

test('products of columns lower the loss that the columns alone leave', async () => {
  const x = Array.from({ length: 200 }, (_, i) => Math.sin(i * 7.1));
  const z = x.map((_, i) => Math.cos(i * 3.3));
  const table = tableOf({ x, z, y: x.map((one, i) => (one * z[i] > 0 ? 'same' : 'other')) });
  const loss = async (interactions: string[]) => (await train(table, { target: 'y', C: 10, interactions })).fit.logLoss;
  expect(await loss([])).toBeGreaterThan(0.6);
  expect(await loss(['x:z'])).toBeLessThan(0.25);
});

describe('train refuses', () => {
  const rows = (column: object) => ({ rows: 2, columns: [column] }) as unknown as typeof iris;
  const x = { kind: 'numeric', name: 'x', values: new Float64Array([1, 2]) };
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'no such target',
      () => train(iris, { target: 'specie' }),
      'There is no column "specie"; the nearest is "species".',
    ],
    [
      'two penalties',
      () => train(iris, { target: 'species', l2: 1, C: 1 }),
      'train: expected either C or l2 for C, got both',
    ],
    [
      'folds',
      () => train(iris, { target: 'species', folds: 1 }),
      'train: expected a whole number ≥ 2 for folds, got 1',
    ],
    [
      'a learning rate of NaN',
      () => train(iris, { target: 'species', learningRate: Number.NaN }),
      'train: expected a finite number > 0 for learningRate, got NaN',
    ],
    [
      'products that are no list',
      () => train(iris, { target: 'species', interactions: 'a:b' as unknown as string[] }),
      'train: expected a list of products such as a:b for interactions, got a:b',
    ],
    [
      'a product of a column that is not there',
      () => train(iris, { target: 'species', interactions: ['sepal_length:petal'] }),
      'There is no column "sepal_length"',
    ],
    [
      'another solver with L1',
      () => train(iris, { target: 'species', l1Ratio: 0.5, solver: 'newton' }),
      'train: expected the solver auto or proximal with l1 and l1Ratio for solver, got newton',
    ],
    [
      'a calibration of another name',
      () => train(iris, { target: 'species', calibration: 'platt' as 'auto' }),
      'train: expected auto, none, temperature, vector, isotonic or dirichlet for calibration, got platt',
    ],
    [
      'the target as weight',
      () => train(iris, { target: 'species', weight: 'species' }),
      'train: expected a column other than the target for weight, got species',
    ],
    [
      'negative weights',
      () =>
        train(
          {
            rows: 150,
            columns: [...iris.columns, { kind: 'numeric', name: 'w', values: new Float64Array(150).fill(-1, 4, 5) }],
          },
          { target: 'species', weight: 'w' },
        ),
      'Row 5 of the column "w" is "-1"; a weight is a number of at least 0.',
    ],
    [
      'all-zero weights',
      () =>
        train(
          { rows: 150, columns: [...iris.columns, { kind: 'numeric', name: 'w', values: new Float64Array(150) }] },
          { target: 'species', weight: 'w' },
        ),
      'Every weight in the column "w" is 0, so no row counts.',
    ],
    [
      'an unknown class',
      () => train(iris, { target: 'species', classWeight: { setsoa: 2 } }),
      'There is no class "setsoa"; the nearest is "setosa".',
    ],
    [
      'L1 with texts',
      () => train(texts, { target: 'kind', l1: 0.1 }),
      'train: expected no L1 penalty beside a column of texts for l1, got texts',
    ],
    [
      'a text for a number',
      () => train(penguins, { target: 'species', numeric: ['island'] }),
      'The column "island" must hold numbers, but row 1 is "Torgersen".',
    ],
    [
      'no rows',
      () => train({ rows: 0, columns: [] }, { target: 'y' }),
      'train: expected a table of at least one row, got 0',
    ],
    [
      'columns of other lengths',
      () => train(rows({ ...x, values: new Float64Array(3) }), { target: 'x' }),
      'train: expected 2 cells in the column "x", got 3',
    ],
    [
      'a name that stands twice',
      () => train({ rows: 2, columns: [x, x] } as typeof iris, { target: 'x' }),
      'train: expected a name for each column, got "x" twice',
    ],
    [
      'a code without a level',
      () =>
        train(rows({ kind: 'categorical', name: 'c', codes: new Int32Array([0, 1]), levels: ['a'] }), { target: 'c' }),
      'train: expected codes of the column "c" from −1 to 0, got 1 in row 2',
    ],
  ])('%s', async (_, work, message) => {
    await expect(work()).rejects.toThrow(message);
  });

  test('a number that is too large by its row in the table, held-out rows counted', async () => {
    const values = Float64Array.from({ length: 150 }, (_, i) => (i === 140 ? 1e200 : i % 7));
    const table = { rows: 150, columns: [...iris.columns, { kind: 'numeric' as const, name: 'x', values }] };
    await expect(train(table, { target: 'species', holdout: 0.3 })).rejects.toThrow(
      /^Row 141 of the column "x" is 1e\+200/,
    );
  });
});
