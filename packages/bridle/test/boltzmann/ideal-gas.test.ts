import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../src/boltzmann/boltzmann.ts';
import { type DiatomicInput, diatomic } from '../../src/boltzmann/diatomic.ts';
import { idealGasTranslation } from '../../src/boltzmann/ideal-gas.ts';

const R = 8.31446261815324;

describe('idealGasTranslation', () => {
  test('the Sackur–Tetrode constant is −1.15170753496 at 100 kPa and −1.16487052149 at 101.325 kPa (CODATA 2022)', () => {
    const S0 = (pressureInPa: number) =>
      idealGasTranslation({ massInU: 1, temperature: 1, pressureInPa, entropyUnit: 'k' }).entropy;
    expect(S0(100_000).toFixed(11)).toBe('-1.15170753496');
    expect(S0(101_325).toFixed(11)).toBe('-1.16487052149');
  });

  test('argon, which has no more than translation, has S° = 154.846 ± 0.003 J/mol/K (CODATA Key Values 1989)', () => {
    const { entropy, heatCapacityAtPressure, enthalpy, meanEnergy } = idealGasTranslation({
      massInU: 39.948,
      temperature: 298.15,
    });
    expect(entropy.toFixed(3)).toBe('154.846');
    expect(heatCapacityAtPressure).toBeCloseTo(2.5 * R, 12);
    expect(enthalpy - meanEnergy).toBeCloseTo((R * 298.15) / 1000, 12);
  });

  test('refuses what no gas has', () => {
    expect(() => idealGasTranslation({ massInU: 0, temperature: 300 })).toThrow(
      'idealGasTranslation: expected massInU to be finite and above 0, got 0',
    );
    expect(() => idealGasTranslation({ massInU: 1, temperature: -3 })).toThrow('expected temperature');
    expect(() => idealGasTranslation({ massInU: 1, temperature: 3, pressureInPa: 0 })).toThrow('expected pressureInPa');
    expect(() => idealGasTranslation({ massInU: 1, temperature: 3, entropyUnit: 'cal' as 'k' })).toThrow(
      '(nearest: cal/mol/K)',
    );
  });
});

// NIST-JANAF Thermochemical Tables, 4th edition (M. W. Chase, J. Phys. Chem. Ref. Data Monograph 9, 1998), ideal gas at
// 1 bar, Cp and S in J/mol/K; HF at 1000 K from the same edition's Shomate equation in the NIST Chemistry WebBook.
// Constants of N₂, HF and H₂: K. P. Huber and G. Herzberg, Constants of Diatomic Molecules (1979); of H³⁵Cl: K. K. Irikura,
// J. Phys. Chem. Ref. Data 36, 389 (2007), De from Huber and Herzberg.
// JANAF leaves the spins of the nuclei out, so R ln of their number is taken off, with R ln 2 for like nuclei.
type Case = [
  name: string,
  massInU: number,
  levels: Omit<DiatomicInput, 'unit'>,
  spins: number,
  table: [T: number, Cp: number, S: number][],
  dCp: number,
  dS: number,
];
const cases: Case[] = [
  [
    'N₂',
    28.0134,
    {
      we: 2358.57,
      wexe: 14.324,
      weye: -0.00226,
      Be: 1.998241,
      alphaE: 0.017318,
      De: 5.76e-6,
      vMax: 12,
      JMax: 150,
      nuclearSpin: 1,
    },
    9,
    [
      [298.15, 29.124, 191.609],
      [1000, 32.697, 228.17],
    ],
    0.002,
    0.003,
  ],
  [
    'CO',
    28.0104,
    {
      we: 2169.81358,
      wexe: 13.28831,
      weye: 0.0105,
      Be: 1.93128087,
      alphaE: 0.01750441,
      De: 6.12147e-6,
      vMax: 10,
      JMax: 150,
    },
    1,
    [
      [298.15, 29.142, 197.653],
      [1000, 33.183, 234.538],
    ],
    0.005,
    0.008,
  ],
  [
    'HCl',
    36.46094,
    { we: 2990.925, wexe: 52.79996, weye: 0.21803, Be: 10.5933, alphaE: 0.3069985, De: 5.3194e-4, vMax: 5, JMax: 60 },
    1,
    [
      [298.15, 29.136, 186.901],
      [1000, 31.628, 222.903],
    ],
    0.014,
    0.004,
  ],
  [
    'HF',
    20.00634,
    { we: 4138.32, wexe: 89.88, weye: 0.9, Be: 20.9557, alphaE: 0.798, De: 2.151e-3, vMax: 4, JMax: 45 },
    1,
    [
      [298.15, 29.137, 173.78],
      [1000, 30.171, 209.275],
    ],
    0.006,
    0.005,
  ],
  // H₂ wants more terms of the expansion than these: at 1000 K they show.
  [
    'H₂',
    2.01588,
    {
      we: 4401.213,
      wexe: 121.336,
      weye: 0.8129,
      Be: 60.853,
      alphaE: 3.0622,
      De: 0.0471,
      vMax: 3,
      JMax: 20,
      nuclearSpin: 0.5,
    },
    4,
    [
      [298.15, 28.836, 130.68],
      [1000, 30.205, 166.216],
    ],
    0.058,
    0.035,
  ],
];

describe('internal levels and translation together are JANAF’s gases', () => {
  test.each(cases)('%s', (_, massInU, levels, spins, table, dCp, dS) => {
    for (const [temperature, Cp, S] of table) {
      const internal = boltzmann({ ...diatomic({ ...levels, unit: 'cm-1' }), temperature, entropyUnit: 'J/mol/K' });
      const translation = idealGasTranslation({ massInU, temperature });
      expect(Math.abs(internal.heatCapacity + translation.heatCapacityAtPressure - Cp)).toBeLessThan(dCp);
      expect(Math.abs(internal.entropy + translation.entropy - R * Math.log(spins) - S)).toBeLessThan(dS);
      expect(internal.probabilities.at(-1)).toBeLessThan(1e-12); // the levels left out weigh nothing
    }
  });
});
