// Levels as people type them: `0 0.9:2`, `anti=0 gauche=0.9:2`, `0 0.9kcal/mol:2`.

import type { EnergyUnit } from '../units.ts';
import { type LevelUnit, outputUnit } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';
import type { Level } from './read-levels.ts';
import { degeneracyOf, energyOf } from './read-numbers.ts';

/**
 * The levels of a plain list, `[name=]energy[unit][:degeneracy]` each, and their one unit. Without a name a level is
 * named by its place. Energies in kT are those at `temperature`, in kelvin, and become energies in K.
 *
 * @throws LevelsError for an item that is none, or units that differ from each other or from the one given.
 * @example
 * ```ts
 * import { parseLevelList } from 'bridle/boltzmann';
 * parseLevelList(['anti=0', 'gauche=0.9kcal/mol:2']).unit; // → 'kcal/mol'
 * parseLevelList(['0', '0.9:2'], 'kcal/mol').levels[1]; // → { name: '2', energy: 0.9, degeneracy: 2 }
 * ```
 */
export function parseLevelList(
  items: readonly string[],
  unit?: LevelUnit,
  temperature?: number,
): { levels: Level[]; unit: EnergyUnit } {
  let known: LevelUnit | null = unit ?? null;
  const levels = items.map((item, i) => {
    const equals = item.lastIndexOf('=');
    const [energyText, g, ...rest] = item.slice(equals + 1).split(':');
    if (rest.length > 0) {
      throw new LevelsError('not-a-number', `expected name=energy:degeneracy, found '${shown(item)}'`, {
        found: shown(item),
      });
    }
    const read = energyOf(energyText, known);
    known = read.unit;
    const name = equals > 0 ? item.slice(0, equals).trim() : '';
    return { name: name || String(i + 1), energy: read.energy, degeneracy: g === undefined ? 1 : degeneracyOf(g) };
  });
  if (levels.length === 0) throw new LevelsError('no-levels', 'expected at least one level, found none');
  if (!known)
    throw new LevelsError('no-unit', 'expected a unit beside one of the energies or as an option, found none');
  const { unit: own, factor } = outputUnit(known, temperature);
  return { levels: levels.map((level) => ({ ...level, energy: level.energy * factor })), unit: own };
}
