// Energy levels as the stop uses them, and Boltzmann's populations of them.

import { boltzmann, type EnergyUnit } from 'bridle/boltzmann';

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
