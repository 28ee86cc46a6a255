import { aliasTable, drawAlias } from 'bridle/sample';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareDeviate } from '../helpers/chi-square.ts';

/** The probabilities that a table draws with. */
function drawnWith({ share, other }: { share: Float64Array; other: Int32Array }): number[] {
  const p = new Array<number>(share.length).fill(0);
  share.forEach((part, i) => {
    p[i] += part / share.length;
    p[other[i]] += (1 - part) / share.length;
  });
  return p;
}

describe('aliasTable', () => {
  test('draws with the probabilities given, and an entry of 0 with none', () => {
    const entry = fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constant(1e-300),
      fc.constant(1),
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), (p) => {
        const total = p.reduce((a, b) => a + b, 0);
        fc.pre(total > 1e-290);
        const found = drawnWith(aliasTable(p));
        p.forEach((x, i) => {
          expect(Math.abs(found[i] - x / total)).toBeLessThan(p.length * 2 ** -52);
          if (x === 0) expect(found[i]).toBe(0);
        });
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  test('holds sums that overflow and subnormal probabilities', () => {
    expect(drawnWith(aliasTable([1e308, 1e308]))).toEqual([0.5, 0.5]);
    expect(drawnWith(aliasTable([5e-324, 0, 5e-324]))).toEqual([0.5, 0, 0.5]);
  });

  test('is empty where nothing can be drawn, and then gives −1', () => {
    for (const p of [[], [0, 0], [1, -1], [1, Number.NaN], [1, Infinity]]) {
      expect(Array.from(drawAlias(aliasTable(p), 2, { seed: 1 }))).toEqual([-1, -1]);
    }
  });
});

describe('drawAlias', () => {
  test('draws as often as the probabilities say', () => {
    const p = [0.5, 0, 0.25, 0.125, 0.125];
    const counts = new Float64Array(5);
    for (const i of drawAlias(aliasTable(p), 200_000, { seed: 11 })) counts[i] += 1;
    expect(counts[1]).toBe(0);
    expect(Math.abs(chiSquareDeviate(counts, p))).toBeLessThan(4);
  });

  test('refuses a count that is none, and a call without a source', () => {
    expect(() => drawAlias(aliasTable([1]), -1, { seed: 1 })).toThrow(RangeError);
    expect(() => drawAlias(aliasTable([1]), 1, {})).toThrow(TypeError);
  });
});
