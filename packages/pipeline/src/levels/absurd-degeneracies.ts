// Degeneracies that count no states: a column of populations or weights taken for them gives results that look right. Where
// they make an entropy negative, or are fractions that sum to 1 or 100, there is no result.

import type { Level, Thermodynamics } from 'bridle/boltzmann';
import { inputError } from '../messages.ts';

/** Sees every level, and afterwards refuses results that no degeneracies can have. */
export type DegeneracyCheck = {
  take: (levels: readonly Level[]) => void;
  refuse: (thermodynamics: readonly Thermodynamics[], file: string) => void;
};

/** Rounding may leave an entropy of 0 a little below it; populations are printed with three digits or more. */
const ROUNDING = 1e-9;
const PRINTED = 2e-3;

export function degeneracyCheck(): DegeneracyCheck {
  let sum = 0;
  let count = 0;
  let smallest: Level | null = null;
  let fractional: Level | null = null;
  return {
    take: (levels) => {
      for (const level of levels) {
        sum += level.degeneracy;
        count += 1;
        if (level.degeneracy < (smallest?.degeneracy ?? 1)) smallest = level;
        if (level.degeneracy % 1 !== 0) fractional ??= level;
      }
    },
    refuse: (thermodynamics, file) => {
      const entropy = Math.min(...thermodynamics.map((at) => at.entropy));
      if (smallest !== null && entropy < -ROUNDING) {
        const { name, degeneracy } = smallest;
        throw inputError('negative-entropy', { file, name, degeneracy, entropy: Number(entropy.toPrecision(3)) });
      }
      const isTotal = (total: number) => Math.abs(sum / total - 1) < PRINTED;
      if (fractional !== null && count > 1 && (isTotal(1) || isTotal(100))) {
        const { name, degeneracy } = fractional;
        throw inputError('shares-as-degeneracies', { file, name, degeneracy, sum: Math.round(sum) });
      }
    },
  };
}
