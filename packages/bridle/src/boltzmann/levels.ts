// The list of levels that every function here takes or returns, and the one place that checks it.

import { tail } from '../core/arithmetic/double-double.ts';
import { logDegeneracy } from './log-degeneracy.ts';
import type { EnergyUnit } from './units.ts';

/** Energies with their degeneracies, given plain or as logarithms (where g overflows float64); without either g = 1. */
export type LevelList = {
  energies: ArrayLike<number>;
  degeneracies?: ArrayLike<number> | undefined;
  logDegeneracies?: ArrayLike<number> | undefined;
};

/** The levels of a model or a file, their unit, and one line that says where they come from. */
export type Levels = {
  energies: Float64Array;
  degeneracies?: Float64Array;
  logDegeneracies?: Float64Array;
  unit: EnergyUnit;
  description: string;
};

/** Larger energies would overflow when squared; no unit needs them. */
const LARGEST = 1e150;

/** Up to 128 levels of degeneracy above 0: energies, ln g as hi + lo, and their places in the list they came from. */
export type Block = {
  n: number;
  energies: Float64Array;
  logs: Float64Array;
  logsLow: Float64Array;
  places: Float64Array;
};

export const BLOCK = 128;

export function emptyBlock(): Block {
  const make = () => new Float64Array(BLOCK);
  return { n: 0, energies: make(), logs: make(), logsLow: make(), places: make() };
}

/** Checks that the lists are lists, as many degeneracies as energies; returns how many. */
export function countLevels(name: string, { energies, degeneracies, logDegeneracies }: LevelList): number {
  const n = lengthOf(name, 'energies', energies);
  if (degeneracies && logDegeneracies) {
    throw new TypeError(`${name}: expected degeneracies or logDegeneracies, got both`);
  }
  if (degeneracies) sameLength(name, 'degeneracies', degeneracies, n);
  if (logDegeneracies) sameLength(name, 'logDegeneracies', logDegeneracies, n);
  return n;
}

/** Appends levels from place `from` on, checked, until the block is full; returns the place to go on from. */
export function fill(name: string, levels: LevelList, from: number, block: Block): number {
  const { energies, degeneracies, logDegeneracies } = levels;
  const end = energies.length;
  let i = from;
  let { n } = block;
  for (; i < end && n < BLOCK; i += 1) {
    const energy = energies[i];
    if (typeof energy !== 'number' || !(Math.abs(energy) <= LARGEST))
      refuse(name, 'energies of at most 1e150', energy, i);
    let log = 0;
    let logLow = 0;
    if (degeneracies) {
      const g = degeneracies[i];
      if (typeof g !== 'number' || !(g >= 0 && g < Infinity)) refuse(name, 'finite degeneracies ≥ 0', g, i);
      if (g === 0) continue;
      log = logDegeneracy(g);
      logLow = tail[0];
    } else if (logDegeneracies) {
      log = logDegeneracies[i];
      if (typeof log !== 'number' || !(log <= LARGEST)) refuse(name, 'logDegeneracies of at most 1e150', log, i);
      if (log === -Infinity) continue;
    }
    block.energies[n] = energy;
    block.logs[n] = log;
    block.logsLow[n] = logLow;
    block.places[n] = i;
    n += 1;
  }
  block.n = n;
  return i;
}

function refuse(name: string, what: string, got: unknown, i: number): never {
  const Kind = typeof got === 'number' ? RangeError : TypeError;
  throw new Kind(`${name}: expected ${what}, got ${typeof got === 'string' ? `'${got}'` : got} at ${i}`);
}

/** The length of a list of numbers; TypeError for what is not one. */
export function lengthOf(name: string, what: string, list: unknown): number {
  if (Array.isArray(list) || (ArrayBuffer.isView(list) && 'length' in list)) return list.length as number;
  throw new TypeError(
    `${name}: expected ${what} to be an array of numbers, got ${list === null ? 'null' : typeof list}`,
  );
}

export function sameLength(name: string, what: string, list: unknown, length: number): void {
  const got = lengthOf(name, what, list);
  if (got !== length) throw new RangeError(`${name}: expected ${length} ${what}, got ${got}`);
}
