import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { dialects } from '@bridle/sql';
import { applyCalibration, type Calibration, type Model, predict, serializeModel } from 'bridle/learn';
import { readTensorFile } from 'bridle/tensor-files';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportModel, exportTargets } from '../../src/export/export-model.ts';
import { javascriptDeclarations, javascriptModule, javascriptProbabilities } from '../../src/export/javascript.ts';
import { npzFile, npzProbabilities } from '../../src/export/npz.ts';
import { sampleRows } from '../../src/export/sample-rows.ts';
import { sqlProbabilities } from '../../src/export/sql-text.ts';
import { weightsJson, weightsJsonProbabilities } from '../../src/export/weights-json.ts';
import { readModel } from '../../src/read/read-model.ts';
import { trainTable } from '../../src/train-table.ts';
import { temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const root = fileURLToPath(new URL('../../../../', import.meta.url));
const tables = { digits: 'digit', penguins: 'species', wine: 'cultivar' };
const tablePath = (name: string) => join(root, 'examples', name, `${name}.csv`);
const models: Record<string, string> = {};

beforeAll(async () => {
  for (const [name, target] of Object.entries(tables)) {
    models[name] = file(`${name}.model.json`);
    await trainTable({ table: tablePath(name), target, out: models[name], report: null });
  }
});

/** A model by hand, as a file. */
async function modelFile(name: string, change: (model: Model) => Model): Promise<string> {
  const path = file(`${name}.model.json`);
  writeFileSync(path, serializeModel(change(await readModel(models.penguins))));
  return path;
}

const features = (...names: string[]): Model['recipe'] => ({
  features: names.map((name) => ({ kind: 'numeric', name, fill: 0.5, mean: 0, scale: 1, hasMissing: false })),
});

describe('exportModel', () => {
  test.each(Object.keys(tables).flatMap((name) => exportTargets.map((to) => [name, to] as const)))(
    '%s to %s: differs from predict by at most 1e-12, on rows made from the model and on the table',
    async (name, to) => {
      const out = file(`${name}-${to}.${to === 'js' ? 'mjs' : to}`);
      const made = await exportModel({ model: models[name], to, out });
      expect(made).toMatchObject({ rows: 1000, bound: 1e-12 });
      expect(made.largestDifference).toBeLessThanOrEqual(1e-12);
      expect(made.outPaths.every((path) => existsSync(path))).toBe(true);
      const again = await exportModel({ model: models[name], to, out, force: true, sample: tablePath(name) });
      expect(again.largestDifference).toBeLessThanOrEqual(1e-12);
      expect(again.rows).toBe({ digits: 1000, penguins: 344, wine: 178 }[name]);
    },
  );

  test('compares rows with missing cells and unseen levels', async () => {
    const model = await readModel(models.penguins);
    const { unseen } = predict(model, sampleRows(model, 1000));
    expect(unseen.some(({ level }) => level === 'not in training')).toBe(true);
    expect(unseen.some(({ level }) => level === null)).toBe(true);
  });

  test('writes nothing where the numbers of the target differ by more than the bound', async () => {
    const rounding = await modelFile('rounding', (model) => ({
      ...model,
      classes: ['a', 'b'],
      recipe: { features: features('x', 'y').features.map((one) => ({ ...one, scale: 3, mean: 0.1 }) as typeof one) },
      weights: new Float64Array([1e9, -3e9 / 7, 1e9 + 1, -3e9 / 7]),
      intercepts: new Float64Array(2),
      training: { ...model.training, shares: [0.5, 0.5] },
    }));
    const out = file('rounding.sql');
    await expect(exportModel({ model: rounding, to: 'sql', out })).rejects.toMatchObject({
      name: 'WorkError',
      code: 'export-differs',
    });
    expect(existsSync(out)).toBe(false);
  });

  test('replaces an existing file only with force, and never the model', async () => {
    const out = file('there.sql');
    writeFileSync(out, 'mine');
    const call = { model: models.wine, to: 'sql', out } as const;
    await expect(exportModel(call)).rejects.toMatchObject({ code: 'exists' });
    expect(readFileSync(out, 'utf8')).toBe('mine');
    await exportModel({ ...call, force: true });
    expect(readFileSync(out, 'utf8')).toContain('WITH bridle_cells');
    await expect(exportModel({ ...call, out: models.wine, force: true })).rejects.toMatchObject({
      code: 'output-is-input',
    });
    const types = file('types.mjs');
    writeFileSync(types.replace('.mjs', '.d.mts'), 'mine');
    await expect(exportModel({ model: models.wine, to: 'js', out: types })).rejects.toMatchObject({ code: 'exists' });
    expect(existsSync(types)).toBe(false);
  });

  test('returns a text where there is no file, but not the bytes of npz', async () => {
    for (const to of ['sql', 'js', 'json'] as const) {
      const { text, outPaths } = await exportModel({ model: models.wine, to, out: null });
      expect({ size: (text ?? '').length > 500, outPaths }).toEqual({ size: true, outPaths: [] });
    }
    await expect(exportModel({ model: models.wine, to: 'npz', out: null })).rejects.toMatchObject({
      code: 'not-a-text',
    });
  });

  test('names the sample that lacks a column, and a feature of an unknown kind', async () => {
    const call = { model: models.penguins, to: 'json', out: null } as const;
    await expect(exportModel({ ...call, sample: tablePath('wine') })).rejects.toThrow(/has no column "island"/);
  });

  test('keeps the identifiers of the training in SQL', async () => {
    const model = await modelFile('identified', (one) => ({ ...one, reading: { ...one.reading, id: ['tag'] } }));
    const { text } = await exportModel({ model, to: 'sql', out: null });
    expect(text).toContain('bridle_k1 AS "tag"');
  });

  test.each(dialects)('writes the dialect %s', async (dialect) => {
    const { text } = await exportModel({ model: models.penguins, to: 'sql', out: null, dialect, keep: ['id'] });
    expect(text?.split('\n')[0]).toBe(`-- Written by bridle export for ${dialect}.`);
  });
});

const calibrations: Calibration[] = [
  { method: 'temperature', temperature: 1.7 },
  { method: 'vector', scale: [0.5, 1.25, 2], shift: [0.1, -0.3, 1e-3] },
  { method: 'dirichlet', weights: [1.1, 0, -0.1, 0.2, 0.9, 0, 0, -0.3, 1.3], intercepts: [0.1, -0.2, 0.05] },
  {
    method: 'isotonic',
    curves: [
      { x: [0.45, 0.55, 0.8], y: [0, 0.5, 0.75] },
      { x: [0.5], y: [0] },
      { x: [0.4, 0.5, 0.6, 0.9], y: [0, 0.25, 0.25, 1] },
    ],
  },
];

describe.each(calibrations)('calibration by $method', (calibration) => {
  test('is part of every target that can express it', async () => {
    const plain = { ...(await readModel(models.penguins)), recipe: features('x') };
    const weights = new Float64Array([1, -0.5, 0.25]);
    const intercepts = new Float64Array([0.1, 0.2, -0.3]);
    const model: Model = { ...plain, weights, intercepts, calibration };
    const values = Float64Array.from({ length: 60 }, (_, i) => (i - 30) / 6);
    const table = { rows: 60, columns: [{ kind: 'numeric' as const, name: 'x', values }] };
    const logits = [...values].flatMap((x) => [...weights].map((w, k) => w * x + intercepts[k]));
    const ours = applyCalibration(calibration, logits, 3);
    const differs = (theirs: Float64Array) => Math.max(...ours.map((p, i) => Math.abs(p - theirs[i])));
    expect(differs(applyCalibration(null, logits, 3))).toBeGreaterThan(0.05);
    expect(differs(await javascriptProbabilities(javascriptModule(model), table))).toBeLessThanOrEqual(1e-12);
    expect(differs(weightsJsonProbabilities(weightsJson(model), model, table))).toBeLessThanOrEqual(1e-12);
    expect(differs(await sqlProbabilities(model, table))).toBeLessThanOrEqual(1e-12);
    const isLinear = ['temperature', 'vector'].includes(calibration.method);
    if (isLinear) expect(differs(await npzProbabilities(npzFile(model), model, table))).toBeLessThanOrEqual(1e-12);
    else expect(() => npzFile(model)).toThrow(`calibration by ${calibration.method} cannot be expressed`);
  });
});

describe('the JavaScript module', () => {
  const names = [
    '__proto__',
    'constructor',
    '"; throw 1; "',
    '$\u007bx}',
    '`',
    "\\'",
    '한글',
    'a\u2028b',
    '</script>',
    'toString',
  ];
  const levels = ["');", '$\u007b1}', '__proto__', 'a\nb', '\\'];
  const hostile = async (): Promise<Model> => ({
    ...(await readModel(models.penguins)),
    classes: [...names.slice(0, 5), ''],
    recipe: {
      features: [...features(...names).features, { kind: 'categorical', name: 'c', levels, hasMissing: true }],
    },
    weights: Float64Array.from({ length: 6 * (names.length + levels.length + 1) }, (_, j) => Math.sin(j)),
    intercepts: new Float64Array(6),
  });

  test('takes any name as a name', async () => {
    const model = await hostile();
    const table = sampleRows(model, 200);
    const theirs = await javascriptProbabilities(javascriptModule(model), table);
    const ours = predict(model, table).probabilities;
    expect(Math.max(...ours.map((p, i) => Math.abs(p - theirs[i])))).toBeLessThanOrEqual(1e-12);
  });

  test('has at most 3 kB beside the numbers and names', async () => {
    for (const calibration of [null, ...calibrations]) {
      const model = { ...(await readModel(models.wine)), calibration } as unknown as Model;
      const text = javascriptModule(model);
      const code = text.replace(/^(export )?const (classes|columns|weights|intercepts|calibration) = .*$/gm, '');
      expect(text.length - code.length).toBeGreaterThan(1500);
      expect(code.length).toBeLessThanOrEqual(3000);
    }
  });

  test('refuses a row without a key and a number that is none', async () => {
    const out = file('strict.mjs');
    await exportModel({ model: models.penguins, to: 'js', out });
    const { predict: ask, classes } = await import(/* @vite-ignore */ pathToFileURL(out).href);
    const row = {
      island: 'Biscoe',
      bill_length_mm: 50,
      bill_depth_mm: 15,
      flipper_length_mm: 220,
      body_mass_g: 5500,
      sex: null,
    };
    expect(classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
    expect(ask(row).predicted).toBe('Gentoo');
    expect(ask({ ...row, island: ' Biscoe ' })).toEqual(ask(row));
    expect(ask({ ...row, sex: 'NA' })).toEqual(ask(row));
    expect(ask({ ...row, body_mass_g: null })).toEqual(ask({ ...row, body_mass_g: Number.NaN }));
    const { body_mass_g: _, ...incomplete } = row;
    expect(() => ask(incomplete)).toThrow('The row has no "body_mass_g"; give null for a missing value.');
    expect(() => ask({ ...row, body_mass_g: '5500' })).toThrow('"body_mass_g" must be a finite number or null.');
    expect(() => ask({ ...row, body_mass_g: Infinity })).toThrow(TypeError);
  });

  test('has declarations that TypeScript finds and checks', async () => {
    const model = await hostile();
    writeFileSync(file('typed.mjs'), javascriptModule(model));
    writeFileSync(file('typed.d.mts'), javascriptDeclarations(model));
    const row = Object.fromEntries([...names.map((name) => [name, 1]), ['c', 'a\nb']]);
    const use = file('use.mts');
    const lines = [
      "import { type Class, classes, predict } from './typed.mjs';",
      `const row = ${JSON.stringify(row).replace('"__proto__"', '["__proto__"]')};`,
      'const name: Class = predict(row).predicted;',
      'export const all = [name, classes, predict(row).probabilities[0].toFixed(2)];',
      '// @ts-expect-error',
      'predict({ ...row, constructor: "1" });',
      '// @ts-expect-error',
      'predict({});',
      '// @ts-expect-error',
      'export const other: Class = "no class";',
    ];
    writeFileSync(use, lines.join('\n'));
    const ts = createRequire(import.meta.url)('typescript') as typeof import('typescript');
    const options = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
    };
    const program = ts.createProgram([use], options);
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
  });
});

describe('the arrays of scikit-learn', () => {
  test('have one row of coefficients for two classes, and whole numbers as classes where the names are such', async () => {
    const plain = await readModel(models.penguins);
    const recipe = features('x', 'y');
    const weights = new Float64Array([1, 2, -1, 0.5]);
    const model: Model = {
      ...plain,
      calibration: null,
      classes: ['0', '10'],
      recipe,
      weights,
      intercepts: new Float64Array([0.5, -0.5]),
    };
    const arrays = await readTensorFile(npzFile(model), { texts: true });
    expect(arrays.get('coef_')).toMatchObject({ dims: [1, 2], data: new Float64Array([-2, -1.5]) });
    expect(arrays.get('intercept_')).toMatchObject({ dims: [1], data: new Float64Array([-1]) });
    expect(arrays.get('classes_')).toMatchObject({ dims: [2], data: new BigInt64Array([0n, 10n]) });
    const texts = await readTensorFile(npzFile({ ...model, classes: ['0', '010'] }), { texts: true });
    expect(texts.get('classes_')).toEqual({ dims: [2], data: ['0', '010'], type: 'U3' });
    for (const name of ['a\0', '\ud800']) {
      expect(() => npzFile({ ...model, classes: ['0', name] })).toThrow(/npz cannot have the name/);
    }
    const table = sampleRows(model, 100);
    const theirs = await npzProbabilities(npzFile(model), model, table);
    const ours = predict(model, table).probabilities;
    expect(Math.max(...ours.map((p, i) => Math.abs(p - theirs[i])))).toBeLessThanOrEqual(1e-12);
  });
});
