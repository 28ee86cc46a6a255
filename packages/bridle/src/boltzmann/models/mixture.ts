// A frozen mixture of species that do not interconvert: normal hydrogen (¾ ortho, ¼ para), isotopologues.

import { log } from '../../core/arithmetic/log.ts';
import { addScaled } from '../../core/arithmetic/pair-sum.ts';
import { CONSTANTS } from '../constants.ts';
import type { Thermodynamics } from '../thermodynamics.ts';
import { type EnergyUnit, type EntropyUnit, energyFactor, entropyFactor } from '../units.ts';

/** A species: its share of the molecules and its own thermodynamics. */
export type Component = { fraction: number; of: Thermodynamics };

/** Averages per molecule of the mixture. */
export type MixtureThermodynamics = {
  temperature: number;
  meanEnergy: number;
  freeEnergy: number;
  entropy: number;
  heatCapacity: number;
  energyUnit: EnergyUnit;
  entropyUnit: EntropyUnit;
  constants: string;
};

/**
 * The thermodynamics of a mixture of fixed composition: U = Σ xU, C = Σ xC, S = Σ xS − k Σ x·ln x, F = U − TS. Unlike
 * an equilibrium of the same species, its heat capacity has no part from their conversion.
 *
 * @throws RangeError where fractions are negative or do not sum to 1 within 10⁻⁹, or the components differ in
 * temperature or units.
 * @example
 * ```ts
 * import { boltzmann, mixture, rigidRotor } from 'bridle/boltzmann';
 * const species = (name: 'ortho' | 'para') =>
 *   boltzmann({ ...rigidRotor({ Be: 59.3, JMax: 20, nuclearSpin: 0.5, species: name, unit: 'cm-1' }), temperature: 100 });
 * const normal = mixture([{ fraction: 0.75, of: species('ortho') }, { fraction: 0.25, of: species('para') }]);
 * normal.heatCapacity.toFixed(4); // → '0.2098'
 * ```
 */
export function mixture(components: readonly Component[]): MixtureThermodynamics {
  const [first] = components;
  if (!first) throw new RangeError('mixture: expected at least one component, got none');
  const { temperature, energyUnit, entropyUnit } = first.of;
  const fractions = { hi: 0, lo: 0 };
  const mixing = { hi: 0, lo: 0 };
  for (const { fraction, of } of components) {
    if (!(fraction >= 0 && fraction <= 1))
      throw new RangeError(`mixture: expected fractions from 0 to 1, got ${fraction}`);
    if (!(Object.is(of.temperature, temperature) && of.energyUnit === energyUnit && of.entropyUnit === entropyUnit)) {
      throw new RangeError('mixture: expected components of one temperature and the same units');
    }
    if (fraction === 0) continue;
    addScaled(fractions, 1, fraction, 0);
    addScaled(mixing, -fraction, log(fraction), 0);
  }
  if (!(Math.abs(fractions.hi - 1) < 1e-9)) {
    throw new RangeError(`mixture: expected fractions that sum to 1, got ${fractions.hi}`);
  }
  return {
    temperature,
    meanEnergy: averageOf(components, 'meanEnergy'),
    freeEnergy: averageOf(components, 'freeEnergy') - temperature * energyFactor('K', energyUnit).hi * mixing.hi,
    entropy: averageOf(components, 'entropy') + entropyFactor(entropyUnit) * mixing.hi,
    heatCapacity: averageOf(components, 'heatCapacity'),
    energyUnit,
    entropyUnit,
    constants: CONSTANTS,
  };
}

/** Σ x·A over the components present, with a relative error ≤ 2⁻⁵³ of Σ x·|A| for any number of them. */
function averageOf(
  components: readonly Component[],
  quantity: 'meanEnergy' | 'freeEnergy' | 'entropy' | 'heatCapacity',
): number {
  const sum = { hi: 0, lo: 0 };
  for (const { fraction, of } of components) if (fraction > 0) addScaled(sum, fraction, of[quantity], 0);
  return sum.hi;
}
