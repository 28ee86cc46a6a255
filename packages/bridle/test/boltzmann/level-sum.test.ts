import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../src/boltzmann/boltzmann.ts';
import { LevelSum } from '../../src/boltzmann/level-sum.ts';
import { seededRandom } from '../../src/core/random.ts';
import { oracle, relativeError } from './oracle.ts';

const random = seededRandom(7);
const n = 10_007; // not a multiple of the block
const energies = Float64Array.from({ length: n }, () => random() * 5000);
const degeneracies = Float64Array.from({ length: n }, () => 1 + Math.floor(random() * 30));
const options = { unit: 'cm-1', temperature: [50, 300, 3000] } as const;
const whole = new LevelSum(options).add({ energies, degeneracies }).thermodynamics();

describe('LevelSum', () => {
  test('is what boltzmann gives', () => {
    const direct = boltzmann({ energies, degeneracies, ...options }).map(({ probabilities: _, ...rest }) => rest);
    expect(whole).toEqual(direct);
  });

  test.each([1, 127, 128, 129, 5000])('gives the same bits in chunks of %i', (size) => {
    const sum = new LevelSum(options);
    for (let i = 0; i < n; i += size) {
      sum.add({ energies: energies.subarray(i, i + size), degeneracies: degeneracies.subarray(i, i + size) });
    }
    expect(sum.thermodynamics()).toEqual(whole);
    expect(sum.count).toBe(n);
  });

  test('gives the same bits level by level, and asking in between disturbs nothing', () => {
    const sum = new LevelSum(options);
    for (let i = 0; i < n; i += 1) {
      sum.addLevel(energies[i], degeneracies[i]);
      if (i % 1000 === 0) sum.thermodynamics();
    }
    expect(sum.thermodynamics()).toEqual(whole);
  });

  test('merges parts in any cut and order within 10⁻¹⁴', () => {
    const parts = [0, 13, 128, 4000, 4001, n].map((from, k, cuts) =>
      new LevelSum(options).add({
        energies: energies.subarray(from, cuts[k + 1]),
        degeneracies: degeneracies.subarray(from, cuts[k + 1]),
      }),
    );
    const sum = new LevelSum(options);
    for (const part of parts.reverse()) sum.merge(part);
    expect(sum.count).toBe(n);
    sum.thermodynamics().forEach((got, t) => {
      for (const key of ['lnZ', 'meanEnergy', 'entropy', 'heatCapacity', 'lowestEnergy'] as const) {
        expect(relativeError(got[key], whole[t][key])).toBeLessThan(1e-14);
      }
    });
  });

  test('gives the populations of any part of its levels, to the bit those of boltzmann', () => {
    const sum = new LevelSum(options).add({ energies, degeneracies });
    boltzmann({ energies, degeneracies, ...options }).forEach(({ probabilities }, t) => {
      const part = { energies: energies.subarray(300, 900), degeneracies: degeneracies.subarray(300, 900) };
      expect(sum.populations(part, t)).toEqual(probabilities.slice(300, 900));
    });
    expect(() => sum.populations({ energies, degeneracies: [1] })).toThrow('expected 10007 degeneracies, got 1');
  });

  test('10⁵ levels stay within 10⁻¹⁴ of 77 digits', () => {
    const many = Float64Array.from({ length: 100_000 }, () => random() * 2e4);
    const [got] = new LevelSum({ unit: 'cm-1', temperature: 2000 }).add({ energies: many }).thermodynamics();
    const want = oracle({ energies: many }, 'cm-1', 2000);
    expect(relativeError(got.lnZ, want.lnZ)).toBeLessThan(1e-14);
    expect(relativeError(got.meanEnergy, want.U)).toBeLessThan(1e-14);
    expect(relativeError(got.entropy, want.S)).toBeLessThan(1e-14);
    expect(relativeError(got.heatCapacity, want.C)).toBeLessThan(1e-14);
  });

  test('refuses to merge other units or temperatures, and to answer without levels', () => {
    const sum = new LevelSum(options);
    expect(() => sum.thermodynamics()).toThrow('LevelSum: expected at least one level of degeneracy above 0, got none');
    expect(() => sum.merge(new LevelSum({ ...options, unit: 'K' }))).toThrow('of the same unit and temperatures');
    expect(() => sum.merge(new LevelSum({ ...options, temperature: 50 }))).toThrow(RangeError);
    expect(() => sum.merge(sum)).toThrow('LevelSum: expected another sum');
    expect(() => sum.addLevel(Number.NaN)).toThrow('LevelSum: expected energies');
  });
});
