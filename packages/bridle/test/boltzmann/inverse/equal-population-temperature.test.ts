import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { equalPopulationTemperature } from '../../../src/boltzmann/inverse/equal-population-temperature.ts';

describe('equalPopulationTemperature', () => {
  test.each<[[number, number], [number, number]]>([
    [
      [0, 0.9],
      [1, 2],
    ],
    [
      [-40, 12],
      [3, 400],
    ],
    [
      [0, 5],
      [2, 1],
    ],
  ])('the levels %j with degeneracies %j hold a half each there', (energies, degeneracies) => {
    const levels = { energies, degeneracies, unit: 'kcal/mol' } as const;
    const temperature = equalPopulationTemperature(levels);
    expect(boltzmann({ ...levels, temperature }).probabilities[0]).toBeCloseTo(0.5, 14);
  });

  test('is ∞ for equal degeneracies, negative where the upper has the fewer, NaN for equal energies', () => {
    const at = (energies: [number, number], degeneracies: [number, number]) =>
      equalPopulationTemperature({ energies, degeneracies, unit: 'K' });
    expect(at([0, 1], [3, 3])).toBe(Infinity);
    expect(at([0, 1], [2, 1])).toBeCloseTo(-1 / Math.LN2, 14);
    expect(at([1, 1], [2, 1])).toBeNaN();
    expect(() => at([0, 1], [0, 1])).toThrow(
      'equalPopulationTemperature: expected finite degeneracies > 0, got 0 at 0',
    );
    expect(() => at([0, Number.NaN], [1, 1])).toThrow('expected finite energies, got NaN at 1');
  });
});
