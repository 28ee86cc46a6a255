import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactSum } from '../../../src/core/arithmetic/exact-sum.ts';
import { toNumber, units } from '../../../src/core/arithmetic/fixed-point.ts';

/** In whole units of 2⁻¹⁰⁷⁴, rounded once. */
const inUnits = (terms: readonly number[]) =>
  toNumber(
    terms.reduce((sum, x) => sum + units(x), 0n),
    1074,
  );

describe('exactSum', () => {
  test('keeps what plain addition and double-doubles lose', () => {
    const terms = [1e100, 1, 1e-40, -1e100, 2 ** -53, 1e-40];
    expect(terms.reduce((sum, x) => sum + x, 0)).toBe(2 ** -53 + 1e-40);
    expect(exactSum(terms)).toBe(1 + 2 ** -52);
    expect(exactSum([1e300, 1e-300, -1e300])).toBe(1e-300);
  });

  test('rounds a half by what lies below it', () => {
    expect(exactSum([1, 2 ** -53])).toBe(1);
    expect(exactSum([1, 2 ** -53, 2 ** -110])).toBe(1 + 2 ** -52);
    expect(exactSum([1 + 2 ** -52, 2 ** -53, -(2 ** -110)])).toBe(1 + 2 ** -52);
  });

  test('of nothing is 0, and of what is not finite NaN', () => {
    expect(exactSum([])).toBe(0);
    expect(exactSum([1, Number.NaN])).toBeNaN();
    expect(exactSum([Infinity, 1])).toBeNaN();
  });

  test('equals the sum in whole units, rounded once', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 }),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map((n) => n * 2 ** -40),
    );
    fc.assert(
      fc.property(fc.array(number, { maxLength: 12 }), fc.boolean(), (terms, cancel) => {
        const all = cancel ? [...terms, ...terms.slice(1).map((x) => -x)] : terms;
        expect(exactSum(all) + 0).toBe(inUnits(all) + 0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
