import { type Calibration, type Model, predict, type Table } from 'bridle/learn';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { IR_VERSION, OPSET } from '../../src/export/onnx/graph.ts';
import { onnxFile } from '../../src/export/onnx/onnx-file.ts';
import { field, message, readMessage } from '../../src/export/onnx/protobuf.ts';
import { onnxProbabilities } from '../../src/export/onnx/run-onnx.ts';
import { sampleRows } from '../../src/export/sample-rows.ts';
import { readModel } from '../../src/read/read-model.ts';
import { trainTable } from '../../src/train-table.ts';
import { example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
env.wasm.numThreads = 1;

/** What ONNX Runtime computes from the file. */
async function run(
  bytes: Uint8Array,
  table: Table,
): Promise<{ label: string[]; probabilities: Float64Array; dims: readonly number[] }> {
  const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const feeds = table.columns.map((column): [string, Tensor] => {
    const dims = [table.rows, 1];
    if (column.kind === 'numeric') return [column.name, new Tensor('float64', column.values, dims)];
    const texts = Array.from(column.codes, (code) => column.levels[code] ?? '');
    return [column.name, new Tensor('string', texts, dims)];
  });
  const { label, probabilities } = await session.run(Object.fromEntries(feeds));
  await session.release();
  return {
    label: label.data as string[],
    probabilities: probabilities.data as unknown as Float64Array,
    dims: probabilities.dims,
  };
}

async function compare(model: Model, table: Table): Promise<void> {
  const bytes = onnxFile(model);
  const { label, probabilities, dims } = await run(bytes, table);
  const ours = predict(model, table).probabilities;
  const farthest = (theirs: Float64Array) => Math.max(...ours.map((p, i) => Math.abs(p - theirs[i])));
  const classes = model.classes.length;
  expect(dims).toEqual([table.rows, classes]);
  expect(farthest(probabilities)).toBeLessThanOrEqual(1e-12);
  // What the export is compared with before it is written computes what ONNX Runtime does.
  expect(farthest(onnxProbabilities(bytes, table))).toBeLessThanOrEqual(1e-12);
  label.forEach((name, row) => {
    const theirs = probabilities.subarray(row * classes, (row + 1) * classes);
    expect(name).toBe(model.classes[theirs.indexOf(Math.max(...theirs))]);
  });
}

let penguins: Model;

beforeAll(async () => {
  const out = file('penguins.model.json');
  await trainTable({ table: example('penguins'), target: 'species', out, report: null });
  penguins = await readModel(out);
});

const numbers = (...names: string[]): Model['recipe'] => ({
  features: names.map((name) => ({ kind: 'numeric', name, fill: 0.5, mean: 0, scale: 1, hasMissing: false })),
});

describe('the ONNX file in ONNX Runtime', () => {
  test.each([['digits', 'digit'] as const, ['wine', 'cultivar'] as const])(
    'gives the probabilities of predict: %s',
    async (name, target) => {
      const out = file(`${name}.model.json`);
      await trainTable({ table: example(name), target, out, report: null });
      const model = await readModel(out);
      await compare(model, sampleRows(model, 300));
    },
  );

  test('reads texts, and missing and unseen values', async () => {
    const table = sampleRows(penguins, 500);
    expect(table.columns.some((column) => column.kind === 'categorical' && column.codes.includes(-1))).toBe(true);
    await compare(penguins, table);
  });

  test('computes products of columns from the columns', async () => {
    const out = file('products.model.json');
    const interactions = ['island:bill_length_mm', 'bill_depth_mm^2', 'island:sex', 'island:sex:body_mass_g'];
    const { model } = await trainTable({
      table: example('penguins'),
      target: 'species',
      out,
      report: null,
      C: 1,
      interactions,
    });
    await compare(model, sampleRows(model, 300));
  });

  test('takes the words of the training as missing texts', async () => {
    const at = penguins.recipe.features.findIndex(({ name }) => name === 'sex');
    expect(penguins.recipe.features[at]).toMatchObject({ hasMissing: true });
    const row = sampleRows(penguins, 1);
    const withSex = (text: string): Table => ({
      ...row,
      columns: row.columns.map((column) =>
        column.name === 'sex'
          ? { kind: 'categorical' as const, name: 'sex', codes: new Int32Array([0]), levels: [text] }
          : column,
      ),
    });
    const [empty, word, other] = await Promise.all(
      ['', 'NA', 'none'].map((text) => run(onnxFile(penguins), withSex(text))),
    );
    expect(word.probabilities).toEqual(empty.probabilities);
    expect(other.probabilities).not.toEqual(empty.probabilities);
  });

  test.each<Calibration>([
    { method: 'temperature', temperature: 1.7 },
    { method: 'vector', scale: [0.5, 1.25, 2], shift: [0.1, -0.3, 1e-3] },
    { method: 'dirichlet', weights: [1.1, 0, -0.1, 0.2, 0.9, 0, 0, -0.3, 1.3], intercepts: [0.1, -0.2, 0.05] },
  ])('calibrates by $method', async (calibration) => {
    const model: Model = { ...penguins, calibration };
    const table = sampleRows(model, 200);
    const plain = predict(penguins, table).probabilities;
    expect(Math.max(...predict(model, table).probabilities.map((p, i) => Math.abs(p - plain[i])))).toBeGreaterThan(
      0.05,
    );
    await compare(model, table);
  });

  test('takes any name, one row, two classes and scores that lie far apart', async () => {
    const names = [' ', '__proto__', 'bridle_1', '한글', 'a/b:c', '"'];
    const weights = Float64Array.from({ length: 2 * names.length }, (_, j) => 300 * Math.sin(j));
    const model: Model = {
      ...penguins,
      classes: ['', '예'],
      recipe: numbers(...names),
      weights,
      intercepts: new Float64Array(2),
    };
    await compare(model, sampleRows(model, 40));
    await compare(model, sampleRows(model, 1));
  });
});

describe('the ONNX file', () => {
  test('has versions that older runtimes take', () => {
    expect(IR_VERSION).toBeLessThanOrEqual(10);
    expect(OPSET).toBeLessThanOrEqual(21);
    const root = readMessage(Buffer.from(onnxFile(penguins)));
    expect(root.get(1)).toEqual([BigInt(IR_VERSION)]);
    expect(readMessage(root.get(8)?.[0] as Buffer).get(2)).toEqual([BigInt(OPSET)]);
  });

  test('is refused for isotonic calibration and for a column that has the name of an output', () => {
    const isotonic: Model = {
      ...penguins,
      calibration: { method: 'isotonic', curves: penguins.classes.map(() => ({ x: [0.5], y: [0.5] })) },
    };
    expect(() => onnxFile(isotonic)).toThrow('calibration by isotonic cannot be expressed');
    for (const name of ['label', 'probabilities', '']) {
      const named: Model = { ...penguins, recipe: numbers(name) };
      expect(() => onnxFile(named)).toThrow(`a column of onnx cannot have the name "${name}"`);
    }
  });
});

describe('the wire format', () => {
  test('holds numbers of any size, texts and messages, field by field', () => {
    const inner = message(field(1, 300), field(1, 2 ** 40), field(1, -1));
    const fields = readMessage(Buffer.from(message(field(2, '한글'), field(500, inner), field(2, 'b'))));
    expect((fields.get(2) as Buffer[]).map(String)).toEqual(['한글', 'b']);
    expect(readMessage(fields.get(500)?.[0] as Buffer).get(1)).toEqual([300n, BigInt(2 ** 40), 2n ** 64n - 1n]);
    expect([...field(1, 150)]).toEqual([0x08, 0x96, 0x01]); // the example of the specification
  });

  test('is refused where it is cut off', () => {
    const whole = Buffer.from(field(2, 'text'));
    for (let length = 1; length < whole.length; length += 1) {
      expect(() => readMessage(whole.subarray(0, length))).toThrow(RangeError);
    }
  });
});
