// Vibration and rotation of a diatomic molecule in a ¹Σ state by Dunham's expansion to the terms that tables list,
// with the weights of its nuclear spins. J. L. Dunham, Phys. Rev. 41, 721 (1932).

import { finite, halfInteger, MOST_LEVELS, positive, whole } from '../checks.ts';
import type { Levels } from '../levels.ts';
import { type EnergyUnit, energyUnitOf } from '../units.ts';

/** Which states of two identical nuclei: both kinds in equilibrium, as with a catalyst, or only one kind. */
export type SpinSpecies = 'equilibrium' | 'ortho' | 'para';

/** Rotation, with the spin I of each nucleus where the two are alike; without it the spins are left out (weight 1). */
export type RotorInput = {
  /** Rotational constant. */
  Be: number;
  JMax: number;
  unit: EnergyUnit;
  nuclearSpin?: number;
  species?: SpinSpecies;
};

/** Spectroscopic constants in `unit`, as in Huber and Herzberg's tables; those left out are 0. */
export type DiatomicInput = RotorInput & {
  vMax: number;
  we: number;
  wexe?: number;
  weye?: number;
  alphaE?: number;
  /** Centrifugal distortion (not the depth of the well). */
  De?: number;
};

/**
 * Levels v ≤ vMax, J ≤ JMax of a diatomic molecule:
 * E = ωe(v + ½) − ωexe(v + ½)² + ωeye(v + ½)³ + (Be − αe(v + ½))·J(J + 1) − De·J²(J + 1)², g = (2J + 1)·g_nuclear.
 *
 * For like nuclei of spin I in a Σ⁺g state g_nuclear is (I + 1)(2I + 1) for the one parity of J and I(2I + 1) for the other:
 * for whole I (N₂, D₂) even J has the larger, for half I (H₂) odd J. 'ortho' keeps the larger, 'para' the smaller;
 * for a frozen mixture of the two ("normal" hydrogen: ¾ ortho, ¼ para) see `mixture`.
 *
 * @throws RangeError where the expansion stops rising with v or J below the maxima asked for: it does not hold there.
 * @example
 * ```ts
 * import { boltzmann, diatomic } from 'bridle/boltzmann';
 * const co = diatomic({
 *   we: 2169.81358, wexe: 13.28831, weye: 0.0105, Be: 1.93128087, alphaE: 0.01750441, De: 6.12147e-6,
 *   vMax: 7, JMax: 79, unit: 'cm-1',
 * });
 * boltzmann({ ...co, temperature: 296 }).ZFromLowest.toFixed(5); // → '107.42054'
 * ```
 */
export function diatomic(input: DiatomicInput): Levels {
  return rovibrational('diatomic', input);
}

/**
 * A rigid rotor: E = B·J(J + 1), g = (2J + 1)·g_nuclear, J ≤ JMax. As `diatomic` without vibration.
 *
 * @example
 * ```ts
 * import { boltzmann, rigidRotor } from 'bridle/boltzmann';
 * const para = rigidRotor({ Be: 59.3, JMax: 20, nuclearSpin: 0.5, species: 'para', unit: 'cm-1' });
 * boltzmann({ ...para, temperature: 20 }).probabilities[0] > 0.999; // → true
 * ```
 */
export function rigidRotor(input: RotorInput): Levels {
  return rovibrational('rigidRotor', { ...input, vMax: 0, we: 0 });
}

function rovibrational(name: string, input: DiatomicInput): Levels {
  const { we, wexe = 0, weye = 0, Be, alphaE = 0, De = 0, nuclearSpin, species = 'equilibrium' } = input;
  const unit = energyUnitOf(name, 'unit', input.unit);
  const vMax = whole(name, 'vMax', input.vMax, 0, MOST_LEVELS - 1);
  const JMax = whole(name, 'JMax', input.JMax, 0, Math.floor(MOST_LEVELS / (vMax + 1)) - 1);
  positive(name, 'Be', Be);
  for (const [what, given] of Object.entries({ we, wexe, weye, alphaE, De })) finite(name, what, given);
  const weights = spinWeights(name, nuclearSpin, species);
  const energies: number[] = [];
  const degeneracies: number[] = [];
  let lowest = -Infinity;
  for (let v = 0; v <= vMax; v += 1) {
    const h = v + 0.5;
    const vibration = h * (we - h * (wexe - h * weye));
    if (v > 0 && !(vibration > lowest)) throw turned(name, 'v', v, vMax, '');
    lowest = vibration;
    const B = Be - alphaE * h;
    let last = -1;
    for (let J = 0; J <= JMax; J += 1) {
      const j = J * (J + 1);
      const rotation = j * (B - De * j);
      if (J > 0 && !(rotation > last)) throw turned(name, 'J', J, JMax, ` of v = ${v}`);
      last = rotation;
      const spin = weights[J % 2];
      if (spin === 0) continue;
      energies.push(vibration + rotation);
      degeneracies.push((2 * J + 1) * spin);
    }
  }
  const nuclei = nuclearSpin === undefined ? '' : `, two nuclei of spin ${nuclearSpin}, ${species}`;
  return {
    energies: Float64Array.from(energies),
    degeneracies: Float64Array.from(degeneracies),
    unit,
    description: `${name === 'diatomic' ? `diatomic molecule, v ≤ ${vMax}` : 'rigid rotor'}, J ≤ ${JMax}${nuclei}`,
  };
}

/** The weights of even and of odd J. */
function spinWeights(name: string, nuclearSpin: number | undefined, species: SpinSpecies): [number, number] {
  if (!['equilibrium', 'ortho', 'para'].includes(species)) {
    throw new RangeError(`${name}: expected species equilibrium, ortho or para, got ${species}`);
  }
  if (nuclearSpin === undefined) {
    if (species === 'equilibrium') return [1, 1];
    throw new RangeError(`${name}: expected nuclearSpin beside species ${species}, got none`);
  }
  const I = halfInteger(name, 'nuclearSpin', nuclearSpin);
  const ortho = species === 'para' ? 0 : (I + 1) * (2 * I + 1);
  const para = species === 'ortho' ? 0 : I * (2 * I + 1);
  if (ortho + para === 0) throw new RangeError(`${name}: expected nuclei with para states, got spin ${I}`);
  return Number.isInteger(I) ? [ortho, para] : [para, ortho];
}

function turned(name: string, number: string, at: number, most: number, where: string): RangeError {
  return new RangeError(
    `${name}: expected ${number}Max below ${at}, got ${most}: there the levels${where} stop rising and the expansion no longer holds`,
  );
}
