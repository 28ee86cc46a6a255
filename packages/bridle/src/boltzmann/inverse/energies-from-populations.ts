// Boltzmann inversion: from populations at a known temperature to relative energies, Eᵢ = −kT·ln(pᵢ/gᵢ).

import { tail, twoSum } from '../../core/arithmetic/double-double.ts';
import { logPair } from '../../core/arithmetic/log.ts';
import { lengthOf, sameLength } from '../levels.ts';
import { type EnergyUnit, energyFactor, energyUnitOf } from '../units.ts';

/** Populations in any normalisation, the degeneracies of their levels (default 1), and the temperature they belong to. */
export type InversionInput = {
  populations: ArrayLike<number>;
  degeneracies?: ArrayLike<number> | undefined;
  /** In kelvin. */
  temperature: number;
  /** Of the energies to come. */
  unit: EnergyUnit;
};

/**
 * The energies of levels with these populations, relative to the lowest: Eᵢ = −kT·ln(pᵢ/gᵢ) + constant. An empty level
 * is at +∞ (−∞ at negative T). Relative error ≤ 10⁻¹⁵.
 *
 * @throws TypeError or RangeError for lists that do not fit, negative populations, degeneracies that are not above 0, or
 * a temperature that is 0, infinite or NaN.
 * @example
 * ```ts
 * import { energiesFromPopulations } from 'bridle/boltzmann';
 * const populations = [0.6954828079284218, 0.3045171920715783];
 * energiesFromPopulations({ populations, degeneracies: [1, 2], temperature: 298.15, unit: 'kcal/mol' })[1].toFixed(12); // → '0.900000000000'
 * ```
 */
export function energiesFromPopulations(input: InversionInput): Float64Array {
  const name = 'energiesFromPopulations';
  const { populations, degeneracies, temperature } = input;
  const n = lengthOf(name, 'populations', populations);
  if (degeneracies) sameLength(name, 'degeneracies', degeneracies, n);
  if (!(Number.isFinite(temperature) && temperature !== 0)) {
    throw new RangeError(`${name}: expected a finite temperature other than 0, got ${temperature}`);
  }
  const kT = temperature * energyFactor('K', energyUnitOf(name, 'unit', input.unit)).hi;
  const high = new Float64Array(n);
  const low = new Float64Array(n);
  let reference = -1; // the level of lowest energy: of largest p/g, or of smallest at negative T
  for (let i = 0; i < n; i += 1) {
    const p = populations[i];
    const g = degeneracies ? degeneracies[i] : 1;
    if (!(p >= 0 && p < Infinity)) throw new RangeError(`${name}: expected finite populations ≥ 0, got ${p} at ${i}`);
    if (!(g > 0 && g < Infinity)) throw new RangeError(`${name}: expected finite degeneracies > 0, got ${g} at ${i}`);
    high[i] = -Infinity;
    if (p === 0) continue;
    const logG = logPair(g, 0);
    const logGLow = tail[0];
    const logP = logPair(p, 0);
    const logPLow = tail[0];
    high[i] = twoSum(logP, -logG);
    low[i] = tail[0] + (logPLow - logGLow);
    if (reference < 0 || kT * (high[i] - high[reference]) > 0) reference = i;
  }
  if (reference < 0) throw new RangeError(`${name}: expected some population, got none`);
  return high.map((value, i) => {
    if (value === -Infinity) return kT * Infinity;
    const difference = twoSum(value, -high[reference]) + (tail[0] + (low[i] - low[reference]));
    return difference === 0 ? 0 : -kT * difference;
  });
}
