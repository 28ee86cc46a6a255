import { readFileSync } from 'node:fs';
import { type Model, parseModel, predict, scoreRows, withPriors } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../src/evaluate-table.ts';
import { exportModel } from '../src/export/export-model.ts';
import { predictTable } from '../src/predict-table.ts';
import { readTable } from '../src/read/read-table.ts';
import type { TrainOptions } from '../src/train-options.ts';
import { trainTable } from '../src/train-table.ts';
import { example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();

type Reference = { coef: number[]; intercept: number[]; objective: number; weightSum: number };
const references: Record<string, Reference> = JSON.parse(
  readFileSync(new URL('./weights.json', import.meta.url), 'utf8'),
);

/** The kept rows of an example with a column w of 0, 1, 2, 3, 0 …; each number z-standardised, if wanted, without weights. */
function weightedExample(
  name: Parameters<typeof example>[0],
  keep: (i: number) => boolean,
  standardize = false,
): string {
  const [head, ...lines] = readFileSync(example(name), 'utf8').trim().split(/\r?\n/);
  const rows = lines.filter((_, i) => keep(i)).map((line) => line.split(','));
  const numbers = rows[0].length - 1;
  for (let c = 0; standardize && c < numbers; c += 1) {
    const column = rows.map((row) => Number(row[c]));
    const mean = column.reduce((sum, x) => sum + x / column.length, 0);
    const scale = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2 / column.length, 0));
    for (const row of rows) row[c] = String((Number(row[c]) - mean) / scale);
  }
  const path = file(`${name}-w.csv`);
  return file(
    path.slice(path.lastIndexOf('/') + 1),
    `${head},w\n${rows.map((row, i) => `${row},${i % 4}`).join('\n')}\n`,
  );
}

const iris = weightedExample('iris', (i) => i < 100 || i % 3 === 0);
const wine = weightedExample('wine', (i) => i >= 30, true);
const train = (options: Partial<TrainOptions> & Pick<TrainOptions, 'table' | 'target'>) =>
  trainTable({ out: file('weights.model.json'), report: null, holdout: 0, ...options });

describe('training with weights agrees with scikit-learn', () => {
  const irisCall = { table: iris, target: 'species', C: 1, standardize: false };
  test.each<[string, Partial<TrainOptions> & Pick<TrainOptions, 'table' | 'target'>]>([
    ['irisSample', { ...irisCall, weight: 'w' }],
    ['irisBalanced', { ...irisCall, exclude: ['w'], classWeight: 'balanced' }],
    ['irisBoth', { ...irisCall, weight: 'w', classWeight: 'balanced' }],
    [
      'wineGiven',
      {
        ...irisCall,
        table: wine,
        target: 'cultivar',
        C: 0.3,
        exclude: ['w'],
        classWeight: { class_0: 3, class_2: 0.5 },
      },
    ],
  ])('%s', async (name, options) => {
    const { model, fit } = await train(options);
    const { coef, intercept, objective, weightSum } = references[name];
    expect(fit.converged).toBe(true);
    expect(Math.abs(fit.objective / objective - 1)).toBeLessThan(1e-10);
    expect(1 / (fit.l2 * (options.C ?? 1))).toBeCloseTo(weightSum, 8);
    const mean = intercept.reduce((sum, x) => sum + x / 3, 0);
    model.weights.forEach((weight, j) => {
      expect(Math.abs(weight - coef[j])).toBeLessThan(2e-6);
    });
    model.intercepts.forEach((x, k) => {
      expect(Math.abs(x - (intercept[k] - mean))).toBeLessThan(2e-5);
    });
  });
});

describe('weights are frequencies', () => {
  const [head, ...lines] = readFileSync(iris, 'utf8').trim().split('\n');
  const often = lines.flatMap((line) => Array.from({ length: Number(line.split(',').at(-1)) }, () => line));
  const repeated = file('repeated.csv', `${head}\n${often.join('\n')}\n`);
  const call = { target: 'species', l2: 0.01 };

  test('a table of repeated rows gives the same model and figures', async () => {
    const weighted = await train({ ...call, table: iris, weight: 'w' });
    const plain = await train({ ...call, table: repeated, exclude: ['w'], out: file('repeated.model.json') });
    expect(weighted.zeroWeightRows).toBe(lines.length - new Set(lines.filter((line) => !line.endsWith(',0'))).size);
    expect(weighted.leftOut).toEqual([{ name: 'w', reason: 'weight' }]);
    expect(weighted.training.weight).toBe(plain.training.rows);
    expect(Math.abs(weighted.fit.objective - plain.fit.objective)).toBeLessThan(1e-12);
    expect(weighted.training.logLoss).toBeCloseTo(plain.training.logLoss, 10);
    expect(weighted.training.confusion).toEqual(plain.training.confusion);
    const evaluated = await evaluateTable({ model: weighted.modelPath, table: iris, weight: 'w' });
    expect(evaluated.evaluation).toEqual(weighted.training);
    expect(evaluated.zeroWeightRows).toBe(weighted.zeroWeightRows);
  });

  test('so do estimates, standard errors and tests', async () => {
    const call0 = { ...call, l2: 0, summary: {}, exclude: ['sepal_length_cm', 'petal_length_cm', 'petal_width_cm'] };
    const weighted = (await train({ ...call0, table: iris, weight: 'w' })).summary;
    const plain = (await train({ ...call0, exclude: [...call0.exclude, 'w'], table: repeated })).summary;
    expect(weighted?.rows).toBe(plain?.rows);
    expect(weighted?.logLikelihood).toBeCloseTo(plain?.logLikelihood ?? 0, 9);
    weighted?.coefficients.forEach(({ standardError, p }, i) => {
      expect(standardError).toBeCloseTo(plain?.coefficients[i].standardError ?? 0, 8);
      expect(p).toBeCloseTo(plain?.coefficients[i].p ?? 0, 8);
    });
  });

  test('the penalty and the calibration are chosen by weighted log-losses', async () => {
    const { penalty, calibration } = await train({ table: iris, target: 'species', weight: 'w', folds: 3 });
    expect(penalty.path.length).toBeGreaterThan(16);
    expect(calibration.before?.weight).toBeCloseTo(references.irisSample.weightSum, 8);
  });
});

describe('priors', () => {
  const out = file('priors.model.json');
  const trained = trainTable({
    ...{
      table: iris,
      target: 'species',
      out,
      report: null,
      weight: 'w',
      classWeight: 'balanced',
      calibration: 'temperature',
    },
  });
  const priors = { setosa: 6, versicolor: 3, virginica: 1 };

  test('the model keeps the class shares of its training, class weights included', async () => {
    const { model } = await trained;
    expect(parseModel(readFileSync(out, 'utf8')).training.shares).toEqual(model.training.shares);
    for (const share of model.training.shares ?? []) expect(share).toBeCloseTo(1 / 3, 14);
    expect(model.training).toMatchObject({ weight: 'w', classWeights: expect.any(Array) });
  });

  test('multiply the probabilities by new share / old share, with each calibration', async () => {
    const { model } = await trained;
    const table = await readTable(iris);
    const calibrations = [
      null,
      { method: 'temperature' as const, temperature: 2.5 },
      { method: 'vector' as const, scale: [1, 0.5, 2], shift: [0.1, 0, -0.1] },
      { method: 'dirichlet' as const, weights: [1, 0.1, 0, 0, 0.9, 0.1, 0.2, 0, 1.1], intercepts: [0.1, 0.2, 0] },
    ];
    const shares = [0.5, 0.3, 0.2];
    const from = { ...model, training: { ...model.training, shares } };
    for (const calibration of calibrations) {
      const before = predict({ ...from, calibration }, table).probabilities;
      const after = predict(withPriors({ ...from, calibration }, [6, 3, 1]), table).probabilities;
      for (let row = 0; row < table.rows; row += 1) {
        const scaled = [0.6 / 0.5, 0.3 / 0.3, 0.1 / 0.2].map((ratio, k) => ratio * before[3 * row + k]);
        const sum = scaled.reduce((a, b) => a + b, 0);
        scaled.forEach((x, k) => {
          expect(Math.abs(after[3 * row + k] - x / sum)).toBeLessThan(1e-14);
        });
      }
    }
    const curve = { x: [0, 1], y: [0, 1] };
    const isotonic = { ...from, calibration: { method: 'isotonic' as const, curves: [curve, curve, curve] } };
    expect(() => withPriors(isotonic, [1, 1, 1])).toThrow('Isotonic calibration cannot be corrected');
    expect(() => withPriors(from, [1, 1])).toThrow('expected 3 priors, got 2');
    expect(() => withPriors(from, [1, 1, 0])).toThrow('expected finite priors > 0, got 0');
    expect(() =>
      withPriors({ ...model, training: { ...model.training, shares: undefined } } as never, [1, 1, 1]),
    ).toThrow('does not have the class shares');
  });

  test('predict, evaluate and every export apply them', async () => {
    const { model } = await trained;
    const table = await readTable(iris);
    const shared = (of: Model) => predict(withPriors(of, [6, 3, 1]), table, { scoreRows }).probabilities;
    const { text } = await predictTable({ model: out, table: iris, out: null, priors });
    const p = (text ?? '')
      .trim()
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split(',').slice(2).map(Number));
    expect(p).toEqual([...shared(model)]);
    const bare = (await predictTable({ model: out, table: iris, out: null, priors, uncalibrated: true })).text ?? '';
    expect(Number(bare.split('\n')[1].split(',')[2])).toBe(shared({ ...model, calibration: null })[0]);
    const plain = await evaluateTable({ model: out, table: iris, weight: 'w' });
    const shifted = await evaluateTable({ model: out, table: iris, weight: 'w', priors });
    expect(shifted.evaluation.logLoss).not.toBe(plain.evaluation.logLoss);
    for (const to of ['sql', 'js', 'json'] as const) {
      const { text: code, model: exported } = await exportModel({ model: out, to, out: null, priors });
      expect(exported.training.shares).toEqual([0.6, 0.3, 0.1]);
      expect(code).not.toBe((await exportModel({ model: out, to, out: null })).text);
    }
  });

  test('a class without a share, an unknown class and numbers that are no shares are refused', async () => {
    await trained;
    const refusal = (given: Record<string, number>) =>
      predictTable({ model: out, table: iris, out: null, priors: given }).catch((error) => error);
    expect(await refusal({ setosa: 1 })).toMatchObject({ code: 'missing-prior', facts: { class: 'versicolor' } });
    expect(await refusal({ ...priors, Setosa: 1 })).toMatchObject({
      code: 'no-such-class',
      facts: { nearest: 'setosa' },
    });
    expect(await refusal({ ...priors, setosa: 0 })).toMatchObject({ facts: { option: 'priors', found: '0' } });
    const equal = await predictTable({ model: out, table: iris, out: null, priors: 'equal' });
    expect(equal.text?.split('\n').length).toBe(118);
  });
});

describe('weights that do not fit are refused, with their row', () => {
  const body = (weights: string[]) => weights.map((weight, i) => `${(i * 7) % 5},${'ab'[i % 2]},${weight}`).join('\n');
  const refusal = async (content: string, more: object = {}) => {
    const error = await train({
      ...{ table: file('bad.csv', `x,y,w\n${content}\n`), target: 'y', weight: 'w', C: 1, ...more },
    }).catch((thrown) => thrown);
    expect(error.message).toMatch(/^[^\n]+$/);
    return error;
  };

  test.each([
    ['negative', ['1', '2', '-1', '1', '1', '1'], { code: 'bad-weight', facts: { row: 3, found: '-1' } }],
    ['NaN', ['1', '2', 'nan', '1', '1', '1'], { facts: { column: 'w', row: 3 } }],
    ['empty', ['1', '2', '', '1', '1', '1'], { code: 'bad-weight', facts: { row: 3, found: '' } }],
    ['text', ['p', 'q', 'p', 'q', 'p', 'q'], { code: 'bad-weight', facts: { row: 1, found: 'p' } }],
    ['all zero', ['0', '0', '0', '0', '0', '0'], { code: 'zero-weights' }],
    ['a class of weight 0', ['1', '0', '1', '0', '1', '0'], { code: 'zero-weight-class', facts: { class: 'b' } }],
  ])('%s', async (_, weights, expected) => {
    expect(await refusal(body(weights))).toMatchObject(expected);
  });

  test('a wrong column or class, and options that exclude each other', async () => {
    const good = body(['1', '2', '1', '1', '1', '1']);
    expect(await refusal(good, { weight: 'W' })).toMatchObject({ code: 'no-such-column', facts: { nearest: 'w' } });
    expect(await refusal(good, { weight: 'y' })).toMatchObject({ code: 'bad-option', facts: { option: 'weight' } });
    expect(await refusal(good, { exclude: ['w'] })).toMatchObject({ code: 'column-twice' });
    expect(await refusal(good, { classWeight: { c: 2 } })).toMatchObject({ code: 'no-such-class' });
    expect(await refusal(good, { classWeight: { a: 0 } })).toMatchObject({
      facts: { option: 'classWeight', found: '0' },
    });
    const inference = { C: undefined, l2: 0, summary: {}, classWeight: 'balanced' };
    expect(await refusal(good, inference)).toMatchObject({ facts: { option: 'classWeightSummary' } });
  });
});
