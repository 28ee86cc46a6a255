import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { reweight } from '../../../src/boltzmann/inverse/reweight.ts';
import { relativeError } from '../oracle.ts';

// A perfect sample at 300 K: each level as often as its population says, in lots of 1/1000.
const levels = { energies: [0, 1, 2, 3, 5], unit: 'kJ/mol' } as const;
const at300 = boltzmann({ ...levels, temperature: 300 });
const energies = levels.energies.flatMap((E, i) => new Array<number>(Math.round(1e5 * at300.probabilities[i])).fill(E));

describe('reweight', () => {
  test('a sample at 300 K tells the mean energy and the partition function at 200 and 450 K', () => {
    for (const to of [200, 450]) {
      const got = reweight({ energies, unit: 'kJ/mol', from: 300, to });
      const want = boltzmann({ ...levels, temperature: to });
      expect(relativeError(got.meanEnergy, want.meanEnergy)).toBeLessThan(1e-4); // the rounding of the lots
      expect(got.logPartitionRatio).toBeCloseTo(want.lnZ - at300.lnZ, 4);
      expect(got.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 10); // 10⁵ plain additions
      const byHand = got.weights.reduce((sum, w, i) => sum + w * energies[i], 0);
      expect(relativeError(byHand, got.meanEnergy)).toBeLessThan(1e-11);
    }
  });

  test('the effective size of a sample of a million equal energies is a million to 10⁻¹⁵', () => {
    const n = 1_000_000;
    const { weights, effectiveSampleSize } = reweight({ energies: new Float64Array(n), unit: 'K', from: 2, to: 1 });
    const plain = 1 / weights.reduce((sum, w) => sum + w * w, 0);
    expect(relativeError(plain, n)).toBeGreaterThan(1e-12);
    expect(relativeError(effectiveSampleSize, n)).toBeLessThan(1e-15);
  });

  test('wᵢ ∝ e^(−(β₂ − β₁)Eᵢ), and the effective sample size is (Σw)²/Σw²', () => {
    const got = reweight({ energies: [0, 1, 4], unit: 'K', from: 2, to: 1 });
    const w = [0, 1, 4].map((E) => Math.exp(-E / 2));
    const sum = w.reduce((a, b) => a + b);
    got.weights.forEach((value, i) => {
      expect(value).toBeCloseTo(w[i] / sum, 14);
    });
    expect(got.effectiveSampleSize).toBeCloseTo(sum ** 2 / w.reduce((total, v) => total + v * v, 0), 12);
    expect(got.logPartitionRatio).toBeCloseTo(Math.log(sum / 3), 14);
  });

  test('to the same temperature nothing happens, to 0 K only the lowest drawings stay, from or to ∞ it is β itself', () => {
    expect(reweight({ energies, unit: 'kJ/mol', from: 300, to: 300 }).effectiveSampleSize).toBeCloseTo(
      energies.length,
      6,
    );
    expect([...reweight({ energies: [1, 3, 1], unit: 'K', from: 5, to: 0 }).weights]).toEqual([0.5, 0, 0.5]);
    const wide = { energies: [0, 1], unit: 'K' } as const;
    expect(reweight({ ...wide, from: Infinity, to: 2 }).weights).toEqual(
      boltzmann({ ...wide, temperature: 2 }).probabilities,
    );
    expect(reweight({ ...wide, from: 2, to: Infinity }).weights).toEqual(
      boltzmann({ ...wide, temperature: -2 }).probabilities,
    );
  });

  test('energies that would overflow do not: only their differences count', () => {
    const far = reweight({ energies: [-1e6, -1e6 + 2 ** -10], unit: 'hartree', from: 300, to: 310 });
    const near = reweight({ energies: [0, 2 ** -10], unit: 'hartree', from: 300, to: 310 });
    expect(far.weights).toEqual(near.weights);
  });

  test('refuses, in its own name', () => {
    expect(() => reweight({ energies: [], unit: 'K', from: 1, to: 2 })).toThrow(
      'reweight: expected at least one level',
    );
    expect(() => reweight({ energies: [0], unit: 'K', from: 0, to: 2 })).toThrow(
      'reweight: expected temperatures, from other than 0, got from 0 to 2',
    );
    expect(() => reweight({ energies: [Number.NaN], unit: 'K', from: 1, to: 2 })).toThrow(
      'reweight: expected energies',
    );
  });
});
