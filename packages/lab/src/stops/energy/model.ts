// What the levels give: the thermodynamics over temperature, how many rungs are drawn, and the answers to the questions.

import { log } from 'bridle';
import { boltzmann, constants, convertEnergy, type Thermodynamics } from 'bridle/boltzmann';
import { populations, type System, systemOf } from './system.ts';
import { MOST_SWEEPS, walkOf } from './walk.ts';

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

/** How long a particle is on the lowest of eight rungs: 0 an eighth of the time, 1 as Boltzmann's population, 2 always. */
export function answerOfOne(): { answer: number; facts: number[] } {
  const [time] = walkOf(ladder, 300, 1, 1).at(MOST_SWEEPS).one.visited;
  const [population] = populations(ladder, 300);
  const guesses = [1 / rungs.length, population, 1];
  const answer = guesses.reduce((best, p, i) => (Math.abs(p - time) < Math.abs(guesses[best] - time) ? i : best), 0);
  return { answer, facts: [time, population] };
}

/** How many ways there are for 100 particles on eight rungs: 0 about 10³, 1 about 10¹⁶, 2 about 10⁹⁰. */
export function answerOfWays(): number {
  const { ways } = knowing(ladder, 300)[1];
  return [3, 16, 90].findIndex((power) => Math.abs(power - ways) < 1);
}
