// One electron about a nucleus. Its partition sum diverges: infinitely many levels below the ionisation limit, each with
// a weight above 0. The sum is meaningful only with a cut-off, so `nMax` has no default and the description states it.

import { MOST_LEVELS, positive, whole } from '../checks.ts';
import { constants } from '../constants.ts';
import type { Levels } from '../levels.ts';
import { convertEnergy, type EnergyUnit, energyUnitOf } from '../units.ts';

/** Nuclear charge, the largest principal quantum number that still counts, and the mass of the nucleus (default infinite). */
export type HydrogenInput = { charge: number; nMax: number; nuclearMassInU?: number; unit: EnergyUnit };

/**
 * The levels of a hydrogen-like atom up to n = nMax, from the ionisation limit: E = −Z²·(μ/mₑ)·E_h/(2n²), g = 2n²
 * (without fine structure and nuclear spin).
 *
 * The cut-off is a physical choice (pressure, the fields in a plasma), not a numerical one: at high temperature the sum is
 * close to Σ 2n² up to it.
 *
 * @example
 * ```ts
 * import { hydrogenLike } from 'bridle/boltzmann';
 * const hydrogen = hydrogenLike({ charge: 1, nMax: 10, nuclearMassInU: 1.00727646658, unit: 'eV' });
 * hydrogen.energies[0].toFixed(5); // → '-13.59829'
 * hydrogen.description; // → 'hydrogen-like atom, Z = 1, cut off at n ≤ 10 (without a cut-off the sum diverges)'
 * ```
 */
export function hydrogenLike({ charge, nMax, nuclearMassInU, unit }: HydrogenInput): Levels {
  const name = 'hydrogenLike';
  const Z = whole(name, 'charge', charge, 1, 150);
  const n = whole(name, 'nMax', nMax, 1, MOST_LEVELS);
  const m = constants.electronMass.value;
  const reduced = nuclearMassInU === undefined ? 1 : 1 / (1 + m / positive(name, 'nuclearMassInU', nuclearMassInU));
  const ground = convertEnergy((-Z * Z * reduced) / 2, 'hartree', energyUnitOf(name, 'unit', unit));
  return {
    energies: Float64Array.from({ length: n }, (_, i) => ground / (i + 1) ** 2),
    degeneracies: Float64Array.from({ length: n }, (_, i) => 2 * (i + 1) ** 2),
    unit: energyUnitOf(name, 'unit', unit),
    description: `hydrogen-like atom, Z = ${Z}, cut off at n ≤ ${n} (without a cut-off the sum diverges)`,
  };
}
