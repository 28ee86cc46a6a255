import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nucleus } from '../../src/sample/nucleus.ts';

test('nucleus keeps the prefix of the sorted entries that reaches the goal, however many and however many are equal', () => {
  // Masses of 2⁻²⁰ times a whole number: their sums are exact in any order.
  const mass = fc.integer({ min: 0, max: 40 }).map((x) => x * 2 ** -20);
  const row = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), mass), { minLength: 1, maxLength: 600 });
  fc.assert(
    fc.property(row, fc.integer({ min: 1, max: 12_000 }), (entries, goal) => {
      const preference = entries.map(([value, m]) => (value === 30 || m === 0 ? Number.NaN : value));
      const masses = entries.map(([, m]) => m);
      const sorted = entries.map((_, i) => i).filter((i) => masses[i] > 0 && preference[i] < 30);
      sorted.sort((a, b) => preference[b] - preference[a] || a - b);
      const kept: number[] = [];
      for (let sum = 0; kept.length < sorted.length && sum < goal * 2 ** -20; sum += masses[kept[kept.length - 1]]) {
        kept.push(sorted[kept.length]);
      }
      const found = nucleus(preference, masses, entries.length, goal * 2 ** -20, 0);
      expect(Array.from(found).sort((a, b) => a - b)).toEqual(kept.sort((a, b) => a - b));
    }),
    { seed: 8, numRuns: 1000 },
  );
});
