import { describe, expect, test } from 'vitest';
import { type Model, serializeModel } from '../../../src/learn/model/model.ts';
import { parseModel } from '../../../src/learn/model/parse-model.ts';
import { roundWeights } from '../../../src/learn/model/short-weights.ts';
import { modelOf } from '../../helpers/models.ts';
import { tableOf } from '../../helpers/tables.ts';

const plain = modelOf(tableOf({ x: [1, 2, 3, 4], y: ['a', 'a', 'b', 'b'] }), 'y');
const feature = {
  kind: 'text' as const,
  name: 't',
  words: [1, 2] as [number, number],
  chars: null,
  terms: [' card ', ' lost ', ' "quoted" \\ '],
  bits: null,
  rows: 9,
  counts: Int32Array.of(3, 2, 9),
  hasMissing: true,
};
const weights = roundWeights(
  Float64Array.from({ length: 10 }, (_, i) => Math.sin(7 * i) * 10 ** (i - 8)),
  2,
);
const model: Model = {
  ...plain,
  recipe: { features: [feature, plain.recipe.features[0]] },
  weights,
};
const text = serializeModel(model);

function altered(path: string, value: unknown): string {
  const root = JSON.parse(text);
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((at, key) => at[key], root);
  parent[keys[keys.length - 1]] = value;
  return JSON.stringify(root);
}

describe('a model with texts', () => {
  test('is read again as it was, its weights rounded', () => {
    expect(parseModel(text)).toEqual(model);
    expect(serializeModel(parseModel(text))).toBe(text);
  });

  test('rounds a weight by at most 2⁻¹⁶ of the largest one of its feature, once', () => {
    const exact = Float64Array.from({ length: 600 }, (_, i) => Math.sin(i * i) * 3 ** (i % 100));
    const rounded = roundWeights(exact, 6);
    expect(rounded).not.toEqual(exact);
    expect(roundWeights(rounded, 6)).toEqual(rounded);
    for (let j = 0; j < 100; j += 1) {
      const own = Array.from({ length: 6 }, (_, k) => k * 100 + j);
      const largest = Math.max(...own.map((at) => Math.abs(exact[at])));
      for (const at of own) expect(Math.abs(rounded[at] - exact[at])).toBeLessThanOrEqual(largest * 2 ** -16);
    }
    expect([...roundWeights(new Float64Array(4), 2)]).toEqual([0, 0, 0, 0]);
  });

  test.each([
    ['recipe.features.0.terms', ''],
    ['recipe.features.0.terms', ' card \n card '],
    ['recipe.features.0.counts', '3 2'],
    ['recipe.features.0.counts', '3 2 10'],
    ['recipe.features.0.counts', '3 2 x'],
    ['recipe.features.0.counts', '3 2 -1'],
    ['recipe.features.0.rows', 0],
    ['recipe.features.0.words', [2, 1]],
    ['recipe.features.0.words', [1, 1000]],
    ['recipe.features.0.words', null],
    ['recipe.features.0.bits', 25],
    ['recipe.features.0.bits', 3],
    ['recipe.features.0.hasMissing', 1],
    ['weights.scales', 'AAAA'],
    ['weights.values', 'AAAA'],
    ['weights.values', null],
    ['weights', null],
  ])('is refused where %s is %j', (path, value) => {
    expect(() => parseModel(altered(path, value))).toThrow(/The model's field/);
  });
});
