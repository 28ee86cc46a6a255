// One pass over any number of levels: the partition sum at each temperature, the levels themselves (only the most
// populated ones above 100,000), and doubts about them.

import {
  type EnergyUnit,
  type Level,
  LevelSum,
  type ReaderNote,
  type Reading,
  type Thermodynamics,
} from 'bridle/boltzmann';
import { degeneracyCheck } from './absurd-degeneracies.ts';
import { type Doubt, doubter } from './doubts.ts';
import { eachLevel } from './each-level.ts';
import { type Leaders, leaders } from './leaders.ts';
import type { LevelFacts, LevelOptions, TakeLevels } from './level-facts.ts';

/** A level with its population. */
export type State = Level & { probability: number };

/** Options of `sumLevels`: the levels, and the temperatures. */
export type SumLevelsOptions = LevelOptions & {
  /** A file, or an array of levels with their unit. */
  levels: string | readonly Level[];
  /** In kelvin. */
  temperatures: readonly number[];
};

/** What `sumLevels` finds: thermodynamics at each temperature, and the levels with their populations on request. */
export type LevelsResult = {
  /** The kind of the file; null for an array of levels. */
  kind: LevelFacts['kind'] | null;
  unit: EnergyUnit;
  count: number;
  /** Lines of the file that look like levels but have no usable value. */
  skipped: number;
  /** The file that was read, where its energies and degeneracies stand, and what was decided or left out; null for an array. */
  source: { file: string; reading: Reading; notes: ReaderNote[] } | null;
  /** For each temperature; energies in `unit`, S and C in k. */
  thermodynamics: Thermodynamics[];
  doubts: Doubt[];
  /** Whether `states` gives every level. */
  complete: boolean;
  /** At the temperature of index t: all levels in file order, or, if not complete, the most populated ones first. */
  states: (t: number) => State[];
  /** The populations of any of the levels. */
  populations: (levels: readonly Level[], t: number) => Float64Array;
};

/** The largest number of levels that is kept. */
const HELD = 100_000;

/**
 * Populations and thermodynamics of levels. Memory does not grow beyond 100,000 levels.
 *
 * @throws InputError or LevelsError for a file that cannot be read, and for two levels of one name among the first 100,000.
 * @example
 * ```ts
 * import { sumLevels } from '@bridle/pipeline';
 * const { unit, thermodynamics } = await sumLevels({
 *   levels: 'examples/butane/conformers.csv',
 *   temperatures: [298.15],
 * });
 * [unit, thermodynamics[0].heatCapacity.toFixed(6)]; // → ['kcal/mol', '0.488685']
 * ```
 */
export async function sumLevels(options: SumLevelsOptions): Promise<LevelsResult> {
  const { temperatures } = options;
  const doubt = doubter();
  const check = degeneracyCheck();
  const names = new Set<string>();
  let sum: LevelSum | undefined;
  let held: Level[] | null = [];
  let leading: Leaders[] = [];
  let count = 0;
  let unitRead: EnergyUnit = 'J';
  const take: TakeLevels = (chunk, { kind, unit }) => {
    unitRead = unit;
    sum ??= new LevelSum({ unit, temperature: temperatures });
    sum.add(listOf(chunk));
    doubt.take(chunk);
    check.take(chunk);
    count += chunk.length;
    if (held) {
      for (const level of chunk) {
        // NIST's designations need not be unique; elsewhere a name that occurs twice may be a slip, and is said.
        if (kind !== 'nist' && names.has(level.name)) doubt.repeated(level.name);
        names.add(level.name);
        held.push(level);
      }
      if (held.length <= HELD) return;
      const limit = Math.max(20, Math.floor(HELD / temperatures.length));
      leading = temperatures.map((temperature) => leaders(limit, temperature, unit));
      for (const one of leading) one.take(held);
      held = null;
      names.clear();
    } else for (const one of leading) one.take(chunk);
  };
  const [only, ...others] = temperatures;
  const facts = await factsOf({ ...options, temperature: others.length === 0 ? only : undefined }, take);
  const whole = sum as unknown as LevelSum;
  const thermodynamics = whole.thermodynamics();
  check.refuse(thermodynamics, facts?.file ?? '');
  const populations = (some: readonly Level[], t: number) => whole.populations(listOf(some), t);
  return {
    kind: facts?.kind ?? null,
    unit: unitRead,
    count,
    skipped: facts?.skipped ?? 0,
    source: facts && { file: facts.file, reading: facts.reading, notes: facts.notes },
    thermodynamics,
    doubts: doubt.doubts(unitRead, temperatures[0], facts?.hasDegeneracies ?? false),
    complete: held !== null,
    states: (t) => {
      const some = held ?? leading[t].list();
      const shares = populations(some, t);
      return some.map((level, i) => ({ ...level, probability: shares[i] }));
    },
    populations,
  };
}

/** What the file said; null for an array of levels. */
async function factsOf(options: SumLevelsOptions, take: TakeLevels): Promise<LevelFacts | null> {
  const { levels, unit = 'J' } = options;
  if (typeof levels === 'string') return eachLevel(levels, options, take);
  if (unit === 'kT') throw new TypeError('sumLevels: expected a unit of energy beside an array of levels, got kT');
  await take([...levels], { kind: 'table', unit });
  return null;
}

function listOf(levels: readonly Level[]) {
  const energies = new Float64Array(levels.length);
  const degeneracies = new Float64Array(levels.length);
  for (let i = 0; i < levels.length; i += 1) {
    energies[i] = levels[i].energy;
    degeneracies[i] = levels[i].degeneracy;
  }
  return { energies, degeneracies };
}
