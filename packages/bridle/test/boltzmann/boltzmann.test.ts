import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../src/boltzmann/boltzmann.ts';
import { seededRandom } from '../../src/core/random.ts';
import { type kIn, oracle, relativeError } from './oracle.ts';

const E0 = 3; // a zero of energy that is not the lowest level
const triplet = { energies: [E0, E0, E0 + 1, E0 + 4], degeneracies: [1, 2, 5, 4], unit: 'K' } as const;

describe('boltzmann at the ends of temperature', () => {
  test('at 0 K the lowest levels share by degeneracy, S = k ln g, C = 0 and F = U = the lowest energy', () => {
    const at = boltzmann({ ...triplet, temperature: 0 });
    expect([...at.probabilities].map((p) => p * 3)).toEqual([1, 2, 0, 0]);
    expect(at).toMatchObject({
      meanEnergy: E0,
      freeEnergy: E0,
      thermalEnergy: 0,
      heatCapacity: 0,
      energyFluctuation: 0,
    });
    expect(at.entropy).toBe(1.0986122886681098);
    expect(at).toMatchObject({ lnZ: -Infinity, Z: 0 });
    expect(at.lnZFromLowest).toBe(at.entropy);
    expect(at.ZFromLowest).toBeCloseTo(3, 14);
  });

  test('at −0 K, the limit from below, the highest level has everything', () => {
    const at = boltzmann({ ...triplet, temperature: -0 });
    expect([...at.probabilities]).toEqual([0, 0, 0, 1]);
    expect(at).toMatchObject({ meanEnergy: E0 + 4, freeEnergy: E0 + 4, heatCapacity: 0, entropy: 1.3862943611198906 });
  });

  test('at ±∞ K p ∝ g, S = k ln Σg, C = 0, F = ∓∞, and the fluctuation stays', () => {
    for (const temperature of [Infinity, -Infinity]) {
      const at = boltzmann({ ...triplet, temperature });
      expect([...at.probabilities].map((p) => p * 12)).toEqual([1, 2, 5, 4]);
      expect(at.entropy).toBe(2.4849066497880004);
      expect(at.meanEnergy).toBeCloseTo(E0 + 21 / 12, 14);
      expect(at.energyFluctuation).toBeCloseTo(Math.sqrt(69 / 12 - (21 / 12) ** 2), 14);
      expect(at).toMatchObject({ heatCapacity: 0, freeEnergy: -temperature });
    }
    expect(boltzmann({ energies: [7], unit: 'K', temperature: Infinity }).freeEnergy).toBe(7);
  });

  test('a limit is where the finite temperatures go', () => {
    const near = boltzmann({ ...triplet, temperature: 1e-3 });
    const cold = boltzmann({ ...triplet, temperature: 0 });
    for (const key of ['meanEnergy', 'entropy', 'heatCapacity', 'freeEnergy'] as const) {
      expect(Math.abs(near[key] - cold[key])).toBeLessThan(4e-3);
    }
    expect(boltzmann({ ...triplet, temperature: 1e12 }).entropy).toBeCloseTo(2.4849066497880004, 11);
  });

  test('a negative temperature is the mirror image of the energies', () => {
    const inverted = boltzmann({ ...triplet, temperature: -2 });
    const mirrored = boltzmann({ ...triplet, energies: triplet.energies.map((E) => -E), temperature: 2 });
    expect(inverted.probabilities).toEqual(mirrored.probabilities);
    expect(inverted.heatCapacity).toBe(mirrored.heatCapacity);
    expect(inverted.meanEnergy).toBe(-mirrored.meanEnergy);
    expect(inverted.entropy).toBe(mirrored.entropy);
  });
});

describe('boltzmann takes levels as they are', () => {
  test('a degeneracy of 0 takes a level out, whatever its energy, and fractions are allowed', () => {
    const with0 = boltzmann({ energies: [-1e6, 0, 1], degeneracies: [0, 0.5, 1.5], unit: 'K', temperature: 1 });
    const without = boltzmann({ energies: [0, 1], degeneracies: [0.5, 1.5], unit: 'K', temperature: 1 });
    expect([...with0.probabilities]).toEqual([0, ...without.probabilities]);
    expect({ ...with0, probabilities: 0 }).toEqual({ ...without, probabilities: 0 });
  });

  test('ln g may overflow float64: 2^1024 states of a 32 × 32 lattice, the two lowest at 0', () => {
    const at = boltzmann({
      energies: [0, 1000],
      logDegeneracies: [Math.LN2, 1024 * Math.LN2],
      unit: 'K',
      temperature: 1400,
    });
    expect(at.lnZ).toBeCloseTo(1024 * Math.LN2 - 1000 / 1400, 10);
    expect(at.probabilities[0]).toBeLessThan(1e-300);
    expect(at.entropy).toBeCloseTo(1024 * Math.LN2, 10);
  });

  test('only differences count: energies of −10⁶ hartree give the populations of those relative to the lowest', () => {
    const relative = [0, 2 ** -12, 2 ** -11];
    const absolute = relative.map((E) => E - 2 ** 20);
    expect(Math.exp(2 ** 20 / 9.44e-4)).toBe(Infinity); // what the formula as it stands would need
    const a = boltzmann({ energies: absolute, unit: 'hartree', temperature: 298.15 });
    const r = boltzmann({ energies: relative, unit: 'hartree', temperature: 298.15 });
    expect(a.probabilities).toEqual(r.probabilities);
    expect(a.thermalEnergy).toBe(r.thermalEnergy);
    expect(a.heatCapacity).toBe(r.heatCapacity);
    expect(a.freeEnergy).toBeCloseTo(r.freeEnergy - 2 ** 20, 9);
  });

  test('below −0.670 hartree e^(−E/kT) at 298.15 K overflows float64; its logarithm does not', () => {
    const at = (energy: number) => boltzmann({ energies: [energy], unit: 'hartree', temperature: 298.15 });
    expect(at(-0.67).Z).toBeLessThan(Infinity);
    expect(at(-0.671).Z).toBe(Infinity);
    expect(at(-0.671).lnZ).toBeCloseTo(0.671 / 9.4418486764e-4, 6);
    expect(at(-0.671).freeEnergy).toBe(-0.671);
  });

  test('one temperature gives one result, a list or a range a list, each as if asked alone', () => {
    const alone = [100, 150, 200].map((temperature) => boltzmann({ ...triplet, temperature }));
    expect(boltzmann({ ...triplet, temperature: new Float64Array([100, 150, 200]) })).toEqual(alone);
    expect(boltzmann({ ...triplet, temperature: { from: 100, to: 200, step: 50 } })).toEqual(alone);
  });

  test('energies and entropies come out in the units asked for, and say so', () => {
    const k = boltzmann({ energies: [0, 0.9], unit: 'kcal/mol', temperature: 300 });
    const si = boltzmann({
      energies: [0, 0.9],
      unit: 'kcal/mol',
      temperature: 300,
      energyUnit: 'kJ/mol',
      entropyUnit: 'J/mol/K',
    });
    expect(si.meanEnergy).toBeCloseTo(k.meanEnergy * 4.184, 14);
    expect(si.heatCapacity).toBeCloseTo(k.heatCapacity * 8.31446261815324, 13);
    expect(si).toMatchObject({ energyUnit: 'kJ/mol', entropyUnit: 'J/mol/K', constants: 'CODATA 2022' });
    expect(k).toMatchObject({ energyUnit: 'kcal/mol', entropyUnit: 'k' });
  });
});

describe('boltzmann reproduces what chemists and physicists know', () => {
  const anti = (energy: number, unit: 'kcal/mol' | 'kJ/mol', degeneracies: number[]) =>
    100 * boltzmann({ energies: [0, energy], degeneracies, unit, temperature: 298.15 }).probabilities[0];

  test('butane: 69.548 % anti at 0.9 kcal/mol, 60.739 % at 2.8 kJ/mol, and 82.04 % where gauche’s g = 2 is forgotten', () => {
    expect(anti(0.9, 'kcal/mol', [1, 2]).toFixed(3)).toBe('69.548');
    expect(anti(2.8, 'kJ/mol', [1, 2]).toFixed(3)).toBe('60.739');
    expect(anti(0.9, 'kcal/mol', [1, 1]).toFixed(2)).toBe('82.04');
  });

  test('methylcyclohexane at 1.74 kcal/mol: 94.964 % equatorial', () => {
    expect(anti(1.74, 'kcal/mol', [1, 1]).toFixed(3)).toBe('94.964');
  });

  test('O I at 613.8 K: Q = 7.657574', () => {
    const at = boltzmann({
      energies: [0, 158.265, 226.977],
      degeneracies: [5, 3, 1],
      unit: 'cm-1',
      temperature: 613.8,
    });
    expect(at.Z.toFixed(6)).toBe('7.657574');
  });

  test.each([
    [1, 0.416778, 0.439229],
    [0.5, 0.448872, 0.240778],
    [2, 0.376696, 0.761802],
    [5, 0.319953, 1.442131],
  ])('the Schottky anomaly of g₁/g₀ = %f peaks at kT/Δ = %f with C/k = %f', (ratio, kT, peak) => {
    const C = (temperature: number) =>
      boltzmann({ energies: [0, 1], degeneracies: [1, ratio], unit: 'K', temperature }).heatCapacity;
    let [low, high] = [0.2, 0.7];
    for (let i = 0; i < 60; i += 1) {
      const third = (high - low) / 3;
      if (C(low + third) < C(high - third)) low += third;
      else high -= third;
    }
    expect(low.toFixed(6)).toBe(kT.toFixed(6));
    expect(C(low).toFixed(6)).toBe(peak.toFixed(6));
  });
});

describe('boltzmann against sums of 77 digits', () => {
  const random = seededRandom(20260728);
  const draw = (n: number, f: (i: number) => number) => Array.from({ length: n }, (_, i) => f(i));
  const cases: [string, Parameters<typeof oracle>[0], keyof typeof kIn, number[]][] = [
    [
      '3000 random levels',
      { energies: draw(3000, () => random() * 2e4), degeneracies: draw(3000, () => Math.ceil(random() * 90)) },
      'cm-1',
      [1, 30, 300, 5000, 1e9, -500],
    ],
    ['absolute energies', { energies: draw(300, () => -1e6 + random() * 0.02) }, 'hartree', [298.15, 5000]],
    [
      'fractional degeneracies',
      { energies: draw(50, () => random() * 5), degeneracies: draw(50, random) },
      'kcal/mol',
      [100, 298.15],
    ],
    ['joules', { energies: draw(50, () => random() * 1e-20) }, 'J', [77, 298.15]],
    ['electronvolts', { energies: draw(50, () => random()) }, 'eV', [77, 1e4]],
    ['per mole', { energies: draw(50, () => random() * 20) }, 'kJ/mol', [300]],
    ['two levels', { energies: [0, 1] }, 'K', [0.01, 0.1, 0.4, 1, 1e4]],
    [
      'a mountain of ln g',
      { energies: draw(500, (i) => i), logDegeneracies: draw(500, (i) => (i * (500 - i)) / 50) },
      'K',
      [0.2, 1, 5, -3],
    ],
    [
      'a narrow pack far above the lowest',
      { energies: [0, ...draw(2000, () => 10 + 1e-6 * random())] },
      'K',
      [0.5, 1, 2],
    ],
    ['a narrow pack alone', { energies: draw(2000, () => 1e6 + 1e-3 * random()) }, 'K', [1e-4, 1]],
  ];

  test.each(cases)('%s: every quantity within 10⁻¹⁴', (_, levels, unit, temperatures) => {
    for (const temperature of temperatures) {
      const got = boltzmann({ ...levels, unit: unit as 'K', temperature });
      const want = oracle(levels, unit, temperature);
      want.probabilities.forEach((p, i) => {
        if (p > 1e-307) expect(relativeError(got.probabilities[i], p)).toBeLessThan(1e-14);
      });
      expect(got.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(relativeError(got.thermalEnergy, want.thermal)).toBeLessThan(1e-14);
      expect(relativeError(got.entropy, want.S)).toBeLessThan(1e-14);
      expect(relativeError(got.heatCapacity, want.C)).toBeLessThan(1e-14);
      expect(relativeError(got.energyFluctuation, want.sd)).toBeLessThan(1e-14);
      expect(relativeError(got.lnZ, want.lnZ)).toBeLessThan(1e-14);
      expect(relativeError(got.meanEnergy, want.U)).toBeLessThan(1e-14);
      expect(relativeError(got.freeEnergy, want.F)).toBeLessThan(1e-14);
    }
  });

  /** The textbook's C/k = (⟨E²⟩ − ⟨E⟩²)/kT², with exponents safely shifted: only the difference of squares is naive. */
  function naiveHeatCapacity(energies: number[], logG: number[], T: number): number {
    const x = energies.map((E, i) => logG[i] - E / T);
    const top = x.reduce((a, b) => Math.max(a, b));
    const w = x.map((v) => Math.exp(v - top));
    const Z = w.reduce((a, b) => a + b);
    const mean = w.reduce((sum, p, i) => sum + p * energies[i], 0) / Z;
    const square = w.reduce((sum, p, i) => sum + p * energies[i] * energies[i], 0) / Z;
    return (square - mean * mean) / (T * T);
  }

  test.each<[string, number[], number[], number]>([
    // The last column: how wrong the naive formula is at least.
    [
      'states at 2500 kT above the lowest, 5 kT wide',
      draw(5001, (i) => i),
      draw(5001, (i) => (i * (5100 - i)) / 50),
      1e-12,
    ],
    ['a narrow pack far from the zero of energy', draw(2000, () => 1e4 + random()), draw(2000, () => 0), 1e-10],
    ['a gap in the 9th digit', [1e8, 1e8 + 0.5], [0, 0], 1e-2],
  ])('%s: the naive heat capacity loses its digits, ours has 14', (_, energies, logDegeneracies, loss) => {
    const want = oracle({ energies, logDegeneracies }, 'K', 1).C;
    expect(relativeError(naiveHeatCapacity(energies, logDegeneracies, 1), want)).toBeGreaterThan(loss);
    const got = boltzmann({ energies, logDegeneracies, unit: 'K', temperature: 1 }).heatCapacity;
    expect(relativeError(got, want)).toBeLessThan(1e-14);
  });
});

describe('boltzmann’s laws', () => {
  const levels = fc.array(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.integer({ min: 1, max: 20 })), {
    minLength: 1,
    maxLength: 40,
  });
  const temperature = fc.double({ min: 0.05, max: 1e4, noNaN: true });

  test('F = U − TS, 0 ≤ C, S ≤ ln Σg, and p/g falls with the energy', () => {
    fc.assert(
      fc.property(levels, temperature, (list, T) => {
        const energies = list.map(([E]) => E);
        const degeneracies = list.map(([, g]) => g);
        const at = boltzmann({ energies, degeneracies, unit: 'K', temperature: T });
        const scale = Math.abs(at.meanEnergy) + T * at.entropy + 1e-300;
        expect(Math.abs(at.freeEnergy - (at.meanEnergy - T * at.entropy)) / scale).toBeLessThan(1e-13);
        expect(at.heatCapacity).toBeGreaterThanOrEqual(0);
        expect(at.entropy).toBeLessThanOrEqual(Math.log(degeneracies.reduce((a, b) => a + b)) * (1 + 1e-14));
        for (let i = 1; i < energies.length; i += 1) {
          const rise = Math.sign(energies[i] - energies[0]);
          const fall = at.probabilities[0] / degeneracies[0] - at.probabilities[i] / degeneracies[i];
          expect(rise * fall).toBeGreaterThanOrEqual(-1e-15);
        }
      }),
    );
  });

  test('a hundred levels of one energy lose nothing to the order of their sum', () => {
    const split = { energies: [...Array(4).fill(-5.218330515370544e-15), ...Array(100).fill(0)] as number[] };
    const at = boltzmann({ ...split, unit: 'K', temperature: 1.4462320839703895 });
    expect(relativeError(at.heatCapacity, oracle(split, 'K', 1.4462320839703895).C)).toBeLessThan(4e-15);
  });

  test('merging levels of one energy into one of their degeneracy changes nothing', () => {
    fc.assert(
      fc.property(levels, temperature, (list, T) => {
        const split = list.flatMap(([E, g]) => Array.from({ length: g }, () => E));
        const a = boltzmann({ energies: split, unit: 'K', temperature: T });
        const b = boltzmann({
          energies: list.map(([E]) => E),
          degeneracies: list.map(([, g]) => g),
          unit: 'K',
          temperature: T,
        });
        expect(relativeError(a.lnZFromLowest + 1, b.lnZFromLowest + 1)).toBeLessThan(1e-14);
        // Below 10⁻²⁹⁰ a heat capacity fades to 0: squares of such differences are subnormal.
        expect(Math.abs(a.heatCapacity - b.heatCapacity)).toBeLessThanOrEqual(1e-14 * b.heatCapacity + 1e-290);
      }),
      {
        examples: [
          [
            [
              [5.108115300283544e-162, 4],
              [0, 9],
            ],
            0.05,
          ],
        ],
      },
    );
  });
});

describe('boltzmann refuses, naming what it found', () => {
  const call = (change: object) => () =>
    boltzmann({ energies: [0, 1], unit: 'kJ/mol', temperature: 300, ...change } as unknown as Parameters<
      typeof boltzmann
    >[0]);
  test.each<[object, string]>([
    [
      { unit: 'kcal' },
      "boltzmann: expected unit to be one of J, J/mol, kJ/mol, cal/mol, kcal/mol, eV, meV, cm-1, MHz, GHz, THz, Ry, mEh, hartree, K, got 'kcal' (nearest: kcal/mol)",
    ],
    [{ unit: '__proto__' }, "got '__proto__'"],
    [{ unit: undefined }, 'boltzmann: expected unit to be a unit of energy, got undefined'],
    [{ entropyUnit: 'J/K/mole' }, '(nearest: J/mol/K)'],
    [{ temperature: Number.NaN }, 'boltzmann: expected a temperature in kelvin, got NaN'],
    [{ temperature: [] }, 'boltzmann: expected a temperature, got none'],
    [
      { temperature: '300' },
      'boltzmann: expected temperature to be a number, a list or { from, to, step }, got string',
    ],
    [{ temperature: null }, 'got null'],
    [
      { temperature: { from: 1, to: 2, step: 0 } },
      'expected a range of 1 to 1000000 temperatures, got from 1 to 2 by 0',
    ],
    [{ temperature: { from: 2, to: 1, step: 1 } }, 'got from 2 to 1 by 1'],
    [{ energies: [0, Number.NaN] }, 'boltzmann: expected energies of at most 1e150, got NaN at 1'],
    [{ energies: [0, Infinity] }, 'got Infinity at 1'],
    [{ energies: [0, '1'] }, "boltzmann: expected energies of at most 1e150, got '1' at 1"],
    [{ energies: 'ab' }, 'boltzmann: expected energies to be an array of numbers, got string'],
    [{ energies: [] }, 'boltzmann: expected at least one level of degeneracy above 0, got none'],
    [{ degeneracies: [1] }, 'boltzmann: expected 2 degeneracies, got 1'],
    [{ degeneracies: [1, -1] }, 'boltzmann: expected finite degeneracies ≥ 0, got -1 at 1'],
    [{ degeneracies: [0, 0] }, 'expected at least one level of degeneracy above 0'],
    [{ logDegeneracies: [0, Infinity] }, 'expected logDegeneracies of at most 1e150, got Infinity at 1'],
    [
      { degeneracies: [1, 1], logDegeneracies: [0, 0] },
      'boltzmann: expected degeneracies or logDegeneracies, got both',
    ],
  ])('%j', (change, message) => {
    expect(call(change)).toThrow(message);
  });
});
