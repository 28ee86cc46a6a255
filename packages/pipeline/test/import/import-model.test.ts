import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Model, predict, type Table } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { exportModel } from '../../src/export/export-model.ts';
import { field, message } from '../../src/export/onnx/protobuf.ts';
import { importModel } from '../../src/import/import-model.ts';
import { readModel } from '../../src/read/read-model.ts';
import { readTable } from '../../src/read/read-table.ts';
import { trainTable } from '../../src/train-table.ts';
import { duckdb, example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const fixture = (name: string) => join(fixtures, name);
const out = (name: string) => file(`${name}.model.json`);

function tableOf(model: Model, rows: readonly (readonly number[])[]): Table {
  const columns = model.recipe.features.map(({ name }, j) => ({
    ...{ kind: 'numeric' as const, name },
    values: Float64Array.from(rows, (row) => row[j]),
  }));
  return { rows: rows.length, columns };
}

function largestDifference(model: Model, rows: number[][], expected: number[][]): number {
  const { probabilities } = predict(model, tableOf(model, rows));
  return Math.max(...expected.flat().map((p, at) => Math.abs(p - probabilities[at])));
}

const versions = ['1.4.2', '1.9.1'];
const kinds = ['iris', 'binary', 'scaled'];

describe('importModel of scikit-learn', () => {
  test.each(
    versions.flatMap((version) =>
      kinds.flatMap((kind) => [
        [version, kind, 'npz'],
        [version, kind, 'json'],
      ]),
    ),
  )('predicts as version %s does: %s.%s', async (version, kind, extension) => {
    const expected = JSON.parse(readFileSync(fixture(`expected-${version}-${kind}.json`), 'utf8'));
    const result = await importModel({
      ...{ from: fixture(`sklearn-${version}-${kind}.${extension}`), target: 'y' },
      out: out(`${version}-${kind}-${extension}`),
    });
    expect(largestDifference(result.model, expected.rows, expected.probabilities)).toBeLessThan(1e-12);
    expect(result).toMatchObject({ source: 'scikit-learn', check: { rows: expected.rows.length } });
    expect(result.model.classes).toEqual(kind === 'iris' ? ['setosa', 'versicolor', 'virginica'] : ['0', '1']);
    expect(await readModel(result.modelPath)).toEqual(result.model);
  });

  test('takes its names from the file, or from the caller', async () => {
    const from = fixture('sklearn-1.9.1-iris.npz');
    const { model } = await importModel({ from, out: out('names') });
    expect(model.recipe.features.map(({ name }) => name)).toEqual([
      ...['sepal length', 'sepal width', 'petal length', 'petal width'],
    ]);
    const names = { features: ['a', 'b', 'c', 'd'], classes: ['x', 'y', 'z'] };
    const renamed = (await importModel({ from, out: out('renamed'), ...names })).model;
    expect([renamed.recipe.features.map(({ name }) => name), renamed.classes, renamed.target]).toEqual([
      ...[names.features, names.classes, 'class'],
    ]);
    await expect(importModel({ from, out: out('few'), features: ['a'] })).rejects.toMatchObject({ code: 'bad-option' });
    await expect(importModel({ from, out: out('names') })).rejects.toMatchObject({ code: 'exists' });
  });

  test('refuses a model whose own predictions differ, such as one against the rest', async () => {
    const arrays = JSON.parse(readFileSync(fixture('sklearn-1.9.1-iris.json'), 'utf8'));
    const rest = arrays.check_x.map((row: number[]) => {
      const scores = arrays.coef_.map((w: number[], k: number) =>
        w.reduce((z, x, j) => z + x * row[j], arrays.intercept_[k]),
      );
      const each = scores.map((z: number) => 1 / (1 + Math.exp(-z)));
      return each.map((p: number) => p / each.reduce((a: number, b: number) => a + b));
    });
    const from = file('ovr.json', JSON.stringify({ ...arrays, check_p: rest }));
    const importing = importModel({ from, out: out('ovr') });
    await expect(importing).rejects.toMatchObject({ code: 'cannot-import', facts: { reason: 'differs' } });
    expect(existsSync(out('ovr'))).toBe(false);
  });

  test.each([
    ['no coef_', (a: Record<string, unknown>) => ({ ...a, coef_: undefined }), 'no-part', 'coef_'],
    ['another width', (a: Record<string, unknown>) => ({ ...a, mean_: [1] }), 'shape', 'mean_'],
    ['text in numbers', (a: Record<string, unknown>) => ({ ...a, coef_: [['a']] }), 'shape', 'coef_'],
    ['too few classes', (a: Record<string, unknown>) => ({ ...a, classes_: ['a', 'b'] }), 'shape', 'classes'],
    ['no object', () => [1], 'no-part', 'coef_'],
  ])('refuses %s', async (name, change, reason, found) => {
    const arrays = JSON.parse(readFileSync(fixture('sklearn-1.9.1-iris.json'), 'utf8'));
    const from = file(`${name}.json`, JSON.stringify(change(arrays)));
    const importing = importModel({ from, out: out(name) });
    await expect(importing).rejects.toMatchObject({ code: 'cannot-import', facts: { reason, found } });
  });

  test('refuses names that no model can have, and files that are none', async () => {
    const from = fixture('sklearn-1.9.1-iris.npz');
    const twice = importModel({ from, out: out('twice'), features: ['a', 'a', 'b', 'c'] });
    await expect(twice).rejects.toMatchObject({ name: 'ModelError', facts: { field: 'recipe.features[1].name' } });
    const npz = importModel({ from: file('broken.npz', 'PK'), out: out('broken') });
    await expect(npz).rejects.toMatchObject({ code: 'not-a-tensor-file', facts: { file: file('broken.npz') } });
    for (const [name, content] of [
      ['broken.json', '{'],
      ['broken.onnx', 'onnx'],
    ]) {
      const importing = importModel({ from: file(name, content), out: out('broken') });
      await expect(importing).rejects.toMatchObject({ code: 'cannot-import', facts: { reason: 'damaged' } });
    }
    await expect(importModel({ from: file('m.txt', ''), out: out('x') })).rejects.toMatchObject({
      code: 'unknown-extension',
    });
  });
});

describe('importModel of Spark ML', () => {
  test.each(['multinomial', 'sparse', 'binary'])('predicts as Spark 4.2.0 does: %s', async (kind) => {
    const from = fixture(`spark-4.2.0-${kind}`);
    const lines = readFileSync(join(from, 'expected.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { model, source, check } = await importModel({ from, out: out(kind) });
    expect({ source, check }).toEqual({ source: 'Spark 4.2.0', check: null });
    expect(model.recipe.features[3].name).toBe('features[3]');
    const vectors = (key: string) => lines.map((line) => line[key].values as number[]);
    expect(largestDifference(model, vectors('features'), vectors('probability'))).toBeLessThan(1e-12);
  });

  test('refuses another folder, and infinite intercepts', async () => {
    const empty = file('folder');
    mkdirSync(empty);
    await expect(importModel({ from: empty, out: out('none') })).rejects.toMatchObject({
      facts: { reason: 'no-model' },
    });
    const other = file('other/metadata/part-0', '{"class":"org.apache.spark.ml.PipelineModel"}');
    const importing = importModel({ from: other.replace('/metadata/part-0', ''), out: out('none') });
    await expect(importing).rejects.toMatchObject({ facts: { found: 'org.apache.spark.ml.PipelineModel' } });
    const from = file('infinite');
    mkdirSync(from);
    const metadata = join(fixture('spark-4.2.0-binary'), 'metadata');
    file(
      'infinite/metadata/part-0',
      readFileSync(join(metadata, readdirSync(metadata).find((name) => name.startsWith('part-')) ?? '')),
    );
    const data = file('infinite/data/part-0.parquet', '');
    await duckdb(`COPY (SELECT 2 AS numClasses, 1 AS numFeatures,
      {'type': 1, 'size': NULL::INT, 'indices': NULL::INT[], 'values': ['inf'::DOUBLE]} AS interceptVector,
      {'type': 1, 'numRows': 1, 'numCols': 1, 'colPtrs': NULL::INT[], 'rowIndices': NULL::INT[], 'values': [0.5::DOUBLE],
       'isTransposed': true} AS coefficientMatrix, false AS isMultinomial) TO '${data}' (FORMAT parquet)`);
    await expect(importModel({ from, out: out('none') })).rejects.toMatchObject({ facts: { reason: 'not-finite' } });
  });
});

describe('importModel of ONNX', () => {
  test.each(kinds)('predicts as skl2onnx of float64: %s', async (kind) => {
    const expected = JSON.parse(readFileSync(fixture(`expected-1.9.1-${kind}.json`), 'utf8'));
    const { model, source } = await importModel({
      from: fixture(`onnx-1.9.1-${kind}-double.onnx`),
      out: out(`d-${kind}`),
    });
    expect(source).toMatch(/^ONNX, skl2onnx/);
    expect(model.recipe.features[1].name).toBe('X[1]');
    expect(largestDifference(model, expected.rows, expected.probabilities)).toBeLessThan(1e-12);
  });

  test.each([...kinds.map((kind) => `${kind}-float`), 'zipmap'])(
    'reads the float32 weights of LinearClassifier: %s',
    async (name) => {
      const kind = name === 'zipmap' ? 'iris' : name.split('-')[0];
      const expected = JSON.parse(readFileSync(fixture(`expected-1.9.1-${kind}.json`), 'utf8'));
      const { model } = await importModel({ from: fixture(`onnx-1.9.1-${name}.onnx`), out: out(`f-${name}`) });
      const off = largestDifference(model, expected.rows, expected.probabilities);
      // The weights of the graph are rounded to float32.
      expect(off).toBeGreaterThan(1e-12);
      expect(off).toBeLessThan(2e-6);
      expect(model.weights.every((w) => Math.fround(2 * w) === 2 * w)).toBe(true);
    },
  );

  test('reads back what bridle exports, to ONNX, .npz and JSON', async () => {
    const model = out('penguins');
    await trainTable({ table: example('penguins'), target: 'species', out: model, report: null });
    const table = await readTable(example('penguins'));
    const own = predict(await readModel(model), table).probabilities;
    for (const [to, name] of [
      ['onnx', 'p.onnx'],
      ['json', 'p.weights.json'],
    ] as const) {
      const from = file(name);
      await exportModel({ model, to, out: from });
      const { probabilities } = predict((await importModel({ from, out: out(`back-${to}`) })).model, table);
      expect(Math.max(...own.map((p, at) => Math.abs(p - probabilities[at])))).toBeLessThan(1e-12);
    }
    const iris = out('iris');
    await trainTable({ table: example('iris'), target: 'species', out: iris, report: null });
    const from = file('i.npz');
    await exportModel({ model: iris, to: 'npz', out: from });
    const flowers = await readTable(example('iris'));
    const back = predict((await importModel({ from, out: out('back-npz') })).model, flowers).probabilities;
    const before = predict(await readModel(iris), flowers).probabilities;
    expect(Math.max(...before.map((p, at) => Math.abs(p - back[at])))).toBeLessThan(1e-12);
  });

  test('refuses an operator that is no part of a linear classifier, by its name', async () => {
    const bytes = readFileSync(fixture('onnx-1.9.1-iris-double.onnx'));
    const from = file('tanh.onnx', Buffer.from(bytes.toString('latin1').replaceAll('MatMul', 'MatTan'), 'latin1'));
    const importing = importModel({ from, out: out('tanh') });
    await expect(importing).rejects.toMatchObject({ facts: { reason: 'operator', found: 'MatTan' } });
    const rest = file(
      'rest.onnx',
      Buffer.from(
        readFileSync(fixture('onnx-1.9.1-iris-float.onnx')).toString('latin1').replaceAll('SOFTMAX', 'XOFTMAX'),
        'latin1',
      ),
    );
    await expect(importModel({ from: rest, out: out('rest') })).rejects.toMatchObject({
      facts: { reason: 'operator' },
    });
  });
});

test('refuses a graph whose nodes have no inputs', async () => {
  const softmax = message(field(2, 'probabilities'), field(4, 'Softmax'));
  const graph = message(field(1, softmax), field(12, message(field(1, 'probabilities'))));
  const from = file('bare.onnx', message(field(1, 9), field(7, graph)));
  await expect(importModel({ from, out: out('bare') })).rejects.toMatchObject({ facts: { reason: 'no-part' } });
});

test('every fixture is used', () => {
  const names = readdirSync(fixtures).filter((name) => name.startsWith('onnx-') || name.startsWith('sklearn-'));
  expect(names.length).toBe(versions.length * kinds.length * 2 + kinds.length * 2 + 1);
});
