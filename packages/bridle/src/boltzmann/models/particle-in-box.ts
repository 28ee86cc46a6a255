// A particle in a box of one, two or three dimensions: E = h²/(8m)·Σ (n/L)².

import { MOST_LEVELS, positive, whole } from '../checks.ts';
import { constants } from '../constants.ts';
import { type Levels, lengthOf } from '../levels.ts';
import { convertEnergy, type EnergyUnit, energyUnitOf } from '../units.ts';

/** One to three edges; each quantum number runs from 1 to `nMax`. */
export type BoxInput = { massInU: number; lengthsInNm: readonly number[]; nMax: number; unit: EnergyUnit };

/**
 * The levels of a particle in a box, one for each set of quantum numbers 1 … nMax (degenerate levels of a cube are listed
 * one by one): E = h²/(8m)·Σ (n/L)².
 *
 * The sum over them stands for translation where kT is far above the first level and far below the last.
 *
 * @example
 * ```ts
 * import { constants, particleInBox } from 'bridle/boltzmann';
 * const electron = particleInBox({ massInU: constants.electronMass.value, lengthsInNm: [1], nMax: 3, unit: 'eV' });
 * electron.energies[0].toFixed(6); // → '0.376030'
 * ```
 */
export function particleInBox({ massInU, lengthsInNm, nMax, unit }: BoxInput): Levels {
  const name = 'particleInBox';
  positive(name, 'massInU', massInU);
  const dimension = whole(name, 'the number of lengthsInNm', lengthOf(name, 'lengthsInNm', lengthsInNm), 1, 3);
  const n = whole(name, 'nMax', nMax, 1, Math.floor(MOST_LEVELS ** (1 / dimension)));
  const h = constants.planck.value;
  // h²/(8m) in J·nm²: 1 nm² is 10⁻¹⁸ m².
  const scale = ((h * 1e18) / (8 * massInU * constants.atomicMass.value)) * h;
  const perAxis = Array.from(lengthsInNm, (length) =>
    convertEnergy(scale / positive(name, 'lengthsInNm', length) ** 2, 'J', energyUnitOf(name, 'unit', unit)),
  );
  const energies = new Float64Array(n ** dimension);
  for (let i = 0; i < energies.length; i += 1) {
    let rest = i;
    for (const first of perAxis) {
      const quantum = (rest % n) + 1;
      energies[i] += first * quantum * quantum;
      rest = Math.floor(rest / n);
    }
  }
  return {
    energies,
    unit: energyUnitOf(name, 'unit', unit),
    description: `particle of ${massInU} u in a box of ${Array.from(lengthsInNm).join(' × ')} nm, n ≤ ${n}`,
  };
}
