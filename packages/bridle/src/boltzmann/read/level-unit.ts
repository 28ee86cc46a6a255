// The unit of energies in a file: a unit of energy, or multiples of kT, which are energies only at one temperature.

import { type EnergyUnit, energyUnits, findEnergyUnit, nearestEnergyUnit } from '../units.ts';
import { isKT } from './header-unit.ts';
import { LevelsError, shown } from './levels-error.ts';

/** A unit of energy, or kT at the temperature that a reader is given. */
export type LevelUnit = EnergyUnit | 'kT';

/**
 * The unit that a text names, kT among them, or null.
 *
 * @example
 * ```ts
 * import { findLevelUnit } from 'bridle/boltzmann';
 * findLevelUnit('kT'); // → 'kT'
 * findLevelUnit('Ry'); // → 'Ry'
 * ```
 */
export function findLevelUnit(text: string): LevelUnit | null {
  return isKT(text) ? 'kT' : findEnergyUnit(text);
}

/** The unit that a text names; refuses another with the nearest, or with all of them where none is near. */
export function unitOf(text: string, line?: number): LevelUnit {
  const unit = findLevelUnit(text);
  if (unit) return unit;
  const nearest = nearestEnergyUnit(text) ?? '';
  const known = [...energyUnits, 'kT'].join(', ');
  const hint = nearest === '' ? `one of ${known}` : `nearest: ${nearest}`;
  throw new LevelsError('unknown-unit', `expected a unit of energy, found '${shown(text)}' (${hint})`, {
    found: shown(text),
    nearest,
    known,
    ...(line === undefined ? {} : { line }),
  });
}

/** The unit of the energies that a reader gives out, and the factor to it: E/k in kelvin for multiples of kT. */
export function outputUnit(unit: LevelUnit, temperature: number | undefined, line?: number) {
  if (unit !== 'kT') return { unit, factor: 1 };
  if (temperature !== undefined && Number.isFinite(temperature) && temperature !== 0) {
    return { unit: 'K' as EnergyUnit, factor: temperature };
  }
  throw new LevelsError('needs-temperature', 'expected one temperature beside energies in kT, neither 0 nor infinite', {
    ...(line === undefined ? {} : { line }),
  });
}
