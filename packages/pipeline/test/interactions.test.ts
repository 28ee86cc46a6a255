import { readFileSync } from 'node:fs';
import { featureNames, type Model, parseModel } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../src/evaluate-table.ts';
import { exportModel } from '../src/export/export-model.ts';
import { inferForModel } from '../src/infer-for-model.ts';
import { predictLines } from '../src/predict-lines.ts';
import { predictTable } from '../src/predict-table.ts';
import type { TrainOptions } from '../src/train-options.ts';
import { trainTable } from '../src/train-table.ts';
import { temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();

const rowOf = (_: unknown, i: number) => {
  const x = Math.round(1000 * Math.sin(i * 3.7)) / 100;
  const z = Math.round(1000 * Math.cos(i * 1.3)) / 50;
  const c = ['u', 'v', 'w'][Math.floor(i * 1.7) % 3];
  const d = i % 4 === 0 ? 'p' : 'q';
  return { y: x * z + (c === 'u' ? x : -z) > 1 ? 'hot' : x > 0 ? 'mild' : 'cold', x, z, c, d };
};
const rows = Array.from({ length: 90 }, rowOf);
const csv = (table: Record<string, unknown>[]) =>
  `${[Object.keys(table[0]), ...table.map((row) => Object.values(row))].map((line) => line.join(',')).join('\n')}\n`;
const plain = file('plain.csv', csv(rows));
/** The products as columns, in the order of their features. */
const wide = file(
  'wide.csv',
  csv(
    rows.map((row) => {
      const of = (c: string) => (row.c === c ? row.z : 0);
      return { ...row, xz: row.x * row.z, x2: row.x * row.x, uz: of('u'), vz: of('v'), wz: of('w') };
    }),
  ),
);
const interactions = ['x:z', 'x^2', 'c:z'];

const train = (name: string, options: Partial<TrainOptions>) =>
  trainTable({ table: plain, target: 'y', out: file(`${name}.model.json`), report: null, folds: 3, ...options });
const learned = ({ weights, intercepts, calibration, metrics }: Model) => ({
  weights,
  intercepts,
  calibration,
  metrics,
});

describe('a training with products of columns', () => {
  test('has the bits of one with the products as columns', async () => {
    const ours = await train('ours', { interactions });
    expect(featureNames(ours.model.recipe).slice(-5)).toEqual(['x:z', 'x^2', 'c = u:z', 'c = v:z', 'c = w:z']);
    expect(learned(ours.model)).toEqual(learned((await train('columns', { table: wide })).model));
    expect(parseModel(readFileSync(file('ours.model.json'), 'utf8'))).toEqual(ours.model);
    expect(ours.model.version).toBe(3);
    const without = await train('without', {});
    expect(ours.heldOut?.logLoss).toBeLessThan(without.heldOut?.logLoss ?? 0);
  });

  test('predicts from the columns alone: tables, lines of JSON, reasons and evaluations', async () => {
    const model = file('ours.model.json');
    const { text } = await predictTable({ model, table: plain, out: null });
    expect(text).toBe((await predictTable({ model: file('columns.model.json'), table: wide, out: null })).text);
    const parts: string[] = [];
    const source = (async function* () {
      yield `${rows.map(({ y: _, ...row }) => JSON.stringify(row)).join('\n')}\n`;
    })();
    const write = (part: string) => {
      parts.push(part);
    };
    await predictLines({ model, lines: source, write });
    const lines = parts.join('').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).predicted)).toEqual(
      text
        ?.trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    );
    expect((await predictTable({ model, table: plain, out: null, explain: 6 })).text).toMatch(/c = [uvw]:z: [+-]/);
    expect((await evaluateTable({ model, table: plain })).evaluation.rows).toBe(90);
    expect((await inferForModel({ model, table: plain })).columns.map(({ name }) => name)).toEqual([
      'x',
      'z',
      'c',
      'd',
    ]);
  });

  test('without a penalty leaves the products of reference levels out, and the summary names and tests the others', async () => {
    const noisy = Array.from({ length: 400 }, rowOf).map((row, i) => ({
      ...row,
      y: Math.floor(9 * Math.abs(Math.sin(i * i * 1.1 + 1))) % 3,
    }));
    const table = file('noisy.csv', csv(noisy));
    const { summary, model } = await train('summary', {
      table,
      l2: 0,
      summary: {},
      interactions: ['c:d', 'x^2', 'c:z'],
    });
    const named = summary?.coefficients.filter(({ class: name }) => name === '1').map(({ feature }) => feature);
    expect(named?.toSorted()).toEqual(
      [
        'x',
        'z',
        'c = v',
        'c = w',
        'd = q',
        'c = v:d = q',
        'c = w:d = q',
        'x^2',
        'c = v:z',
        'c = w:z',
        '(intercept)',
      ].toSorted(),
    );
    expect(summary?.tests.map(({ column }) => column)).toEqual(['x', 'z', 'c', 'd', 'c:d', 'x^2', 'c:z']);
    expect(summary?.marginalEffects).toEqual([]);
    expect(featureNames(model.recipe)).toHaveLength(17);
    // The same model with the square in a column of its own: estimates and standard errors are those of x², in its own units.
    const squared = file('squared.csv', csv(noisy.map((row) => ({ ...row, s: row.x * row.x }))));
    const other = await train('squared', { table: squared, l2: 0, summary: {}, interactions: ['c:d', 'c:z'] });
    const of = (found: typeof summary, feature: string) =>
      found?.coefficients.find((one) => one.feature === feature && one.class === '2');
    expect(of(summary, 'x^2')?.estimate).toBeCloseTo(of(other.summary, 's')?.estimate ?? 0, 8);
    expect(of(summary, 'x^2')?.standardError).toBeCloseTo(of(other.summary, 's')?.standardError ?? 0, 8);
  });

  test.each<[string, Partial<TrainOptions>, string]>([
    ['a column that is not there', { interactions: ['x:k'] }, 'plain.csv: There is no column "k"'],
    ['a text that is no product', { interactions: ['x*z'] }, '"x*z" is no product of columns'],
    [
      'a column that is left out',
      { table: file('flat.csv', csv(rows.map((row) => ({ ...row, k: 7 })))), interactions: ['x:k'] },
      'flat.csv: The product "x:k" cannot be made, because the column "k" is left out: it has one value',
    ],
    ['the target', { interactions: ['x:y'] }, 'the column "y" is the target'],
    ['a power of a category', { interactions: ['c^2'] }, 'the column "c" contains categories, which have no powers'],
    ['a limited memory', { interactions, memory: 64e6 }, 'cannot do what interactions asks for'],
  ])('refuses %s', async (_, options, sentence) => {
    await expect(train('refused', options)).rejects.toThrow(sentence);
  });

  test.each(['sql', 'js', 'onnx'] as const)(
    'is exported to %s, with missing cells and values that are new',
    async (to) => {
      const gaps = rows.map((row, i) => ({ ...row, x: i % 7 === 0 ? '' : row.x, c: i % 5 === 0 ? '' : row.c }));
      const table = file('gaps.csv', csv(gaps));
      const products = ['x:z', 'x^2', 'c:z', 'c:d', 'c:d:x'];
      await train(`exported-${to}`, { table, interactions: products, C: 1, holdout: 0 });
      const model = file(`exported-${to}.model.json`);
      const { rows: compared } = await exportModel({ model, to, out: file(`ours.${to}`) });
      expect(compared).toBe(1000);
      await exportModel({ model, to, out: file(`ours.${to}`), sample: table, force: true });
    },
  );

  test.each(['npz', 'json'] as const)('is not exported to %s, which has a number for each column', async (to) => {
    const refused = exportModel({ model: file('ours.model.json'), to, out: file(`ours.${to}`) });
    await expect(refused).rejects.toThrow('the feature "x:z" cannot be expressed in an export to');
  });
});
