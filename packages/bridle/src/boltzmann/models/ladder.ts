// Levels at even spacing: the two-level system, a spin in a field.

import { finite, MOST_LEVELS, whole } from '../checks.ts';
import { type Levels, sameLength } from '../levels.ts';
import { type EnergyUnit, energyUnitOf } from '../units.ts';

/** `count` levels `spacing` apart, and their degeneracies (default 1). */
export type LadderInput = { count: number; spacing: number; degeneracies?: ArrayLike<number>; unit: EnergyUnit };

/**
 * Levels 0, Δ, 2Δ … With `count` 2 the two-level system, whose heat capacity is Schottky's anomaly; with 2S + 1 a spin S
 * in a magnetic field.
 *
 * @example
 * ```ts
 * import { boltzmann, ladder } from 'bridle/boltzmann';
 * const schottky = ladder({ count: 2, spacing: 1, degeneracies: [1, 2], unit: 'K' });
 * boltzmann({ ...schottky, temperature: 0.376696 }).heatCapacity.toFixed(6); // → '0.761802'
 * ```
 */
export function ladder({ count, spacing, degeneracies, unit }: LadderInput): Levels {
  const n = whole('ladder', 'count', count, 1, MOST_LEVELS);
  finite('ladder', 'spacing', spacing);
  const levels = {
    energies: Float64Array.from({ length: n }, (_, i) => i * spacing),
    unit: energyUnitOf('ladder', 'unit', unit),
    description: `${n} levels, ${spacing} ${unit} apart`,
  };
  if (!degeneracies) return levels;
  sameLength('ladder', 'degeneracies', degeneracies, n);
  return { ...levels, degeneracies: Float64Array.from(degeneracies) };
}
