// boltzmann: pᵢ = gᵢ·e^(−Eᵢ/kT)/Z over levels, and the thermodynamics of Z. L. Boltzmann, Wien. Ber. 58 (1868) 517.
// One pass for the moments (moments.ts), one for the populations.

import { LevelSum, type SumOptions } from './level-sum.ts';
import type { LevelList } from './levels.ts';
import type { TemperatureRange } from './temperatures.ts';
import type { Thermodynamics } from './thermodynamics.ts';

/** Levels, their unit, and the temperatures. */
export type BoltzmannInput = LevelList & SumOptions;

/** The populations of the levels, which sum to 1, and the thermodynamics. */
export type Boltzmann = Thermodynamics & { probabilities: Float64Array };

/**
 * Populations and canonical thermodynamics of levels: pᵢ = gᵢ·e^(−Eᵢ/kT)/Z, Z = Σ gᵢ·e^(−Eᵢ/kT),
 * U = Σ pᵢEᵢ, F = −kT·ln Z, S = −k Σ pᵢ·ln(pᵢ/gᵢ), C = ⟨(E − U)²⟩/kT².
 *
 * Energies are in `unit`, temperatures in kelvin; one temperature gives one result, a list or a range gives a list.
 * Results are in `energyUnit` (default `unit`) and `entropyUnit` (default 'k', the number S/k). Only differences of
 * energies are exponentiated, so absolute energies of 10⁶ hartree and ln g of 10⁶ neither overflow nor lose digits. A degeneracy
 * of 0 leaves a level out; fractions are allowed.
 *
 * Relative errors ≤ 10⁻¹⁴: of p, U − E_lowest, S, C and √⟨(E − U)²⟩ (below 10⁻²⁹⁰ kT or k they fade to 0), and of
 * ln Z, U and F against the largest of their terms. T = 0 is the limit from above: the lowest levels share by g, C = 0;
 * −0 is the limit from below: the highest do. At T = ±∞ p ∝ g, S = k ln Σg, C = 0 and F = ∓∞. T < 0 is an inversion.
 *
 * @throws TypeError or RangeError for invalid levels, units or temperatures, naming what was found.
 * @example
 * ```ts
 * import { boltzmann } from 'bridle/boltzmann';
 * const butane = { energies: [0, 0.9], degeneracies: [1, 2], unit: 'kcal/mol' } as const;
 * boltzmann({ ...butane, temperature: 298.15 }).probabilities[0]; // → 0.6954828079284218
 * boltzmann({ ...butane, temperature: [0, 298.15] }).map((at) => at.entropy); // → [0, 0.8257184969224376]
 * ```
 */
export function boltzmann(input: BoltzmannInput & { temperature: number }): Boltzmann;
export function boltzmann(input: BoltzmannInput & { temperature: ArrayLike<number> | TemperatureRange }): Boltzmann[];
export function boltzmann(input: BoltzmannInput): Boltzmann | Boltzmann[] {
  const sum = new LevelSum(input, 'boltzmann').add(input);
  const results = sum
    .thermodynamics()
    .map((quantities, t) => ({ ...quantities, probabilities: sum.populations(input, t) }));
  return typeof input.temperature === 'number' ? results[0] : results;
}
