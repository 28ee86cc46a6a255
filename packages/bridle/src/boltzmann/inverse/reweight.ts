// Estimates for one temperature from a sample drawn at another: weights wᵢ ∝ e^(−(β₂ − β₁)·Eᵢ), which are the Boltzmann
// populations of the sample's own energies at the temperature 1/k(β₂ − β₁). A. M. Ferrenberg and R. H. Swendsen,
// Phys. Rev. Lett. 61, 2635 (1988); effective sample size after L. Kish.

import { log } from '../../core/arithmetic/log.ts';
import { addScaled } from '../../core/arithmetic/pair-sum.ts';
import { LevelSum } from '../level-sum.ts';
import type { EnergyUnit } from '../units.ts';

/** The energies of a sample drawn at the temperature `from`, in kelvin, and the temperature `to` that is wanted. */
export type ReweightInput = { energies: ArrayLike<number>; unit: EnergyUnit; from: number; to: number };

/** Weights that sum to 1, one for each draw. */
export type Reweighted = {
  weights: Float64Array;
  /** (Σw)²/Σw²: how many draws at `to` the weighted sample is worth. If it is a hundredth of n, the two distributions hardly overlap. */
  effectiveSampleSize: number;
  /** ln Z(to) − ln Z(from), estimated as the logarithm of the mean of e^(−(β₂ − β₁)·E). */
  logPartitionRatio: number;
  /** The estimate of U at `to`, in `unit`. */
  meanEnergy: number;
};

/**
 * Reweights a sample from one temperature to another: Σ wᵢ·A(xᵢ) estimates ⟨A⟩ at `to`. Relative error of a weight
 * ≤ 10⁻¹⁴ + 2⁻⁵¹·|β₂ − β₁|·(E − E_heaviest).
 *
 * @throws TypeError or RangeError for an empty list, energies that are not finite, an unknown unit, or a temperature that
 * is NaN; `from` may not be 0.
 * @example
 * ```ts
 * import { reweight } from 'bridle/boltzmann';
 * const drawn = { energies: [0, 0, 0, 1, 1, 2], unit: 'kJ/mol', from: 300 } as const;
 * reweight({ ...drawn, to: 300 }).effectiveSampleSize.toFixed(6); // → '6.000000'
 * reweight({ ...drawn, to: 150 }).effectiveSampleSize.toFixed(3); // → '5.594'
 * ```
 */
export function reweight({ energies, unit, from, to }: ReweightInput): Reweighted {
  if (!(from !== 0 && !Number.isNaN(from) && !Number.isNaN(to))) {
    throw new RangeError(`reweight: expected temperatures, from other than 0, got from ${from} to ${to}`);
  }
  const temperature = between(from, to);
  const sum = new LevelSum({ unit, temperature }, 'reweight').add({ energies });
  const [{ lnZ, meanEnergy }] = sum.thermodynamics();
  const weights = sum.populations({ energies });
  const squares = { hi: 0, lo: 0 };
  for (const weight of weights) addScaled(squares, weight, weight, 0);
  return {
    weights,
    effectiveSampleSize: 1 / squares.hi,
    logPartitionRatio: lnZ - log(energies.length),
    meanEnergy,
  };
}

/** 1/(1/to − 1/from) without the cancellation of the reciprocals. */
function between(from: number, to: number): number {
  if (!Number.isFinite(from)) return to;
  return Number.isFinite(to) ? (from * to) / (from - to) : -from;
}
