import { klDivergence } from 'bridle';
import { sampleLevels } from 'bridle/boltzmann';
import { seededRandom } from 'bridle/sample';
import { describe, expect, test } from 'vitest';
import { rungs } from '../../../src/stops/energy/model.ts';
import { presets } from '../../../src/stops/energy/presets.ts';
import { populations, type System, systemOf } from '../../../src/stops/energy/system.ts';
import {
  expected,
  MOST_SWEEPS,
  PACES,
  placeOfPace,
  seedOf,
  shownSweeps,
  walkOf,
} from '../../../src/stops/energy/walk.ts';

const ladder = systemOf(rungs, [1], 'meV');
const LONG = 2000;

describe('the walk', () => {
  test('begins with all particles on the lowest rung', () => {
    const { counts, visited, divergences } = walkOf(ladder, 300, 50, 1).at(0);
    expect(counts).toEqual([50, 0, 0, 0, 0, 0, 0, 0]);
    expect(visited).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
    expect(divergences).toEqual([]);
  });

  test('is the same for the same seed, forwards, backwards and in one go, and another for another', () => {
    const walk = walkOf(ladder, 300, 20, 7);
    const [ten, thirty] = [walk.at(10), walk.at(30)];
    expect(walk.at(10)).toEqual(ten);
    expect(walkOf(ladder, 300, 20, 7).at(30)).toEqual(thirty);
    expect(walkOf(ladder, 300, 20, 8).at(30).places).not.toEqual(thirty.places);
  });

  test('goes as far as there is time for, one sweep at least, and on from there to the same end', () => {
    const walk = walkOf(ladder, 300, 20, 7);
    expect(walk.at(30, 0).sweeps).toBe(1);
    expect(walk.at(30, 0).sweeps).toBe(2);
    expect(walk.at(30)).toEqual(walkOf(ladder, 300, 20, 7).at(30));
    expect(walk.at(0, 0).sweeps).toBe(0);
  });

  test('keeps the particles apart: no two walk in step', () => {
    const walk = walkOf(ladder, 3000, 30, 1);
    const paths = Array.from({ length: 60 }, (_, i) => walk.at(i + 1).places);
    const path = (particle: number) => paths.map((places) => places[particle]).join();
    expect(new Set(Array.from({ length: 30 }, (_, i) => path(i))).size).toBe(30);
  });

  test('moves by one rung at most', () => {
    const walk = walkOf(ladder, 300, 40, 3);
    for (let sweep = 1; sweep <= 50; sweep += 1) {
      const [before, after] = [walk.at(sweep - 1).places, walk.at(sweep).places];
      for (const [i, place] of after.entries()) expect(Math.abs(place - before[i])).toBeLessThanOrEqual(1);
    }
  });

  test('closes in on Boltzmann’s populations, and says how far it is from them', () => {
    const { visited, divergences } = walkOf(ladder, 300, 100, 1).at(LONG);
    const exact = populations(ladder, 300);
    expect(divergences).toHaveLength(LONG);
    expect(divergences.at(-1)).toBe(klDivergence(visited, exact));
    expect(divergences.at(-1)).toBeLessThan(2e-3);
    expect(divergences[0]).toBeGreaterThan(0.1);
    // Not nearer than chance allows: the walk is no table of the answer.
    expect(divergences.at(-1)).toBeGreaterThan(expected(8, 100, LONG) / 10);
  });

  test('closes in on degenerate levels too, and holds still on a single one', () => {
    const rotor = presets[4].state;
    const system = systemOf(rotor.levels.slice(0, 10), rotor.degeneracies.slice(0, 10), rotor.unit);
    expect(walkOf(system, 30, 100, 1).at(LONG).divergences.at(-1)).toBeLessThan(2e-3);
    expect(walkOf(systemOf([5], [1], 'K'), 10, 3, 1).at(20)).toMatchObject({ counts: [3], visited: [1] });
  });

  test('is for each particle the walk of sampleLevels', () => {
    const degenerate = systemOf([0, 5, 5, 40, 90], [1, 4, 2, 6, 1], 'meV');
    for (const [system, kelvin] of [
      [ladder, 300],
      [degenerate, 150],
      [ladder, 1],
    ] as const) {
      const walk = walkOf(system, kelvin, 5, 4);
      const particles = Array.from({ length: 5 }, (_, i) =>
        sampleLevels({ ...system, temperature: kelvin, moves: 'adjacent', start: 0, seed: seedOf(4, i) }),
      );
      for (let sweep = 1; sweep <= 400; sweep += 1) {
        expect(walk.at(sweep).places).toEqual(particles.map((particle) => particle.next().value.level));
      }
    }
  });
});

describe('the occupation in the long run', () => {
  const degenerate = systemOf([0, 12, 20, 45], [2, 5, 1, 9], 'meV');
  const KELVIN = 250;
  const PARTICLES = 100;
  const SWEEPS = 1000;
  const BURN_IN = 100;

  type Rule = (from: number, to: number) => number;

  /** Where the particles are after each sweep, if a move to a neighbour is taken with the probability of a rule. */
  function hopping(system: System, rule: Rule): (sweep: number) => readonly number[] {
    const random = seededRandom(11);
    const places = new Array<number>(PARTICLES).fill(0);
    return () => {
      places.forEach((from, i) => {
        const to = from + (random() < 0.5 ? -1 : 1);
        if (to >= 0 && to < system.energies.length && random() < rule(from, to)) places[i] = to;
      });
      return places;
    };
  }

  /** How many standard errors the occupation of each level is from its population: the particles are independent. */
  function deviations(system: System, placesAfter: (sweep: number) => readonly number[]): number[] {
    const levels = system.energies.length;
    const times = Array.from({ length: PARTICLES }, () => new Array<number>(levels).fill(0));
    for (let sweep = 1; sweep <= SWEEPS + BURN_IN; sweep += 1) {
      const places = placesAfter(sweep);
      if (sweep > BURN_IN) for (const [i, level] of places.entries()) times[i][level] += 1 / SWEEPS;
    }
    return populations(system, KELVIN).map((p, level) => {
      const own = times.map((time) => time[level]);
      const mean = own.reduce((a, b) => a + b, 0) / PARTICLES;
      const variance = own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (PARTICLES - 1);
      return Math.abs(mean - p) / Math.sqrt(variance / PARTICLES);
    });
  }
  const worst = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b));

  test('is the library’s populations within its standard error, degenerate levels too', () => {
    for (const system of [ladder, degenerate]) {
      const walk = walkOf(system, KELVIN, PARTICLES, 5);
      expect(worst(deviations(system, (sweep) => walk.at(sweep).places))).toBeLessThan(4);
    }
  });

  test('is another one where particles hop up and down alike, or where the states of a level are forgotten', () => {
    for (const system of [ladder, degenerate])
      expect(
        worst(
          deviations(
            system,
            hopping(system, () => 1),
          ),
        ),
      ).toBeGreaterThan(40);
    const single = populations({ ...degenerate, degeneracies: [1, 1, 1, 1] }, KELVIN);
    const forgetful: Rule = (from, to) => single[to] / single[from];
    expect(worst(deviations(degenerate, hopping(degenerate, forgetful)))).toBeGreaterThan(40);
    // The rule itself, written once more, passes.
    const p = populations(degenerate, KELVIN);
    expect(
      worst(
        deviations(
          degenerate,
          hopping(degenerate, (from, to) => p[to] / p[from]),
        ),
      ),
    ).toBeLessThan(4);
  });
});

describe('the marked particle', () => {
  test('is the first one: its path has its level after each sweep, and its visits are those of the path', () => {
    const walk = walkOf(ladder, 300, 30, 2);
    const { one, places } = walk.at(200);
    expect(one.path).toHaveLength(201);
    expect(one.path.at(-1)).toBe(places[0]);
    expect(walkOf(ladder, 300, 1, 2).at(120).places[0]).toBe(one.path[120]);
    const share = rungs.map((_, level) => one.path.slice(1).filter((at) => at === level).length / 200);
    expect(one.visited).toEqual(share);
    expect(walk.at(0).one).toEqual({ visited: [1, 0, 0, 0, 0, 0, 0, 0], path: [0] });
  });

  test('comes close in the longest walk to what the ensemble has, and not at once', () => {
    const walk = walkOf(ladder, 300, 1, 1);
    const exact = populations(ladder, 300);
    const far = (sweeps: number) => {
      const { visited } = walk.at(sweeps).one;
      return exact.reduce((most, p, i) => Math.max(most, Math.abs(visited[i] - p)), 0);
    };
    expect(far(5)).toBeGreaterThan(0.1);
    expect(far(MOST_SWEEPS)).toBeLessThan(0.05);
  });
});

describe('what is shown of a long walk', () => {
  test('is every sweep at first, fewer later, and always the last', () => {
    expect(shownSweeps(0)).toEqual([]);
    expect(shownSweeps(200)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    const all = shownSweeps(MOST_SWEEPS);
    expect(all.at(-1)).toBe(MOST_SWEEPS);
    expect(all.length).toBeLessThan(700);
    expect(new Set(all).size).toBe(all.length);
  });

  test('goes at the pace that is nearest on the slider', () => {
    PACES.forEach((pace, i) => {
      expect(placeOfPace(pace)).toBe(i);
    });
    expect(PACES[placeOfPace(12)]).toBe(10);
    expect(PACES[placeOfPace(10_000)]).toBe(500);
  });
});
