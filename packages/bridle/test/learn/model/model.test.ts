import { describe, expect, test } from 'vitest';
import { serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { modelOf } from '../../helpers/models.ts';
import { exampleTable, tableOf } from '../../helpers/tables.ts';

const table = exampleTable('penguins');

describe('serializeModel', () => {
  test('the same training gives the same bytes, with nothing of the day or the machine in them', () => {
    const text = serializeModel(modelOf(table, 'species'));
    expect(serializeModel(modelOf(table, 'species'))).toBe(text);
    expect(text.startsWith('{\n  "format": "bridle-model",\n  "version": 2,\n  "target": "species",')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).not.toMatch(/20\d\d-/);
  });

  test('parseModel gives back the same model, every bit of its weights, and the same text', () => {
    const model = modelOf(table, 'species');
    const text = serializeModel(model);
    const back = parseModel(text);
    expect(back).toEqual(model);
    expect(serializeModel(back)).toBe(text);
  });

  test('keeps names that mean something to JSON or to objects', () => {
    const hostile = tableOf({
      __proto__x: [1, 2, 3, 4],
      'a"\\\n': ['constructor', '__proto__', '가', '가'],
      y: ['</script>', 'b', '</script>', 'b'],
    });
    const model = modelOf(hostile, 'y');
    expect(parseModel(serializeModel(model))).toEqual(model);
  });
});
