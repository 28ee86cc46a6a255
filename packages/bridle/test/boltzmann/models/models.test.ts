// Levels in closed form: ladder, oscillators, box, hydrogen-like atom.

import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { constants } from '../../../src/boltzmann/constants.ts';
import { hydrogenLike } from '../../../src/boltzmann/models/hydrogen-like.ts';
import { ladder } from '../../../src/boltzmann/models/ladder.ts';
import { harmonicOscillator, morseOscillator } from '../../../src/boltzmann/models/oscillators.ts';
import { particleInBox } from '../../../src/boltzmann/models/particle-in-box.ts';
import { relativeError } from '../oracle.ts';

describe('ladder', () => {
  test('a spin S in a field has Brillouin’s moment: ⟨m⟩ = (S + ½)coth((S + ½)x) − ½coth(x/2)', () => {
    for (const [S, x] of [
      [0.5, 0.3],
      [2, 1.1],
      [3.5, 0.05],
    ]) {
      const at = boltzmann({ ...ladder({ count: 2 * S + 1, spacing: 1, unit: 'K' }), temperature: 1 / x });
      const coth = (y: number) => 1 / Math.tanh(y);
      expect(S - at.meanEnergy).toBeCloseTo((S + 0.5) * coth((S + 0.5) * x) - 0.5 * coth(x / 2), 12);
    }
  });

  test('says what it is and refuses what it cannot be', () => {
    expect(ladder({ count: 3, spacing: 2, unit: 'meV' }).description).toBe('3 levels, 2 meV apart');
    expect(() => ladder({ count: 0, spacing: 1, unit: 'K' })).toThrow(
      'ladder: expected count to be a whole number from 1 to 10000000, got 0',
    );
    expect(() => ladder({ count: 2, spacing: Infinity, unit: 'K' })).toThrow(
      'ladder: expected spacing to be a finite number, got Infinity',
    );
    expect(() => ladder({ count: 2, spacing: 1, degeneracies: [1], unit: 'K' })).toThrow(
      'ladder: expected 2 degeneracies, got 1',
    );
  });
});

/** n over k, exact before its one rounding. */
function binomial(n: number, k: number): number {
  let value = 1n;
  for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - k + i)) / BigInt(i);
  return Number(value);
}

describe('harmonicOscillator', () => {
  test.each([1, 2, 3])('in %i dimensions has the thermodynamics of as many of Planck’s', (dimension) => {
    const [quantum, T] = [3, 2];
    const at = boltzmann({ ...harmonicOscillator({ quantum, count: 400, dimension, unit: 'K' }), temperature: T });
    const x = quantum / T;
    const n = 1 / Math.expm1(x);
    expect(relativeError(at.lnZFromLowest, -dimension * Math.log1p(-Math.exp(-x)))).toBeLessThan(1e-14);
    expect(relativeError(at.meanEnergy, dimension * quantum * (0.5 + n))).toBeLessThan(1e-14);
    expect(relativeError(at.heatCapacity, dimension * x * x * n * (n + 1))).toBeLessThan(1e-13);
  });

  test('counts the states of its 200,000th level in 12 dimensions to 24 units of 2⁻⁵³, where a recurrence is off by more', () => {
    const [d, v] = [12, 199_999];
    let want = 1n;
    for (let i = 1n; i < d; i += 1n) want = (want * (BigInt(v) + i)) / i;
    const error = (g: number) => Math.abs(Number(BigInt(g) - want)) / Number(want) / 2 ** -53;
    const { degeneracies } = harmonicOscillator({ quantum: 1, count: v + 1, dimension: d, unit: 'K' });
    expect(error(degeneracies?.[v] ?? 0)).toBeLessThanOrEqual(2 * d);
    let recurrence = 1;
    let worst = 0;
    for (let i = 1; i <= v; i += 1) {
      recurrence = (recurrence * (i + d - 1)) / i;
      if (i % 1000 === 0) worst = Math.max(worst, Math.abs(recurrence - binomial(i + d - 1, d - 1)) / recurrence);
    }
    expect(worst / 2 ** -53).toBeGreaterThan(4 * d);
  });

  test('refuses no levels, no quantum, 13 dimensions', () => {
    const make = (change: object) => () => harmonicOscillator({ quantum: 1, count: 5, unit: 'K', ...change });
    expect(make({ count: 0.5 })).toThrow('harmonicOscillator: expected count');
    expect(make({ quantum: -1 })).toThrow('harmonicOscillator: expected quantum to be finite and above 0, got -1');
    expect(make({ quantum: '1' })).toThrow(TypeError);
    expect(make({ dimension: 13 })).toThrow('expected dimension');
  });
});

describe('morseOscillator', () => {
  test('has every bound level, rising to just below the depth of the well', () => {
    const { energies } = morseOscillator({ we: 100, wexe: 0.9, unit: 'cm-1' });
    const depth = 100 ** 2 / (4 * 0.9);
    expect(energies.length).toBe(56); // v + ½ < 55.56
    for (let v = 1; v < energies.length; v += 1) expect(energies[v]).toBeGreaterThan(energies[v - 1]);
    expect(energies[55]).toBeLessThan(depth);
    expect(depth - energies[55]).toBeLessThan(0.9);
  });

  test('refuses a well that binds nothing or everything', () => {
    expect(() => morseOscillator({ we: 1, wexe: 1.5, unit: 'K' })).toThrow(
      'morseOscillator: expected we/(2·wexe) to bind 1 to 10000000 levels, got 0',
    );
    expect(() => morseOscillator({ we: 1, wexe: 1e-9, unit: 'K' })).toThrow(RangeError);
  });
});

describe('particleInBox', () => {
  test('an electron in 1 nm starts at 0.37603 eV and rises as n²', () => {
    const { energies } = particleInBox({
      massInU: constants.electronMass.value,
      lengthsInNm: [1],
      nMax: 4,
      unit: 'eV',
    });
    expect(energies[0].toFixed(5)).toBe('0.37603');
    energies.forEach((E, i) => {
      expect(relativeError(E, energies[0] * (i + 1) ** 2)).toBeLessThan(1e-15);
    });
  });

  test('three edges make nMax³ levels, a cube’s first excited one threefold', () => {
    const { energies } = particleInBox({ massInU: 4, lengthsInNm: [1, 1, 1], nMax: 3, unit: 'meV' });
    const sorted = [...energies].sort((a, b) => a - b).map((E) => Math.round((3 * E) / energies[0]));
    expect(sorted.slice(0, 5)).toEqual([3, 6, 6, 6, 9]);
    expect(energies.length).toBe(27);
  });

  test('its sum is the classical partition function once kT spans many levels: Z = L·√(2πmkT)/h', () => {
    const [massInU, L, T] = [4.002602, 50, 300];
    const at = boltzmann({ ...particleInBox({ massInU, lengthsInNm: [L], nMax: 20_000, unit: 'K' }), temperature: T });
    const classical =
      (L * 1e-9 * Math.sqrt(2 * Math.PI * massInU * constants.atomicMass.value * constants.boltzmann.value * T)) /
      constants.planck.value;
    expect(at.Z).toBeCloseTo(classical - 0.5, 3); // Euler–Maclaurin: less half of the level n = 0 that is not there
    expect(at.heatCapacity).toBeCloseTo(0.5, 3);
  });

  test('refuses four edges, none, and too many levels', () => {
    const make = (lengthsInNm: number[], nMax: number) => () =>
      particleInBox({ massInU: 1, lengthsInNm, nMax, unit: 'K' });
    expect(make([1, 1, 1, 1], 2)).toThrow('expected the number of lengthsInNm to be a whole number from 1 to 3, got 4');
    expect(make([], 2)).toThrow('got 0');
    expect(make([1, 1, 1], 216)).toThrow('particleInBox: expected nMax to be a whole number from 1 to 215, got 216');
    expect(make([0], 2)).toThrow('expected lengthsInNm to be finite and above 0, got 0');
  });
});

describe('hydrogenLike', () => {
  test('is bound by half a hartree for an infinite nucleus, 13.598287 eV for a proton, Z² times that for an ion', () => {
    const proton = 1.00727646658;
    expect(hydrogenLike({ charge: 1, nMax: 1, unit: 'hartree' }).energies[0]).toBe(-0.5);
    expect(hydrogenLike({ charge: 1, nMax: 1, nuclearMassInU: proton, unit: 'eV' }).energies[0].toFixed(6)).toBe(
      '-13.598287',
    );
    const { energies, degeneracies } = hydrogenLike({ charge: 3, nMax: 4, unit: 'hartree' });
    expect([...energies]).toEqual([-4.5, -1.125, -0.5, -0.28125]);
    expect([...(degeneracies ?? [])]).toEqual([2, 8, 18, 32]);
  });

  test('says its cut-off, without which the sum grows for ever', () => {
    expect(hydrogenLike({ charge: 1, nMax: 7, unit: 'eV' }).description).toContain('cut off at n ≤ 7');
    const Z = (nMax: number) =>
      boltzmann({ ...hydrogenLike({ charge: 1, nMax, unit: 'eV' }), temperature: 20_000 }).ZFromLowest;
    expect(Z(1000)).toBeGreaterThan(8 * Z(300));
    expect(() => hydrogenLike({ charge: 1, unit: 'eV' } as never)).toThrow('hydrogenLike: expected nMax');
  });
});
