// Thermodynamic quantities from the moments of the levels. With L = ln g + log1p(rest), the logarithm of
// the sum measured from its heaviest level: ln Z = L − β·E_top, F = E_top − kT·L, S/k = L + β·(U − E_top),
// C/k = β²·⟨(E − U)²⟩. Nothing here is a difference of large numbers or a finite difference.

import { fastTwoSum, multiplyPairs, tail, twoSum } from '../core/arithmetic/double-double.ts';
import { exp, expPair } from '../core/arithmetic/exp.ts';
import { log1pPair } from '../core/arithmetic/log.ts';
import { CONSTANTS } from './constants.ts';
import type { Moments } from './moments.ts';
import type { Pair } from './rational.ts';
import { type EnergyUnit, type EntropyUnit, energyFactor, entropyFactor, inverseTemperature } from './units.ts';

/** Canonical quantities of one system at one temperature. Energies are in `energyUnit`, S and C in `entropyUnit`. */
export type Thermodynamics = {
  /** In kelvin. */
  temperature: number;
  /** ln Σ g·e^(−E/kT) with the energies as given, and the sum itself where float64 can hold it (else ∞ or 0). */
  lnZ: number;
  Z: number;
  /** The same with energies measured from the lowest level: what tables print as the partition sum. */
  lnZFromLowest: number;
  ZFromLowest: number;
  /** The lowest energy, U = ⟨E⟩, and U less the lowest energy, which keeps its digits where U does not. */
  lowestEnergy: number;
  meanEnergy: number;
  thermalEnergy: number;
  /** F = −kT·ln Z. */
  freeEnergy: number;
  /** √⟨(E − U)²⟩. */
  energyFluctuation: number;
  /** S = −k Σ p·ln(p/g), and C = dU/dT at constant levels. */
  entropy: number;
  heatCapacity: number;
  /** e^(S/k): how many states matter. */
  effectiveStates: number;
  energyUnit: EnergyUnit;
  entropyUnit: EntropyUnit;
  /** The edition of the constants. */
  constants: string;
};

/** The unit of the levels, and those of the results. */
export type Units = { unit: EnergyUnit; energyUnit: EnergyUnit; entropyUnit: EntropyUnit };

/** The quantities of levels with these moments, whose lowest energy is `lowest`. */
export function thermodynamicsOf(m: Moments, lowest: number, temperature: number, units: Units): Thermodynamics {
  const { unit, energyUnit, entropyUnit } = units;
  const beta = inverseTemperature(temperature, unit);
  const log = logSum(m);
  const lnZ = lessEnergy(log, m.energy, beta);
  const aboveLowest = m.energy - lowest;
  const lnZFromLowest = lessEnergy(log, aboveLowest, beta);
  const variance = m.spread / (1 + m.rest);
  const entropy = m.mean === 0 ? log.hi : log.hi + beta.hi * m.mean;
  const heatCapacity = variance === 0 ? 0 : beta.hi * (beta.hi * variance);
  const scale = energyFactor(unit, energyUnit).hi;
  const kT = temperature * energyFactor('K', unit).hi;
  const perK = entropyFactor(entropyUnit);
  const meanEnergy = twoSum(m.energy, m.mean) + (tail[0] + m.meanLow);
  return {
    temperature,
    lnZ: lnZ.hi,
    Z: exponential(lnZ),
    lnZFromLowest: lnZFromLowest.hi,
    ZFromLowest: exponential(lnZFromLowest),
    lowestEnergy: lowest * scale,
    meanEnergy: meanEnergy * scale,
    thermalEnergy: (aboveLowest + m.mean) * scale,
    freeEnergy: (log.hi === 0 ? m.energy : m.energy - kT * log.hi) * scale,
    energyFluctuation: Math.sqrt(variance) * scale,
    entropy: entropy * perK,
    heatCapacity: heatCapacity * perK,
    effectiveStates: exp(entropy),
    energyUnit,
    entropyUnit,
    constants: CONSTANTS,
  };
}

/** L = ln Σ w with the heaviest level at energy 0. */
function logSum({ log, logLow, rest }: Moments): Pair {
  const correction = log1pPair(rest, 0);
  const correctionLow = tail[0];
  const sum = twoSum(log, correction);
  const hi = fastTwoSum(sum, tail[0] + (logLow + correctionLow));
  return { hi, lo: tail[0] };
}

/** log − β·energy, infinite at T = 0 unless the energy is 0. */
function lessEnergy(log: Pair, energy: number, beta: Pair): Pair {
  if (energy === 0) return log;
  const product = multiplyPairs(energy, 0, beta.hi, beta.lo);
  const productLow = tail[0];
  if (!Number.isFinite(beta.hi * energy) || Number.isNaN(product)) return { hi: log.hi - beta.hi * energy, lo: 0 };
  const sum = twoSum(log.hi, -product);
  const hi = fastTwoSum(sum, tail[0] + (log.lo - productLow));
  return { hi, lo: tail[0] };
}

function exponential({ hi, lo }: Pair): number {
  return Math.abs(hi) < 690 ? expPair(hi, lo, 0) : exp(hi);
}
