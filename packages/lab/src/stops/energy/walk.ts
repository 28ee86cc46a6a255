// Particles that hop on a ladder of levels by Metropolis' rule: in each sweep every particle picks the level above or the
// level below, and moves there with probability min(1, w′/w), where w = g·exp(−E/kT) is the weight of a level. The walk of
// each particle is that of the library's sampleLevels with the particle's own seed (a test compares them); the odds are
// computed once for all of them, so that 500 particles are moved in a few hundredths of a millisecond.

import { klDivergence } from 'bridle';
import { seededRandom } from 'bridle/sample';
import { populations, type System } from './system.ts';

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
  /** The marked particle, the first one: its visits alone, and its level after each sweep from the beginning. */
  one: { visited: readonly number[]; path: readonly number[] };
};

export type Walk = {
  /** The walk after so many sweeps, or after as many as there is time for, one at least, until `performance.now()` is `until`. */
  at: (sweeps: number, until?: number) => Snapshot;
};

export const MOST_PARTICLES = 500;
export const MOST_SWEEPS = 10_000;

/** The seed of a particle of a walk. */
export const seedOf = (seed: number, particle: number) => seed * MOST_PARTICLES + particle;

/** All particles begin on the lowest level. The same arguments give the same walk. */
export function walkOf(system: System, temperature: number, particles: number, seed: number): Walk {
  const exact = populations(system, temperature);
  /** w′/w for the level above each, and below; never where there is none. */
  const above = exact.map((p, i) => (i + 1 < exact.length ? exact[i + 1] / p : 0));
  const below = exact.map((p, i) => (i > 0 ? exact[i - 1] / p : 0));
  const begin = () => ({
    randoms: Array.from({ length: particles }, (_, i) => seededRandom(seedOf(seed, i))),
    places: new Array<number>(particles).fill(0),
    visits: exact.map(() => 0),
    visitsOfOne: exact.map(() => 0),
    path: [0],
    divergences: [] as number[],
  });
  let walk = begin();

  const sweep = () => {
    const { randoms, places, visits } = walk;
    for (let i = 0; i < particles; i += 1) {
      const random = randoms[i];
      const down = random() < 0.5;
      const odds = (down ? below : above)[places[i]];
      if (random() < odds) places[i] += down ? -1 : 1;
      visits[places[i]] += 1;
    }
    walk.visitsOfOne[places[0]] += 1;
    walk.path.push(places[0]);
    walk.divergences.push(klDivergence(fractions(visits), exact));
  };

  return {
    at: (sweeps, until = Number.POSITIVE_INFINITY) => {
      if (walk.divergences.length > sweeps) walk = begin();
      while (walk.divergences.length < sweeps) {
        sweep();
        if (performance.now() >= until) break;
      }
      const begun = walk.divergences.length > 0;
      const counts = exact.map(() => 0);
      for (const place of walk.places) counts[place] += 1;
      // Before the first sweep the particles themselves are the only visits.
      return {
        sweeps: walk.divergences.length,
        places: [...walk.places],
        counts,
        visited: fractions(begun ? walk.visits : counts),
        divergences: [...walk.divergences],
        one: {
          visited: fractions(begun ? walk.visitsOfOne : exact.map((_, i) => (i === 0 ? 1 : 0))),
          path: [...walk.path],
        },
      };
    },
  };
}

function fractions(counts: readonly number[]): number[] {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => count / total);
}

/** The divergence to be expected of as many visits, were each drawn afresh. */
export const expected = (levels: number, particles: number, sweeps: number) => (levels - 1) / (2 * particles * sweeps);

/** The sweeps whose divergences a picture and a table show: all of the first 200, then one in a hundred further each. */
export function shownSweeps(sweeps: number): number[] {
  const shown: number[] = [];
  for (let at = 1; at < sweeps; at = at < 200 ? at + 1 : Math.ceil(at * 1.01)) shown.push(at);
  if (sweeps > 0) shown.push(sweeps);
  return shown;
}

/** How many sweeps a second the walk can be played at, from where each hop can be followed. */
export const PACES = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;

/** The place of the pace that is nearest. */
export const placeOfPace = (pace: number): number =>
  PACES.reduce((best, one, i) => (Math.abs(one - pace) < Math.abs(PACES[best] - pace) ? i : best), 0);
