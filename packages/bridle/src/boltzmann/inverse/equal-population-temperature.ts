// The temperature at which two levels are equally populated: g₀·e^(−E₀/kT) = g₁·e^(−E₁/kT).

import { tail, twoSum } from '../../core/arithmetic/double-double.ts';
import { logPair } from '../../core/arithmetic/log.ts';
import { type EnergyUnit, energyFactor, energyUnitOf } from '../units.ts';

/** Two levels. */
export type PairOfLevels = {
  energies: readonly [number, number];
  degeneracies: readonly [number, number];
  unit: EnergyUnit;
};

/**
 * T = (E₁ − E₀)/(k·ln(g₁/g₀)), in kelvin: where two levels, or two conformations of a molecule, are equally populated.
 *
 * Negative where the upper level has the smaller degeneracy, ∞ where the degeneracies are equal, NaN where no
 * temperature, or every one, makes the populations equal. Relative error ≤ 10⁻¹⁵.
 *
 * @throws RangeError for energies or degeneracies that are not finite, or degeneracies that are not above 0.
 * @example
 * ```ts
 * import { equalPopulationTemperature } from 'bridle/boltzmann';
 * equalPopulationTemperature({ energies: [0, 0.9], degeneracies: [1, 2], unit: 'kcal/mol' }).toFixed(2); // → '653.39'
 * ```
 */
export function equalPopulationTemperature({ energies, degeneracies, unit }: PairOfLevels): number {
  const name = 'equalPopulationTemperature';
  const k = energyFactor('K', energyUnitOf(name, 'unit', unit)).hi;
  for (let i = 0; i < 2; i += 1) {
    const g = degeneracies[i];
    if (!Number.isFinite(energies[i]))
      throw new RangeError(`${name}: expected finite energies, got ${energies[i]} at ${i}`);
    if (!(g > 0 && g < Infinity)) throw new RangeError(`${name}: expected finite degeneracies > 0, got ${g} at ${i}`);
  }
  const gap = energies[1] - energies[0];
  if (gap === 0) return Number.NaN;
  const lower = logPair(degeneracies[0], 0);
  const lowerLow = tail[0];
  const upper = logPair(degeneracies[1], 0);
  const upperLow = tail[0];
  const ratio = twoSum(upper, -lower) + (tail[0] + (upperLow - lowerLow));
  return ratio === 0 ? Infinity : gap / (k * ratio);
}
