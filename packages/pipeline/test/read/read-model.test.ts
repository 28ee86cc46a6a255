import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { serializeModel } from 'bridle/learn';
import { describe, expect, test } from 'vitest';
import { readModel } from '../../src/read/read-model.ts';
import { trainTable } from '../../src/train-table.ts';
import { example, temporaryFiles } from '../helpers/files.ts';

const file = temporaryFiles();
const path = file('iris.model.json');
const trained = trainTable({ table: example('iris'), target: 'species', out: path, report: null });

/** A file of so many bytes that begins with a text; the rest is a hole that takes no disk. */
function sparse(name: string, beginning: string, size: number): string {
  const handle = openSync(file(name), 'w');
  writeSync(handle, beginning);
  ftruncateSync(handle, size);
  closeSync(handle);
  return file(name);
}

async function refusal(path: string) {
  const error = await readModel(path).catch((thrown) => thrown);
  expect(error.message.startsWith(path)).toBe(true);
  expect(error.message).toMatch(/^[^\n]+$/);
  return error;
}

describe('readModel', () => {
  test('gives the model that was trained, to the bit', async () => {
    const { model } = await trained;
    expect(await readModel(path)).toEqual(model);
  });

  test('refuses a file that ends in its middle, wherever', async () => {
    await trained;
    const text = readFileSync(path, 'utf8');
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const cut = file('cut.model.json', text.slice(0, Math.floor(text.length * share)));
      expect(await refusal(cut)).toMatchObject({ name: 'ModelError', code: 'truncated', facts: { file: cut } });
    }
  });

  test('refuses a newer version, NaN weights, wrong dimensions, other JSON and what is no JSON', async () => {
    const { model } = await trained;
    const text = readFileSync(path, 'utf8');
    const broken = (weights: Float64Array) => serializeModel({ ...model, weights });
    const cases: [content: string, code: string][] = [
      [text.replace('"version": 2', '"version": 4'), 'newer-version'],
      [broken(model.weights.map((w, i) => (i === 5 ? Number.NaN : w))), 'not-finite'],
      [broken(model.weights.slice(1)), 'wrong-dimensions'],
      [text.replace('"species"', '7'), 'bad-field'],
      ['{"a":1}', 'not-a-model'],
      ['hello', 'not-json'],
      ['', 'not-json'],
    ];
    for (const [content, code] of cases) {
      expect(await refusal(file('bad.model.json', content))).toMatchObject({ name: 'ModelError', code });
    }
  });

  test('refuses gigabytes of brackets by their beginning, and a model too large by its size, unread', async () => {
    // Neither would fit a string: reading either whole throws another error.
    const brackets = sparse('brackets.json', '['.repeat(1000), 2 ** 32);
    expect(await refusal(brackets)).toMatchObject({ name: 'ModelError', code: 'not-a-model' });
    const large = sparse('large.json', '{ "format": "bridle-model", "version": 1', 2 ** 30);
    expect(await refusal(large)).toMatchObject({
      name: 'InputError',
      code: 'model-too-large',
      facts: { size: 2 ** 30 },
    });
  });

  test('refuses a path with nothing there, a folder and a device', async () => {
    await expect(readModel(file('nothing.json'))).rejects.toMatchObject({ code: 'no-such-file' });
    await expect(readModel(file('.'))).rejects.toMatchObject({ code: 'is-a-folder' });
    await expect(readModel('/dev/zero')).rejects.toMatchObject({ code: 'not-a-file' });
  });
});
