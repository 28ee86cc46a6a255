import { describe, expect, test } from 'vitest';
import { boltzmann } from '../../src/boltzmann/boltzmann.ts';
import { type SamplerInput, type SampleStep, sampleLevels } from '../../src/boltzmann/sample-levels.ts';

const levels = { energies: [0, 1, 5, 2, 0.5], degeneracies: [1, 3, 0, 2, 0.25], unit: 'K', temperature: 1.5 } as const;

function walk(input: SamplerInput, steps: number, visit: (step: SampleStep) => void = () => {}): SampleStep {
  for (const step of sampleLevels(input)) {
    visit(step);
    if (step.step === steps) return step;
  }
  throw new Error('unreachable');
}

const ways = (['metropolis', 'gibbs'] as const).flatMap((method) =>
  (['any', 'adjacent'] as const).map((moves) => ({ method, moves })),
);

describe('sampleLevels', () => {
  test.each(ways)('%j: its visits become the exact populations', (way) => {
    const steps = 200_000;
    const { counts } = walk({ ...levels, ...way }, steps);
    const { probabilities } = boltzmann(levels);
    counts.forEach((count, i) => {
      // Four standard deviations of a walk that remembers some ten steps.
      expect(Math.abs(count / steps - probabilities[i])).toBeLessThan(
        4 * Math.sqrt((10 * probabilities[i]) / steps) + 1e-12,
      );
    });
    // That is sharp enough to see a forgotten degeneracy.
    const forgotten = boltzmann({ ...levels, degeneracies: [1, 1, 0, 1, 1] }).probabilities;
    expect(Math.abs(counts[1] / steps - forgotten[1])).toBeGreaterThan(0.1);
  });

  test.each(ways)('%j: in detailed balance, as many steps go from i to j as from j to i', (way) => {
    const flow = Array.from({ length: 5 }, () => new Float64Array(5));
    let last = 0;
    walk({ ...levels, ...way }, 100_000, ({ level }) => {
      flow[last][level] += 1;
      last = level;
    });
    for (let i = 0; i < 5; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const both = flow[i][j] + flow[j][i];
        expect(Math.abs(flow[i][j] - flow[j][i])).toBeLessThanOrEqual(4 * Math.sqrt(both) + 1);
      }
    }
  });

  test('its running divergence is Σ q ln(q/p) of the visits so far, and falls as 1/steps', () => {
    const { probabilities } = boltzmann(levels);
    walk(levels, 3000, ({ step, counts, divergence }) => {
      if (step % 500 !== 1) return;
      let want = 0;
      counts.forEach((count, i) => {
        if (count > 0) want += (count / step) * Math.log(count / step / probabilities[i]);
      });
      expect(divergence()).toBeCloseTo(want, 12);
    });
    expect(walk(levels, 100_000).divergence()).toBeLessThan(20 / 100_000);
  });

  test('the same seed walks the same way, another one another', () => {
    const path = (seed: number) => {
      const visited: number[] = [];
      walk({ ...levels, seed }, 50, ({ level }) => visited.push(level));
      return visited;
    };
    expect(path(3)).toEqual(path(3));
    expect(path(3)).not.toEqual(path(4));
  });

  test('adjacent moves go one level of degeneracy above 0 at a time; a lone level stays', () => {
    let last = 0;
    const order = [0, 1, 3, 4];
    walk({ ...levels, moves: 'adjacent' }, 2000, ({ level, moved }) => {
      expect(Math.abs(order.indexOf(level) - order.indexOf(last))).toBe(moved ? 1 : 0);
      last = level;
    });
    const lone = walk({ energies: [3], unit: 'K', temperature: 1 }, 20);
    expect(lone).toMatchObject({ level: 0, moved: false });
    expect(lone.divergence()).toBeLessThan(1e-15);
  });

  test('far below float64’s smallest population a level is still climbed down from, and infinite and negative T work', () => {
    const cold = walk({ energies: [0, 1, 1000], unit: 'K', temperature: 0.1, start: 2 }, 200);
    expect(cold.counts[0]).toBeGreaterThan(150);
    expect(cold.divergence()).toBeGreaterThanOrEqual(0);
    expect(walk({ ...levels, temperature: -0.2, start: 0 }, 2000).counts[3]).toBeGreaterThan(1500);
    expect(
      walk({ energies: [0, 1], unit: 'K', temperature: Infinity, method: 'gibbs' }, 10_000).divergence(),
    ).toBeLessThan(0.001);
  });

  test('the divergence from 100,000 levels is right to 10⁻¹³, where plain additions are off by more', () => {
    const n = 100_000;
    const steps = 20_000;
    const { counts, divergence } = walk({ energies: new Float64Array(n), unit: 'K', temperature: 1 }, steps);
    // Levels of one count have one term: a handful of products instead of thousands of additions.
    const levelsOf = new Map<number, number>();
    for (const count of counts) if (count > 0) levelsOf.set(count, (levelsOf.get(count) ?? 0) + 1);
    const term = (count: number) => (count / steps) * Math.log((count * n) / steps);
    let want = 0;
    for (const [count, levels] of levelsOf) want += levels * term(count);
    let plain = 0;
    for (const count of counts) if (count > 0) plain += term(count);
    expect(Math.abs(plain - want)).toBeGreaterThan(1e-13);
    expect(Math.abs(divergence() - want)).toBeLessThan(1e-13);
  });

  test.each<[object, string]>([
    [{ temperature: 0 }, 'sampleLevels: expected one temperature other than 0, got 0'],
    [{ temperature: [1, 2] }, 'sampleLevels: expected one temperature'],
    [{ temperature: Number.NaN }, 'sampleLevels: expected a temperature in kelvin, got NaN'],
    [{ start: 2 }, 'sampleLevels: expected a start of degeneracy above 0, got level 2'],
    [{ start: 9 }, 'sampleLevels: expected start to be a whole number from 0 to 4, got 9'],
    [{ method: 'wolff' }, 'expected method metropolis or gibbs, got wolff'],
    [{ moves: 'all' }, 'expected moves any or adjacent, got all'],
    [{ seed: -1 }, 'seed: expected a whole number'],
    [{ energies: [] }, 'sampleLevels: expected'],
  ])('refuses %j', (change, message) => {
    expect(() => walk({ ...levels, ...change } as SamplerInput, 1)).toThrow(message);
  });
});
