// The cells of level files: energies with or without their unit, degeneracies, and J as spectroscopists print it.

import { isUnit } from './header-unit.ts';
import { type LevelUnit, unitOf } from './level-unit.ts';
import { LevelsError, shown } from './levels-error.ts';

/** The square of a larger energy would overflow; no unit needs one. */
const LARGEST = 1e150;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text is, Fortran’s D exponents and the typographic minus included, or NaN; at most 1e150. */
export function numberOf(text: string): number {
  let plain = text.trim();
  if (!NUMBER.test(plain)) plain = plain.replace('−', '-').replace(/d/i, 'e');
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Math.abs(value) <= LARGEST ? value : Number.NaN;
}

/** An energy's number and what stands behind it. */
function splitEnergy(text: string): { energy: number; rest: string } {
  const [all = '', digits = ''] = /^\s*([+\-−]?[\d.,]+(?:[eEdD][+-]?\d+)?)/.exec(text) ?? [];
  return { energy: numberOf(digits), rest: text.slice(all.length).trim() };
}

/** Whether a text is a number, alone or with a unit of energy. */
export function isEnergy(text: string): boolean {
  const { energy, rest } = splitEnergy(text);
  return !Number.isNaN(energy) && (rest === '' || isUnit(rest));
}

/** An energy such as `0.9` or `0.9 kcal/mol`, whose unit must be the one that is known already, if any is. */
export function energyOf(
  text: string,
  unit: LevelUnit | null,
  line?: number,
): { energy: number; unit: LevelUnit | null } {
  const facts = { found: shown(text), ...(line === undefined ? {} : { line }) };
  const { energy, rest } = splitEnergy(text);
  if (Number.isNaN(energy)) throw new LevelsError('not-a-number', `expected an energy, found '${shown(text)}'`, facts);
  if (!rest) return { energy, unit };
  const own = unitOf(rest, line);
  if (unit && own !== unit) {
    throw new LevelsError('mixed-units', `expected every energy in ${unit}, found '${shown(text)}'`, {
      ...facts,
      unit,
      other: own,
    });
  }
  return { energy, unit: own };
}

/** A degeneracy: above 0, fractions allowed. */
export function degeneracyOf(text: string, line?: number): number {
  const g = numberOf(text);
  if (g > 0) return g;
  throw new LevelsError('bad-degeneracy', `expected a degeneracy above 0, found '${shown(text)}'`, {
    found: shown(text),
    ...(line === undefined ? {} : { line }),
  });
}

/** J as `2`, `7/2` or `3.5`; NaN for what is no half of a whole number ≥ 0. */
export function halfIntegerOf(text: string): number {
  const [, numerator] = /^(\d{1,6})\s*\/\s*2$/.exec(text.trim()) ?? [];
  const J = numerator === undefined ? numberOf(text) : Number(numerator) / 2;
  return J >= 0 && Number.isInteger(2 * J) ? J : Number.NaN;
}

/**
 * Σ (2J + 1) over a list such as `7/2,9/2`, the unresolved levels that one line of a table stands for.
 *
 * @throws LevelsError for a J that is no half of a whole number ≥ 0.
 * @example
 * ```ts
 * import { degeneracyOfJ } from 'bridle/boltzmann';
 * degeneracyOfJ('7/2'); // → 8
 * degeneracyOfJ('7/2,9/2'); // → 18
 * ```
 */
export function degeneracyOfJ(text: string, line?: number): number {
  let g = 0;
  for (const part of text.split(',')) {
    const J = halfIntegerOf(part);
    if (Number.isNaN(J)) {
      throw new LevelsError('bad-j', `expected J to be 0, 1/2, 1, 3/2 …, found '${shown(text)}'`, {
        found: shown(text),
        ...(line === undefined ? {} : { line }),
      });
    }
    g += 2 * J + 1;
  }
  return g;
}
