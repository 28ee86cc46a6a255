// Models of format version 1, as the build that wrote version 1 made them: each has its table beside it, and the bits of its
// probabilities for that table in the reproducible arithmetic.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setArithmetic } from 'bridle';
import { parseModel, serializeModel } from 'bridle/learn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probabilitiesOf } from '../../src/probabilities.ts';
import { readForModel } from '../../src/read/read-for-model.ts';
import { readModel } from '../../src/read/read-model.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const names = readdirSync(here('.')).flatMap((name) => /^(.+)\.model\.json$/.exec(name)?.[1] ?? []);

const bitsOf = (p: number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, p);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};

beforeAll(() => setArithmetic('reproducible'));
afterAll(() => setArithmetic('auto'));

describe('a model of version 1', () => {
  test('is here with numbers, categories, missing cells, two classes and Korean names', () => {
    expect(names).toEqual(['categories', 'korean', 'missing', 'numbers', 'two-classes']);
  });

  test.each(names)('%s gives the same probabilities, bit for bit', async (name) => {
    const [path, file] = [here(`${name}.csv`), here(`${name}.model.json`)];
    const model = await readModel(file);
    const { table, overrides } = await readForModel(path, model, {});
    const { probabilities } = probabilitiesOf(model, table, { model: file, table: path });
    const expected = readFileSync(here(`${name}.bits.txt`), 'utf8')
      .trim()
      .split(/\s/);
    expect(expected).toHaveLength(table.rows * model.classes.length);
    expect([...probabilities].map(bitsOf)).toEqual(expected);
    expect(overrides).toEqual([]);
  });

  test.each(names)('%s keeps its C, and everything else that is in the file', async (name) => {
    const file = JSON.parse(readFileSync(here(`${name}.model.json`), 'utf8'));
    const { training, metrics, classes, recipe, target, version, reading } = await readModel(
      here(`${name}.model.json`),
    );
    expect({ training, metrics, classes, recipe, target }).toEqual({
      training: file.training,
      metrics: file.metrics,
      classes: file.classes,
      recipe: file.recipe,
      target: file.target,
    });
    expect({ version, reading }).toEqual({ version: 1, reading: {} });
  });

  test('is written as version 2, whose C is twice as large for two classes', async () => {
    for (const [name, factor] of [
      ['two-classes', 2],
      ['numbers', 1],
    ] as const) {
      const model = await readModel(here(`${name}.model.json`));
      const written = parseModel(serializeModel(model));
      const training = { ...model.training, C: factor * Number(model.training.C) };
      expect(written).toEqual({ ...model, version: 2, training });
      const { l2, rows, C } = written.training;
      expect((factor / (l2 * rows)).toFixed(12)).toBe(Number(C).toFixed(12));
    }
  });
});
