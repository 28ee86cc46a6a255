// Particles on a ladder of levels in a heat bath: each walks by Metropolis' rule, seeded, and all their visits together
// close in on Boltzmann's populations; and the thermodynamics of the levels over temperature.

import { klDivergence, log } from 'bridle';
import {
  boltzmann,
  constants,
  convertEnergy,
  type EnergyUnit,
  sampleLevels,
  type Thermodynamics,
} from 'bridle/boltzmann';

/** Levels from the lowest to the highest, with as many degeneracies. */
export type System = { energies: readonly number[]; degeneracies: readonly number[]; unit: EnergyUnit };

/** The levels in order; a level without a degeneracy has 1. */
export function systemOf(energies: readonly number[], degeneracies: readonly number[], unit: EnergyUnit): System {
  const order = inOrder(energies);
  return {
    energies: order.map((i) => energies[i]),
    degeneracies: order.map((i) => degeneracies[i] ?? 1),
    unit,
  };
}

/** The positions of the levels from the lowest to the highest. */
export const inOrder = (energies: readonly number[]): number[] =>
  energies.map((_, i) => i).sort((a, b) => energies[a] - energies[b]);

export const populations = (system: System, temperature: number): readonly number[] =>
  Array.from(boltzmann({ ...system, temperature }).probabilities);

/** The walk after so many sweeps, in each of which every particle has one chance to move. */
export type Snapshot = {
  sweeps: number;
  /** The level of each particle, and how many are on each level. */
  places: readonly number[];
  counts: readonly number[];
  /** Which fraction of all visits so far each level had. */
  visited: readonly number[];
  /** How far the visits are from Boltzmann's populations after each sweep from the first: Σ q·ln(q/p). */
  divergences: readonly number[];
};

export type Walk = {
  /** The walk after so many sweeps, or after as many as there is time for, one at least, until `performance.now()` is `until`. */
  at: (sweeps: number, until?: number) => Snapshot;
};

/** All particles begin on the lowest level. The same arguments give the same walk. */
export function walkOf(system: System, temperature: number, particles: number, seed: number): Walk {
  const exact = populations(system, temperature);
  const begin = () => ({
    walkers: Array.from({ length: particles }, (_, i) =>
      sampleLevels({ ...system, temperature, moves: 'adjacent', start: 0, seed: seed * MOST_PARTICLES + i }),
    ),
    places: new Array<number>(particles).fill(0),
    visits: exact.map(() => 0),
    divergences: [] as number[],
  });
  let walk = begin();

  const sweep = () => {
    walk.walkers.forEach((walker, i) => {
      const { level } = walker.next().value;
      walk.places[i] = level;
      walk.visits[level] += 1;
    });
    walk.divergences.push(klDivergence(fractions(walk.visits), exact));
  };

  return {
    at: (sweeps, until = Number.POSITIVE_INFINITY) => {
      if (walk.divergences.length > sweeps) walk = begin();
      while (walk.divergences.length < sweeps) {
        sweep();
        if (performance.now() >= until) break;
      }
      const counts = exact.map(() => 0);
      for (const place of walk.places) counts[place] += 1;
      return {
        sweeps: walk.divergences.length,
        places: [...walk.places],
        counts,
        // Before the first sweep the particles themselves are the only visits.
        visited: fractions(walk.divergences.length === 0 ? counts : walk.visits),
        divergences: [...walk.divergences],
      };
    },
  };
}

function fractions(counts: readonly number[]): number[] {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => count / total);
}

export const MOST_PARTICLES = 200;
export const MOST_SWEEPS = 2000;

/** The divergence to be expected of as many visits, were each drawn afresh. */
export const expected = (levels: number, particles: number, sweeps: number) => (levels - 1) / (2 * particles * sweeps);

/** How many sweeps the next picture shows: about one in forty more, so that each decade takes as long. */
export const following = (sweeps: number) => Math.min(MOST_SWEEPS, sweeps + Math.max(1, Math.floor(sweeps / 40)));

/** The distance of the highest level from the lowest as a temperature; 1 K where there is no distance. */
export function scaleOf({ energies, unit }: System): number {
  const span = convertEnergy(energies[energies.length - 1] - energies[0], unit, 'K');
  return span > 0 ? span : 1;
}

/** k_B per mole, in J/(mol·K). */
export const MOLAR = constants.boltzmann.value * constants.avogadro.value;

const STEPS = 120;

/** The canonical quantities at even temperatures from 0 to `end`. */
export const curves = (system: System, end: number): Thermodynamics[] =>
  boltzmann({ ...system, temperature: Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS) * end) });

export const thermodynamics = (system: System, temperature: number): Thermodynamics =>
  boltzmann({ ...system, temperature });

/** What it would take to know so many particles one by one, and how little it takes to count them. */
export type Knowing = {
  particles: number;
  /** log10 of how many ways there are to place them on the states, and of the years to read these, 10⁹ a second. */
  ways: number;
  years: number;
  /** How far the number on the lowest level strays from Boltzmann's, relatively. */
  stray: number;
};

const PER_YEAR = 16.5; // log10 of 10⁹ a second for a year: 3.156·10¹⁶

export function knowing(system: System, temperature: number): Knowing[] {
  const states = system.degeneracies.reduce((a, b) => a + b, 0);
  const [lowest] = populations(system, temperature);
  return [10, 100, 10_000, constants.avogadro.value].map((particles) => {
    const ways = (particles * log(states)) / log(10);
    return { particles, ways, years: ways - PER_YEAR, stray: Math.sqrt((1 - lowest) / (lowest * particles)) };
  });
}

/** So many rungs are always shown, and more only as far up as anything of account is there. */
const ALWAYS_SHOWN = 12;
const OF_ACCOUNT = 1e-3;

/** How many of the rungs, from the lowest, are drawn; those above hold less than a thousandth together. */
export function rungsDrawn(exact: readonly number[]): number {
  let above = 0;
  let drawn = exact.length;
  while (drawn > ALWAYS_SHOWN && above + exact[drawn - 1] < OF_ACCOUNT) {
    drawn -= 1;
    above += exact[drawn];
  }
  return drawn;
}

/** Eight rungs of 10 meV, as the stop begins. */
export const rungs = [0, 10, 20, 30, 40, 50, 60, 70] as const;

const ladder = systemOf(rungs, [], 'meV');
const pair = systemOf([0, 10], [], 'meV');

/** On eight rungs at 10⁵ K: 0 most are at the top, 1 all rungs alike, 2 most below; and the top and the bottom. */
export function answerOfHeat(): { answer: number; facts: number[] } {
  const p = populations(ladder, 1e5);
  const [bottom, top] = [p[0], p[p.length - 1]];
  return { answer: Math.abs(top - bottom) < 0.01 ? 1 : top > bottom ? 0 : 2, facts: [top, bottom] };
}

/** C of two levels from cold to hot: 0 it grows on, 1 to a constant, 2 it falls again; the peak, and at 2000 K. */
export function answerOfCapacity(): { answer: number; facts: number[] } {
  const each = { from: 0, to: 2000, step: 1 };
  const capacities = boltzmann({ ...pair, temperature: each }).map(({ heatCapacity }) => heatCapacity);
  const peak = capacities.reduce((a, b) => Math.max(a, b));
  const last = capacities[capacities.length - 1];
  return { answer: last < peak / 2 ? 2 : last < peak ? 1 : 0, facts: [peak, last] };
}

/** How many ways there are for 100 particles on eight rungs: 0 about 10³, 1 about 10¹⁶, 2 about 10⁹⁰. */
export function answerOfWays(): number {
  const { ways } = knowing(ladder, 300)[1];
  return [3, 16, 90].findIndex((power) => Math.abs(power - ways) < 1);
}
