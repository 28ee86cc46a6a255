// Possible errors in a list of levels: an implausible unit, missing degeneracies where the names suggest some, absolute
// energies, fractional degeneracies.

import { convertEnergy, type EnergyUnit, type Level, thermalEnergy } from 'bridle/boltzmann';

/** A doubt, with the facts for its message. */
export type Doubt =
  /** The levels span `span` kT in the unit as read, and would span `other` kT in hartree. */
  | { code: 'looks-like-hartree'; span: number; other: number }
  /** Read as hartree, the first level above the lowest is `gap` kT away. */
  | { code: 'not-hartree'; gap: number }
  /** No degeneracies were given, and a name suggests some. */
  | { code: 'no-degeneracies'; name: string }
  | { code: 'fractional-degeneracy'; name: string; degeneracy: number }
  /** Levels of a name that an earlier one has; each was counted. */
  | { code: 'repeated-name'; name: string; levels: number }
  /** Energies are not relative to the lowest level. */
  | { code: 'absolute-energies'; lowest: number };

/** Sees every level, and keeps only a few numbers. */
export type Doubter = {
  take: (levels: readonly Level[]) => void;
  /** Hears of a level whose name an earlier one has. */
  repeated: (name: string) => void;
  doubts: (unit: EnergyUnit, temperature: number, hasDegeneracies: boolean) => Doubt[];
};

/** Two mirror images, a multiplicity in words, a rotational number, `×2`. */
const SUGGESTIVE =
  /gauche|\bg\s?[+−-](?![\w.])|±|\+\/-|[×x*]\s?[2-9]\b|\b[2-9]\s?[×x]\b|\b(doublet|triplet|quartet|quintet)\b|\bJ\s?=|enantiomer|mirror|degenerate/i;

/** `g+` for `g-`: the other of two mirror images. */
function mirrored(name: string): string {
  return name.replace(/[+−-]/g, (sign) => (sign === '+' ? '-' : '+'));
}

export function doubter(): Doubter {
  let count = 0;
  let lowest = Infinity;
  let next = Infinity; // the lowest above the lowest
  let highest = -Infinity;
  let plain = true;
  const suggestive = new Set<string>();
  let fractional: Level | undefined;
  let repeats = 0;
  let repeat = '';
  return {
    repeated: (name) => {
      if (repeats === 0) repeat = name;
      repeats += 1;
    },
    take: (levels) => {
      for (const level of levels) {
        const { energy, degeneracy, name } = level;
        count += 1;
        if (energy < lowest) [lowest, next] = [energy, lowest];
        else if (energy > lowest && energy < next) next = energy;
        if (energy > highest) highest = energy;
        if (degeneracy !== 1) plain = false;
        if (degeneracy % 1 !== 0) fractional ??= level;
        if (plain && count <= 1000 && SUGGESTIVE.test(name)) suggestive.add(name);
      }
    },
    doubts: (unit, temperature, hasDegeneracies) => {
      const found: Doubt[] = [];
      const span = highest - lowest;
      const kT = Math.abs(
        thermalEnergy(Number.isFinite(temperature) && temperature !== 0 ? temperature : 298.15, unit),
      );
      const asHartree = convertEnergy(span, 'hartree', unit) / kT;
      const absolute = Math.abs(lowest) > 100 * span;
      const perMole = PER_MOLE.includes(unit);
      const narrow = absolute && perMole ? 0.5 * kT : 0.05 * kT;
      if (unit !== 'hartree' && span > 0 && span < narrow && asHartree > 0.1 && asHartree < 1000) {
        if (absolute || perMole) found.push({ code: 'looks-like-hartree', span: span / kT, other: asHartree });
      }
      const gap = (next - lowest) / kT;
      if (unit === 'hartree' && lowest >= 0 && gap > 100 && gap < Infinity) found.push({ code: 'not-hartree', gap });
      // If both mirror images are listed, degeneracy 1 is right for each.
      const alone = [...suggestive].find((name) => !suggestive.has(mirrored(name)) || mirrored(name) === name);
      if (!hasDegeneracies && plain && alone !== undefined) found.push({ code: 'no-degeneracies', name: alone });
      if (fractional) {
        found.push({ code: 'fractional-degeneracy', name: fractional.name, degeneracy: fractional.degeneracy });
      }
      if (repeats > 0) found.push({ code: 'repeated-name', name: repeat, levels: repeats });
      if (lowest !== 0) found.push({ code: 'absolute-energies', lowest });
      return found;
    },
  };
}

/** Units in which real levels do not all lie within a twentieth of kT. */
const PER_MOLE: readonly EnergyUnit[] = ['kJ/mol', 'kcal/mol', 'J/mol'];
