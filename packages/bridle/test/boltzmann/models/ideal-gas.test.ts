import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { type DiatomicInput, diatomic } from '../../../src/boltzmann/models/diatomic.ts';
import { idealGasTranslation } from '../../../src/boltzmann/models/ideal-gas.ts';

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

// docs/gases.json has the constants and the values of JANAF, each with its source; docs/boltzmann.md prints the comparison.
// JANAF leaves the spins of the nuclei out, so R ln of their number is taken off, with R ln 2 for like nuclei.
type Gas = {
  name: string;
  massInU: number;
  levels: Omit<DiatomicInput, 'unit'>;
  spins: number;
  janaf: [T: number, Cp: number, S: number][];
  /** A, B, C, D, E and G of the equation that the NIST Chemistry WebBook fits to each of those rows. */
  shomate: [A: number, B: number, C: number, D: number, E: number, G: number][];
};
const gases: Gas[] = JSON.parse(readFileSync(new URL('../../../../../docs/gases.json', import.meta.url), 'utf8'));

test('the values taken for JANAF’s are those of its Shomate equations, to the few thousandths of such a fit', () => {
  for (const { name, janaf, shomate } of gases) {
    for (const [i, [T, Cp, S]] of janaf.entries()) {
      const [A, B, C, D, E, G] = shomate[i];
      const t = T / 1000;
      const fittedCp = A + t * (B + t * (C + t * D)) + E / t ** 2;
      const fittedS = A * Math.log(t) + t * (B + t * (C / 2 + (t * D) / 3)) - E / (2 * t ** 2) + G;
      expect(Math.abs(fittedCp - Cp), `Cp of ${name}, ${T} K`).toBeLessThan(0.007);
      expect(Math.abs(fittedS - S), `S of ${name}, ${T} K`).toBeLessThan(name === 'CO' ? 0.01 : 0.001);
    }
  }
});

/** How near Cp and S come. H₂ wants more terms of the expansion than these: at 1000 K they show. */
const nearness: [name: string, dCp: number, dS: number][] = [
  ['N₂', 0.002, 0.003],
  ['CO', 0.005, 0.008],
  ['HCl', 0.014, 0.004],
  ['HF', 0.006, 0.005],
  ['H₂', 0.058, 0.035],
];

describe('internal levels and translation together are JANAF’s gases', () => {
  test.each(nearness)('%s', (name, dCp, dS) => {
    const gas = gases.find((one) => one.name === name) as Gas;
    const { massInU, levels, spins, janaf } = gas;
    for (const [temperature, Cp, S] of janaf) {
      const internal = boltzmann({ ...diatomic({ ...levels, unit: 'cm-1' }), temperature, entropyUnit: 'J/mol/K' });
      const translation = idealGasTranslation({ massInU, temperature });
      expect(Math.abs(internal.heatCapacity + translation.heatCapacityAtPressure - Cp)).toBeLessThan(dCp);
      expect(Math.abs(internal.entropy + translation.entropy - R * Math.log(spins) - S)).toBeLessThan(dS);
      expect(internal.probabilities.at(-1)).toBeLessThan(1e-12); // the levels left out weigh nothing
    }
    expect(janaf.length).toBe(2);
  });
});
