import { expect, test } from 'vitest';
import { checkArrayMemory, checkPredictionMemory, checkTrainingMemory } from '../src/memory.ts';
import { predictTable } from '../src/predict-table.ts';
import { trainTable } from '../src/train-table.ts';
import { example, temporaryFiles } from './helpers/files.ts';

const file = temporaryFiles();
const size = { file: 't.csv', column: 'y', rows: 1000, classes: 10 };
const thrown = (work: () => void) => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
};

test('a target of 100,000 values in 200,000 rows is refused with the memory it would take', async () => {
  const rows = Array.from({ length: 200_000 }, (_, i) => `${i % 7},user ${i % 100_000}`);
  const table = file('users.csv', `x,y\n${rows.join('\n')}\n`);
  const error = await trainTable({ table, target: 'y', out: file('m.json') }).catch((reason) => reason);
  expect(error).toMatchObject({
    name: 'InputError',
    code: 'identifier-as-target',
    facts: { rows: 200_000, classes: 100_000, needed: 1000 },
  });
  expect(error.message.replace(/\(this machine.*?\)/, '()')).toBe(
    `${table}: column "y" has 100000 different values in 200000 rows, so that 200000 × 100000 probabilities need about 1000 GB of memory (); the column looks like an identifier: choose another target`,
  );
});

test('each array that grows with two sizes counts', () => {
  const memory = 1e9;
  const refused = (more: Partial<typeof size>, features = 10) =>
    thrown(() => checkTrainingMemory({ ...size, ...more, features }, memory));
  expect(refused({})).toBeUndefined();
  expect(refused({ rows: 3_000_000 })).toMatchObject({ code: 'too-much-memory', facts: { needed: 1.4, memory: 1 } });
  expect(refused({}, 1_000_000)).toMatchObject({ code: 'too-much-memory', facts: { needed: 2.1 } });
  expect(refused({ classes: 12_000, rows: 24_000 })).toMatchObject({ code: 'identifier-as-target' });
  expect(refused({ classes: 12_000, rows: 240_000 })).toMatchObject({ code: 'too-much-memory' });
});

test('more entries than the longest array are refused whatever memory there is', () => {
  const large = { ...size, rows: 2 ** 31, classes: 2 };
  expect(thrown(() => checkPredictionMemory(large, Infinity))).toMatchObject({ code: 'too-much-memory' });
  expect(thrown(() => checkPredictionMemory({ ...large, rows: 2 ** 31 - 1 }, Infinity))).toBeUndefined();
});

test('an array beside a table is refused where its float32 numbers alone do not fit', () => {
  const array = { file: 'e.npy', rows: 1e6, width: 1000 };
  expect(thrown(() => checkArrayMemory(array, 4e9))).toBeUndefined();
  expect(thrown(() => checkArrayMemory(array, 4e9 - 1))).toMatchObject({
    code: 'embedding-memory',
    facts: { needed: 4 },
  });
});

test('a prediction that fits is made', async () => {
  const out = file('iris.json');
  await trainTable({ table: example('iris'), target: 'species', out, report: null });
  expect((await predictTable({ model: out, table: example('iris'), out: null })).rows).toBe(150);
});
