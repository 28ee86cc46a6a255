// Ising's magnet on a small square lattice, E = −J·Σ s·s′ over bonds − h·Σ s over sites, by visiting every state in the order
// of a Gray code, one flip at a time. E. Ising, Z. Phys. 31, 253 (1925).

import { finite, whole } from '../checks.ts';
import type { Levels } from '../levels.ts';
import { type EnergyUnit, energyUnitOf } from '../units.ts';

/** A lattice of at most 25 sites. J > 0 favours parallel neighbours. */
export type IsingLatticeInput = {
  rows: number;
  cols: number;
  /** J, default 1. */
  coupling?: number;
  /** h, default 0. */
  field?: number;
  /** Whether opposite edges are neighbours too. Default true; along a side of 2 that doubles the bonds, along 1 adds none. */
  periodic?: boolean;
  unit: EnergyUnit;
};

/**
 * Every level of a small Ising lattice with the number of its states, lowest first.
 *
 * 5 × 5 sites are 2²⁴ flips (the other half of the states is their mirror image): a fraction of a second.
 *
 * @example
 * ```ts
 * import { isingLattice } from 'bridle/boltzmann';
 * const { energies, degeneracies } = isingLattice({ rows: 2, cols: 2, unit: 'K' });
 * [...energies]; // → [-8, 0, 8]
 * [...degeneracies]; // → [2, 12, 2]
 * ```
 */
export function isingLattice(input: IsingLatticeInput): Levels & { degeneracies: Float64Array } {
  const name = 'isingLattice';
  const { coupling = 1, field = 0, periodic = true } = input;
  const rows = whole(name, 'rows', input.rows, 1, 25);
  const cols = whole(name, 'cols', input.cols, 1, Math.floor(25 / rows));
  finite(name, 'coupling', coupling);
  finite(name, 'field', field);
  const { counts, bonds, sites } = countStates(neighbours(rows, cols, periodic));
  const levels = new Map<number, number>();
  for (let b = -bonds; b <= bonds; b += 1) {
    for (let m = -sites; m <= sites; m += 1) {
      const count = counts[(b + bonds) * (2 * sites + 1) + (m + sites)];
      if (count === 0) continue;
      const energy = 0 - coupling * b - field * m;
      levels.set(energy, (levels.get(energy) ?? 0) + count);
    }
  }
  const sorted = [...levels].sort(([a], [b]) => a - b);
  return {
    energies: Float64Array.from(sorted, ([energy]) => energy),
    degeneracies: Float64Array.from(sorted, ([, count]) => count),
    unit: energyUnitOf(name, 'unit', input.unit),
    description: `Ising lattice, ${rows} × ${cols}, ${periodic ? 'periodic' : 'free'}, J = ${coupling}, h = ${field} ${input.unit}`,
  };
}

/** For each site its neighbours; a bond appears at both ends, a double bond twice. */
function neighbours(rows: number, cols: number, periodic: boolean): number[][] {
  const list = Array.from({ length: rows * cols }, (): number[] => []);
  const bond = (a: number, b: number) => {
    list[a].push(b);
    list[b].push(a);
  };
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < cols; c += 1) {
      if (c + 1 < cols || (periodic && cols > 1)) bond(r * cols + c, r * cols + ((c + 1) % cols));
      if (r + 1 < rows || (periodic && rows > 1)) bond(r * cols + c, ((r + 1) % rows) * cols + c);
    }
  }
  return list;
}

/** The number of states by Σ s·s′ and Σ s. Site 0 stays up; flipping every spin gives the other half. */
function countStates(list: number[][]): { counts: Float64Array; bonds: number; sites: number } {
  const sites = list.length;
  const bonds = list.reduce((sum, near) => sum + near.length, 0) / 2;
  const width = 2 * sites + 1;
  const counts = new Float64Array((2 * bonds + 1) * width);
  const spins = new Int8Array(sites).fill(1);
  const starts = Int32Array.from({ length: sites + 1 }, (_, i) =>
    list.slice(0, i).reduce((sum, near) => sum + near.length, 0),
  );
  const near = Int32Array.from(list.flat());
  let b = bonds;
  let m = sites;
  const states = 2 ** (sites - 1);
  for (let step = 1; ; step += 1) {
    const row = (b + bonds) * width + sites;
    counts[row + m] += 1;
    counts[row - m] += 1;
    if (step === states) return { counts, bonds, sites };
    const site = 32 - Math.clz32(step & -step); // Gray's code flips the site of step's lowest bit, here counted from 1
    let sum = 0;
    for (let k = starts[site]; k < starts[site + 1]; k += 1) sum += spins[near[k]];
    b -= 2 * spins[site] * sum;
    m -= 2 * spins[site];
    spins[site] = -spins[site];
  }
}
