import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import type { Model } from 'bridle/learn';
import { writeNpy, writeNpz, writeSafetensors } from 'bridle/tensor-files';
import { describe, expect, test } from 'vitest';
import { evaluateTable } from '../src/evaluate-table.ts';
import { exportModel } from '../src/export/export-model.ts';
import { inferColumns } from '../src/infer-columns.ts';
import { inferForModel } from '../src/infer-for-model.ts';
import { predictLines } from '../src/predict-lines.ts';
import { predictTable } from '../src/predict-table.ts';
import type { TrainOptions } from '../src/train-options.ts';
import { trainTable } from '../src/train-table.ts';
import { duckdb, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();

const ROWS = 120;
const WIDTH = 5;
/** Numbers that float32 represents, so that a table and arrays of either type can hold them. */
const numbers = Float64Array.from({ length: ROWS * WIDTH }, (_, i) =>
  Math.fround(Math.sin(i * 12.9898) * 3 + (i % WIDTH)),
);
const dims = [ROWS, WIDTH];
const labelOf = (row: number) => ['가', '나', 'c'][Math.floor(3 * Math.abs(Math.sin(row) * numbers[row * WIDTH])) % 3];
const rows = Array.from({ length: ROWS }, (_, row) => row);
const vector = (row: number) => [...numbers.subarray(row * WIDTH, (row + 1) * WIDTH)];
const names = Array.from({ length: WIDTH }, (_, j) => `embedding[${j}]`);
const csv = (columns: string[], cells: (row: number) => unknown[]) =>
  `${[columns, ...rows.map(cells)].map((line) => line.join(',')).join('\n')}\n`;

const bare = file(
  'bare.csv',
  csv(['y', 'x'], (row) => [labelOf(row), (row * 7) % 11]),
);
const labels = file(
  'labels.csv',
  csv(['y'], (row) => [labelOf(row)]),
);
const wide = file(
  'wide.csv',
  csv(['y', 'x', ...names], (row) => [labelOf(row), (row * 7) % 11, ...vector(row)]),
);
const double = file('double.npy', writeNpy({ data: numbers, dims }));
const single = file('single.npy', writeNpy({ data: Float32Array.from(numbers), dims }));
const pair = new Map([
  ['text', { data: Float32Array.from(numbers), dims }],
  ['image', { data: new Float32Array(ROWS * 2), dims: [ROWS, 2] }],
]);

const train = (name: string, options: Partial<TrainOptions>) =>
  trainTable({ table: bare, target: 'y', out: file(`${name}.model.json`), report: null, folds: 3, ...options });
/** What the numbers decide: everything but the names of the files. */
const learned = ({ recipe, weights, intercepts, calibration, training, metrics }: Model) => {
  const { table: _, ...figures } = training;
  return { recipe, weights, intercepts, calibration, metrics, figures };
};

describe('a training with embeddings beside its table', () => {
  test('has the bits of one with the same numbers as columns, whatever the file and the type', async () => {
    const columns = learned((await train('columns', { table: wide })).model);
    const list = file('list.parquet');
    await duckdb(
      `COPY (SELECT y, CAST(x AS DOUBLE) x, CAST([${names.map((name) => `"${name}"`)}] AS FLOAT[]) AS embedding FROM '${wide}') TO '${list}' (FORMAT parquet)`,
    );
    expect(learned((await train('list', { table: list })).model)).toEqual(columns);
    const fortran = Float64Array.from(numbers, (_, i) => numbers[(i % ROWS) * WIDTH + Math.floor(i / ROWS)]);
    const asFortran = Buffer.from(writeNpy({ data: fortran, dims }));
    asFortran.write(asFortran.toString('latin1').replace("'fortran_order': False", "'fortran_order': True "), 'latin1');
    const files: [string, string | undefined][] = [
      [double, undefined],
      [single, undefined],
      [file('fortran.npy', asFortran), undefined],
      [file('pair.npz', writeNpz(pair)), 'text'],
      [file('pair.safetensors', writeSafetensors(pair)), 'text'],
    ];
    for (const [embeddings, tensor] of files) {
      const { model } = await train('beside', { embeddings, tensor });
      expect(learned(model)).toEqual(columns);
      expect(model.reading.embedding).toBe(WIDTH);
    }
  });

  test('needs no other column, and leaves out numbers that are the same in every row', async () => {
    const constant = Float64Array.from(numbers, (x, i) => (i % WIDTH === 2 ? 7 : x));
    const embeddings = file('constant.npy', writeNpy({ data: constant, dims }));
    const { model, leftOut } = await train('alone', { table: labels, embeddings });
    expect(leftOut).toEqual([{ name: 'embedding[2]', reason: 'constant' }]);
    expect(model.recipe.features.map(({ name }) => name)).toEqual(names.filter((_, j) => j !== 2));
    const { evaluation } = await evaluateTable({ model: file('alone.model.json'), table: labels, embeddings });
    expect(evaluation.rows).toBe(ROWS);
    const found = await inferColumns({ table: labels, target: 'y', embeddings });
    expect(found.columns).toHaveLength(WIDTH - 1);
    const later = await inferForModel({ model: file('alone.model.json'), table: labels, embeddings });
    expect(later.columns).toHaveLength(WIDTH - 1);
  });

  test.each<[string, () => Partial<TrainOptions>, string]>([
    ['no file', () => ({ embeddings: file('none.npy') }), 'none.npy: no such file'],
    [
      'a file that is no array',
      () => ({ embeddings: bare }),
      'bare.csv: the bytes are not those of a .npy, .npz or .safetensors file',
    ],
    ['several arrays and no name', () => ({ embeddings: file('pair.npz', writeNpz(pair)) }), 'choose one'],
    ['another name', () => ({ embeddings: file('pair.npz', writeNpz(pair)), tensor: 'txt' }), 'no tensor "txt"'],
    [
      'another number of rows',
      () => ({ embeddings: file('short.npy', writeNpy({ data: numbers.slice(WIDTH), dims: [ROWS - 1, WIDTH] })) }),
      `short.npy has 119 rows, but ${bare} has 120; row i of the array belongs to row i of the table`,
    ],
    [
      'one dimension',
      () => ({ embeddings: file('flat.npy', writeNpy({ data: numbers, dims: [ROWS * WIDTH] })) }),
      'flat.npy: the array has the shape (600); embeddings need two dimensions',
    ],
    [
      'rows of no numbers',
      () => ({ embeddings: file('empty.npy', writeNpy({ data: new Float64Array(0), dims: [ROWS, 0] })) }),
      'the array has the shape (120, 0)',
    ],
    [
      'NaN',
      () => ({ embeddings: file('nan.npy', writeNpy({ data: numbers.with(7 * WIDTH + 3, Number.NaN), dims })) }),
      'nan.npy, row 8: element [3] is NaN, which is not a finite number; correct it',
    ],
    [
      'an infinity of float32',
      () => ({
        embeddings: file(
          'inf.npy',
          writeNpy({ data: Float32Array.from(numbers).with(ROWS * WIDTH - 1, -Infinity), dims }),
        ),
      }),
      'inf.npy, row 120: element [4] is -Infinity',
    ],
    [
      'an integer that float64 does not have',
      () => {
        const large = new BigInt64Array(ROWS * 2).fill(3n).with(5, 2n ** 53n + 1n);
        return { embeddings: file('large.npy', writeNpy({ data: large, dims: [ROWS, 2] })) };
      },
      'large.npy, row 3: element [1] is 9007199254740993, an integer too large for float64',
    ],
    [
      'a number that learning cannot square',
      () => ({ embeddings: file('huge.npy', writeNpy({ data: numbers.with(6, 1e200), dims })) }),
      'Row 2 of the column "embedding[1]" is 1e+200',
    ],
    [
      'columns of that name in the table',
      () => ({ table: wide, embeddings: double }),
      'two columns are named "embedding[0]"',
    ],
    ['a limited memory', () => ({ embeddings: double, memory: 64e6 }), 'cannot do what embeddings asks for'],
    [
      'the output as the array',
      () => ({ embeddings: file('same.model.json') }),
      'is an input and would be overwritten',
    ],
  ])('refuses %s', async (_, options, sentence) => {
    await expect(train('same', options())).rejects.toThrow(sentence);
  });
});

describe('predictions with embeddings', () => {
  const model = file('beside.model.json');

  test('are those of the columns in the table, of lists, of lines, and of several files', async () => {
    const { text } = await predictTable({ model: file('columns.model.json'), table: wide, out: null });
    expect((await predictTable({ model, table: bare, embeddings: double, out: null })).text).toBe(text);
    expect((await predictTable({ model, table: file('list.parquet'), out: null })).text).toBe(text);
    const lines = readFileSync(bare, 'utf8').trim().split('\n');
    mkdirSync(file('parts'), { recursive: true });
    for (const [i, part] of [lines.slice(1, 51), lines.slice(51, 52), lines.slice(52)].entries()) {
      file(`parts/part-${i}.csv`, `${[lines[0], ...part].join('\n')}\n`);
    }
    const table = file('parts/part-*.csv');
    expect((await predictTable({ model, table, embeddings: single, out: null })).text).toBe(text);
    const records = rows.map((row) => JSON.stringify({ x: (row * 7) % 11, embedding: vector(row) }));
    const answers: string[] = [];
    const write = (part: string) => {
      answers.push(part);
    };
    const source = (async function* () {
      yield `${records.join('\n')}\n`;
    })();
    await predictLines({ model, lines: source, write });
    const first = (line: string) => line.split(',').slice(0, 2).join();
    const asCsv = answers
      .join('')
      .trim()
      .split('\n')
      .map((line) => Object.values(JSON.parse(line)).slice(0, 2).join());
    expect(asCsv).toEqual(text?.trim().split('\n').slice(1).map(first));
  });

  test('come out of exports by the names of the columns', async () => {
    for (const to of ['js', 'sql', 'onnx'] as const) {
      const { rows: compared } = await exportModel({ model, to, out: file(`exported.${to}`), sample: wide });
      expect(compared).toBe(ROWS);
    }
  });

  const other = new Map([['image', { data: new Float32Array(ROWS * 2), dims: [ROWS, 2] }]]);
  test.each<[string, Record<string, unknown>, string]>([
    [
      'no array',
      {},
      `${bare}: the model needs an embedding of 5 numbers for each row; give the array beside the table`,
    ],
    [
      'another width',
      { embeddings: file('other.npz', writeNpz(other)) },
      'other.npz has 2 numbers in a row, but the model was trained with 5',
    ],
    [
      'another number of rows',
      { embeddings: file('short.npy', writeNpy({ data: numbers.slice(WIDTH), dims: [ROWS - 1, WIDTH] })) },
      'short.npy has 119 rows',
    ],
    [
      'NaN',
      { embeddings: file('nan.npy', writeNpy({ data: numbers.with(7 * WIDTH + 3, Number.NaN), dims })) },
      'nan.npy, row 8: element [3] is NaN',
    ],
    [
      'an array that the model does not use',
      { model: file('columns.model.json'), embeddings: double },
      'double.npy: the model was trained without an array',
    ],
  ])('refuse %s', async (_, options, sentence) => {
    const asked = { model, table: bare, ...options };
    await expect(predictTable({ ...asked, out: null })).rejects.toThrow(sentence);
    await expect(evaluateTable(asked)).rejects.toThrow(sentence);
  });

  test('of a line whose list has another length are refused with the line', async () => {
    const answers: string[] = [];
    const write = (part: string) => {
      answers.push(part);
    };
    const source = (async function* () {
      yield `{"x": 1, "embedding": [1, 2]}\n{"x": 1}\n{"x": 1, "embedding": [1, 2, 3, 4, null]}\n`;
    })();
    await predictLines({ model, lines: source, write });
    const errors = answers
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).error);
    expect(errors[0]).toContain(
      'line 1: "embedding" is a list of length 2, but the model was trained with embeddings of 5',
    );
    expect(errors[1]).toContain('line 2: there is no "embedding[0]"');
  });
});

test('a state of a training with another array is refused, and one with a copy of it elsewhere goes on', async () => {
  const options: TrainOptions = {
    ...{ table: bare, target: 'y', out: file('state.model.json'), report: null, embeddings: double, folds: 3 },
    keepState: { afterMs: 0, everyMs: 0 },
  };
  const controller = new AbortController();
  let steps = 0;
  const stopped = trainTable({
    ...options,
    signal: controller.signal,
    onProgress: ({ phase }) => {
      if (phase === 'choose') steps += 1;
      if (steps === 30) controller.abort(new Error('stopped'));
    },
  });
  await expect(stopped).rejects.toThrow('stopped');
  await expect(trainTable({ ...options, embeddings: single })).rejects.toThrow('with another array of embeddings');
  copyFileSync(double, file('moved.npy'));
  const { resumed, model } = await trainTable({ ...options, embeddings: file('moved.npy') });
  expect(resumed).toBe(true);
  expect(learned(model)).toEqual(learned((await train('unbroken', { embeddings: double })).model));
});
