// boltzmann: pᵢ = gᵢ·e^(−Eᵢ/kT)/Z over levels, and the thermodynamics of Z. L. Boltzmann, Wien. Ber. 58 (1868) 517.
// One pass for the moments (moments.ts), one for the populations.

import { scaleDown, tail } from '../core/double-double.ts';
import { expPair } from '../core/exp.ts';
import { LevelSum, type SumOptions } from './level-sum.ts';
import { emptyBlock, fill, type LevelList } from './levels.ts';
import { logWeight, type Moments } from './moments.ts';
import type { TemperatureRange } from './temperatures.ts';
import type { Thermodynamics } from './thermodynamics.ts';
import { type Beta, energyUnitOf, inverseTemperature } from './units.ts';

/** Levels, their unit, and the temperatures. */
export type BoltzmannInput = LevelList & SumOptions;

/** The populations of the levels, which sum to 1, and the thermodynamics. */
export type Boltzmann = Thermodynamics & { probabilities: Float64Array };

/** Probabilities are formed as 2^400 times their value and brought down in one rounding. */
const LIFT = 400;

/**
 * Populations and canonical thermodynamics of levels: pᵢ = gᵢ·e^(−Eᵢ/kT)/Z, Z = Σ gᵢ·e^(−Eᵢ/kT),
 * U = Σ pᵢEᵢ, F = −kT·ln Z, S = −k Σ pᵢ·ln(pᵢ/gᵢ), C = ⟨(E − U)²⟩/kT².
 *
 * Energies are in `unit`, temperatures in kelvin; one temperature gives one result, a list or a range gives a list.
 * Results are in `energyUnit` (default `unit`) and `entropyUnit` (default 'k', the number S/k). Only differences of
 * energies are exponentiated, so absolute energies of 10⁶ hartree and ln g of 10⁶ do no harm. A degeneracy of 0 takes
 * a level out; fractions are allowed.
 *
 * Relative errors ≤ 10⁻¹⁴: of p, U − E_lowest, S, C and √⟨(E − U)²⟩ (below 10⁻²⁹⁰ kT or k they fade to 0), and of
 * ln Z, U and F against the largest of their terms. T = 0 is the limit from above: the lowest levels share by g, C = 0;
 * −0 is the limit from below: the highest do. At T = ±∞ p ∝ g, S = k ln Σg, C = 0 and F = ∓∞. T < 0 is an inversion.
 *
 * @throws TypeError or RangeError for what is not levels, units or temperatures, naming what was found.
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
  const unit = energyUnitOf('boltzmann', 'unit', input.unit);
  const results = sum.thermodynamics().map((quantities, t) => {
    const beta = inverseTemperature(sum.temperatures[t], unit);
    return { ...quantities, probabilities: populations(input, sum.moments(t), beta) };
  });
  return typeof input.temperature === 'number' ? results[0] : results;
}

/** pᵢ of each level, 0 for those of degeneracy 0. */
export function populations(levels: LevelList, m: Moments, beta: Beta): Float64Array {
  const out = new Float64Array(levels.energies.length);
  const sum = 1 + m.rest;
  const block = emptyBlock();
  for (let i = 0; i < out.length; ) {
    block.n = 0;
    i = fill('boltzmann', levels, i, block);
    for (let j = 0; j < block.n; j += 1) {
      const d = logWeight(m, beta, block.energies[j], block.logs[j], block.logsLow[j]);
      if (d >= -746) out[block.places[j]] = scaleDown(expPair(d, tail[0], LIFT) / sum, 0, -LIFT);
    }
  }
  return out;
}
