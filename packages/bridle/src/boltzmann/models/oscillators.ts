// The harmonic oscillator, and the Morse oscillator, whose levels come closer together and end at dissociation.

import { MOST_LEVELS, positive, whole } from '../checks.ts';
import type { Levels } from '../levels.ts';
import { type EnergyUnit, energyUnitOf } from '../units.ts';

/** `quantum` = ħω; `count` levels; `dimension` equal directions (default 1). */
export type HarmonicInput = { quantum: number; count: number; dimension?: number; unit: EnergyUnit };

/**
 * The lowest `count` levels of a harmonic oscillator in d dimensions: E = ħω(v + d/2), g = (v + d − 1)!/(v!·(d − 1)!).
 *
 * g is exact up to 2⁵³/(count + d), with a relative error ≤ 2d·2⁻⁵³ beyond. The ladder has no end: for d = 1 the levels left
 * out are the fraction e^(−count·ħω/kT) of the sum.
 *
 * @example
 * ```ts
 * import { boltzmann, harmonicOscillator } from 'bridle/boltzmann';
 * const levels = harmonicOscillator({ quantum: 2, count: 100, unit: 'K' });
 * boltzmann({ ...levels, temperature: 4 }).ZFromLowest.toFixed(12); // → '2.541494082537'
 * ```
 */
export function harmonicOscillator({ quantum, count, dimension = 1, unit }: HarmonicInput): Levels {
  const name = 'harmonicOscillator';
  positive(name, 'quantum', quantum);
  const n = whole(name, 'count', count, 1, MOST_LEVELS);
  const d = whole(name, 'dimension', dimension, 1, 12);
  const degeneracies = new Float64Array(n);
  for (let v = 0; v < n; v += 1) {
    // From v alone, not from the degeneracy before it, whose rounding errors would add up along the ladder.
    let g = 1;
    for (let i = 1; i < d; i += 1) g = (g * (v + i)) / i;
    degeneracies[v] = g;
  }
  return {
    energies: Float64Array.from({ length: n }, (_, v) => quantum * (v + d / 2)),
    degeneracies,
    unit: energyUnitOf(name, 'unit', unit),
    description: `harmonic oscillator in ${d} dimension${d > 1 ? 's' : ''}, ħω = ${quantum} ${unit}, v < ${n}`,
  };
}

/** ωe and ωexe of E = ωe(v + ½) − ωexe(v + ½)², in `unit`. */
export type MorseInput = { we: number; wexe: number; unit: EnergyUnit };

/**
 * All bound levels of a Morse oscillator: E = ωe(v + ½) − ωexe(v + ½)² for v + ½ < ωe/(2ωexe), from the bottom of the
 * well, whose depth is ωe²/(4ωexe). P. M. Morse, Phys. Rev. 34, 57 (1929).
 *
 * @example
 * ```ts
 * import { morseOscillator } from 'bridle/boltzmann';
 * const co = morseOscillator({ we: 2169.81358, wexe: 13.28831, unit: 'cm-1' });
 * co.energies.length; // → 82
 * (co.energies[1] - co.energies[0]).toFixed(5); // → '2143.23696'
 * ```
 */
export function morseOscillator({ we, wexe, unit }: MorseInput): Levels {
  const name = 'morseOscillator';
  positive(name, 'we', we);
  positive(name, 'wexe', wexe);
  const n = Math.ceil(we / (2 * wexe) - 0.5);
  if (!(n >= 1 && n <= MOST_LEVELS)) {
    throw new RangeError(`${name}: expected we/(2·wexe) to bind 1 to ${MOST_LEVELS} levels, got ${n}`);
  }
  return {
    energies: Float64Array.from({ length: n }, (_, v) => we * (v + 0.5) - wexe * (v + 0.5) ** 2),
    unit: energyUnitOf(name, 'unit', unit),
    description: `Morse oscillator, ωe = ${we}, ωexe = ${wexe} ${unit}, all ${n} bound levels`,
  };
}
