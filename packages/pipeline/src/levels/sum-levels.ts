// One pass over any number of levels: the partition sum at each temperature, the levels themselves (only the most
// populated ones above 100,000), and doubts about them.

import { type EnergyUnit, type Level, LevelSum, type Thermodynamics } from 'bridle/boltzmann';
import { inputError } from '../messages.ts';
import { type Doubt, doubter } from './doubts.ts';
import { eachLevel } from './each-level.ts';
import { type Leaders, leaders } from './leaders.ts';
import type { LevelFacts, LevelOptions, TakeLevels } from './level-facts.ts';

/** A level with its population. */
export type State = Level & { probability: number };

export type SumLevelsOptions = LevelOptions & {
  /** A file, or an array of levels with their unit. */
  levels: string | readonly Level[];
  /** In kelvin. */
  temperatures: readonly number[];
};

export type LevelsResult = {
  /** The kind of the file; null for an array of levels. */
  kind: LevelFacts['kind'] | null;
  unit: EnergyUnit;
  count: number;
  /** Lines of the file that look like levels but have no usable value. */
  skipped: number;
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
 */
export async function sumLevels(options: SumLevelsOptions): Promise<LevelsResult> {
  const { levels, temperatures } = options;
  const doubt = doubter();
  const names = new Set<string>();
  let sum: LevelSum | undefined;
  let held: Level[] | null = [];
  let leading: Leaders[] = [];
  let count = 0;
  const take: TakeLevels = (chunk, { kind, unit }) => {
    sum ??= new LevelSum({ unit, temperature: temperatures });
    sum.add(listOf(chunk));
    doubt.take(chunk);
    count += chunk.length;
    if (held) {
      for (const level of chunk) {
        // NIST's designations need not be unique; a repeated name in other files is an error.
        if (kind !== 'nist' && names.has(level.name)) throw duplicate(options, level.name);
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
  const facts = await factsOf(options, take);
  const whole = sum as unknown as LevelSum;
  const populations = (some: readonly Level[], t: number) => whole.populations(listOf(some), t);
  return {
    kind: typeof levels === 'string' ? facts.kind : null,
    unit: facts.unit,
    count,
    skipped: facts.skipped,
    thermodynamics: whole.thermodynamics(),
    doubts: doubt.doubts(facts.unit, temperatures[0], facts.hasDegeneracies),
    complete: held !== null,
    states: (t) => {
      const some = held ?? leading[t].list();
      const shares = populations(some, t);
      return some.map((level, i) => ({ ...level, probability: shares[i] }));
    },
    populations,
  };
}

async function factsOf(options: SumLevelsOptions, take: TakeLevels): Promise<LevelFacts> {
  const { levels, unit = 'J' } = options;
  if (typeof levels === 'string') return eachLevel(levels, options, take);
  await take([...levels], { kind: 'table', unit });
  const hasDegeneracies = levels.some(({ degeneracy }) => degeneracy !== 1);
  return { kind: 'table', unit, hasDegeneracies, skipped: 0 };
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

function duplicate({ levels }: SumLevelsOptions, name: string) {
  return inputError('duplicate-level', { file: typeof levels === 'string' ? levels : '', name });
}
