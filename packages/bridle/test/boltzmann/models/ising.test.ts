import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { isingLattice } from '../../../src/boltzmann/models/ising-lattice.ts';
import { isingStrip } from '../../../src/boltzmann/models/ising-strip.ts';
import { relativeError } from '../oracle.ts';

/** Every state of a strip with free ends, tube or not, by counting it. */
function bruteStrip(width: number, length: number, tube: boolean): Map<number, number> {
  const levels = new Map<number, number>();
  const sites = width * length;
  for (let state = 0; state < 2 ** sites; state += 1) {
    const s = (r: number, c: number) => ((state >> (r * width + c)) & 1 ? -1 : 1);
    let E = 0;
    for (let r = 0; r < length; r += 1) {
      for (let c = 0; c < width; c += 1) {
        if (c + 1 < width || (tube && width > 1)) E -= s(r, c) * s(r, (c + 1) % width);
        if (r + 1 < length) E -= s(r, c) * s(r + 1, c);
      }
    }
    levels.set(E, (levels.get(E) ?? 0) + 1);
  }
  return levels;
}

describe('isingLattice', () => {
  test('2 × 2 periodic with J = 1: −8 (2), 0 (12), +8 (2)', () => {
    const { energies, degeneracies } = isingLattice({ rows: 2, cols: 2, unit: 'K' });
    expect([...energies]).toEqual([-8, 0, 8]);
    expect([...degeneracies]).toEqual([2, 12, 2]);
  });

  // The density of states of the 4 × 4 torus as counted by every textbook of Monte Carlo methods.
  test('4 × 4 periodic: 2, 32, 64, 424, 1728, 6688, 13568, 20524 and back', () => {
    const { energies, degeneracies } = isingLattice({ rows: 4, cols: 4, unit: 'K' });
    const half = [2, 32, 64, 424, 1728, 6688, 13568];
    expect([...degeneracies]).toEqual([...half, 20524, ...half.toReversed()]);
    expect([...energies]).toEqual([-32, -24, -20, -16, -12, -8, -4, 0, 4, 8, 12, 16, 20, 24, 32]);
  });

  test('5 × 5 has 2²⁵ states', () => {
    const { degeneracies, energies } = isingLattice({ rows: 5, cols: 5, unit: 'K' });
    expect(degeneracies.reduce((a, b) => a + b)).toBe(2 ** 25);
    expect([energies[0], degeneracies[0]]).toEqual([-50, 2]);
    expect(energies.at(-1)).toBe(30); // an odd ring cannot alternate: 10 of 50 bonds stay parallel
  });

  test('a ring has Z = (2cosh K)ⁿ + (2sinh K)ⁿ, a free chain Z = 2(2cosh K)ⁿ⁻¹', () => {
    const Z = (periodic: boolean) =>
      boltzmann({ ...isingLattice({ rows: 1, cols: 10, periodic, unit: 'K' }), temperature: 2 }).Z;
    const K = 0.5;
    expect(relativeError(Z(true), (2 * Math.cosh(K)) ** 10 + (2 * Math.sinh(K)) ** 10)).toBeLessThan(1e-14);
    expect(relativeError(Z(false), 2 * (2 * Math.cosh(K)) ** 9)).toBeLessThan(1e-14);
  });

  test('a field splits the levels by magnetisation: free spins are h tanh(h/T) each', () => {
    const levels = isingLattice({ rows: 3, cols: 3, coupling: 0, field: 1, unit: 'K' });
    expect([...levels.degeneracies]).toEqual([1, 9, 36, 84, 126, 126, 84, 36, 9, 1]);
    expect(boltzmann({ ...levels, temperature: 2 }).meanEnergy).toBeCloseTo(-9 * Math.tanh(0.5), 13);
    const ring = isingLattice({ rows: 1, cols: 2, field: 0.25, unit: 'K' });
    expect([...ring.energies]).toEqual([-2.5, -1.5, 2]);
    expect([...ring.degeneracies]).toEqual([1, 1, 2]);
  });

  test('one site has two states, and more than 25 sites are refused', () => {
    expect([...isingLattice({ rows: 1, cols: 1, unit: 'K' }).degeneracies]).toEqual([2]);
    expect(() => isingLattice({ rows: 5, cols: 6, unit: 'K' })).toThrow(
      'isingLattice: expected cols to be a whole number from 1 to 5, got 6',
    );
  });
});

describe('isingStrip', () => {
  test.each([
    [1, 7, true],
    [2, 5, false],
    [2, 5, true],
    [3, 4, false],
    [3, 4, true],
    [4, 3, true],
    [4, 4, false],
    [5, 2, true],
  ])('%i × %i, tube %s: every count is that of counting', (width, length, periodic) => {
    const { energies, logDegeneracies } = isingStrip({ width, length, periodic, unit: 'K' });
    const want = bruteStrip(width, length, periodic);
    expect(energies.length).toBe(want.size);
    energies.forEach((E, i) => {
      expect(logDegeneracies[i]).toBeCloseTo(Math.log(want.get(E) ?? 0), 13);
    });
  });

  test('12 × 12 has 2 states at the bottom, 2¹⁴⁴ in all', () => {
    const levels = isingStrip({ width: 12, length: 12, unit: 'K' });
    expect(levels.energies[0]).toBe(-(144 + 132));
    expect(levels.logDegeneracies[0]).toBe(Math.LN2);
    const at = boltzmann({ ...levels, temperature: Infinity });
    expect(relativeError(at.entropy, 144 * Math.LN2)).toBeLessThan(1e-14);
  });

  test('a tube of even width has as many states at E as at −E, to the last bit', () => {
    // Added one by one, the 4,096 counts behind each entry round differently for E and −E (7·10⁻¹⁵ in ln g).
    const { logDegeneracies } = isingStrip({ width: 12, length: 5, unit: 'K' });
    expect([...logDegeneracies].reverse()).toEqual([...logDegeneracies]);
  });

  test('a chain of 2000 spins, whose 2²⁰⁰⁰ states overflow float64, has Z = 2(2cosh K)¹⁹⁹⁹ and C = K²/cosh²K a bond', () => {
    const at = boltzmann({ ...isingStrip({ width: 1, length: 2000, unit: 'K' }), temperature: 2 });
    const K = 0.5;
    expect(at.Z).toBe(Infinity);
    expect(relativeError(at.lnZ, Math.LN2 + 1999 * Math.log(2 * Math.cosh(K)))).toBeLessThan(1e-14);
    // ln g of a thousand is rounded to 10⁻¹³, which is what these see.
    expect(relativeError(at.meanEnergy, -1999 * Math.tanh(K))).toBeLessThan(1e-12);
    expect(relativeError(at.heatCapacity, 1999 * (K / Math.cosh(K)) ** 2)).toBeLessThan(1e-12);
  });

  test('a tube has Onsager’s energy per site at the critical temperature, −√2', () => {
    const Tc = 2 / Math.log(1 + Math.SQRT2);
    const perSite = (length: number) =>
      boltzmann({ ...isingStrip({ width: 8, length, unit: 'K' }), temperature: Tc }).meanEnergy;
    const bulk = (perSite(24) - perSite(16)) / 64; // free ends cancel
    expect(bulk).toBeCloseTo(-Math.SQRT2, 5);
  });

  test('refuses 13 wide and more than 2000 sites', () => {
    expect(() => isingStrip({ width: 13, length: 2, unit: 'K' })).toThrow(
      'isingStrip: expected width to be a whole number from 1 to 12, got 13',
    );
    expect(() => isingStrip({ width: 10, length: 201, unit: 'K' })).toThrow(
      'expected length to be a whole number from 1 to 200, got 201',
    );
  });
});
