// Keeps the most populated of very many levels in one pass: ln g − E/kT orders them before Z is known.

import { log } from 'bridle';
import { type EnergyUnit, type Level, thermalEnergy } from 'bridle/boltzmann';

/** The most populated levels so far, in descending order; of equals, the earlier first. */
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

/** A copy of the name: a substring would keep the whole text that it was cut from in memory. */
function detached(name: string): string {
  return Buffer.from(name).toString();
}

/** A quantity that grows with a level's population, including the limits T = ±0 and T = ±∞. */
function ranking(temperature: number, unit: EnergyUnit): (level: Level) => number {
  if (temperature === 0) return Object.is(temperature, -0) ? ({ energy }) => energy : ({ energy }) => -energy;
  const kT = thermalEnergy(temperature, unit);
  let origin: number | undefined; // differences, because large absolute energies would absorb ln g
  return ({ energy, degeneracy }) => {
    origin ??= energy;
    return log(degeneracy) - (energy - origin) / kT;
  };
}
