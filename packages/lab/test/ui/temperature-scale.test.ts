import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOf, temperatureAt } from '../../src/ui/temperature-scale.ts';

test('the slider of temperature runs from 0 to ∞ and back', () => {
  expect([temperatureAt(0), temperatureAt(0.5), temperatureAt(1)]).toEqual([0, 1, Number.POSITIVE_INFINITY]);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (t) => Math.abs(temperatureAt(placeOf(t)) - t) <= 1e-9 * (1 + t * t),
    ),
  );
  expect(placeOf(Number.POSITIVE_INFINITY)).toBe(1);
});
