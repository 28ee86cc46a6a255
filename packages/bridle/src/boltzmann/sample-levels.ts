// A random walk over levels whose visits become Boltzmann's populations: N. Metropolis et al., J. Chem. Phys. 21, 1087
// (1953), and the heat bath of Gibbs' sampler (S. and D. Geman 1984; A. A. Barker 1965). For teaching and for the lab: the
// exact populations are known, so each step can tell how far the visits still are from them.

import { exp } from '../core/arithmetic/exp.ts';
import { log, log1p } from '../core/arithmetic/log.ts';
import { addScaled } from '../core/arithmetic/pair-sum.ts';
import { seededRandom } from '../core/random.ts';
import { whole } from './checks.ts';
import { LevelSum } from './level-sum.ts';
import { emptyBlock, fill, type LevelList } from './levels.ts';
import { logWeight } from './moments.ts';
import { type EnergyUnit, inverseTemperature } from './units.ts';

/** Levels, a temperature, and how to walk. */
export type SamplerInput = LevelList & {
  unit: EnergyUnit;
  /** In kelvin; negative and infinite ones are allowed, 0 is not. */
  temperature: number;
  /** 'metropolis' takes a proposed level with probability min(1, w′/w), 'gibbs' draws from the two: w′/(w + w′). Default 'metropolis'. */
  method?: 'metropolis' | 'gibbs';
  /** Which level is proposed: any other, or one of the two neighbours in the list. Default 'any'. */
  moves?: 'any' | 'adjacent';
  /** Default 1. */
  seed?: number;
  /** Index of the first level. Default: the first of degeneracy above 0. */
  start?: number;
};

/** Where the walk is after a step. */
export type SampleStep = {
  /** 1, 2, 3 … */
  step: number;
  /** Index of the level it is on, and whether it has just moved there. */
  level: number;
  moved: boolean;
  /** Visits of each level so far. One array for the whole walk: copy what you keep. */
  counts: Float64Array;
  /**
   * Σ q·ln(q/p) of the visited fractions q so far against the exact populations p, ≥ 0; about (levels − 1)/(2·step) once
   * mixed. A function, because it costs a logarithm for each level and is needed at few steps.
   */
  divergence: () => number;
};

/**
 * An endless walk over levels with the Boltzmann distribution as its stationary one: take as many steps as you like.
 *
 * The same seed gives the same walk on every engine. Absolute error of `divergence()` ≤ 10⁻¹².
 *
 * @throws TypeError or RangeError (at the first step) for invalid levels, an unknown unit, T = 0 or NaN, or a start of
 * degeneracy 0.
 * @example
 * ```ts
 * import { sampleLevels } from 'bridle/boltzmann';
 * let far = Infinity;
 * for (const { step, divergence } of sampleLevels({ energies: [0, 1, 2], unit: 'K', temperature: 1 })) {
 *   if (step < 10_000) continue;
 *   far = divergence();
 *   break;
 * }
 * far < 0.001; // → true
 * ```
 */
export function* sampleLevels(input: SamplerInput): Generator<SampleStep, never> {
  const { method = 'metropolis', moves = 'any' } = input;
  if (method !== 'metropolis' && method !== 'gibbs') {
    throw new RangeError(`sampleLevels: expected method metropolis or gibbs, got ${method}`);
  }
  if (moves !== 'any' && moves !== 'adjacent') {
    throw new RangeError(`sampleLevels: expected moves any or adjacent, got ${moves}`);
  }
  const { places, logs } = logPopulations(input);
  const n = places.length;
  const random = seededRandom(input.seed ?? 1);
  const counts = new Float64Array(input.energies.length);
  let at = startOf(input, places);
  let step = 0;
  const divergence = () => {
    const sum = { hi: 0, lo: 0 };
    places.forEach((place, i) => {
      const q = counts[place] / step;
      if (q > 0) addScaled(sum, q, log(q) - logs[i], 0);
    });
    return Math.max(sum.hi, 0);
  };
  for (;;) {
    step += 1;
    const to = moves === 'any' ? anyOther(at, n, random()) : at + (random() < 0.5 ? -1 : 1);
    const odds = to >= 0 && to < n ? logs[to] - logs[at] : -Infinity;
    const u = random();
    const moved = method === 'gibbs' ? u * (1 + exp(-odds)) < 1 : odds >= 0 || u < exp(odds);
    if (moved) at = to;
    const place = places[at];
    counts[place] += 1;
    yield { step, level: place, moved, counts, divergence };
  }
}

/** ln p of the levels of degeneracy above 0, and their places in the list. */
function logPopulations(input: SamplerInput): { places: number[]; logs: number[] } {
  const { temperature, unit } = input;
  if (!(typeof temperature === 'number' && temperature !== 0)) {
    throw new RangeError(`sampleLevels: expected one temperature other than 0, got ${temperature}`);
  }
  const moments = new LevelSum({ unit, temperature }, 'sampleLevels').add(input).moments(0);
  const beta = inverseTemperature(temperature, unit);
  const total = log1p(moments.rest);
  const places: number[] = [];
  const logs: number[] = [];
  const block = emptyBlock();
  for (let i = 0; i < input.energies.length; ) {
    block.n = 0;
    i = fill('sampleLevels', input, i, block);
    for (let j = 0; j < block.n; j += 1) {
      places.push(block.places[j]);
      logs.push(logWeight(moments, beta, block.energies[j], block.logs[j], block.logsLow[j]) - total);
    }
  }
  return { places, logs };
}

function startOf(input: SamplerInput, places: number[]): number {
  if (input.start === undefined) return 0;
  const start = whole('sampleLevels', 'start', input.start, 0, input.energies.length - 1);
  const at = places.indexOf(start);
  if (at < 0) throw new RangeError(`sampleLevels: expected a start of degeneracy above 0, got level ${start}`);
  return at;
}

/** One of the n − 1 others, evenly; −1 where there is none. */
function anyOther(at: number, n: number, u: number): number {
  const pick = Math.floor(u * (n - 1));
  if (n === 1) return -1;
  return pick < at ? pick : pick + 1;
}
