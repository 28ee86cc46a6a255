import { describe, expect, test } from 'vitest';
import { encodeFloats } from '../../../src/learn/model/base64.ts';
import { serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { modelOf } from '../../helpers/models.ts';
import { exampleTable } from '../../helpers/tables.ts';

const text = serializeModel(modelOf(exampleTable('penguins'), 'species'));
type Json = { [key: string]: Json } & Json[];

/** The model's text with one field, named by its path, replaced; undefined takes it out. */
function altered(path: string, value: unknown): string {
  const root = JSON.parse(text);
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((at: Json, key) => at[key], root);
  (parent as Record<string, unknown>)[keys[keys.length - 1]] = value;
  return JSON.stringify(root);
}

function refusal(broken: string) {
  try {
    parseModel(broken);
  } catch (error) {
    return error as Error & { code: string; facts: Record<string, string | number> };
  }
  throw new Error('nothing was refused');
}

describe('parseModel refuses', () => {
  test.each(['', 'hello', '{"format": "bridle-model",}', '[', '['.repeat(100_000)])('what is not JSON', (broken) => {
    expect(refusal(broken)).toMatchObject({ name: 'ModelError', code: 'not-json' });
  });

  test('a model cut off anywhere after its first field, as truncated', () => {
    for (let end = 32; end < text.length - 2; end += 97) expect(refusal(text.slice(0, end)).code).toBe('truncated');
    expect(refusal(text.slice(0, -2)).code).toBe('truncated');
  });

  test.each(['null', '3', '[]', '{}', '{"format": "other"}', '{"__proto__": {"format": "bridle-model"}}'])(
    'JSON that is no model: %s',
    (broken) => {
      expect(refusal(broken).code).toBe('not-a-model');
    },
  );

  test('a version to come, and says to update', () => {
    expect(refusal(altered('version', 4))).toMatchObject({ code: 'newer-version', facts: { version: 4, known: 3 } });
    for (const version of [0, 1.5, '1', null]) {
      expect(refusal(altered('version', version))).toMatchObject({ code: 'bad-field', facts: { field: 'version' } });
    }
  });

  test.each<[string, unknown, string?]>([
    ['target', 7],
    ['training.arithmetic', 'reproducible'],
    ['training.arithmetic', 3],
    ['target', 'island', 'recipe.features[0].name'],
    ['classes', 'abc'],
    ['classes', ['one']],
    ['classes', ['a', 'b', 'a'], 'classes[2]'],
    ['classes', ['a', null, 'b'], 'classes[1]'],
    ['calibration', 2],
    ['reading', undefined],
    ['reading', null],
    ['reading', ['missing']],
    ['reading.missing', 'NA', 'reading.missing'],
    ['reading.missing', { length: 1 }, 'reading.missing'],
    ['reading.missing', ['NA', 'NA'], 'reading.missing[1]'],
    ['reading.exclude', [3], 'reading.exclude[0]'],
    ['reading.embedding', 'v', 'reading.embedding'],
    ['reading.embedding', 1.5, 'reading.embedding'],
    ['reading.embedding', 0, 'reading.embedding'],
    ['recipe', [], 'recipe.features'],
    ['recipe.features', []],
    ['recipe.features', {}],
    ['recipe.features.0', null, 'recipe.features[0]'],
    ['recipe.features.0.kind', 'words', 'recipe.features[0].kind'],
    ['recipe.features.0.levels', [], 'recipe.features[0].levels'],
    ['recipe.features.0.levels', ['x', 'x'], 'recipe.features[0].levels[1]'],
    ['recipe.features.0.levels', { length: 3 }, 'recipe.features[0].levels'],
    ['recipe.features.0.hasMissing', 'no', 'recipe.features[0].hasMissing'],
    ['recipe.features.0.hasOther', false, 'recipe.features[0].hasOther'],
    ['recipe.features.1.name', 'island', 'recipe.features[1].name'],
    ['recipe.features.1.scale', 0, 'recipe.features[1].scale'],
    ['recipe.features.1.scale', -1, 'recipe.features[1].scale'],
    ['recipe.features.1.mean', null, 'recipe.features[1].mean'],
    ['recipe.features.1.fill', '3', 'recipe.features[1].fill'],
    ['recipe.features.1.mean', 1e300, 'recipe.features[1].mean'],
    ['weights', undefined],
    ['weights', [1, 2]],
    ['weights', 'not base64!'],
    ['intercepts', 'AAAA'],
    ['training', null],
    ['training.rows', -1],
    ['training.rows', 2.5],
    ['training.l2', -1],
    ['training.C', 0],
    ['training.solver', 'cg'],
    ['training.standardize', 1],
    ['training.converged', 'yes'],
    ['training.holdout', 1],
    ['training.table', 5],
    ['training.seed', -1],
    ['training.gapBound', 'small'],
    ['metrics', undefined],
    ['metrics.accuracy', 1.5],
    ['metrics.logLoss', null],
    ['metrics.brier', 3],
  ])('a field that is not what it should be: %s = %j', (path, value, named = path) => {
    expect(refusal(altered(path, value))).toMatchObject({ code: 'bad-field', facts: { field: named } });
  });

  test('says what it found in few characters, however long or deep that is', () => {
    expect(refusal(altered('target', ['x'.repeat(1e6)])).message).toBe(
      'The model\'s field "target" is wrong: found […] of 1.',
    );
    expect(refusal(altered('training.rows', 'y'.repeat(1e6))).message.length).toBeLessThan(150);
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    expect(refusal(text.replace('"target": "species"', `"target": ${deep}`)).facts).toEqual({
      field: 'target',
      found: '[…] of 1',
    });
    expect(refusal(altered('target', undefined)).facts.found).toBe('nothing');
  });

  test.each(['comment', 'constructor', '__proto__', 'x'.repeat(1e6)])(
    'an option of the reading that it does not know',
    (key) => {
      const broken = text.replace('"reading": {}', `"reading": {${JSON.stringify(key)}: ["#"]}`);
      expect(refusal(broken)).toMatchObject({
        code: 'unknown-reading',
        facts: { option: key.slice(0, 60) + (key.length > 60 ? '…' : '') },
      });
    },
  );

  test('weights that are NaN or infinite', () => {
    const weights = new Float64Array(45);
    weights[7] = Number.NaN;
    expect(refusal(altered('weights', encodeFloats(weights)))).toMatchObject({
      code: 'not-finite',
      facts: { field: 'weights', index: 7, found: 'NaN' },
    });
    const infinite = encodeFloats(new Float64Array([0, 0, -Infinity]));
    expect(refusal(altered('intercepts', infinite)).facts).toEqual({
      field: 'intercepts',
      index: 2,
      found: '-Infinity',
    });
  });

  test('weights that do not fit the classes and the features', () => {
    expect(refusal(altered('weights', encodeFloats(new Float64Array(44))))).toMatchObject({
      code: 'wrong-dimensions',
      facts: { field: 'weights', expected: 45, found: 44 },
    });
    expect(refusal(altered('intercepts', '')).code).toBe('wrong-dimensions');
    expect(refusal(altered('classes', ['a', 'b'])).code).toBe('wrong-dimensions');
  });
});

describe('parseModel', () => {
  test('drops what the format does not name', () => {
    const root = JSON.parse(text);
    root.extra = 1;
    root.recipe.features[0].extra = 1;
    const back = parseModel(JSON.stringify(root).replace('{', '{"__proto__":{"polluted":true},'));
    expect(serializeModel(back)).toBe(text);
    expect('polluted' in back || 'extra' in back).toBe(false);
  });

  test('reads the options of the reading, and version 1, which has none', () => {
    const reading = {
      missing: ['', '없음', '__proto__'],
      exclude: [],
      categorical: ['constructor'],
      embedding: 2,
    };
    expect(parseModel(altered('reading', reading)).reading).toEqual(reading);
    const root = JSON.parse(text);
    delete root.reading;
    root.version = 1;
    const model = parseModel(JSON.stringify(root));
    expect(model).toMatchObject({ version: 1, reading: {} });
    expect(serializeModel(model)).toBe(text);
    root.reading = { missing: 7 };
    expect(parseModel(JSON.stringify(root)).reading).toEqual({});
  });

  test('keeps that levels are joined', () => {
    const root = JSON.parse(text);
    const [feature] = root.recipe.features;
    Object.assign(feature, { levels: feature.levels.slice(1), hasOther: true });
    const model = parseModel(JSON.stringify(root));
    expect(model.recipe.features[0]).toMatchObject({ hasOther: true });
    expect(parseModel(serializeModel(model))).toEqual(model);
  });

  test('takes a model without held-out figures and without a bound', () => {
    expect(parseModel(altered('metrics', null)).metrics).toBe(null);
    expect(parseModel(altered('training.gapBound', null)).training.gapBound).toBe(null);
    expect(parseModel(altered('training.C', null)).training.C).toBe(null);
  });
});
