// The most populated of very many levels, kept while they pass: ln g − E/kT orders them before Z is known.

import { log } from 'bridle';
import { type EnergyUnit, type Level, thermalEnergy } from 'bridle/boltzmann';

/** The leading levels so far, the most populated first; of equals the earlier. */
export type Leaders = { take: (levels: readonly Level[]) => void; list: () => Level[] };

type Ranked = { level: Level; rank: number };

/** Keeps the `limit` most populated levels at a temperature. */
export function leaders(limit: number, temperature: number, unit: EnergyUnit): Leaders {
  const rankOf = ranking(temperature, unit);
  let kept: Ranked[] = [];
  let least = -Infinity;
  const cut = () => {
    kept.sort((a, b) => b.rank - a.rank);
    if (kept.length < limit) return;
    kept = kept.slice(0, limit);
    least = kept[limit - 1].rank;
  };
  return {
    take: (levels) => {
      for (const level of levels) {
        const rank = rankOf(level);
        if (!(rank > least)) continue;
        kept.push({ level: { ...level, name: detached(level.name) }, rank });
        if (kept.length >= 2 * limit) cut();
      }
    },
    list: () => {
      cut();
      return kept.map(({ level }) => level);
    },
  };
}

/** The name as a string of its own: as a part of the text it was cut from it would keep a megabyte alive. */
function detached(name: string): string {
  return Buffer.from(name).toString();
}

/** What grows with a level's population, the limits at T = 0 (its sign the side) and at T = ±∞ included. */
function ranking(temperature: number, unit: EnergyUnit): (level: Level) => number {
  if (temperature === 0) return Object.is(temperature, -0) ? ({ energy }) => energy : ({ energy }) => -energy;
  const kT = thermalEnergy(temperature, unit);
  let origin: number | undefined; // absolute energies are differences here, or they would drown ln g
  return ({ energy, degeneracy }) => {
    origin ??= energy;
    return log(degeneracy) - (energy - origin) / kT;
  };
}
