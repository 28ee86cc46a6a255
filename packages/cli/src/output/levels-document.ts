// The document of `bridle boltzmann --json`, a result at one temperature: U and F in the unit of the levels.

import type { LevelsResult, State } from '@bridle/pipeline';
import { convertEnergy } from 'bridle/boltzmann';

const GAS = convertEnergy(1, 'K', 'J/mol');

/** The document at the temperature of index t; where many levels were read, `states` are the most populated. */
export function levelsDocument(
  { unit, count, complete, thermodynamics, source }: LevelsResult,
  t: number,
  states: State[],
): object {
  const at = thermodynamics[t];
  return {
    temperature_K: at.temperature,
    unit,
    ...(source && { reading: { ...source.reading, file: source.file, notes: source.notes } }),
    states: states.map(({ name, energy, degeneracy, probability }) => ({ name, energy, degeneracy, probability })),
    ...(!complete && { states_left_out: count - states.length }),
    lnZ: at.lnZ,
    Z: at.Z,
    U: at.meanEnergy,
    F: at.freeEnergy,
    S_k: at.entropy,
    Cv_k: at.heatCapacity,
    S_J_per_molK: at.entropy * GAS,
    Cv_J_per_molK: at.heatCapacity * GAS,
    effective_states: at.effectiveStates,
    constants: at.constants,
  };
}
