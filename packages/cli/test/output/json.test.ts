import { describe, expect, test } from 'vitest';
import { jsonDocument } from '../../src/output/json.ts';

describe('jsonDocument', () => {
  test('is one line that JSON.parse reads back, doubles in their shortest form', () => {
    const text = jsonDocument({ softmax: [0.10650697891920075, 0.7869860421615985], none: null });
    expect(text).toBe('{"softmax":[0.10650697891920075,0.7869860421615985],"none":null}\n');
  });

  test('says which of the special numbers it was, and writes typed arrays as arrays', () => {
    expect(jsonDocument({ x: new Float64Array([1, Infinity, -Infinity, Number.NaN]) })).toBe(
      '{"x":[1,"Infinity","-Infinity","NaN"]}\n',
    );
  });
});
