// Translation of an ideal gas of indistinguishable molecules at a pressure: Sackur (1911) and Tetrode (1912).
// Added to the thermodynamics of the internal levels it gives the values of gas tables.

import { tail, twoSum } from '../../core/arithmetic/double-double.ts';
import { log } from '../../core/arithmetic/log.ts';
import { positive } from '../checks.ts';
import { CONSTANTS, constants } from '../constants.ts';
import {
  type EnergyUnit,
  type EntropyUnit,
  energyFactor,
  energyUnitOf,
  entropyFactor,
  entropyUnitOf,
} from '../units.ts';

/** Mass of a molecule, temperature, and pressure (default 10⁵ Pa, the standard pressure). */
export type TranslationInput = {
  massInU: number;
  /** In kelvin. */
  temperature: number;
  pressureInPa?: number;
  /** Default 'kJ/mol'. */
  energyUnit?: EnergyUnit;
  /** Default 'J/mol/K'. */
  entropyUnit?: EntropyUnit;
};

/** Per molecule, or per mole by the units. */
export type Translation = {
  temperature: number;
  /** ln(q/N) = ln((2πmkT/h²)^(3/2)·kT/p): the states for each molecule. */
  logStatesPerMolecule: number;
  meanEnergy: number;
  enthalpy: number;
  entropy: number;
  heatCapacity: number;
  heatCapacityAtPressure: number;
  energyUnit: EnergyUnit;
  entropyUnit: EntropyUnit;
  constants: string;
};

/**
 * The translation of an ideal gas: U = 3/2 kT, H = 5/2 kT, Cv = 3/2 k, Cp = 5/2 k and
 * S/k = 5/2 + ln((2πmkT/h²)^(3/2)·kT/p), the Sackur–Tetrode equation. Absolute error of S/k ≤ 10⁻¹⁴ beside that of the
 * mass.
 *
 * Classical: it holds while S/k is well above 5/2, which is any gas above a few kelvin.
 *
 * @throws TypeError or RangeError for what is not above 0, or a unit that does not exist.
 * @example
 * ```ts
 * import { idealGasTranslation } from 'bridle/boltzmann';
 * idealGasTranslation({ massInU: 39.948, temperature: 298.15 }).entropy.toFixed(3); // → '154.846'
 * ```
 */
export function idealGasTranslation(input: TranslationInput): Translation {
  const name = 'idealGasTranslation';
  const T = positive(name, 'temperature', input.temperature);
  const mass = positive(name, 'massInU', input.massInU);
  const pressure = positive(name, 'pressureInPa', input.pressureInPa ?? 100_000);
  const energyUnit = energyUnitOf(name, 'energyUnit', input.energyUnit ?? 'kJ/mol');
  const entropyUnit = entropyUnitOf(name, 'entropyUnit', input.entropyUnit ?? 'J/mol/K');
  const k = constants.boltzmann.value;
  // 2πmk/h² and k/p as logarithms of moderate numbers: 1/m²/K and m³·Pa/K powers of ten apart.
  const perSquareMetre =
    2 * Math.PI * ((constants.atomicMass.value / constants.planck.value) * (k / constants.planck.value));
  const logs = twoSum(1.5 * (log(perSquareMetre) + log(mass)) + log(k), 2.5 * log(T) - log(pressure));
  const logStatesPerMolecule = logs + tail[0];
  const kT = T * energyFactor('K', energyUnit).hi;
  const perK = entropyFactor(entropyUnit);
  return {
    temperature: T,
    logStatesPerMolecule,
    meanEnergy: 1.5 * kT,
    enthalpy: 2.5 * kT,
    entropy: (2.5 + logStatesPerMolecule) * perK,
    heatCapacity: 1.5 * perK,
    heatCapacityAtPressure: 2.5 * perK,
    energyUnit,
    entropyUnit,
    constants: CONSTANTS,
  };
}
