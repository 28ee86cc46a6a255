import { describe, expect, test } from 'vitest';
import { keptReading, laterReading } from '../../src/read/kept-reading.ts';

describe('keptReading', () => {
  test('keeps what was given, once each, and the words for "no value" in any case', () => {
    expect(keptReading({})).toEqual({ missing: ['', 'NA'] });
    expect(keptReading({ missing: ['', '?', '?'], exclude: ['id'] })).toEqual({ missing: ['', '?'], exclude: ['id'] });
  });

  test('takes nothing else from the options of a training', () => {
    const options = { missing: [], table: 't.csv', __proto__: null, seed: 3 };
    expect(keptReading(options)).toEqual({ missing: [] });
  });
});

describe('laterReading', () => {
  const model = { missing: ['', '없음'], exclude: ['id'] };

  test('is that of the model where nothing is given', () => {
    expect(laterReading(model, {})).toEqual({ reading: model, overrides: [] });
  });

  test('takes a given option, and names one that differs', () => {
    expect(laterReading(model, { missing: ['', 'NA'] })).toEqual({
      reading: { ...model, missing: ['', 'NA'] },
      overrides: [{ option: 'missing', given: ['', 'NA'], model: ['', '없음'] }],
    });
    expect(laterReading(model, { missing: ['없음', '', '없음'] }).overrides).toEqual([]);
  });

  test('names nothing for a model that kept nothing', () => {
    expect(laterReading({}, { missing: ['?'] })).toEqual({ reading: { missing: ['?'] }, overrides: [] });
  });
});
