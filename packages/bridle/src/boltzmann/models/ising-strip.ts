// Ising's magnet on a strip, E = −J·Σ s·s′ over bonds, its states counted without visiting them: sites are added one by one to
// all strips at once, a transfer matrix whose entries are polynomials in the number of broken bonds. The cost grows with
// the length of the strip, not with the number of its states. H. A. Kramers and G. H. Wannier, Phys. Rev. 60, 252 (1941).

import { log } from '../../core/arithmetic/log.ts';
import { finite, whole } from '../checks.ts';
import type { Levels } from '../levels.ts';
import { type EnergyUnit, energyUnitOf } from '../units.ts';

/** A strip `width` sites wide, at most 12, and `length` long. */
export type IsingStripInput = {
  width: number;
  length: number;
  /** J, default 1. */
  coupling?: number;
  /** Whether the long edges are neighbours, which makes a tube of it; its ends are always free. Default true. */
  periodic?: boolean;
  unit: EnergyUnit;
};

/** Counts are kept at 2^−1000 of their value, so that sums up to 2^2000 states fit. */
const SCALE = 2 ** -1000;
const MOST_SITES = 2000;

/**
 * Every level of an Ising strip with free ends, with ln g, since 2^(width·length) states soon overflow float64.
 *
 * Exact to 2⁵³ states, relative error of g ≤ width·length·2⁻⁵² beyond. Time grows as 2^width·(width·length)², half
 * a second for 12 × 12.
 *
 * @throws RangeError for more than 2000 sites.
 * @example
 * ```ts
 * import { boltzmann, isingStrip } from 'bridle/boltzmann';
 * const strip = isingStrip({ width: 1, length: 100, unit: 'K' });
 * boltzmann({ ...strip, temperature: 1 }).lnZ.toFixed(10); // → '112.2590202738'
 * (Math.LN2 + 99 * Math.log(2 * Math.cosh(1))).toFixed(10); // → '112.2590202738'
 * ```
 */
export function isingStrip(input: IsingStripInput): Levels & { logDegeneracies: Float64Array } {
  const name = 'isingStrip';
  const { coupling = 1, periodic = true } = input;
  const width = whole(name, 'width', input.width, 1, 12);
  const length = whole(name, 'length', input.length, 1, Math.floor(MOST_SITES / width));
  finite(name, 'coupling', coupling);
  const around = width - 1 + (periodic && width > 1 ? 1 : 0);
  const bonds = around * length + width * (length - 1);
  const broken = stripCounts(width, length, around, bonds);
  const energies: number[] = [];
  const logDegeneracies: number[] = [];
  broken.forEach((count, b) => {
    if (count === 0) return;
    energies.push(0 - coupling * (bonds - 2 * b));
    logDegeneracies.push(count < 2 ** 23 ? log(count / SCALE) : log(count) + 1000 * Math.LN2);
  });
  return {
    energies: Float64Array.from(energies),
    logDegeneracies: Float64Array.from(logDegeneracies),
    unit: energyUnitOf(name, 'unit', input.unit),
    description: `Ising strip, ${width} × ${length}, ${periodic ? 'periodic across' : 'free'}, free ends, J = ${coupling} ${input.unit}`,
  };
}

/** 2^−1000 × the number of states of the strip with 0, 1, 2 … broken bonds. */
function stripCounts(width: number, length: number, around: number, bonds: number): Float64Array {
  const states = 2 ** width; // of the last `width` sites that were added: bit c set where the spin in column c is down
  const size = bonds + 1;
  const counts = new Float64Array(states * size);
  counts[0] = SCALE;
  const up = new Float64Array(size);
  const down = new Float64Array(size);
  let degree = 0; // no state has more broken bonds yet
  for (let site = 0; site < width * length; site += 1) {
    const c = site % width;
    const first = site < width;
    const most = Math.min(bonds, degree + 1 + (c > 0 ? 1 : 0) + (c === width - 1 ? around - c : 0));
    for (let state = 0; state < states; state += 1) {
      if (state & (1 << c)) continue;
      const other = state | (1 << c);
      const u = counts.subarray(state * size, state * size + size);
      const d = counts.subarray(other * size, other * size + size);
      // Along the strip: the old spin of this column meets the new one. In the first row there is no old one.
      for (let b = 0; b <= most; b += 1) {
        up[b] = u[b] + (first || b === 0 ? 0 : d[b - 1]);
        down[b] = first ? u[b] : d[b] + (b === 0 ? 0 : u[b - 1]);
      }
      // Across it: the new spin meets its left neighbour, and the last of a row the first.
      let brokenUp = 0;
      let across = 0;
      if (c > 0) {
        across += 1;
        brokenUp += (state >> (c - 1)) & 1;
      }
      if (c === width - 1 && around > c) {
        across += 1;
        brokenUp += c === 0 ? 0 : state & 1;
      }
      shiftInto(u, up, brokenUp, most);
      shiftInto(d, down, across - brokenUp, most);
    }
    degree = most;
  }
  // The states are added in a binary tree, so that the rounding errors are those of `width` additions and not of 2^width.
  for (let half = states / 2; half >= 1; half /= 2) {
    for (let i = 0; i < half * size; i += 1) counts[i] += counts[half * size + i];
  }
  return counts.slice(0, size);
}

/** out[b] = x[b − by]. */
function shiftInto(out: Float64Array, x: Float64Array, by: number, most: number): void {
  for (let b = 0; b <= most; b += 1) out[b] = b < by ? 0 : x[b - by];
}
