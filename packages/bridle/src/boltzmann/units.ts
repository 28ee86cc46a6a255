// Units of energy and of entropy. Each is an exact fraction of the constants in constants.ts, and a conversion is the
// quotient of two of them, rounded once.

import { dividePairs, multiplyPairs, tail } from '../core/arithmetic/double-double.ts';
import { constants } from './constants.ts';
import { decimal, divide, type Pair, type Rational, times, toPair } from './rational.ts';
import { findSpelling, nearestSpelling, type Spellings } from './spelling.ts';

/**
 * Energy per particle or, where it says so, per mole. 'K' is E/k: with it energies and temperatures are in one unit; MHz, GHz
 * and THz are E/h, Ry is half a hartree and mEh a thousandth.
 */
export type EnergyUnit =
  | 'J'
  | 'J/mol'
  | 'kJ/mol'
  | 'cal/mol'
  | 'kcal/mol'
  | 'eV'
  | 'meV'
  | 'cm-1'
  | 'MHz'
  | 'GHz'
  | 'THz'
  | 'Ry'
  | 'mEh'
  | 'hartree'
  | 'K';

/** Entropy and heat capacity: 'k' is the number S/k of one particle, which is S/R of a mole. */
export type EntropyUnit = 'k' | 'J/K' | 'J/mol/K' | 'cal/mol/K' | 'eV/K';

const k = decimal(constants.boltzmann.decimal);
const eV = decimal(constants.elementaryCharge.decimal);
const calorie = decimal(constants.calorie.decimal);
const one = decimal('1');
const thousand = decimal('1000');
const million = decimal('1e6');
const perMole = divide(one, decimal(constants.avogadro.decimal));
const hartree = decimal(constants.hartree.decimal);
const hertz = decimal(constants.planck.decimal);
const waveNumber = times(decimal(constants.planck.decimal), decimal(constants.lightSpeed.decimal), decimal('100'));

const joules: Record<EnergyUnit, Rational> = {
  J: one,
  'J/mol': perMole,
  'kJ/mol': times(thousand, perMole),
  'cal/mol': times(calorie, perMole),
  'kcal/mol': times(thousand, calorie, perMole),
  eV,
  meV: divide(eV, thousand),
  'cm-1': waveNumber,
  MHz: times(million, hertz),
  GHz: times(thousand, million, hertz),
  THz: times(million, million, hertz),
  Ry: divide(hartree, decimal('2')),
  mEh: divide(hartree, thousand),
  hartree,
  K: k,
};

const joulesPerKelvin: Record<EntropyUnit, Rational> = {
  k,
  'J/K': one,
  'J/mol/K': perMole,
  'cal/mol/K': times(calorie, perMole),
  'eV/K': eV,
};

const energySpellings: Spellings<EnergyUnit> = [
  ['J', 'joule', 'joules'],
  ['J/mol', 'J mol-1', 'J/mole', 'J mol', 'J per mol', 'J per mole', 'joule/mol', 'joules/mol'],
  ['kJ/mol', 'kJ mol-1', 'kJ/mole', 'kJ mol', 'kJ per mol', 'kJ per mole', 'kjoule/mol'],
  ['cal/mol', 'cal mol-1', 'cal/mole', 'cal mol', 'cal per mol', 'cal per mole'],
  ['kcal/mol', 'kcal mol-1', 'kcal/mole', 'kcal mol', 'kcal per mol', 'kcal per mole', 'kcals/mol'],
  ['eV', 'electronvolt', 'electronvolts', 'electron volt', 'electron volts'],
  ['meV', 'millielectronvolt', 'millielectronvolts'],
  ['cm-1', '1/cm', 'cm1', 'per cm', 'inverse cm', 'reciprocal cm', 'wavenumber', 'wavenumbers', 'kayser'],
  ['MHz', 'megahertz'],
  ['GHz', 'gigahertz'],
  ['THz', 'terahertz'],
  ['Ry', 'Ryd', 'rydberg', 'rydbergs'],
  ['mEh', 'mHa', 'mhartree', 'millihartree', 'millihartrees'],
  ['hartree', 'hartrees', 'Eh', 'Ha', 'a.u.', 'atomic units', 'hartree/particle', 'Eh/particle', 'Ha/particle'],
  ['K', 'kelvin'],
];

const entropySpellings: Spellings<EntropyUnit> = [
  ['k', 'kB', 'R'],
  ['J/K', 'J K-1'],
  ['J/mol/K', 'J/mol K', 'J mol-1 K-1', 'J K-1 mol-1', 'J/K/mol'],
  ['cal/mol/K', 'cal/mol K', 'cal mol-1 K-1', 'cal K-1 mol-1', 'cal/K/mol', 'e.u.'],
  ['eV/K', 'eV K-1'],
];

/**
 * Every unit of energy, in the order of their documentation.
 *
 * @example
 * ```ts
 * import { energyUnits } from 'bridle/boltzmann';
 * energyUnits.includes('kJ/mol'); // → true
 * ```
 */
export const energyUnits: readonly EnergyUnit[] = energySpellings.map(([name]) => name);

/**
 * The unit of energy that a text names in any usual spelling, or null: `findEnergyUnit('kcal·mol⁻¹')`.
 *
 * @example
 * ```ts
 * import { findEnergyUnit } from 'bridle/boltzmann';
 * findEnergyUnit('cm⁻¹'); // → 'cm-1'
 * findEnergyUnit('MeV'); // → null
 * ```
 */
export function findEnergyUnit(text: string): EnergyUnit | null {
  return findSpelling(energySpellings, text);
}

/**
 * The unit of energy whose spelling is nearest to a text that names none, or null where none is near.
 *
 * @example
 * ```ts
 * import { nearestEnergyUnit } from 'bridle/boltzmann';
 * nearestEnergyUnit('kcal'); // → 'kcal/mol'
 * nearestEnergyUnit('furlong'); // → null
 * ```
 */
export function nearestEnergyUnit(text: string): EnergyUnit | null {
  return nearestSpelling(energySpellings, text);
}

/** The unit that the option `what` names; RangeError with the nearest one if it names none. */
export function energyUnitOf(name: string, what: string, given: unknown): EnergyUnit {
  if (typeof given !== 'string') throw new TypeError(`${name}: expected ${what} to be a unit of energy, got ${given}`);
  const unit = findEnergyUnit(given);
  if (unit) return unit;
  throw unknownUnit(name, what, energySpellings, given);
}

/** As `energyUnitOf`, for entropy and heat capacity. */
export function entropyUnitOf(name: string, what: string, given: unknown): EntropyUnit {
  if (typeof given !== 'string') throw new TypeError(`${name}: expected ${what} to be a unit of entropy, got ${given}`);
  const unit = findSpelling(entropySpellings, given);
  if (unit) return unit;
  throw unknownUnit(name, what, entropySpellings, given);
}

function unknownUnit(name: string, what: string, spellings: Spellings<string>, given: string): RangeError {
  const units = spellings.map(([known]) => known).join(', ');
  const nearest = nearestSpelling(spellings, given);
  const hint = nearest === null ? '' : ` (nearest: ${nearest})`;
  return new RangeError(`${name}: expected ${what} to be one of ${units}, got '${given.slice(0, 40)}'${hint}`);
}

const factors = new Map<string, Pair>();

/** The factor that turns energies in `from` into energies in `to`, as hi + lo. */
export function energyFactor(from: EnergyUnit, to: EnergyUnit): Pair {
  const key = `${from} in ${to}`;
  const known = factors.get(key);
  if (known) return known;
  const factor = toPair(divide(joules[from], joules[to]));
  factors.set(key, factor);
  return factor;
}

/** One k in a unit of entropy. */
export function entropyFactor(to: EntropyUnit): number {
  return toPair(divide(k, joulesPerKelvin[to])).hi;
}

/**
 * An energy in another unit. Relative error ≤ 2⁻⁵² beyond that of the hartree, the only measured unit.
 *
 * @throws TypeError or RangeError for a unit that does not exist; the message names the nearest.
 * @example
 * ```ts
 * import { convertEnergy } from 'bridle/boltzmann';
 * convertEnergy(1, 'kcal/mol', 'kJ/mol'); // → 4.184
 * convertEnergy(1, 'eV', 'cm-1'); // → 8065.543937349212
 * ```
 */
export function convertEnergy(value: number, from: EnergyUnit, to: EnergyUnit): number {
  const { hi, lo } = energyFactor(energyUnitOf('convertEnergy', 'from', from), energyUnitOf('convertEnergy', 'to', to));
  const low = value * lo;
  return value * hi + (Number.isFinite(low) ? low : 0);
}

/**
 * kT in a unit of energy: the scale on which energy differences matter at T kelvin. Relative error ≤ 2⁻⁵³.
 *
 * @example
 * ```ts
 * import { thermalEnergy } from 'bridle/boltzmann';
 * thermalEnergy(298.15, 'kJ/mol'); // → 2.4789570296023884
 * ```
 */
export function thermalEnergy(temperature: number, unit: EnergyUnit): number {
  return convertEnergy(temperature, 'K', energyUnitOf('thermalEnergy', 'unit', unit));
}

/** 1/kT as hi + lo, and hi once more as the sum of two halves of 26 bits, whose products with such are exact. */
export type Beta = Pair & { high: number; low: number };

/** 1/kT in 1/unit: ±∞ at T = ±0 and 0 at T = ±∞. */
export function inverseTemperature(temperature: number, unit: EnergyUnit): Beta {
  const { hi, lo } = energyFactor('K', unit);
  const plain = 1 / (hi * temperature);
  // Beyond these the splitting of double-doubles overflows; a plain quotient is off by 2⁻⁵² there.
  if (!(Math.abs(plain) > 1e-200 && Math.abs(plain) < 1e200)) return split(plain, 0);
  const kT = multiplyPairs(hi, lo, temperature, 0);
  const beta = dividePairs(1, 0, kT, tail[0]);
  return split(beta, tail[0]);
}

function split(hi: number, lo: number): Beta {
  const big = 134217729 * hi;
  const high = Math.abs(big) < Infinity ? big - (big - hi) : hi;
  return { hi, lo, high, low: high === hi ? 0 : hi - high };
}
