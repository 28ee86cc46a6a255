import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { temperatureFromPopulations } from '../../../src/boltzmann/inverse/temperature-from-populations.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { relativeError } from '../oracle.ts';

const rotor = {
  energies: Array.from({ length: 30 }, (_, J) => 1.93 * J * (J + 1)),
  degeneracies: Array.from({ length: 30 }, (_, J) => 2 * J + 1),
  unit: 'cm-1',
} as const;

describe('temperatureFromPopulations', () => {
  test.each([4, 20, 77, 298.15, 5000, -300, -20])(
    'takes the populations of a rotor at %f K back to that temperature',
    (temperature) => {
      const { probabilities } = boltzmann({ ...rotor, temperature });
      const got = temperatureFromPopulations({ ...rotor, populations: probabilities.map((p) => 1e5 * p) });
      expect(relativeError(got.temperature, temperature)).toBeLessThan(1e-13);
      expect(got.inverseTemperature).toBe(1 / got.temperature);
      expect(got.standardError).toBeNaN();
    },
  );

  test('reads the temperature of 200,000 levels to 10⁻¹⁴, which the rounding errors of plain sums would not allow', () => {
    const n = 200_000;
    const energies = Float64Array.from({ length: n }, (_, i) => i % 2);
    const populations = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 0.1 : 0.037));
    const sums = [0, 0];
    for (let i = 0; i < n; i += 1) sums[i % 2] += populations[i];
    const want = 1 / Math.log(0.1 / 0.037);
    expect(relativeError(1 / Math.log(sums[0] / sums[1]), want)).toBeGreaterThan(1e-13);
    const { temperature } = temperatureFromPopulations({ energies, populations, unit: 'K' });
    expect(relativeError(temperature, want)).toBeLessThan(1e-14);
  });

  test('takes any levels at any temperature back', () => {
    const levels = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 20 });
    const inverse = fc.double({ min: -5, max: 5, noNaN: true }).filter((beta) => Math.abs(beta) > 1e-3);
    fc.assert(
      fc.property(levels, inverse, (energies, beta) => {
        const gap = Math.max(...energies) - Math.min(...energies);
        fc.pre(gap > 0 && Math.abs(beta) * gap < 600);
        const { probabilities } = boltzmann({ energies, unit: 'K', temperature: 1 / beta });
        const got = temperatureFromPopulations({ energies, unit: 'K', populations: probabilities });
        expect(Math.abs(got.inverseTemperature - beta) * gap).toBeLessThan(1e-13 * (1 + Math.abs(beta) * gap));
      }),
      { numRuns: 300 },
    );
  });

  test('for two levels it is the formula of the textbook, T = Δ/(k ln(g₁n₀/g₀n₁)), σ(1/T) = (k/Δ)·√(1/n₀ + 1/n₁)', () => {
    const got = temperatureFromPopulations({ energies: [5, 15], degeneracies: [2, 3], counts: [900, 100], unit: 'K' });
    expect(got.temperature).toBeCloseTo(10 / Math.log((3 / 2) * 9), 12);
    expect(got.inverseStandardError).toBeCloseTo(Math.sqrt(1 / 900 + 1 / 100) / 10, 14);
    expect(got.standardError).toBeCloseTo(got.inverseStandardError * got.temperature ** 2, 12);
  });

  test('its standard error is the scatter of repeated experiments, and its mean the truth', () => {
    const random = seededRandom(11);
    const { probabilities } = boltzmann({ ...rotor, temperature: 50 });
    let sum = 0;
    let squares = 0;
    const repeats = 400;
    for (let r = 0; r < repeats; r += 1) {
      const counts = new Array<number>(30).fill(0);
      for (let k = 0; k < 500; k += 1) {
        let u = random();
        let i = 0;
        while (u >= probabilities[i] && i < 29) u -= probabilities[i++];
        counts[i] += 1;
      }
      const got = temperatureFromPopulations({ ...rotor, counts });
      const z = (got.inverseTemperature - 1 / 50) / got.inverseStandardError;
      sum += z;
      squares += z * z;
    }
    expect(Math.abs(sum / repeats)).toBeLessThan(4 / Math.sqrt(repeats)); // 4 standard errors of a mean of unit variance
    expect(Math.abs(squares / repeats - 1)).toBeLessThan(4 * Math.sqrt(2 / repeats));
  });

  test('a sample size gives fractions the standard error of counts', () => {
    const levels = { energies: [0, 1, 2], unit: 'meV' } as const;
    const counts = temperatureFromPopulations({ ...levels, counts: [70, 20, 10] });
    const fractions = temperatureFromPopulations({ ...levels, populations: [0.7, 0.2, 0.1], sampleSize: 100 });
    expect(relativeError(fractions.standardError, counts.standardError)).toBeLessThan(1e-12);
  });

  test('its limits: only the lowest level 0, only the highest −0, as the degeneracies ∞, more than that negative', () => {
    const at = (populations: number[]) =>
      temperatureFromPopulations({ energies: [0, 1, 2], unit: 'K', populations }).temperature;
    expect(at([5, 0, 0])).toBe(0);
    expect(at([0, 0, 5])).toBe(-0);
    expect(at([1, 1, 1])).toBe(Infinity);
    expect(at([1, 2, 3])).toBeLessThan(0);
  });

  test.each<[object, string]>([
    [{}, 'temperatureFromPopulations: expected counts or populations, got neither'],
    [{ counts: [1, 2], populations: [1, 2] }, 'got both'],
    [{ counts: [1] }, 'expected 2 counts, got 1'],
    [{ counts: [1, -2] }, 'expected finite populations ≥ 0, got -2 at 1'],
    [{ counts: [0, 0] }, 'expected some population, got none'],
    [{ counts: [1, 2], degeneracies: [1, 0] }, 'expected level 1 of degeneracy 0 to be empty, got 2'],
    [{ counts: [1, 2], energies: [3, 3] }, 'expected levels of at least two energies, got one'],
    [
      { counts: [1, 2], energies: [3, Number.NaN] },
      'temperatureFromPopulations: expected energies of at most 1e150, got NaN at 1',
    ],
    [{ populations: [1, 2], sampleSize: 0 }, 'expected sampleSize to be finite and above 0, got 0'],
    [{ counts: [1, 2], unit: 'cm' }, '(nearest: cm-1)'],
  ])('refuses %j', (change, message) => {
    const input = { energies: [0, 1], unit: 'K', ...change } as Parameters<typeof temperatureFromPopulations>[0];
    expect(() => temperatureFromPopulations(input)).toThrow(message);
  });
});
