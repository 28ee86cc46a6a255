import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { diatomic, rigidRotor } from '../../../src/boltzmann/models/diatomic.ts';
import { mixture } from '../../../src/boltzmann/models/mixture.ts';
import { relativeError } from '../oracle.ts';

const co = {
  we: 2169.81358,
  wexe: 13.28831,
  weye: 0.0105,
  Be: 1.93128087,
  alphaE: 0.01750441,
  De: 6.12147e-6,
  vMax: 7,
  JMax: 79,
  unit: 'cm-1',
} as const;
const h2 = { Be: 59.3, JMax: 20, nuclearSpin: 0.5, unit: 'cm-1' } as const;

describe('diatomic', () => {
  // TIPS-2025, HITRAN's partition sums, has 36.49563, 107.42051 and 380.2998.
  test.each([
    [100, '36.49563', 36.49563],
    [296, '107.42054', 107.42051],
    [1000, '380.30073', 380.2998],
  ])('CO at %i K: Q = %s, within 3·10⁻⁶ of TIPS', (temperature, Q, tips) => {
    const at = boltzmann({ ...diatomic(co), temperature });
    expect(at.ZFromLowest.toFixed(5)).toBe(Q);
    expect(relativeError(at.ZFromLowest, tips)).toBeLessThan(3e-6);
  });

  test('is the sum of its terms, level by level', () => {
    const { energies, degeneracies } = diatomic({ ...co, vMax: 1, JMax: 3 });
    const [h, j] = [1.5, 12];
    expect(energies[7]).toBeCloseTo(
      2169.81358 * h - 13.28831 * h ** 2 + 0.0105 * h ** 3 + (1.93128087 - 0.01750441 * h) * j - 6.12147e-6 * j ** 2,
      11,
    );
    expect([...(degeneracies ?? [])]).toEqual([1, 3, 5, 7, 1, 3, 5, 7]);
  });

  test('refuses to go where the expansion turns down', () => {
    expect(() => diatomic({ ...co, JMax: 400 })).toThrow(
      'diatomic: expected JMax below 397, got 400: there the levels of v = 0 stop rising and the expansion no longer holds',
    );
    expect(() => diatomic({ ...co, weye: 0, vMax: 90 })).toThrow(
      'diatomic: expected vMax below 82, got 90: there the levels stop rising',
    );
    expect(() => diatomic({ ...co, Be: 0 })).toThrow('diatomic: expected Be to be finite and above 0, got 0');
    expect(() => diatomic({ ...co, De: Number.NaN })).toThrow('diatomic: expected De to be a finite number, got NaN');
    expect(() => diatomic({ ...co, JMax: 1e7 })).toThrow('expected JMax to be a whole number from 0 to');
  });
});

describe('rigidRotor', () => {
  test('has the classical Z = kT/B + 1/3 at high temperature', () => {
    const at = boltzmann({ ...rigidRotor({ Be: 1, JMax: 2000, unit: 'K' }), temperature: 1e4 });
    expect(at.Z).toBeCloseTo(1e4 + 1 / 3 + 1 / 15e4, 6);
  });

  test('nuclear spins weigh J by parity: H₂ 1 and 3, D₂ and N₂ 6 and 3, without para at spin 0', () => {
    const weights = (nuclearSpin: number, species?: 'ortho' | 'para') => {
      const { degeneracies = [] } = rigidRotor({
        Be: 1,
        JMax: 3,
        nuclearSpin,
        unit: 'K',
        ...(species ? { species } : {}),
      });
      return [...degeneracies];
    };
    expect(weights(0.5)).toEqual([1, 9, 5, 21]);
    expect(weights(0.5, 'ortho')).toEqual([9, 21]);
    expect(weights(0.5, 'para')).toEqual([1, 5]);
    expect(weights(1)).toEqual([6, 9, 30, 21]);
    expect(weights(1, 'ortho')).toEqual([6, 30]);
    expect(weights(1.5)).toEqual([6, 30, 30, 70]);
    expect(weights(0)).toEqual([1, 5]);
    expect(() => weights(0, 'para')).toThrow('expected nuclei with para states, got spin 0');
    expect(() => weights(0.3)).toThrow('rigidRotor: expected nuclearSpin to be 0, 1/2, 1, 3/2 …, got 0.3');
    expect(() => rigidRotor({ Be: 1, JMax: 3, species: 'ortho', unit: 'K' })).toThrow(
      'expected nuclearSpin beside species ortho, got none',
    );
    expect(() => weights(0.5, 'meta' as 'para')).toThrow('expected species equilibrium, ortho or para, got meta');
  });

  test('hydrogen in equilibrium is all para at 20 K and three quarters ortho at room temperature', () => {
    const share = (temperature: number) => {
      const levels = rigidRotor(h2);
      const { probabilities } = boltzmann({ ...levels, temperature });
      return probabilities.reduce((sum, p, J) => sum + (J % 2 === 0 ? p : 0), 0);
    };
    expect(share(20)).toBeGreaterThan(0.998);
    expect(share(300)).toBeCloseTo(0.25, 2);
  });
});

describe('mixture', () => {
  const at = (species: 'ortho' | 'para' | 'equilibrium', temperature: number) =>
    boltzmann({ ...rigidRotor({ ...h2, species }), temperature });

  test('normal hydrogen keeps its ortho: no peak of conversion in its heat capacity, and S = k(¾ ln 9 + mixing) at 0 K', () => {
    const normal = (temperature: number) =>
      mixture([
        { fraction: 0.75, of: at('ortho', temperature) },
        { fraction: 0.25, of: at('para', temperature) },
      ]);
    expect(at('equilibrium', 45).heatCapacity).toBeGreaterThan(1.5);
    expect(normal(45).heatCapacity).toBeLessThan(0.02);
    const mixing = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    expect(normal(0).entropy).toBeCloseTo(0.75 * Math.log(9) + mixing, 14);
    expect(normal(300).freeEnergy).toBeCloseTo(normal(300).meanEnergy - 300 * 0.6950348004861 * normal(300).entropy, 8);
  });

  test('of the equilibrium’s own shares it has the equilibrium’s U, S and F', () => {
    const temperature = 120;
    const weight = (species: 'ortho' | 'para') => at(species, temperature).Z / at('equilibrium', temperature).Z;
    const frozen = mixture(
      (['ortho', 'para'] as const).map((species) => ({ fraction: weight(species), of: at(species, temperature) })),
    );
    const free = at('equilibrium', temperature);
    for (const key of ['meanEnergy', 'entropy', 'freeEnergy'] as const)
      expect(relativeError(frozen[key], free[key])).toBeLessThan(1e-13);
    expect(frozen.heatCapacity).toBeLessThan(free.heatCapacity);
  });

  test('averages 100,000 components without the rounding errors of as many additions', () => {
    const of = at('para', 300);
    const n = 100_000;
    const got = mixture(Array.from({ length: n }, () => ({ fraction: 1 / n, of })));
    for (const key of ['meanEnergy', 'heatCapacity'] as const) {
      let plain = 0;
      for (let i = 0; i < n; i += 1) plain += (1 / n) * of[key];
      expect(relativeError(plain, of[key])).toBeGreaterThan(1e-13);
      expect(relativeError(got[key], of[key])).toBeLessThan(1e-15);
    }
    expect(relativeError(got.entropy, of.entropy + Math.log(n))).toBeLessThan(1e-15);
  });

  test('refuses shares that are not shares, and components that do not go together', () => {
    const of = at('para', 300);
    expect(() => mixture([])).toThrow('mixture: expected at least one component, got none');
    expect(() => mixture([{ fraction: 0.5, of }])).toThrow('mixture: expected fractions that sum to 1, got 0.5');
    expect(() => mixture([{ fraction: -1, of }])).toThrow('mixture: expected fractions from 0 to 1, got -1');
    expect(() =>
      mixture([
        { fraction: 0.5, of },
        { fraction: 0.5, of: at('ortho', 299) },
      ]),
    ).toThrow('one temperature and the same units');
  });
});
