import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largest } from '../../src/sample/largest.ts';

test('largest gives what sorting gives: values descending, ties by place, NaN never', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, Infinity, -Infinity));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.integer({ min: 0, max: 70 }), (values, k) => {
      const sorted = values.map((_, i) => i).filter((i) => !Number.isNaN(values[i])).sort((a, b) => (values[a] === values[b] ? a - b : values[b] > values[a] ? 1 : -1)); // biome-ignore format: one line
      expect(Array.from(largest(values, values.length, k))).toEqual(sorted.slice(0, k));
    }),
    { seed: 2, numRuns: 3000 },
  );
});
