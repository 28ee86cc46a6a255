import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../../src/boltzmann/boltzmann.ts';
import { energiesFromPopulations } from '../../../src/boltzmann/inverse/energies-from-populations.ts';

describe('energiesFromPopulations', () => {
  test.each([300, -300])(
    'takes the populations of levels at %f K back to their energies above the lowest',
    (temperature) => {
      const energies = [2, 0, 0.5, 7.25];
      const degeneracies = [1, 3, 0.5, 40];
      const { probabilities } = boltzmann({ energies, degeneracies, unit: 'kJ/mol', temperature });
      const got = energiesFromPopulations({ populations: probabilities, degeneracies, unit: 'kJ/mol', temperature });
      got.forEach((E, i) => {
        expect(E).toBeCloseTo(energies[i], 13);
      });
    },
  );

  test('keeps the difference of populations that are nearly equal', () => {
    const [, E] = energiesFromPopulations({ populations: [0.5, 0.5 - 2 ** -54], unit: 'K', temperature: 1 });
    expect(E).toBeCloseTo(2 ** -53, 30);
  });

  test('puts an empty level at +∞, at a negative temperature at −∞', () => {
    expect([...energiesFromPopulations({ populations: [1, 0], unit: 'K', temperature: 1 })]).toEqual([0, Infinity]);
    expect([...energiesFromPopulations({ populations: [1, 0], unit: 'K', temperature: -1 })]).toEqual([0, -Infinity]);
  });

  test.each<[object, string]>([
    [{ populations: [-1, 1] }, 'energiesFromPopulations: expected finite populations ≥ 0, got -1 at 0'],
    [{ populations: [0, 0] }, 'expected some population, got none'],
    [{ temperature: 0 }, 'expected a finite temperature other than 0, got 0'],
    [{ temperature: Infinity }, 'got Infinity'],
    [{ degeneracies: [1, 0] }, 'expected finite degeneracies > 0, got 0 at 1'],
    [{ degeneracies: [1] }, 'expected 2 degeneracies, got 1'],
    [{ unit: 'kj' }, '(nearest: kJ/mol)'],
  ])('refuses %j', (change, message) => {
    const input = { populations: [1, 1], temperature: 300, unit: 'K', ...change } as Parameters<
      typeof energiesFromPopulations
    >[0];
    expect(() => energiesFromPopulations(input)).toThrow(message);
  });
});
