// The temperature of observed populations by maximum likelihood. The likelihood of a Boltzmann distribution depends on the
// populations only through their mean energy, so the estimate is where U equals that mean: d ln L/dβ = N·(U(β) − Ē) = 0.
// Newton's method on the log-odds of the mean between the lowest and the highest level, ln((U − E₀)/(E₁ − U)), which for
// two levels is a straight line in β and for many nearly one at both ends.

import { log } from '../../core/arithmetic/log.ts';
import { addScaled, addTo } from '../../core/arithmetic/pair-sum.ts';
import { positive } from '../checks.ts';
import { LevelSum } from '../level-sum.ts';
import { type LevelList, lengthOf, sameLength } from '../levels.ts';
import { type EnergyUnit, energyFactor, energyUnitOf } from '../units.ts';

/** Levels with the observations of each: whole counts, or populations in any normalisation. */
export type PopulationsInput = LevelList & {
  unit: EnergyUnit;
  /** How often each level was observed; the sum is the sample size. */
  counts?: ArrayLike<number> | undefined;
  /** Fractions or intensities ∝ p. Without `sampleSize` the estimate has no standard error. */
  populations?: ArrayLike<number> | undefined;
  sampleSize?: number | undefined;
};

/** The estimate and its standard error, which is NaN where the sample size is unknown or the estimate is a limit. */
export type TemperatureEstimate = {
  /** In kelvin: 0 where only the lowest level is populated, −0 where only the highest is, ∞ where p ∝ g. */
  temperature: number;
  standardError: number;
  /** 1/T, in 1/K, which stays finite and nearly normally distributed through T = ∞. */
  inverseTemperature: number;
  inverseStandardError: number;
};

/**
 * The temperature of observed populations, by maximum likelihood over all levels: U(T) = Ē = Σ nᵢEᵢ/N. Its standard
 * error is that of Fisher's information, σ(1/kT) = 1/√(N·⟨(E − U)²⟩).
 *
 * Negative for an inversion. Solved to rounding: populations computed at T give T back to some 10⁻¹³, for levels that span
 * less than 600 kT.
 *
 * @throws TypeError or RangeError for lists that do not fit, negative populations, a populated level of degeneracy 0, or
 * fewer than two different energies.
 * @example
 * ```ts
 * import { temperatureFromPopulations } from 'bridle/boltzmann';
 * const seen = temperatureFromPopulations({ energies: [0, 1], counts: [731, 269], unit: 'kJ/mol' });
 * seen.temperature.toFixed(1); // → '120.3'
 * seen.standardError.toFixed(1); // → '8.6'
 * ```
 */
export function temperatureFromPopulations(input: PopulationsInput): TemperatureEstimate {
  const name = 'temperatureFromPopulations';
  const { energies } = input;
  const unit = energyUnitOf(name, 'unit', input.unit);
  const seen = observed(name, input);
  // In units of the energies themselves: E/k in kelvin and β in 1/unit differ by k in the unit.
  const momentsAt = (beta: number) => new LevelSum({ unit: 'K', temperature: 1 / beta }, name).add(input).moments(0);
  const k = energyFactor('K', unit).hi;
  let m = momentsAt(0);
  const { lowest, highest } = extremes(name, input);
  const above = { hi: 0, lo: 0 };
  const below = { hi: 0, lo: 0 };
  for (let i = 0; i < energies.length; i += 1) {
    if (seen.populations[i] === 0) continue;
    addScaled(above, seen.populations[i], energies[i] - lowest, 0);
    addScaled(below, seen.populations[i], highest - energies[i], 0);
  }
  if (above.hi === 0 || below.hi === 0) return estimate(above.hi === 0 ? 0 : -0, Number.NaN);

  let beta = 0;
  let step = 0;
  let variance = 0;
  for (let i = 0; i < 200; i += 1) {
    const aboveNow = m.energy - lowest + m.mean;
    const belowNow = highest - m.energy - m.mean;
    variance = m.spread / (1 + m.rest);
    const distance = log((aboveNow / belowNow) * (below.hi / above.hi));
    const slope = (variance * (highest - lowest)) / (aboveNow * belowNow);
    const next = distance / slope;
    if (Number.isFinite(next)) step = next;
    else {
      beta -= step; // overshot: the populations underflow there
      step /= 2;
    }
    const moved = beta + step;
    if (moved === beta || Math.abs(step) <= 1e-16 * Math.abs(beta)) break;
    beta = moved;
    m = momentsAt(beta);
  }
  return estimate(1 / (k * beta), k / Math.sqrt(seen.size * variance));
}

function estimate(temperature: number, inverseStandardError: number): TemperatureEstimate {
  return {
    temperature,
    standardError: inverseStandardError * temperature * temperature,
    inverseTemperature: 1 / temperature,
    inverseStandardError,
  };
}

function observed(name: string, input: PopulationsInput): { populations: ArrayLike<number>; size: number } {
  const { counts, populations, energies } = input;
  const given = counts ?? populations;
  if (!given || (counts && populations)) {
    throw new TypeError(`${name}: expected counts or populations, got ${given ? 'both' : 'neither'}`);
  }
  sameLength(name, counts ? 'counts' : 'populations', given, lengthOf(name, 'energies', energies));
  const sum = { hi: 0, lo: 0 };
  for (let i = 0; i < given.length; i += 1) {
    if (!(given[i] >= 0 && given[i] < Infinity)) {
      throw new RangeError(`${name}: expected finite populations ≥ 0, got ${given[i]} at ${i}`);
    }
    const out = input.degeneracies?.[i] === 0 || input.logDegeneracies?.[i] === -Infinity;
    if (out && given[i] > 0)
      throw new RangeError(`${name}: expected level ${i} of degeneracy 0 to be empty, got ${given[i]}`);
    addTo(sum, given[i], 0);
  }
  if (!(sum.hi > 0)) throw new RangeError(`${name}: expected some population, got none`);
  return {
    populations: given,
    size: counts
      ? sum.hi
      : input.sampleSize === undefined
        ? Number.NaN
        : positive(name, 'sampleSize', input.sampleSize),
  };
}

/** The lowest and highest energy among levels of degeneracy above 0. */
function extremes(
  name: string,
  { energies, degeneracies, logDegeneracies }: LevelList,
): { lowest: number; highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < energies.length; i += 1) {
    if (degeneracies?.[i] === 0 || logDegeneracies?.[i] === -Infinity) continue;
    lowest = Math.min(lowest, energies[i]);
    highest = Math.max(highest, energies[i]);
  }
  if (!(lowest < highest)) throw new RangeError(`${name}: expected levels of at least two energies, got one`);
  return { lowest, highest };
}
