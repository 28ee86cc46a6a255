import { describe, expect, test } from 'vitest';
import { referenceLevels, withZeros } from '../../../src/learn/infer/treatment.ts';
import { withoutFeatures } from '../../../src/learn/infer/without-features.ts';
import { addScores, type Design } from '../../../src/learn/table/design.ts';

const numeric = { kind: 'numeric' as const, name: 'x', fill: 0, mean: 0, scale: 1, hasMissing: true };
const island = { kind: 'categorical' as const, name: 'island', levels: ['A', 'B', 'C'], hasMissing: true };
const sex = { kind: 'categorical' as const, name: 'sex', levels: ['f', 'm'], hasMissing: false };
const recipe = { features: [numeric, island, sex] };

const featuresOf = (...of: Parameters<typeof referenceLevels>) => referenceLevels(...of).map(({ feature }) => feature);

describe('referenceLevels', () => {
  test('the first level of each category, or the one that is named', () => {
    expect(referenceLevels(recipe)).toEqual([
      { feature: 2, column: 'island', level: 'A' },
      { feature: 6, column: 'sex', level: 'f' },
    ]);
    expect(featuresOf(recipe, { island: 'C' })).toEqual([4, 6]);
    expect(featuresOf({ features: [numeric] })).toEqual([]);
    const form = 'day' as never;
    const parts = [numeric, { ...sex, name: 'weekday', levels: ['Mon', 'Tue'] }];
    const date = { kind: 'date' as const, name: 'when', form, origin: 0, parts };
    expect(referenceLevels({ features: [date, sex] })).toEqual([
      { feature: 2, column: 'when weekday', level: 'Mon' },
      { feature: 4, column: 'sex', level: 'f' },
    ]);
  });

  test('refuses a level or a column that is not there', () => {
    const of = (references: Record<string, string>) => () => referenceLevels(recipe, references);
    expect(of({ island: 'D' })).toThrow(
      expect.objectContaining({ code: 'no-such-level', facts: { column: 'island', level: 'D', known: 'A, B, C' } }),
    );
    expect(of({ x: '1' })).toThrow(expect.objectContaining({ code: 'no-such-category', facts: { column: 'x' } }));
    expect(of({ constructor: 'x' })).toThrow(expect.objectContaining({ code: 'no-such-category' }));
  });
});

describe('withoutFeatures and withZeros', () => {
  const design: Design = {
    rows: 4,
    columns: 5,
    blocks: [
      {
        kind: 'numbers',
        index: [0, 4],
        values: [new Float64Array([1, 2, 3, 4]), new Float64Array([5, 1, 2, 0])],
        centers: [0, 1],
        scales: [2, 1],
      },
      { kind: 'codes', first: 1, levels: 3, codes: new Int32Array([0, 1, 2, -1]) },
    ],
  };

  test('the scores of the smaller design are those of the whole one with weights of 0', () => {
    for (const dropped of [[1], [2], [3], [0], [4], [1, 2, 3], [0, 2, 4]]) {
      const smaller = withoutFeatures(design, new Set(dropped));
      expect(smaller.columns).toBe(5 - dropped.length);
      const weights = Float64Array.from({ length: 2 * smaller.columns }, (_, i) => Math.sin(i + 1));
      const [got, want] = [new Float64Array(8), new Float64Array(8)];
      addScores(smaller, weights, 2, got);
      addScores(design, withZeros(weights, 2, 5, dropped), 2, want);
      got.forEach((score, i) => {
        expect(score).toBeCloseTo(want[i], 14);
      });
    }
  });
});
